/* corpus-sentence.h — the attention of one pair of a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/corpus/corpus-run.h"
#include "app/core/links/gold.h"

G_BEGIN_DECLS

#define HEED_TYPE_CORPUS_SENTENCE (heed_corpus_sentence_get_type ())
G_DECLARE_FINAL_TYPE (HeedCorpusSentence, heed_corpus_sentence, HEED, CORPUS_SENTENCE, GtkWidget)

GtkWidget *heed_corpus_sentence_new   (void);

/* Copies what is borrowed. gold: the gold links that found links are compared with; NULL if
 * there are none. */
void       heed_corpus_sentence_show  (HeedCorpusSentence    *self,
                                       HeedModel             *model,
                                       const HeedPairDetails *details,
                                       HeedGold              *gold,
                                       const GError          *gold_problem);
void       heed_corpus_sentence_clear (HeedCorpusSentence    *self);

/* Appends a widget after the title. */
void       heed_corpus_sentence_append (HeedCorpusSentence *self,
                                        GtkWidget          *widget);

/* Selects the word of a step, once that pair is displayed. */
void       heed_corpus_sentence_select_step (HeedCorpusSentence *self,
                                             guint               pair,
                                             guint               step);

/* Returns the step of the selected row, or of the first row; -1 if no pair is displayed. Also
 * returns its word. */
int        heed_corpus_sentence_get_step (HeedCorpusSentence *self);
char       *heed_corpus_sentence_dup_selected_word (HeedCorpusSentence *self);

/* Returns the displayed pair; -1 if there is none. */
int        heed_corpus_sentence_get_pair (HeedCorpusSentence *self);

G_END_DECLS
