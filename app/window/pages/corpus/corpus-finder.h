/* corpus-finder.h — a button that finds the attention that reads links best
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/corpus/corpus.h"
#include "app/window/pages/corpus/corpus-sweep-view.h"

G_BEGIN_DECLS

#define HEED_TYPE_CORPUS_FINDER (heed_corpus_finder_get_type ())
G_DECLARE_FINAL_TYPE (HeedCorpusFinder, heed_corpus_finder, HEED, CORPUS_FINDER, GtkWidget)

GtkWidget           *heed_corpus_finder_new        (void);

/* NULL for none. */
void                 heed_corpus_finder_set_corpus (HeedCorpusFinder *self,
                                                    HeedCorpus       *corpus);

/* Starts the search, unless its result is known; the button does the same. */
void                 heed_corpus_finder_find       (HeedCorpusFinder *self);
HeedCorpusSweepView *heed_corpus_finder_get_view   (HeedCorpusFinder *self);

/* Searches again if the judge has changed. */
void       heed_corpus_finder_set_judge  (HeedCorpusFinder *self,
                                          HeedSweepJudge    judge);

G_END_DECLS
