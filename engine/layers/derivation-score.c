/* derivation-score.c — the derivation of a score from query and key
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: as attention.c and multi-head.c
 */

#include "engine/layers/derivation.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "engine/kernels/elementwise.h"
#include "engine/kernels/scores.h"

/* Writes a quantity that the equation spells out as stands_for and that has a shorter symbol. */
static void
write_part (const HeedDerivation *derivation,
            const char           *symbol,
            const char           *meaning,
            const char           *stands_for,
            const float          *values,
            guint                 n)
{
  heed_arithmetic_write (derivation->writer,
                         &(HeedQuantity) { symbol, meaning, stands_for, HEED_STAGE_SCORE,
                                           HEED_ORIGIN_COMPUTED, 1, n, values });
}

static guint
get_key_width (const HeedDerivation *derivation)
{
  return derivation->question->memory.keys->n_columns / derivation->n_heads;
}

static const float *
get_key (const HeedDerivation *derivation)
{
  return heed_tensor_row (derivation->question->memory.keys, derivation->key) +
         (gsize) derivation->head * get_key_width (derivation);
}

static const float *
get_query (const HeedDerivation *derivation)
{
  HeedTensor *query =
    heed_attention_map_query (derivation->tape, derivation->weights, derivation->question->query);

  return query->values + (gsize) derivation->head * get_key_width (derivation);
}

static HeedDerivationMap
get_query_map (const HeedDerivation *derivation)
{
  guint n = get_key_width (derivation);

  return (HeedDerivationMap) {
    .weight_symbol = "W_q",
    .weight_meaning = N_("turns the state into a query"),
    .bias_symbol = "b_q",
    .bias_meaning = N_("is added to the query"),
    .weight = derivation->weights->query_weight,
    .bias = derivation->weights->query_bias,
    .first_row = derivation->head * n,
    .n_rows = n,
  };
}

static HeedDerivationMap
get_key_map (const HeedDerivation *derivation,
             const char           *symbol)
{
  guint n = get_key_width (derivation);

  return (HeedDerivationMap) {
    .weight_symbol = symbol,
    .weight_meaning = N_("turns a source state into a key"),
    .bias_symbol = "b_k",
    .bias_meaning = N_("is added to the key"),
    .weight = derivation->weights->key_weight,
    .bias = derivation->weights->key_bias,
    .first_row = derivation->head * n,
    .n_rows = n,
  };
}

static void
write_both (const HeedDerivation *derivation)
{
  const HeedAttentionQuestion *q = derivation->question;
  gboolean is_source = derivation->site.kind == HEED_ATTENTION_CROSS;

  heed_derivation_write_vector (derivation, HEED_STAGE_SCORE, derivation->letters.query,
                                is_source ? N_("the decoder state, from which the query is made")
                                          : N_("the state of the token that attends"),
                                q->query->values, q->query->n_columns);

  if (q->source != NULL)
    heed_derivation_write_vector (derivation, HEED_STAGE_SCORE, derivation->letters.key,
                                  is_source ? N_("the encoder state at this source token")
                                            : N_("the state of the token attended to"),
                                  q->source, q->n_source);
}

static void
write_score (const HeedDerivation *derivation)
{
  heed_arithmetic_write_number (derivation->writer, HEED_STAGE_SCORE, "e_i",
                                N_("the score: how well query and key match"),
                                heed_derivation_get_score (derivation));
}

/* Writes the elementwise products whose sum is the score. */
static void
write_products (const HeedDerivation *derivation,
                const char           *symbol,
                const char           *stands_for,
                const float          *a,
                const float          *b,
                guint                 n)
{
  float *products = heed_derivation_new_floats (derivation, n);

  heed_multiply (products, a, b, n);
  write_part (derivation, symbol, N_("multiplied element by element; their sum is the next line"),
              stands_for, products, n);
}

