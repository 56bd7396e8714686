/* attention-arithmetic.c — one attention weight with all intermediate numbers
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Repeats what attention.c and multi-head.c compute for a whole sentence at once, but
 * for one query, head and key, step by step and with the same layers and kernels, so
 * that the numbers are those that the model used. Scores and weights are not computed
 * again but taken from the step.
 *
 * Source: as attention.c and multi-head.c
 */

#include "engine/layers/attention-arithmetic.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "engine/kernels/elementwise.h"
#include "engine/kernels/scores.h"
#include "engine/layers/linear.h"

/* The symbols of the query's and the key's input in the equations. */
typedef struct
{
  const char *query;
  const char *key;
} Letters;

static const Letters all_letters[] = {
  [HEED_ATTENTION_CROSS] = { "s", "h_i" },
  [HEED_ATTENTION_ENCODER_SELF] = { "h_j", "h_i" },
  [HEED_ATTENTION_DECODER_SELF] = { "s_j", "s_i" },
};

typedef struct
{
  HeedTape                    *tape;
  HeedArithmeticWriter        *writer;
  const HeedAttentionQuestion *question;
  const HeedAttentionWeights  *weights;   /* those of question */
  guint                        n_heads;
  Letters                      letters;
  HeedAttentionSite            site;
  guint                        head;      /* 0 for the mean of heads */
  guint                        key;
} Pass;

/* A projection y = W x + b, of which one head has n_rows rows. */
typedef struct
{
  const char *weight_symbol;
  const char *weight_meaning;
  const char *bias_symbol;
  const char *bias_meaning;
  HeedTensor *weight;
  HeedTensor *bias;       /* or NULL */
  guint       first_row;
  guint       n_rows;
} Map;

static void
write_vector (const Pass   *pass,
              HeedStage     stage,
              const char   *symbol,
              const char   *meaning,
              const float  *values,
              guint         n)
{
  heed_arithmetic_write (pass->writer, &(HeedQuantity) {
    symbol, meaning, NULL, stage, HEED_ORIGIN_COMPUTED, 1, n, values });
}

/* Writes a quantity that the equation spells out as stands_for and that has a shorter symbol. */
static void
write_part (const Pass *pass,
            const char *symbol,
            const char *meaning,
            const char *stands_for,
            const float *values,
            guint       n)
{
  heed_arithmetic_write (pass->writer, &(HeedQuantity) {
    symbol, meaning, stands_for, HEED_STAGE_SCORE, HEED_ORIGIN_COMPUTED, 1, n, values });
}

static void
write_learned (const Pass       *pass,
               HeedStage         stage,
               const char       *symbol,
               const char       *meaning,
               const HeedTensor *tensor)
{
  heed_arithmetic_write (pass->writer, &(HeedQuantity) {
    symbol, meaning, NULL, stage, HEED_ORIGIN_LEARNED, 1, tensor->n_columns, tensor->values });
}

/* Writes the matrix, and the bias if there is one. */
static void
write_map (const Pass *pass,
           HeedStage   stage,
           const Map  *map)
{
  heed_arithmetic_write (pass->writer, &(HeedQuantity) {
    map->weight_symbol, map->weight_meaning, NULL, stage, HEED_ORIGIN_LEARNED, map->n_rows,
    map->weight->n_columns,
    map->weight->values + (gsize) map->first_row * map->weight->n_columns });

  if (map->bias != NULL)
    heed_arithmetic_write (pass->writer, &(HeedQuantity) {
      map->bias_symbol, map->bias_meaning, NULL, stage, HEED_ORIGIN_LEARNED, 1, map->n_rows,
      map->bias->values + map->first_row });
}

/* "W_q s + b_q" */
static char *
spell_map (const Map  *map,
           const char *input)
{
  if (map->bias == NULL)
    return g_strdup_printf ("%s %s", map->weight_symbol, input);

  return g_strdup_printf ("%s %s + %s", map->weight_symbol, input, map->bias_symbol);
}

static float *
new_floats (const Pass *pass,
            gsize       n)
{
  return heed_arena_floats (heed_tape_get_arena (pass->tape), n);
}

