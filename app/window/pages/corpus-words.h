/* corpus-words.h — what is said of a corpus in words
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/corpus.h"

G_BEGIN_DECLS

/* "test.en · test.fr · test.gold (Pharaoh, from 0) — 1,000 sentences" */
char *heed_corpus_words_new_files    (HeedCorpusFiles           *files);

/* Of lines that are wrong; NULL: none is. */
char *heed_corpus_words_new_wrong    (HeedCorpusFiles           *files);

/* "640 of 1,000 · 410 sentences/s · 1 s left" */
char *heed_corpus_words_new_progress (const HeedCorpusProgress  *progress,
                                      HeedCorpusState            state);

/* How far the model of the other direction is, and what is wrong with it. */
char *heed_corpus_words_new_reverse  (HeedCorpus                *corpus);

/* Whether one reads what the other writes; if nobody knows what they read, they may. */
gboolean heed_corpus_words_is_turned (HeedModel                 *model,
                                      HeedModel                 *reverse);

/* How links are read: "English → French, Layer 2 · Mean of heads, argmax, grow-diag with …". */
char *heed_corpus_words_new_way      (HeedCorpus                *corpus);

/* What it is against what was kept. */
char *heed_corpus_words_new_comparison (const HeedCorpusComparison *comparison);

/* What is kept on the disk, and of how many. */
char *heed_corpus_words_new_kept     (HeedCorpusStore           *store);

/* "0.241 (0.22–0.26)": NAN in interval leaves it away. */
char *heed_corpus_words_new_interval (const HeedInterval        *interval);

/* What is to be said of one pair below its attention. */
char *heed_corpus_words_new_sentence (const HeedCorpusSight     *sight,
                                      const GError              *gold_problem);

G_END_DECLS
