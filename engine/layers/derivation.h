/* derivation.h — the derivation of one attention weight, which the inspector shows
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/base/arithmetic.h"
#include "engine/layers/attention-question.h"

G_BEGIN_DECLS

/* The symbols of the inputs of the query and of the key in the equations. */
typedef struct {
  const char *query;
  const char *key;
} HeedDerivationLetters;

/* The weight to explain, and where its quantities are written. */
typedef struct {
  HeedTape                    *tape;      /* for the numbers that are computed again */
  HeedArithmeticWriter        *writer;
  const HeedAttentionQuestion *question;
  const HeedAttentionWeights  *weights;   /* those of question */
  guint                        n_heads;
  HeedDerivationLetters        letters;
  HeedAttentionSite            site;
  guint                        head;      /* 0 for the mean of heads */
  guint                        key;
} HeedDerivation;

/* A projection y = W x + b, of which one head has n_rows rows. */
typedef struct {
  const char *weight_symbol;
  const char *weight_meaning;
  const char *bias_symbol;
  const char *bias_meaning;
  HeedTensor *weight;
  HeedTensor *bias;       /* or NULL */
  guint       first_row;
  guint       n_rows;
} HeedDerivationMap;

/* The three stages: the score, its softmax, and the weighted sum of the values. */
void          heed_derivation_explain_score   (const HeedDerivation    *derivation);
void          heed_derivation_explain_weight  (const HeedDerivation    *derivation,
                                               HeedChanged              changed);
void          heed_derivation_explain_context (const HeedDerivation    *derivation,
                                               HeedChanged              changed);

float         heed_derivation_get_score       (const HeedDerivation    *derivation);
float         heed_derivation_get_weight      (const HeedDerivation    *derivation);
const guint8 *heed_derivation_get_hidden      (const HeedDerivation    *derivation);
gboolean      heed_derivation_hides           (const HeedDerivation    *derivation,
                                               guint                    key);
HeedChanged   heed_derivation_find_changes    (const HeedDerivation    *derivation);

void          heed_derivation_write_vector    (const HeedDerivation    *derivation,
                                               HeedStage                stage,
                                               const char              *symbol,
                                               const char              *meaning,
                                               const float             *values,
                                               guint                    n);
void          heed_derivation_write_learned   (const HeedDerivation    *derivation,
                                               HeedStage                stage,
                                               const char              *symbol,
                                               const char              *meaning,
                                               const HeedTensor        *tensor);
void          heed_derivation_write_map       (const HeedDerivation    *derivation,
                                               HeedStage                stage,
                                               const HeedDerivationMap *map);
char         *heed_derivation_spell_map       (const HeedDerivationMap *map,
                                               const char              *input);
float        *heed_derivation_new_floats      (const HeedDerivation    *derivation,
                                               gsize                    n);

G_END_DECLS