/* --- What is compared --- */

static guint
get_key_width (const Pass *pass)
{
  return pass->question->memory.keys->n_columns / pass->n_heads;
}

static const float *
get_key (const Pass *pass)
{
  return heed_tensor_row (pass->question->memory.keys, pass->key) +
         (gsize) pass->head * get_key_width (pass);
}

static const float *
get_query (const Pass *pass)
{
  HeedTensor *query = heed_attention_map_query (pass->tape, pass->weights, pass->question->query);

  return query->values + (gsize) pass->head * get_key_width (pass);
}

static Map
get_query_map (const Pass *pass)
{
  guint n = get_key_width (pass);

  return (Map) { "W_q", N_("turns the state into a query"), "b_q", N_("is added to the query"),
                 pass->weights->query_weight, pass->weights->query_bias, pass->head * n, n };
}

static Map
get_key_map (const Pass *pass,
             const char *symbol)
{
  guint n = get_key_width (pass);

  return (Map) { symbol, N_("turns a source state into a key"), "b_k", N_("is added to the key"),
                 pass->weights->key_weight, pass->weights->key_bias, pass->head * n, n };
}

static void
write_both (const Pass *pass)
{
  const HeedAttentionQuestion *q = pass->question;
  gboolean is_source = pass->site.kind == HEED_ATTENTION_CROSS;

  write_vector (pass, HEED_STAGE_SCORE, pass->letters.query,
                is_source ? N_("the decoder’s state, which asks") : N_("the token that asks"),
                q->query->values, q->query->n_columns);

  if (q->source != NULL)
    write_vector (pass, HEED_STAGE_SCORE, pass->letters.key,
                  is_source ? N_("the encoder’s state at this source token")
                            : N_("the token that is looked at"),
                  q->source, q->n_source);
}

static float
get_score (const Pass *pass)
{
  return pass->question->scores[(gsize) pass->head * pass->question->stride + pass->key];
}

static float
get_weight (const Pass *pass)
{
  return pass->question->attention[(gsize) pass->head * pass->question->stride + pass->key];
}

static void
write_score (const Pass *pass)
{
  heed_arithmetic_write_number (pass->writer, HEED_STAGE_SCORE, "e_i",
                                N_("the score: how well both fit"), get_score (pass));
}

/* --- Scores --- */

/* Writes the elementwise products whose sum is the score. */
static void
write_products (const Pass  *pass,
                const char  *symbol,
                const char  *stands_for,
                const float *a,
                const float *b,
                guint        n)
{
  float *products = new_floats (pass, n);

  heed_multiply (products, a, b, n);
  write_part (pass, symbol, N_("multiplied element by element; their sum is the next line"),
              stands_for, products, n);
}

/*     e_i = v . tanh (W_q s + W_k h_i) */
static void
explain_additive (const Pass *pass)
{
  const HeedAttentionWeights *w = pass->weights;
  gboolean is_concat = w->kind == HEED_SCORE_CONCAT;
  guint n = get_key_width (pass);
  const float *query = get_query (pass);
  float *sum = new_floats (pass, n);
  float *bent = new_floats (pass, n);
  const Map query_map = get_query_map (pass);
  const Map key_map = get_key_map (pass, "W_k");
  g_autofree char *query_text = spell_map (&query_map, "s");
  g_autofree char *key_text = spell_map (&key_map, "h_i");
  g_autofree char *inside = g_strdup_printf ("%s + %s", query_text, key_text);
  g_autofree char *tanh_text =
    is_concat ? g_strdup ("tanh(W [s ; h_i])") : g_strdup_printf ("tanh(%s)", inside);
  g_autofree char *whole = g_strdup_printf ("v^T %s", tanh_text);

  heed_arithmetic_write_equation (pass->writer, HEED_STAGE_SCORE, "e_i = %s%s", whole,
                                  w->score_bias != NULL ? " + b" : "");
  if (is_concat)
    heed_arithmetic_write_equation (pass->writer, HEED_STAGE_SCORE, "W [s ; h_i] = %s", inside);

  memcpy (sum, query, n * sizeof *sum);
  heed_accumulate (sum, get_key (pass), n);
  heed_tanh (bent, sum, n);

  write_both (pass);
  write_map (pass, HEED_STAGE_SCORE, &query_map);
  write_map (pass, HEED_STAGE_SCORE, &key_map);
  write_vector (pass, HEED_STAGE_SCORE, query_text, N_("the query"), query, n);
  write_vector (pass, HEED_STAGE_SCORE, key_text, N_("the key"), get_key (pass), n);
  write_part (pass, "x", N_("the sum of query and key"), inside, sum, n);
  write_part (pass, "tanh(x)", N_("bent to between −1 and 1"), tanh_text, bent, n);
  write_learned (pass, HEED_STAGE_SCORE, "v", N_("how much each of these numbers counts"),
                 w->score_weight);
  write_products (pass, "v tanh(x)", whole, w->score_weight->values, bent, n);
  if (w->score_bias != NULL)
    write_learned (pass, HEED_STAGE_SCORE, "b", N_("is added to every score"), w->score_bias);
  write_score (pass);
}

