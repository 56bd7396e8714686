/* score-buckets.h — translation scores by sentence length and by word frequency
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* Sentences by the length of their first reference in words, or words by their frequency in all
 * first references; from least to most. most is G_MAXUINT in the last bucket. */
typedef struct {
  guint  least;
  guint  most;
  guint  n;       /* sentences, or words of the references */
  double score;   /* BLEU of the sentences, or F1 of the words, 0 to 100; NAN if empty */
  double other;   /* likewise of the other system; NAN if there is none */
} HeedScoreBucket;

/* The input. others, the translations of another system, may be NULL. */
typedef struct {
  const char *const        *hypotheses;  /* n_sentences */
  const char *const        *others;
  const char *const *const *references;
  guint                     n_sentences;
  HeedBleuTokenizer         tokenizer;   /* ZH and CHAR: each character is a word */
} HeedScored;

/* Return arrays of HeedScoreBucket, from short to long and from rare to frequent. */
GArray *heed_score_buckets_by_length    (const HeedScored *scored);
GArray *heed_score_buckets_by_frequency (const HeedScored *scored);

G_END_DECLS
