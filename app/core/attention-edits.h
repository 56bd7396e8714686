/* attention-edits.h — what a person changes in attentions, done in a session
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/changes.h"

G_BEGIN_DECLS

/* Both add to ids, of guint, what has to be undone, if they fail too. What is of the
 * sentence is made before the first step, what is of a step just before it is taken. */
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

/* Fills a row with what its keys get: those that are pinned there what was asked, the
 * others their part of the rest. */
void     heed_attention_edits_fill_row         (const HeedChanges  *changes,
                                                HeedAttentionSite   site,
                                                guint               position,
                                                const float        *own,
                                                float              *row,
                                                guint               n_keys);

G_END_DECLS