/* Writes the dot product, before it is scaled. */
static void
write_dot (const Pass  *pass,
           const char  *symbol,
           const float *a,
           const float *b,
           guint        n)
{
  float dot;

  heed_dot_scores (&dot, a, b, 1.0f, 1, n, n);
  heed_arithmetic_write_number (pass->writer, HEED_STAGE_SCORE, symbol,
                                N_("the sum of these products"), dot);
}

static void
write_root (const Pass *pass)
{
  const float root = 1.0f / pass->question->factor;

  heed_arithmetic_write (pass->writer, &(HeedQuantity) {
    "√d", N_("the root of the width: keeps the softmax from saturating"), NULL, HEED_STAGE_SCORE,
    HEED_ORIGIN_FIXED, 1, 1, &root });
}

/*     e_i = s . h_i, or s . h_i / sqrt (d) */
static void
explain_dot (const Pass *pass)
{
  guint n = get_key_width (pass);
  gboolean is_scaled = pass->question->factor != 1.0f;

  heed_arithmetic_write_equation (pass->writer, HEED_STAGE_SCORE,
                                  is_scaled ? "e_i = {s · h_i / √d}" : "e_i = s · h_i");
  write_both (pass);
  write_products (pass, "s h_i", "s · h_i", get_query (pass), get_key (pass), n);
  if (is_scaled)
    {
      write_dot (pass, "s · h_i", get_query (pass), get_key (pass), n);
      write_root (pass);
    }
  write_score (pass);
}

/*     e_i = s . (W h_i) */
static void
explain_general (const Pass *pass)
{
  guint n = get_key_width (pass);
  const Map key_map = get_key_map (pass, "W");
  g_autofree char *key_text = spell_map (&key_map, "h_i");
  g_autofree char *inside =
    key_map.bias != NULL ? g_strdup_printf ("(%s)", key_text) : g_strdup (key_text);
  g_autofree char *products = g_strdup_printf ("s %s", inside);
  g_autofree char *whole = g_strdup_printf ("s · %s", inside);

  heed_arithmetic_write_equation (pass->writer, HEED_STAGE_SCORE, "e_i = %s", whole);
  write_both (pass);
  write_map (pass, HEED_STAGE_SCORE, &key_map);
  write_vector (pass, HEED_STAGE_SCORE, key_text, N_("the key"), get_key (pass), n);
  write_products (pass, products, whole, get_query (pass), get_key (pass), n);
  write_score (pass);
}

static void
write_length (const Pass  *pass,
              const char  *symbol,
              const float *values,
              guint        n)
{
  heed_arithmetic_write_number (pass->writer, HEED_STAGE_SCORE, symbol, N_("its length"),
                                sqrt (heed_sum_of_squares (values, n)));
}

