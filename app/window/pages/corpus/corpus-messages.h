/* corpus-messages.h — messages for the user about the state and the results of a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/corpus/corpus.h"

G_BEGIN_DECLS

/* "test.en · test.fr · test.gold (Pharaoh, from 0) — 1,000 sentences" */
char *heed_corpus_message_new_files    (HeedCorpusFiles           *files);

/* Describes invalid lines; NULL if there are none. */
char *heed_corpus_message_new_wrong    (HeedCorpusFiles           *files);

/* "640 of 1,000 · 410 sentences/s · 1 s left" */
char *heed_corpus_message_new_progress (const HeedCorpusProgress  *progress,
                                        HeedCorpusState            state);

/* Describes the progress and the problems of the model of the other direction. */
char *heed_corpus_message_new_reverse  (HeedCorpus                *corpus);

/* Returns whether one model reads the language that the other writes; TRUE if the languages are
 * unknown. */
gboolean heed_corpus_message_is_turned (HeedModel                 *model,
                                        HeedModel                 *reverse);

/* How links are read: "English → French, Layer 2 · Mean of heads, argmax, grow-diag with …". */
char *heed_corpus_message_new_settings (HeedCorpus                *corpus);

/* Describes the comparison with the baseline. */
char *heed_corpus_message_new_comparison (const HeedCorpusComparison *comparison);

/* Describes how much attention is stored on disk, and of how many pairs. */
char *heed_corpus_message_new_stored   (HeedAttentionStore        *store);

/* "0.241 (0.22–0.26)"; without the parenthesis if interval is NAN. */
char *heed_corpus_message_new_interval (const HeedInterval        *interval);

/* Returns the text below the attention of a pair. */
char *heed_corpus_message_new_sentence (const HeedPairDetails     *details,
                                        const GError              *gold_problem);

G_END_DECLS
