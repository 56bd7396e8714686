/* corpus-breakdown.h — where two readings of a corpus differ: by length, by frequency of words
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/corpus-files.h"
#include "app/core/corpus-rows.h"

G_BEGIN_DECLS

/* Of fewer than so many sentences nothing can be told. */
#define HEED_BREAKDOWN_FEW 10

typedef enum {
  HEED_BREAKDOWN_LENGTH,            /* sentences, by the words of their source */
  HEED_BREAKDOWN_SOURCE_FREQUENCY,  /* links, by how often the corpus has their source word */
  HEED_BREAKDOWN_TARGET_FREQUENCY   /* likewise, their target word */
} HeedBreakdownKind;

/* One part of the corpus. */
typedef struct {
  HeedBreakdownKind   kind;
  guint               least;       /* words of a sentence, or times that a word comes */
  guint               most;        /* G_MAXUINT: no end */
  guint               n_pairs;     /* sentences, or those with such a link */
  guint               n_sure;      /* sure gold links; 0: nothing is known of the next three */
  HeedAlignmentCounts kept;
  HeedAlignmentCounts now;
  HeedInterval        difference;  /* of the error rates, 95 of 100 drawn; NAN of few sentences */
  double              log_prob_change;  /* of a token, mean over sentences; NAN but for LENGTH */
} HeedBreakdownPart;

/* A pair that was read twice. */
typedef struct {
  guint          i;
  HeedCorpusRow  row;
  HeedAlignment *gold;  /* NULL: there is none; like the next two owned */
  HeedAlignment *kept;  /* links found before; NULL only without gold */
  HeedAlignment *now;
} HeedBreakdownPair;

/* Of HeedBreakdownPair, whose links are let go of with it. */
GArray *heed_breakdown_new_pairs (void);

/* Of HeedBreakdownPart, those without a sentence left out. On any thread. */
GArray *heed_breakdown_find      (HeedCorpusFiles      *files,
                                  GArray               *pairs,
                                  GCancellable         *cancellable);

/* The same on a thread of GIO; pairs are taken. */
void    heed_breakdown_async     (HeedCorpusFiles      *files,
                                  GArray               *pairs,
                                  GCancellable         *cancellable,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data);
GArray *heed_breakdown_finish    (GAsyncResult         *result,
                                  GError              **error);

G_END_DECLS