/*     e_i = beta s . h_i / (|s| |h_i|) */
static void
explain_cosine (const Pass *pass)
{
  const HeedAttentionQuestion *q = pass->question;
  guint n = get_key_width (pass);
  const float *unit = heed_attention_make_unit_rows (pass->tape, q->query)->values;

  heed_arithmetic_write_equation (pass->writer, HEED_STAGE_SCORE, "e_i = β cos(s, h_i)");
  heed_arithmetic_write_equation (pass->writer, HEED_STAGE_SCORE,
                                  "cos(s, h_i) = {s · h_i / |s| |h_i|}");
  write_both (pass);
  write_length (pass, "|s|", q->query->values, n);
  write_length (pass, "|h_i|", q->source, n);
  write_vector (pass, HEED_STAGE_SCORE, "s / |s|", N_("the state, made as long as 1"), unit, n);
  write_vector (pass, HEED_STAGE_SCORE, "h_i / |h_i|", N_("the source state, made as long as 1"),
                get_key (pass), n);
  write_products (pass, "products", "s · h_i", unit, get_key (pass), n);
  write_dot (pass, "cos(s, h_i)", unit, get_key (pass), n);
  write_learned (pass, HEED_STAGE_SCORE, "β", N_("how sharply the angle counts"),
                 pass->weights->score_weight);
  write_score (pass);
}

/*     e_i = q . k_i / sqrt (d) */
static void
explain_head (const Pass *pass)
{
  const HeedAttentionQuestion *q = pass->question;
  guint n = get_key_width (pass);
  gboolean is_scaled = q->factor != 1.0f;
  const Map query_map = get_query_map (pass);
  const Map key_map = get_key_map (pass, "W_k");
  g_autofree char *query_text = spell_map (&query_map, pass->letters.query);
  g_autofree char *key_text = spell_map (&key_map, pass->letters.key);

  heed_arithmetic_write_equation (pass->writer, HEED_STAGE_SCORE, "e_i = %s%s",
                                  is_scaled ? "{q · k_i / √d}" : "q · k_i",
                                  q->bias != NULL ? " + b_i" : "");
  heed_arithmetic_write_equation (pass->writer, HEED_STAGE_SCORE, "q = %s", query_text);
  heed_arithmetic_write_equation (pass->writer, HEED_STAGE_SCORE, "k_i = %s", key_text);
  write_both (pass);
  write_map (pass, HEED_STAGE_SCORE, &query_map);
  write_map (pass, HEED_STAGE_SCORE, &key_map);
  write_vector (pass, HEED_STAGE_SCORE, "q", N_("the query of this head"), get_query (pass), n);
  write_vector (pass, HEED_STAGE_SCORE, "k_i", N_("the key of this head"), get_key (pass), n);
  write_products (pass, "q k_i", "q · k_i", get_query (pass), get_key (pass), n);
  if (is_scaled || q->bias != NULL)
    write_dot (pass, "q · k_i", get_query (pass), get_key (pass), n);
  if (is_scaled)
    write_root (pass);
  if (q->bias != NULL)
    heed_arithmetic_write (pass->writer, &(HeedQuantity) {
      "b_i", N_("learned for how far apart both stand"), NULL, HEED_STAGE_SCORE,
      HEED_ORIGIN_LEARNED, 1, 1, q->bias + pass->head });
  write_score (pass);
}

static void
explain_score (const Pass *pass)
{
  switch (pass->weights->kind)
    {
    case HEED_SCORE_ADDITIVE:
    case HEED_SCORE_CONCAT:
      explain_additive (pass);
      return;

    case HEED_SCORE_DOT:
    case HEED_SCORE_SCALED_DOT:
      explain_dot (pass);
      return;

    case HEED_SCORE_GENERAL:
      explain_general (pass);
      return;

    case HEED_SCORE_COSINE:
      explain_cosine (pass);
      return;

    case HEED_SCORE_MULTI_HEAD:
      explain_head (pass);
      return;

    case HEED_SCORE_NONE:
      break;
    }
}

/* --- From scores to the weight --- */

static const guint8 *
get_hidden (const Pass *pass)
{
  const HeedAttentionOverride *override = pass->question->override;

  if (override == NULL || override->masked == NULL)
    return NULL;

  return override->masked + (gsize) pass->head * override->n_keys;
}

