/* corpus-line.h — what a corpus says of one of its pairs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/probe.h"

G_BEGIN_DECLS

/* What may be wrong with a translation, told by what the model looked at and said. */
typedef enum {
  HEED_FLAG_UNREAD = 1 << 0,  /* a span of source words that hardly anything looked at */
  HEED_FLAG_LOOP   = 1 << 1,  /* the same tokens three times, one after the other */
  HEED_FLAG_COPIED = 1 << 2,  /* a span of target words stands in the source as it is */
  HEED_FLAG_HALLUCINATION = 1 << 3  /* steps hardly rest on the source; told by a probe */
} HeedCorpusFlags;

/* Of 80 true pairs of the models that ship with Heed, 0 to 7 in a hundred rest on their source
 * by less; of the same pairs shuffled, 8 to 27. It is a hint, and no verdict. */
#define HEED_LEAST_SOURCE_SHARE 0.45

typedef struct {
  guint                  n_source_words;
  guint                  n_target_words;
  guint                  n_steps;       /* target tokens and the end */
  double                 log_prob;      /* of all of them, natural logarithm; NAN: no model
                                         * was asked, like the next */
  double                 entropy;       /* of a step, on average, nats */
  double                 length_ratio;  /* target words to source words; NAN without any */
  gboolean               has_attention; /* else the next four mean nothing */
  HeedAttentionMeasures  measures;
  HeedAlignment         *links;         /* never NULL */
  guint                  n_unaligned;   /* target words without a link */
  HeedWordSpan           unread;        /* of UNREAD */
  guint                  loop_step;     /* of LOOP: where it begins for the second time */
  HeedWordSpan           copied;        /* of COPIED: target words */
  gboolean               has_probe;
  HeedProbe              probe;         /* of has_probe */
  HeedCorpusFlags        flags;
  gboolean               has_gold;
  HeedAlignmentCounts    counts;        /* of has_gold */
} HeedCorpusLine;

/* forced has no problem; view asked for scores. gold may be NULL. */
void heed_corpus_line_read  (HeedCorpusLine        *line,
                             const HeedGivenPair   *pair,
                             const HeedForced      *forced,
                             const HeedForcedView  *view,
                             const HeedLinkOptions *links,
                             const HeedAlignment   *gold);
/* Reads attention again, or for the first time: of tokens, and of words as links are read
 * from it; NULL: there is none. links: that were found. The rest of line stays as it is. */
void heed_corpus_line_look  (HeedCorpusLine        *line,
                             const HeedMatrix      *tokens,
                             const HeedMatrix      *words,
                             HeedAlignment         *links);
void heed_corpus_line_clear (HeedCorpusLine        *line);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeedCorpusLine, heed_corpus_line_clear)

G_END_DECLS
