/* bootstrap.h — confidence intervals of scores and of the difference of two systems
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* Options of the bootstrap: random corpora of n_sentences sentences are drawn from the given
 * ones, the same for both systems. Intervals contain 95 % of the draws. */
typedef struct {
  HeedBleuTokenizer tokenizer;
  guint             n_draws;
  guint64           seed;     /* the same seed gives the same draws */
} HeedBootstrapOptions;

typedef struct {
  HeedInterval interval;
  HeedInterval other_interval;
  double       difference;    /* on the whole corpus: this score minus the other */
  HeedInterval difference_interval;
  double       p_value;       /* probability of a difference at least this large if there is none */
} HeedBootstrap;

typedef struct {
  HeedBootstrap bleu;
  HeedBootstrap chrf;
} HeedTranslationBootstrap;

HeedTranslationBootstrap heed_evaluate_bootstrap (const char *const          *hypotheses,
                                                  const char *const          *others,
                                                  const char *const *const   *references,
                                                  guint                       n_sentences,
                                                  const HeedBootstrapOptions *options);

G_END_DECLS