static gboolean
is_hidden (const Pass *pass,
           guint       key)
{
  const guint8 *hidden = get_hidden (pass);

  return hidden != NULL && hidden[key] != 0;
}

static HeedChanged
find_changes (const Pass *pass)
{
  const HeedAttentionOverride *override = pass->question->override;
  HeedChanged changed = HEED_CHANGED_NOTHING;

  if (override == NULL)
    return changed;

  for (guint key = 0; key < pass->question->n_keys; key++)
    if (is_hidden (pass, key))
      changed |= HEED_CHANGED_HIDDEN;
  if (override->pinned != NULL && !isnan (override->pinned[(gsize) pass->head * override->n_keys]))
    changed |= HEED_CHANGED_PINNED;
  if (override->factors != NULL && override->factors[pass->head] != 1.0f)
    changed |= HEED_CHANGED_SHARPENED;
  if (heed_override_silences (override, pass->head))
    changed |= HEED_CHANGED_SILENCED;

  return changed;
}

static void
write_weight (const Pass  *pass,
              const char  *meaning,
              HeedOrigin   origin,
              float        weight)
{
  heed_arithmetic_write (pass->writer, &(HeedQuantity) {
    "α_i", meaning, NULL, HEED_STAGE_WEIGHT, origin, 1, 1, &weight });
}

static float
find_largest (const Pass *pass)
{
  const float *scores = pass->question->scores + (gsize) pass->head * pass->question->stride;
  float largest = -INFINITY;

  for (guint key = 0; key < pass->question->n_keys; key++)
    if (!is_hidden (pass, key))
      largest = MAX (largest, scores[key]);

  return largest;
}

static double
sum_exponentials (const Pass *pass,
                  double      factor,
                  double      largest)
{
  const float *scores = pass->question->scores + (gsize) pass->head * pass->question->stride;
  double sum = 0.0;

  for (guint key = 0; key < pass->question->n_keys; key++)
    if (!is_hidden (pass, key))
      sum += exp (factor * (scores[key] - largest));

  return sum;
}

/*     a_i = exp (e_i - max e) / sum over j of exp (e_j - max e) */
static void
explain_softmax (const Pass  *pass,
                 HeedChanged  changed)
{
  gboolean is_sharpened = (changed & HEED_CHANGED_SHARPENED) != 0;
  const float factor = is_sharpened ? pass->question->override->factors[pass->head] : 1.0f;
  const char *upper = is_sharpened ? "exp(γ (e_i − max e))" : "exp(e_i − max e)";
  const char *lower = is_sharpened ? "Σ_j exp(γ (e_j − max e))" : "Σ_j exp(e_j − max e)";
  float largest = find_largest (pass);

  heed_arithmetic_write_equation (pass->writer, HEED_STAGE_WEIGHT, "α_i = {%s / %s}", upper, lower);
  heed_arithmetic_write_number (pass->writer, HEED_STAGE_WEIGHT, "max e",
                                N_("the largest score, subtracted from all"), largest);
  if (is_sharpened)
    heed_arithmetic_write (pass->writer, &(HeedQuantity) {
      "γ", N_("how much sharper somebody made it"), NULL, HEED_STAGE_WEIGHT, HEED_ORIGIN_CHANGED,
      1, 1, &factor });
  heed_arithmetic_write_number (pass->writer, HEED_STAGE_WEIGHT, upper,
                                N_("what this token has of the sum"),
                                is_hidden (pass, pass->key)
                                ? 0.0 : exp (factor * ((double) get_score (pass) - largest)));
  heed_arithmetic_write_number (pass->writer, HEED_STAGE_WEIGHT, lower,
                                N_("the same, summed over all tokens that are not hidden"),
                                sum_exponentials (pass, factor, largest));
  write_weight (pass, N_("the weight: its share"), HEED_ORIGIN_COMPUTED, get_weight (pass));
}

