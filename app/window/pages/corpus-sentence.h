/* corpus-sentence.h — the attention of one pair of a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/corpus-run.h"
#include "app/core/gold.h"

G_BEGIN_DECLS

#define HEED_TYPE_CORPUS_SENTENCE (heed_corpus_sentence_get_type ())
G_DECLARE_FINAL_TYPE (HeedCorpusSentence, heed_corpus_sentence, HEED, CORPUS_SENTENCE, GtkWidget)

GtkWidget *heed_corpus_sentence_new   (void);

/* What is borrowed is copied. gold: the right links, which judge those that were found; NULL:
 * there are none. */
void       heed_corpus_sentence_show  (HeedCorpusSentence    *self,
                                       HeedModel             *model,
                                       const HeedCorpusSight *sight,
                                       HeedGold              *gold,
                                       const GError          *gold_problem);
void       heed_corpus_sentence_clear (HeedCorpusSentence    *self);

/* Puts a widget behind the title. */
void       heed_corpus_sentence_append (HeedCorpusSentence *self,
                                        GtkWidget          *widget);

/* Selects the word that a step is in, once that pair is shown. */
void       heed_corpus_sentence_select_step (HeedCorpusSentence *self,
                                             guint               pair,
                                             guint               step);

/* The step of the selected row, or of the first one; -1: none is shown. And the word there. */
int        heed_corpus_sentence_get_step (HeedCorpusSentence *self);
char       *heed_corpus_sentence_dup_selected_word (HeedCorpusSentence *self);

/* The pair that is shown; -1: none. */
int        heed_corpus_sentence_get_pair (HeedCorpusSentence *self);

G_END_DECLS
