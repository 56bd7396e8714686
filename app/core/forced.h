/* forced.h — translations that are given, and the attention they are read with
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/kept-attention.h"

G_BEGIN_DECLS

typedef struct {
  HeedGivenLine source;
  HeedGivenLine target;
} HeedGivenPair;

/* What is wanted of each pair. */
typedef struct {
  const HeedAttentionSite *sites;   /* n_sites */
  guint                    n_sites;
  guint n_shifts; /* 1: rows are about what they emit; 2: and also about what they read */
  gboolean                 wants_scores;  /* how probable the target is; most of the work */
} HeedForcedView;

/* What a model made of one pair. */
typedef struct {
  GPtrArray *attention;  /* n_sites x n_shifts of HeedMatrix, target words x source words; NULL
                          * in it if one side has no word, or nothing attends */
  GError    *problem;    /* NULL: the model was led through all of it; else nothing else is set */
  HeedWords  source;
  HeedWords  target;
  HeedMatrix *tokens;    /* the mean of the sites as it is, steps x source tokens; NULL if nothing
                          * attends */
  double     log_prob;   /* of the target and its end, natural logarithm; if wanted, as the next */
  double     entropy;    /* of a step, on average, nats */
} HeedForced;

/* n_pairs of them, each to be cleared with heed_forced_clear(). */
void        heed_forced_read  (HeedForced           *forced,
                               HeedModel            *model,
                               const HeedGivenPair  *pairs,
                               guint                 n_pairs,
                               const HeedForcedView *view);
void        heed_forced_clear (HeedForced           *forced);

/* The same for scores alone, and for each pair the attention of all these heads; kept has
 * n_pairs, each to be cleared; of pairs with a problem it is empty. */
void        heed_forced_read_keeping (HeedForced              *forced,
                                      HeedModel               *model,
                                      const HeedGivenPair     *pairs,
                                      guint                    n_pairs,
                                      const HeedForcedOptions *options,
                                      HeedKeptAttention       *kept);

/* Puts what the sites of a reading say of words in the place of what there is; words are
 * known. */
void        heed_forced_merge (HeedForced              *forced,
                               const HeedForcedReading *reading,
                               const HeedForcedView    *view);

/* Borrowed; NULL as said above, and where nothing was asked for. */
HeedMatrix *heed_forced_get   (const HeedForced     *forced,
                               const HeedForcedView *view,
                               guint                 site,
                               guint                 shift);

/* Of all sites of a shift; NULL likewise. */
HeedMatrix *heed_forced_dup_mean (const HeedForced     *forced,
                                  const HeedForcedView *view,
                                  guint                 shift);

G_END_DECLS