/*     e_i = v . tanh (W_q s + W_k h_i) */
static void
explain_additive (const HeedDerivation *derivation)
{
  const HeedAttentionWeights *w = derivation->weights;
  gboolean is_concat = w->kind == HEED_SCORE_CONCAT;
  guint n = get_key_width (derivation);
  const float *query = get_query (derivation);
  float *sum = heed_derivation_new_floats (derivation, n);
  float *bent = heed_derivation_new_floats (derivation, n);
  const HeedDerivationMap query_map = get_query_map (derivation);
  const HeedDerivationMap key_map = get_key_map (derivation, "W_k");
  g_autofree char *query_text = heed_derivation_spell_map (&query_map, "s");
  g_autofree char *key_text = heed_derivation_spell_map (&key_map, "h_i");
  g_autofree char *inside = g_strdup_printf ("%s + %s", query_text, key_text);
  g_autofree char *tanh_text =
    is_concat ? g_strdup ("tanh(W [s ; h_i])") : g_strdup_printf ("tanh(%s)", inside);
  g_autofree char *whole = g_strdup_printf ("v^T %s", tanh_text);

  heed_arithmetic_write_equation (derivation->writer, HEED_STAGE_SCORE, "e_i = %s%s", whole,
                                  w->score_bias != NULL ? " + b" : "");
  if (is_concat)
    heed_arithmetic_write_equation (derivation->writer, HEED_STAGE_SCORE, "W [s ; h_i] = %s",
                                    inside);

  memcpy (sum, query, n * sizeof *sum);
  heed_accumulate (sum, get_key (derivation), n);
  heed_tanh (bent, sum, n);

  write_both (derivation);
  heed_derivation_write_map (derivation, HEED_STAGE_SCORE, &query_map);
  heed_derivation_write_map (derivation, HEED_STAGE_SCORE, &key_map);
  heed_derivation_write_vector (derivation, HEED_STAGE_SCORE, query_text, N_("the query"), query,
                                n);
  heed_derivation_write_vector (derivation, HEED_STAGE_SCORE, key_text, N_("the key"),
                                get_key (derivation), n);
  write_part (derivation, "x", N_("the sum of query and key"), inside, sum, n);
  write_part (derivation, "tanh(x)", N_("squashed to between −1 and 1"), tanh_text, bent, n);
  heed_derivation_write_learned (derivation, HEED_STAGE_SCORE, "v",
                                 N_("the weight of each of these numbers"), w->score_weight);
  write_products (derivation, "v tanh(x)", whole, w->score_weight->values, bent, n);
  if (w->score_bias != NULL)
    heed_derivation_write_learned (derivation, HEED_STAGE_SCORE, "b",
                                   N_("is added to every score"), w->score_bias);
  write_score (derivation);
}

/* Writes the dot product, before it is scaled. */
static void
write_dot (const HeedDerivation *derivation,
           const char           *symbol,
           const float          *a,
           const float          *b,
           guint                 n)
{
  float dot;

  heed_dot_scores (&dot, a, b, 1.0f, 1, n, n);
  heed_arithmetic_write_number (derivation->writer, HEED_STAGE_SCORE, symbol,
                                N_("the sum of these products"), dot);
}

static void
write_root (const HeedDerivation *derivation)
{
  const float root = 1.0f / derivation->question->factor;

  heed_arithmetic_write (
    derivation->writer,
    &(HeedQuantity) { "√d", N_("the root of the width: keeps the softmax from saturating"), NULL,
                      HEED_STAGE_SCORE, HEED_ORIGIN_FIXED, 1, 1, &root });
}

/*     e_i = s . h_i, or s . h_i / sqrt (d) */
static void
explain_dot (const HeedDerivation *derivation)
{
  guint n = get_key_width (derivation);
  gboolean is_scaled = derivation->question->factor != 1.0f;

  heed_arithmetic_write_equation (derivation->writer, HEED_STAGE_SCORE,
                                  is_scaled ? "e_i = {s · h_i / √d}" : "e_i = s · h_i");
  write_both (derivation);
  write_products (derivation, "s h_i", "s · h_i", get_query (derivation), get_key (derivation), n);
  if (is_scaled)
    {
      write_dot (derivation, "s · h_i", get_query (derivation), get_key (derivation), n);
      write_root (derivation);
    }
  write_score (derivation);
}

/*     e_i = s . (W h_i) */
static void
explain_general (const HeedDerivation *derivation)
{
  guint n = get_key_width (derivation);
  const HeedDerivationMap key_map = get_key_map (derivation, "W");
  g_autofree char *key_text = heed_derivation_spell_map (&key_map, "h_i");
  g_autofree char *inside =
    key_map.bias != NULL ? g_strdup_printf ("(%s)", key_text) : g_strdup (key_text);
  g_autofree char *products = g_strdup_printf ("s %s", inside);
  g_autofree char *whole = g_strdup_printf ("s · %s", inside);

  heed_arithmetic_write_equation (derivation->writer, HEED_STAGE_SCORE, "e_i = %s", whole);
  write_both (derivation);
  heed_derivation_write_map (derivation, HEED_STAGE_SCORE, &key_map);
  heed_derivation_write_vector (derivation, HEED_STAGE_SCORE, key_text, N_("the key"),
                                get_key (derivation), n);
  write_products (derivation, products, whole, get_query (derivation), get_key (derivation), n);
  write_score (derivation);
}

static void
write_length (const HeedDerivation *derivation,
              const char           *symbol,
              const float          *values,
              guint                 n)
{
  heed_arithmetic_write_number (derivation->writer, HEED_STAGE_SCORE, symbol, N_("its length"),
                                sqrt (heed_sum_of_squares (values, n)));
}