static float *
list_weights_of_heads (const Pass *pass)
{
  float *weights = new_floats (pass, pass->n_heads);

  for (guint head = 0; head < pass->n_heads; head++)
    weights[head] =
      pass->question->attention[(gsize) head * pass->question->stride + pass->key];

  return weights;
}

/* The mean of heads has weights, but no score. */
static void
explain_mean (const Pass *pass)
{
  const float *weights = list_weights_of_heads (pass);
  float sum = 0.0f;

  for (guint head = 0; head < pass->n_heads; head++)
    sum += weights[head];

  heed_arithmetic_write_equation (pass->writer, HEED_STAGE_WEIGHT, "α_i = {Σ_h α_h / H}");
  write_vector (pass, HEED_STAGE_WEIGHT, "α_h", N_("the weight that each head gives this token"),
                weights, pass->n_heads);
  write_weight (pass, N_("their mean, which no head computes"), HEED_ORIGIN_COMPUTED,
                sum / (float) pass->n_heads);
}

static void
explain_weight (const Pass  *pass,
                HeedChanged  changed)
{
  if (pass->site.head == HEED_HEAD_MEAN && pass->n_heads > 1)
    explain_mean (pass);
  else if ((changed & HEED_CHANGED_PINNED) != 0)
    write_weight (pass, N_("the weight that somebody set"), HEED_ORIGIN_CHANGED,
                  get_weight (pass));
  else
    explain_softmax (pass, changed);
}

/* --- From weights to the context --- */

/* Returns the contexts of all heads side by side, 1 x H n. */
static HeedTensor *
sum_values (const Pass *pass)
{
  const HeedAttentionQuestion *q = pass->question;
  HeedTensor *values = q->memory.values;
  guint n = values->n_columns / pass->n_heads;
  HeedTensor *context = heed_tape_new_tensor (pass->tape, 1, values->n_columns);

  for (guint head = 0; head < pass->n_heads; head++)
    {
      float *part = context->values + (gsize) head * n;

      heed_weighted_sum (part, q->attention + (gsize) head * q->stride,
                         values->values + (gsize) head * n, q->n_keys, values->n_columns, n);
      if (q->override != NULL && heed_override_silences (q->override, head))
        memset (part, 0, n * sizeof *part);
    }

  return context;
}

/* Writes this key's term of the head's weighted sum. */
static void
write_share (const Pass *pass,
             const char *symbol,
             const char *meaning)
{
  const HeedTensor *values = pass->question->memory.values;
  guint n = values->n_columns / pass->n_heads;
  float *share = new_floats (pass, n);

  memset (share, 0, n * sizeof *share);
  heed_add_scaled (share, heed_tensor_row (values, pass->key) + (gsize) pass->head * n,
                   get_weight (pass), n);
  write_vector (pass, HEED_STAGE_CONTEXT, symbol, meaning, share, n);
}

static void
write_head_sum (const Pass       *pass,
                const HeedTensor *all,
                HeedChanged       changed)
{
  guint n = all->n_columns / pass->n_heads;
  gboolean is_silenced = (changed & HEED_CHANGED_SILENCED) != 0;

  heed_arithmetic_write (pass->writer, &(HeedQuantity) {
    "u", is_silenced ? N_("set to zero: this head was silenced by "
                          "hand") : N_("what this head read"),
    NULL, HEED_STAGE_CONTEXT, is_silenced ? HEED_ORIGIN_CHANGED : HEED_ORIGIN_COMPUTED, 1, n,
    all->values + (gsize) pass->head * n });
}

static void
explain_value (const Pass *pass)
{
  const HeedTensor *values = pass->question->memory.values;
  guint n = values->n_columns / pass->n_heads;
  const Map map = { "W_v", N_("turns a source state into a value"), "b_v",
                    N_("is added to the value"), pass->weights->value_weight,
                    pass->weights->value_bias, pass->head * n, n };
  g_autofree char *text = spell_map (&map, pass->letters.key);

  heed_arithmetic_write_equation (pass->writer, HEED_STAGE_CONTEXT, "u = Σ_i α_i v_i");
  heed_arithmetic_write_equation (pass->writer, HEED_STAGE_CONTEXT, "v_i = %s", text);
  write_map (pass, HEED_STAGE_CONTEXT, &map);
  write_vector (pass, HEED_STAGE_CONTEXT, "v_i", N_("the value: what this token has to give"),
                heed_tensor_row (values, pass->key) + (gsize) pass->head * n, n);
  write_share (pass, "α_i v_i", N_("what this token adds"));
}

