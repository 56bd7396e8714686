/* prediction.h — what a model thinks of its own translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/translation.h"

G_BEGIN_DECLS

typedef struct {
  guint  n_tokens;     /* taken so far, the end token among them */
  double log_prob;     /* of all of them, nats */
  double probability;  /* per token: the geometric mean, exp of the mean of log p */
  double entropy;      /* per token, nats: how undecided the model was */
} HeedPrediction;

/* All of it NAN but n_tokens where there is no token. */
HeedPrediction heed_prediction_measure (const HeedTranslation *translation);

/* A source word is called unread if all tokens of the translation together gave
 * it less than this, in every head. A word that one token is about gets about 1. */
#define HEED_UNREAD_SHARE 0.2

/* The words of the source that nobody read, put together from their pieces; special
 * tokens are no words. NULL if that is not known: there is no attention, or so much
 * of it that looking through it would keep the window waiting. */
char         **heed_prediction_list_unread (const HeedTranslation *translation,
                                            HeedModel             *model);

G_END_DECLS
