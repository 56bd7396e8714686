/* target-sentence.h — the target text with one token marked
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "engine/values.h"

G_BEGIN_DECLS

#define HEED_TYPE_TARGET_SENTENCE (heed_target_sentence_get_type ())
G_DECLARE_FINAL_TYPE (HeedTargetSentence, heed_target_sentence, HEED, TARGET_SENTENCE, GtkWidget)

GtkWidget  *heed_target_sentence_new          (void);

void        heed_target_sentence_set_tokens   (HeedTargetSentence *self,
                                               const HeedToken    *tokens,
                                               guint               n_tokens);
const char *heed_target_sentence_get_text     (HeedTargetSentence *self);

int         heed_target_sentence_get_selected (HeedTargetSentence *self);
void        heed_target_sentence_set_selected (HeedTargetSentence *self,
                                               int                 index);

/* The token whose text is at (x, y), px; -1: none. */
int         heed_target_sentence_find_token   (HeedTargetSentence *self,
                                               double              x,
                                               double              y);

/* Tokens from this one on are dimmed. G_MAXUINT, the default: none. */
void        heed_target_sentence_set_n_played (HeedTargetSentence *self,
                                               guint               n_played);

G_END_DECLS
