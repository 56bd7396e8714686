/* prediction.h — how sure a model is of its translation, and which source words it did not read
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/translation/translation.h"

G_BEGIN_DECLS

typedef struct {
  guint  n_tokens;     /* taken so far, including the end token */
  double log_prob;     /* sum over all tokens, nats */
  double probability;  /* per token: the geometric mean, exp of the mean of log p */
  double entropy;      /* mean per token, nats */
} HeedPrediction;

/* All members except n_tokens are NAN if there is no token. */
HeedPrediction heed_prediction_measure (const HeedTranslation *translation);

/* A source word is unread if the sum of the weights it gets from all target tokens is below this in
 * every head. A word that is translated by one token gets about 1. */
#define HEED_UNREAD_SHARE 0.2

/* Returns the unread source words, joined from their pieces and without special tokens; the caller
 * frees the list. NULL if unknown: there is no cross-attention, or so much of it that the search
 * would delay the window. */
char         **heed_prediction_list_unread (const HeedTranslation *translation,
                                            HeedModel             *model);

G_END_DECLS
