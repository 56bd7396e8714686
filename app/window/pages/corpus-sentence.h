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

/* The pair that is shown; -1: none. */
int        heed_corpus_sentence_get_pair (HeedCorpusSentence *self);

G_END_DECLS
