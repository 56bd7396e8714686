/* corpus-analyses.h — the buttons below which a corpus is analysed, together
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/corpus/corpus-breakdown-button.h"
#include "app/window/pages/corpus/corpus-heads-button.h"
#include "app/window/pages/corpus/corpus-links.h"
#include "app/window/pages/corpus/corpus-neighbours-button.h"
#include "app/window/pages/corpus/corpus-sentence.h"
#include "app/window/pages/corpus/corpus-summary.h"
#include "app/window/pages/corpus/corpus-sweep-button.h"

G_BEGIN_DECLS

/* Each widget is owned by the card that contains it. */
typedef struct {
  HeedCorpusSweepButton      *sweep;
  HeedCorpusHeadsButton      *heads;
  HeedCorpusBreakdownButton  *breakdown;
  HeedCorpusNeighboursButton *neighbours;
} HeedCorpusAnalyses;

void heed_corpus_analyses_init       (HeedCorpusAnalyses    *self,
                                      HeedCorpusLinks       *links,
                                      HeedCorpusSummaryCard *summary,
                                      HeedCorpusSentence    *sentence);

/* adopted (owner, settings): emitted to read links with these settings; opened (owner, pair, step):
 * to show this step. Both are disconnected when owner is destroyed. */
void heed_corpus_analyses_connect    (HeedCorpusAnalyses    *self,
                                      GCallback              adopted,
                                      GCallback              opened,
                                      gpointer               owner);
void heed_corpus_analyses_set_corpus (HeedCorpusAnalyses    *self,
                                      HeedCorpus            *corpus);

G_END_DECLS
