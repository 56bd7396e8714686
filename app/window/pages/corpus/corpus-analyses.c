/* corpus-analyses.c — the buttons below which a corpus is analysed, together
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/corpus/corpus-analyses.h"

#include <glib/gi18n.h>

static const char *
ask_near (HeedStateNeighbourQuestion *question,
          char                      **word,
          gpointer                    data)
{
  HeedCorpusSentence *sentence = data;
  int step = heed_corpus_sentence_get_step (sentence);

  if (step < 0)
    return _("Choose a sentence first.");

  question->pair = heed_corpus_sentence_get_pair (sentence);
  question->step = (guint) step;
  *word = heed_corpus_sentence_dup_selected_word (sentence);

  return NULL;
}

void
heed_corpus_analyses_init (HeedCorpusAnalyses    *self,
                           HeedCorpusLinks       *links,
                           HeedCorpusSummaryCard *summary,
                           HeedCorpusSentence    *sentence)
{
  self->sweep = HEED_CORPUS_SWEEP_BUTTON (heed_corpus_sweep_button_new ());
  heed_corpus_links_append (links, GTK_WIDGET (self->sweep));
  self->heads = HEED_CORPUS_HEADS_BUTTON (heed_corpus_heads_button_new ());
  heed_corpus_links_append (links, GTK_WIDGET (self->heads));
  self->breakdown = HEED_CORPUS_BREAKDOWN_BUTTON (heed_corpus_breakdown_button_new ());
  heed_corpus_summary_append (summary, GTK_WIDGET (self->breakdown));
  self->neighbours =
    HEED_CORPUS_NEIGHBOURS_BUTTON (heed_corpus_neighbours_button_new (ask_near, sentence));
  heed_corpus_sentence_append (sentence, GTK_WIDGET (self->neighbours));
}

void
heed_corpus_analyses_connect (HeedCorpusAnalyses *self,
                              GCallback           adopted,
                              GCallback           opened,
                              gpointer            owner)
{
  g_signal_connect_object (self->sweep, "adopted", adopted, owner, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->heads, "adopted", adopted, owner, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->neighbours, "opened", opened, owner, G_CONNECT_SWAPPED);
}

void
heed_corpus_analyses_set_corpus (HeedCorpusAnalyses *self,
                                 HeedCorpus         *corpus)
{
  heed_corpus_sweep_button_set_corpus (self->sweep, corpus);
  heed_corpus_heads_button_set_corpus (self->heads, corpus);
  heed_corpus_breakdown_button_set_corpus (self->breakdown, corpus);
  heed_corpus_neighbours_button_set_corpus (self->neighbours, corpus);
}
