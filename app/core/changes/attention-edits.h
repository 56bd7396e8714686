/* attention-edits.h — applying a user's changes of attention weights to a session
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/changes/changes.h"

G_BEGIN_DECLS

/* Both append the ids (guint) of the interventions they made to ids, even if they fail; the
 * caller must undo them. Changes of the whole sentence are made before the first step, changes
 * of one step just before that step is taken. */
gboolean heed_attention_edits_make_of_sentence (HeedSession        *session,
                                                const HeedChanges  *changes,
                                                GArray             *ids,
                                                GError            **error);
gboolean heed_attention_edits_make_of_step     (HeedSession        *session,
                                                const HeedChanges  *changes,
                                                GArray             *ids,
                                                GError            **error);
void     heed_attention_edits_undo             (HeedSession        *session,
                                                GArray             *ids);

/* Fills a row with the weights of its n_keys keys: pinned keys get their pinned weight, the
 * others share the rest in proportion to their weights in own. */
void     heed_attention_edits_fill_row         (const HeedChanges  *changes,
                                                HeedAttentionSite   site,
                                                guint               position,
                                                const float        *own,
                                                float              *row,
                                                guint               n_keys);

G_END_DECLS
