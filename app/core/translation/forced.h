/* forced.h — given translations, scored and read with a model's attention by teacher forcing
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/translation/pair-attention.h"

G_BEGIN_DECLS

typedef struct {
  HeedInputLine source;
  HeedInputLine target;
} HeedInputPair;

/* What to compute for each pair. */
typedef struct {
  const HeedAttentionSite *sites;   /* n_sites */
  guint                    n_sites;
  guint n_shifts; /* 1: rows belong to the word they emit; 2: also to the word they read */
  gboolean                 wants_scores;  /* the target's probability; most of the work */
} HeedForcedView;

/* The result for one pair. */
typedef struct {
  GPtrArray *attention;  /* n_sites x n_shifts of HeedMatrix, target words x source words; entries
                          * are NULL if a side has no word or the model no attention */
  GError    *problem;    /* NULL on success; otherwise nothing else is valid */
  HeedWords  source;
  HeedWords  target;
  HeedMatrix *tokens;    /* the mean of the sites over tokens, steps x source tokens; NULL if the
                          * model has no attention */
  double     log_prob;   /* of the target and its end token, nats; only with wants_scores */
  double     entropy;    /* mean per step, nats; likewise */
} HeedForced;

/* Fills n_pairs results; the caller clears each with heed_forced_clear(). */
void        heed_forced_read  (HeedForced           *forced,
                               HeedModel            *model,
                               const HeedInputPair  *pairs,
                               guint                 n_pairs,
                               const HeedForcedView *view);
void        heed_forced_clear (HeedForced           *forced);

/* Reads the scores only, and for each pair the attention of all heads in options into
 * pair_attention, which has n_pairs elements; the caller clears each. Pairs with a problem have an
 * empty one. */
void        heed_forced_read_attention (HeedForced              *forced,
                                        HeedModel               *model,
                                        const HeedInputPair     *pairs,
                                        guint                    n_pairs,
                                        const HeedForcedOptions *options,
                                        HeedPairAttention       *pair_attention);

/* Replaces the word attention by that of a reading; source and target must be set already. */
void        heed_forced_merge (HeedForced              *forced,
                               const HeedForcedReading *reading,
                               const HeedForcedView    *view);

/* Returns one matrix, borrowed; NULL as described above, and if the site was not requested. */

/* Returns the mean over all sites of one shift, owned by the caller; NULL likewise. */
HeedMatrix *heed_forced_dup_mean (const HeedForced     *forced,
                                  const HeedForcedView *view,
                                  guint                 shift);

G_END_DECLS
