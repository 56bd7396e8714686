/* steps.h — sessions that are walked, and steps that should be the same
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

#define CROSS ((HeedAttentionSite) { HEED_ATTENTION_CROSS, 0, HEED_HEAD_MEAN })

HeedSession *steps_start           (HeedModel      *model,
                                    const guint32  *ids,
                                    guint           n_ids);

/* Takes n steps, or fewer if the session ends; the last is borrowed. */
HeedStep    *steps_take            (HeedSession    *session,
                                    guint           n_steps);
HeedStep    *steps_force           (HeedSession    *session,
                                    guint32         token);
const float *steps_get_trace       (const HeedStep *step,
                                    const char     *name,
                                    guint           layer,
                                    guint          *n_values);

/* Of HeedAttentionSite: every head that the step can show, and their means. */
GArray      *steps_list_sites      (const HeedStep *step);

/* Tokens, probabilities, candidates, attention, scores and traces, bit for
 * bit. */
void         assert_same_step      (const HeedStep *found,
                                    const HeedStep *expected);
void         assert_same_session   (HeedSession    *found,
                                    HeedSession    *expected);

G_END_DECLS
