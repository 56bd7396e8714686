/* score-buckets.h — which sentences and which words a translation does well
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* Sentences whose first reference has so many words, or words that all references have so
 * often; most is G_MAXUINT where there is no end. */
typedef struct {
  guint  least;
  guint  most;
  guint  n;       /* sentences, or words of the references */
  double score;   /* BLEU of the sentences, or F1 of the words in parts of a hundred; NAN of none */
  double other;   /* of the other system; NAN if there is none */
} HeedScoreBucket;

/* What is scored; others may be NULL. */
typedef struct {
  const char *const        *hypotheses;  /* n_sentences */
  const char *const        *others;
  const char *const *const *references;
  guint                     n_sentences;
  HeedBleuTokenizer         tokenizer;   /* ZH and CHAR: each character is a word */
} HeedScored;

/* Of HeedScoreBucket, short to long, or rare to frequent. */
GArray *heed_score_buckets_by_length    (const HeedScored *scored);
GArray *heed_score_buckets_by_frequency (const HeedScored *scored);

G_END_DECLS