static char *
spell_heads (guint n_heads)
{
  GString *text = g_string_new (n_heads == 1 ? "u" : "[u_1 ; ");

  if (n_heads > 1)
    g_string_append_printf (text, n_heads > 2 ? "… ; u_%u]" : "u_%u]", n_heads);

  return g_string_free (text, FALSE);
}

/*     c = W_o [u_1 ; ... ; u_H] */
static void
explain_output_map (const Pass *pass,
                    HeedTensor *all)
{
  const HeedAttentionWeights *w = pass->weights;
  const Map map = { "W_o", N_("mixes what all heads read"), "b_o", N_("is added to it"),
                    w->output_weight, w->output_bias, 0, w->output_weight->n_rows };
  HeedTensor *context = heed_linear (pass->tape, all, w->output_weight, w->output_bias);
  g_autofree char *heads = spell_heads (pass->n_heads);
  g_autofree char *text = spell_map (&map, heads);

  heed_arithmetic_write_equation (pass->writer, HEED_STAGE_CONTEXT, "c = %s", text);
  if (pass->n_heads > 1)
    write_vector (pass, HEED_STAGE_CONTEXT, heads, N_("what all heads read, side by side"),
                  all->values, all->n_columns);
  write_map (pass, HEED_STAGE_CONTEXT, &map);
  write_vector (pass, HEED_STAGE_CONTEXT, "c", N_("what the attention hands on"), context->values,
                context->n_columns);
}

static void
explain_context (const Pass  *pass,
                 HeedChanged  changed)
{
  gboolean is_mean = pass->site.head == HEED_HEAD_MEAN && pass->n_heads > 1;
  HeedTensor *all = sum_values (pass);

  if (pass->weights->output_weight == NULL)
    {
      heed_arithmetic_write_equation (pass->writer, HEED_STAGE_CONTEXT, "c = Σ_i α_i h_i");
      write_share (pass, "α_i h_i", N_("what this token adds"));
      write_vector (pass, HEED_STAGE_CONTEXT, "c", N_("the context: what was read"), all->values,
                    all->n_columns);
      return;
    }

  if (!is_mean)
    {
      explain_value (pass);
      write_head_sum (pass, all, changed);
    }
  explain_output_map (pass, all);
}

/**
 * heed_attention_explain:
 * @tape: for the numbers that are computed again
 * @writer: receives the stages up to the context
 * @question: what the query computed
 * @site: the site to explain; its head may be HEED_HEAD_MEAN
 * @key: the key, 0 <= key < K
 *
 * Cost:   a few projections of one vector, and one weighted sum
 * Source: as heed_attention_attend() and heed_multi_head_attend()
 */
void
heed_attention_explain (HeedTape                    *tape,
                        HeedArithmeticWriter        *writer,
                        const HeedAttentionQuestion *question,
                        HeedAttentionSite            site,
                        guint                        key)
{
  const Pass pass = {
    .tape = tape,
    .writer = writer,
    .question = question,
    .weights = question->weights,
    .n_heads = question->weights->n_heads,
    .letters = all_letters[site.kind],
    .site = site,
    .head = (guint) MAX (site.head, 0),
    .key = key,
  };
  gboolean is_mean = site.head == HEED_HEAD_MEAN && pass.n_heads > 1;
  HeedChanged changed = is_mean ? HEED_CHANGED_NOTHING : find_changes (&pass);

  heed_arithmetic_write_keys (writer, question->n_keys, is_mean ? NULL : get_hidden (&pass),
                              changed);
  if (!is_mean)
    explain_score (&pass);
  explain_weight (&pass, changed);
  explain_context (&pass, changed);
}