/*     e_i = beta s . h_i / (|s| |h_i|) */
static void
explain_cosine (const HeedDerivation *derivation)
{
  const HeedAttentionQuestion *q = derivation->question;
  guint n = get_key_width (derivation);
  const float *unit = heed_attention_make_unit_rows (derivation->tape, q->query)->values;

  heed_arithmetic_write_equation (derivation->writer, HEED_STAGE_SCORE, "e_i = β cos(s, h_i)");
  heed_arithmetic_write_equation (derivation->writer, HEED_STAGE_SCORE,
                                  "cos(s, h_i) = {s · h_i / |s| |h_i|}");
  write_both (derivation);
  write_length (derivation, "|s|", q->query->values, n);
  write_length (derivation, "|h_i|", q->source, n);
  heed_derivation_write_vector (derivation, HEED_STAGE_SCORE, "s / |s|",
                                N_("the state, scaled to length 1"), unit, n);
  heed_derivation_write_vector (derivation, HEED_STAGE_SCORE, "h_i / |h_i|",
                                N_("the source state, scaled to length 1"), get_key (derivation),
                                n);
  write_products (derivation, "products", "s · h_i", unit, get_key (derivation), n);
  write_dot (derivation, "cos(s, h_i)", unit, get_key (derivation), n);
  heed_derivation_write_learned (derivation, HEED_STAGE_SCORE, "β",
                                 N_("a learned factor: the larger, the sharper the weights"),
                                 derivation->weights->score_weight);
  write_score (derivation);
}

/*     e_i = q . k_i / sqrt (d) */
static void
explain_head (const HeedDerivation *derivation)
{
  const HeedAttentionQuestion *q = derivation->question;
  guint n = get_key_width (derivation);
  gboolean is_scaled = q->factor != 1.0f;
  const HeedDerivationMap query_map = get_query_map (derivation);
  const HeedDerivationMap key_map = get_key_map (derivation, "W_k");
  g_autofree char *query_text = heed_derivation_spell_map (&query_map, derivation->letters.query);
  g_autofree char *key_text = heed_derivation_spell_map (&key_map, derivation->letters.key);

  heed_arithmetic_write_equation (derivation->writer, HEED_STAGE_SCORE, "e_i = %s%s",
                                  is_scaled ? "{q · k_i / √d}" : "q · k_i",
                                  q->bias != NULL ? " + b_i" : "");
  heed_arithmetic_write_equation (derivation->writer, HEED_STAGE_SCORE, "q = %s", query_text);
  heed_arithmetic_write_equation (derivation->writer, HEED_STAGE_SCORE, "k_i = %s", key_text);
  write_both (derivation);
  heed_derivation_write_map (derivation, HEED_STAGE_SCORE, &query_map);
  heed_derivation_write_map (derivation, HEED_STAGE_SCORE, &key_map);
  heed_derivation_write_vector (derivation, HEED_STAGE_SCORE, "q", N_("the query of this head"),
                                get_query (derivation), n);
  heed_derivation_write_vector (derivation, HEED_STAGE_SCORE, "k_i", N_("the key of this head"),
                                get_key (derivation), n);
  write_products (derivation, "q k_i", "q · k_i", get_query (derivation), get_key (derivation), n);
  if (is_scaled || q->bias != NULL)
    write_dot (derivation, "q · k_i", get_query (derivation), get_key (derivation), n);
  if (is_scaled)
    write_root (derivation);
  if (q->bias != NULL)
    heed_arithmetic_write (derivation->writer,
                           &(HeedQuantity) { "b_i", N_("the learned bias for the distance between "
                                                       "the two tokens"),
                                             NULL, HEED_STAGE_SCORE, HEED_ORIGIN_LEARNED, 1, 1,
                                             q->bias + derivation->head });
  write_score (derivation);
}

/**
 * heed_derivation_explain_score:
 *
 * Writes equations and quantities from query and key to the score.
 *
 * Source: as attention.c and multi-head.c
 */
void
heed_derivation_explain_score (const HeedDerivation *derivation)
{
  switch (derivation->weights->kind)
    {
    case HEED_SCORE_ADDITIVE:
    case HEED_SCORE_CONCAT:
      explain_additive (derivation);
      return;

    case HEED_SCORE_DOT:
    case HEED_SCORE_SCALED_DOT:
      explain_dot (derivation);
      return;

    case HEED_SCORE_GENERAL:
      explain_general (derivation);
      return;

    case HEED_SCORE_COSINE:
      explain_cosine (derivation);
      return;

    case HEED_SCORE_MULTI_HEAD:
      explain_head (derivation);
      return;

    case HEED_SCORE_NONE:
      break;
    }
}
