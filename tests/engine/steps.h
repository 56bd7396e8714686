/* steps.h — runs sessions and compares their steps
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

/* Takes n steps, or fewer if the session ends; returns the last one, borrowed. */
HeedStep    *steps_take            (HeedSession    *session,
                                    guint           n_steps);
HeedStep    *steps_force           (HeedSession    *session,
                                    guint32         token);
const float *steps_get_trace       (const HeedStep *step,
                                    const char     *name,
                                    guint           layer,
                                    guint          *n_values);

/* Returns an array of HeedAttentionSite: every head of the step, and the mean of each layer. */
GArray      *steps_list_sites      (const HeedStep *step);

/* Compare tokens, probabilities, candidates, attention, scores and traces bit for bit. */
void         assert_same_step      (const HeedStep *found,
                                    const HeedStep *expected);
void         assert_same_session   (HeedSession    *found,
                                    HeedSession    *expected);

G_END_DECLS
