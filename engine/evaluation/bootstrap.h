/* bootstrap.h — how sure a score is, and how sure that another is lower
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* How sure a score is, and how sure that another system's is lower: corpora of as many
 * sentences are drawn from these, the same for both. Intervals have 95 of 100. */
typedef struct {
  HeedBleuTokenizer tokenizer;
  guint             n_draws;
  guint64           seed;     /* the same one draws the same */
} HeedBootstrapOptions;

typedef struct {
  HeedInterval interval;
  HeedInterval other_interval;
  double       difference;    /* of the corpus as it is: this less the other */
  HeedInterval difference_interval;
  double       p_value;       /* how probable so large a difference is if there is none */
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
