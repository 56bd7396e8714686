/* corpus-line.h — everything that is computed for one pair of a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/translation/probe.h"

G_BEGIN_DECLS

/* Possible errors of a translation, detected from the model's attention and scores. */
typedef enum {
  HEED_FLAG_UNREAD = 1 << 0,  /* a span of source words that received hardly any attention */
  HEED_FLAG_LOOP   = 1 << 1,  /* the same tokens three times in a row */
  HEED_FLAG_COPIED = 1 << 2,  /* a span of target words is copied unchanged from the source */
  HEED_FLAG_HALLUCINATION = 1 << 3  /* the steps hardly depend on the source; found by a probe */
} HeedCorpusFlags;

/* Of 80 correct pairs of the models that ship with Heed, 0 to 7% have a smaller share of the
 * source; of the same pairs shuffled, 8 to 27%. It is a hint, not a verdict. */
#define HEED_LEAST_SOURCE_SHARE 0.45

typedef struct {
  guint                  n_source_words;
  guint                  n_target_words;
  guint                  n_steps;       /* target tokens and the end token */
  double                 log_prob;      /* of all steps, natural logarithm; NAN without a model,
                                         * like the next */
  double                 entropy;       /* mean over the steps, nats */
  double                 length_ratio;  /* target words / source words; NAN without source words */
  gboolean               has_attention; /* if FALSE, the next four members are undefined */
  HeedAttentionMeasures  measures;
  HeedAlignment         *links;         /* never NULL */
  guint                  n_unaligned;   /* target words without links */
  HeedWordSpan           unread;        /* for UNREAD */
  guint                  loop_step;     /* for LOOP: the step where the second repetition begins */
  HeedWordSpan           copied;        /* for COPIED: target words */
  gboolean               has_probe;
  HeedProbe              probe;         /* if has_probe */
  HeedCorpusFlags        flags;
  gboolean               has_gold;
  HeedAlignmentCounts    counts;        /* if has_gold */
} HeedCorpusLine;

/* Computes everything about a pair. forced must have no problem, and view must have requested
 * scores. gold may be NULL. */
void heed_corpus_line_read          (HeedCorpusLine        *line,
                                     const HeedInputPair   *pair,
                                     const HeedForced      *forced,
                                     const HeedForcedView  *view,
                                     const HeedLinkOptions *links,
                                     const HeedAlignment   *gold);
/* Sets what is read from attention, again or for the first time: tokens, and the words that
 * links are read from; NULL if there is no attention. links: the links found. The other members
 * of line are unchanged. */
void heed_corpus_line_set_attention (HeedCorpusLine        *line,
                                     const HeedMatrix      *tokens,
                                     const HeedMatrix      *words,
                                     HeedAlignment         *links);
void heed_corpus_line_clear         (HeedCorpusLine        *line);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedCorpusLine, heed_corpus_line_clear)

G_END_DECLS
