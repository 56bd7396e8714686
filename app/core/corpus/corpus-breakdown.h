/* corpus-breakdown.h — comparing two readings of a corpus by sentence length and word frequency
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/corpus/corpus-files.h"
#include "app/core/corpus/corpus-rows.h"

G_BEGIN_DECLS

/* Parts with fewer sentences get no confidence interval. */
#define HEED_BREAKDOWN_FEW 10

typedef enum {
  HEED_BREAKDOWN_LENGTH,            /* sentences, by the number of words of their source */
  HEED_BREAKDOWN_SOURCE_FREQUENCY,  /* links, by the frequency of their source word in the corpus */
  HEED_BREAKDOWN_TARGET_FREQUENCY   /* links, by the frequency of their target word */
} HeedBreakdownKind;

/* One part of the corpus, and the error rates of two readings of it. */
typedef struct {
  HeedBreakdownKind   kind;
  guint               least;       /* words of a sentence, or occurrences of a word */
  guint               most;        /* G_MAXUINT: unbounded */
  guint               n_pairs;     /* sentences, or sentences with such a link */
  guint               n_sure;      /* sure gold links; if 0, the next three members are undefined */
  HeedAlignmentCounts baseline;
  HeedAlignmentCounts now;
  HeedInterval        difference;  /* of the error rates, 95%; NAN if there are too few sentences */
  double              log_prob_change;  /* per token, mean over sentences; NAN except for LENGTH */
} HeedBreakdownPart;

/* A pair that was read twice: its results then and now. */
typedef struct {
  guint          i;
  HeedCorpusRow  row;
  HeedAlignment *gold;      /* owned, like the next two; NULL if there is none */
  HeedAlignment *baseline;  /* links of the first reading; NULL only without gold links */
  HeedAlignment *now;
} HeedBreakdownPair;

/* Returns an empty array of HeedBreakdownPair that frees the links of its elements. */
GArray *heed_breakdown_new_pairs (void);

/* Returns an array of HeedBreakdownPart, without parts that have no sentence. May be called on
 * any thread. */
GArray *heed_breakdown_find      (HeedCorpusFiles      *files,
                                  GArray               *pairs,
                                  GCancellable         *cancellable);

/* The same on a thread of GIO; takes ownership of pairs. */
void    heed_breakdown_async     (HeedCorpusFiles      *files,
                                  GArray               *pairs,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
GArray *heed_breakdown_finish    (GAsyncResult         *result,
                                  GError              **error);

G_END_DECLS
