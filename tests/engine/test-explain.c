/* test-explain.c — every number of an explanation, recomputed by a plain loop
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: engine/base/arithmetic.c,
 *   engine/layers/attention-arithmetic.c,
 *   engine/layers/derivation-context.c,
 *   engine/layers/derivation-score.c,
 *   engine/layers/derivation-weight.c,
 *   engine/layers/derivation.c,
 *   engine/layers/output-arithmetic.c,
 *   engine/networks/recurrent-arithmetic.c,
 *   engine/networks/transformer-arithmetic.c
 */

#include <math.h>
#include <string.h>

#include "tests/engine/compare.h"
#include "tests/engine/fixture.h"
#include "tests/engine/steps.h"
#include "tests/engine/tiny-model.h"

#define N_STEPS   4
#define TOLERANCE 2e-5

/* A session after some steps, and the weight to explain. */
typedef struct
{
  HeedSession       *session;
  HeedAttentionSite  site;
  guint              query;
  guint              key;
  HeedArithmetic    *found;
  const float       *scores;     /* of the explained row: K */
  const float       *weights;
  guint              n_keys;
  HeedMatrix        *rows[2];    /* owns scores and weights if no step has them */
} Case;

static HeedSession *
start (HeedModel *model)
{
  const guint32 ids[] = { 4, 9, 6, 10 };
  HeedSession *session = steps_start (model, ids, G_N_ELEMENTS (ids));

  /* Never the end token: a random model might otherwise produce nothing else. */
  for (guint t = 0; t < N_STEPS; t++)
    steps_force (session, 4 + 3 * t % 7);

  return session;
}

static void
ask (Case *c)
{
  c->found = heed_session_explain (c->session, c->query, c->site, c->key);
  g_assert_nonnull (c->found);

  if (c->site.kind != HEED_ATTENTION_ENCODER_SELF)
    {
      const HeedStep *step = heed_session_get_step (c->session, c->query);

      c->scores = heed_step_scores (step, c->site, &c->n_keys);
      c->weights = heed_step_attention (step, c->site, &c->n_keys);
      return;
    }

  c->rows[0] = heed_session_dup_scores (c->session, c->site);
  c->rows[1] = heed_session_dup_attention (c->session, c->site);
  c->n_keys = c->rows[0]->n_columns;
  c->scores = c->rows[0]->values + c->query * c->n_keys;
  c->weights = c->rows[1]->values + c->query * c->n_keys;
}

static void
case_clear (Case *c)
{
  g_clear_pointer (&c->found, heed_arithmetic_unref);
  g_clear_pointer (&c->rows[0], heed_matrix_unref);
  g_clear_pointer (&c->rows[1], heed_matrix_unref);
}

static const HeedQuantity *
get (const Case *c,
     HeedStage   stage,
     const char *symbol)
{
  const HeedQuantity *quantity = heed_arithmetic_find (c->found, stage, symbol);

  if (quantity == NULL)
    g_error ("expected %s in: %s", symbol, c->found->equations[stage]);
  g_assert_nonnull (quantity->values);

  return quantity;
}

static double
get_number (const Case *c,
            HeedStage   stage,
            const char *symbol)
{
  const HeedQuantity *quantity = get (c, stage, symbol);

  g_assert_cmpuint (quantity->n_rows * quantity->n_columns, ==, 1);

  return quantity->values[0];
}

static gboolean
has (const Case *c,
     HeedStage   stage,
     const char *symbol)
{
  return heed_arithmetic_find (c->found, stage, symbol) != NULL;
}

/* --- What the model has learned --- */

/* Returns the parameters of the attention to explain, for all of its heads. */
static HeedAttentionWeights
find_weights (const Case *c)
{
  const HeedNetwork *network = heed_model_get_network (heed_session_get_model (c->session));
  const HeedTransformerStack *stack = c->site.kind == HEED_ATTENTION_ENCODER_SELF
                                      ? &network->transformer.encoder
                                      : &network->transformer.decoder;
  const HeedTransformerLayer *layer = &stack->layers[c->site.layer];
  const HeedAttentionBlock *block =
    c->site.kind == HEED_ATTENTION_CROSS ? &layer->cross : &layer->self;

  if (network->family == HEED_FAMILY_RECURRENT)
    return network->recurrent.attention;

  return (HeedAttentionWeights) {
    .kind = HEED_SCORE_MULTI_HEAD,
    .n_heads = heed_model_get_n_heads (heed_session_get_model (c->session), c->site.kind,
                                       c->site.layer),
    .query_weight = block->query.weight, .query_bias = block->query.bias,
    .key_weight = block->key.weight, .key_bias = block->key.bias,
    .value_weight = block->value.weight, .value_bias = block->value.bias,
    .output_weight = block->output.weight, .output_bias = block->output.bias,
  };
}

/* Checks that y is rows first to first + n of W x + b, and that matrix shows these rows of W. */
static void
assert_mapped (const HeedQuantity *y,
               const HeedQuantity *matrix,
               const HeedQuantity *x,
               const HeedTensor   *weight,
               const HeedTensor   *bias,
               guint               first)
{
  g_assert_cmpuint (x->n_columns, ==, weight->n_columns);
  g_assert_cmpuint (matrix->n_rows, ==, y->n_columns);
  g_assert_cmpuint (matrix->n_columns, ==, x->n_columns);
  assert_same_floats (matrix->values, weight->values + (gsize) first * weight->n_columns,
                      matrix->n_rows * matrix->n_columns, matrix->symbol);

  for (guint i = 0; i < y->n_columns; i++)
    {
      double sum = bias != NULL ? bias->values[first + i] : 0.0;

      for (guint j = 0; j < x->n_columns; j++)
        sum += (double) weight->values[(first + i) * weight->n_columns + j] * x->values[j];
      assert_close (y->values[i], sum, TOLERANCE * (1.0 + fabs (sum)), y->symbol);
    }
}

static double
dot (const HeedQuantity *a,
     const HeedQuantity *b)
{
  double sum = 0.0;

  g_assert_cmpuint (a->n_columns, ==, b->n_columns);
  for (guint i = 0; i < a->n_columns; i++)
    sum += (double) a->values[i] * b->values[i];

  return sum;
}

static double
add_up (const HeedQuantity *quantity)
{
  double sum = 0.0;

  for (guint i = 0; i < quantity->n_columns; i++)
    sum += quantity->values[i];

  return sum;
}

static void
assert_near (double      found,
             double      expected,
             const char *what)
{
  assert_close (found, expected, TOLERANCE * (1.0 + fabs (expected)), what);
}

/* --- Scores --- */

static const char *
spell_query (const Case *c)
{
  return c->site.kind == HEED_ATTENTION_CROSS          ? "s"
         : c->site.kind == HEED_ATTENTION_ENCODER_SELF ? "h_j"
                                                       : "s_j";
}

static const char *
spell_key (const Case *c)
{
  return c->site.kind == HEED_ATTENTION_DECODER_SELF ? "s_i" : "h_i";
}

static void
check_additive (const Case                 *c,
                const HeedAttentionWeights *w)
{
  const HeedQuantity *query =
    get (c, HEED_STAGE_SCORE, w->query_bias != NULL ? "W_q s + b_q" : "W_q s");
  const HeedQuantity *key =
    get (c, HEED_STAGE_SCORE, w->key_bias != NULL ? "W_k h_i + b_k" : "W_k h_i");
  const HeedQuantity *sum = get (c, HEED_STAGE_SCORE, "x");
  const HeedQuantity *bent = get (c, HEED_STAGE_SCORE, "tanh(x)");
  const HeedQuantity *products = get (c, HEED_STAGE_SCORE, "v tanh(x)");
  double bias = w->score_bias != NULL ? w->score_bias->values[0] : 0.0;

  assert_mapped (query, get (c, HEED_STAGE_SCORE, "W_q"), get (c, HEED_STAGE_SCORE, "s"),
                 w->query_weight, w->query_bias, 0);
  assert_mapped (key, get (c, HEED_STAGE_SCORE, "W_k"), get (c, HEED_STAGE_SCORE, "h_i"),
                 w->key_weight, w->key_bias, 0);
  assert_same_floats (get (c, HEED_STAGE_SCORE, "v")->values, w->score_weight->values,
                      w->score_weight->n_columns, "v");

  for (guint i = 0; i < sum->n_columns; i++)
    {
      assert_near (sum->values[i], (double) query->values[i] + key->values[i], "sum");
      assert_near (bent->values[i], tanh (sum->values[i]), "tanh");
      assert_near (products->values[i], (double) w->score_weight->values[i] * bent->values[i],
                   "products");
    }
  assert_near (get_number (c, HEED_STAGE_SCORE, "e_i"), add_up (products) + bias, "score");
}

static void
check_dot (const Case                 *c,
           const HeedAttentionWeights *w)
{
  const HeedQuantity *s = get (c, HEED_STAGE_SCORE, "s");
  const HeedQuantity *h = get (c, HEED_STAGE_SCORE, "h_i");
  double root = w->kind == HEED_SCORE_SCALED_DOT ? sqrt (s->n_columns) : 1.0;

  assert_near (add_up (get (c, HEED_STAGE_SCORE, "s h_i")), dot (s, h), "products");
  assert_near (get_number (c, HEED_STAGE_SCORE, "e_i"), dot (s, h) / root, "score");

  if (w->kind != HEED_SCORE_SCALED_DOT)
    return;

  assert_near (get_number (c, HEED_STAGE_SCORE, "s · h_i"), dot (s, h), "dot product");
  assert_near (get_number (c, HEED_STAGE_SCORE, "√d"), root, "root");
}

static void
check_general (const Case                 *c,
               const HeedAttentionWeights *w)
{
  gboolean has_bias = w->key_bias != NULL;
  const HeedQuantity *key = get (c, HEED_STAGE_SCORE, has_bias ? "W h_i + b_k" : "W h_i");
  const HeedQuantity *s = get (c, HEED_STAGE_SCORE, "s");

  assert_mapped (key, get (c, HEED_STAGE_SCORE, "W"), get (c, HEED_STAGE_SCORE, "h_i"),
                 w->key_weight, w->key_bias, 0);
  assert_near (add_up (get (c, HEED_STAGE_SCORE, has_bias ? "s (W h_i + b_k)" : "s W h_i")),
               dot (s, key), "products");
  assert_near (get_number (c, HEED_STAGE_SCORE, "e_i"), dot (s, key), "score");
}

static void
check_cosine (const Case                 *c,
              const HeedAttentionWeights *w)
{
  const HeedQuantity *s = get (c, HEED_STAGE_SCORE, "s");
  const HeedQuantity *h = get (c, HEED_STAGE_SCORE, "h_i");
  const HeedQuantity *unit = get (c, HEED_STAGE_SCORE, "s / |s|");
  double cosine = dot (s, h) / sqrt (dot (s, s) * dot (h, h));

  assert_near (get_number (c, HEED_STAGE_SCORE, "|s|"), sqrt (dot (s, s)), "length");
  assert_near (get_number (c, HEED_STAGE_SCORE, "|h_i|"), sqrt (dot (h, h)), "length");
  for (guint i = 0; i < s->n_columns; i++)
    assert_near (unit->values[i], s->values[i] / sqrt (dot (s, s)), "unit");
  assert_near (dot (get (c, HEED_STAGE_SCORE, "h_i / |h_i|"), unit), cosine, "units");
  assert_near (get_number (c, HEED_STAGE_SCORE, "cos(s, h_i)"), cosine, "cosine");
  assert_near (get_number (c, HEED_STAGE_SCORE, "β"), w->score_weight->values[0], "beta");
  assert_near (get_number (c, HEED_STAGE_SCORE, "e_i"), w->score_weight->values[0] * cosine,
               "score");
}

/* A relative distance counts only in self-attention with a bias for it; the width counts unless the
 * model's scores are unscaled. */
static void
check_head (const Case                 *c,
            const HeedAttentionWeights *w)
{
  const HeedQuantity *q = get (c, HEED_STAGE_SCORE, "q");
  const HeedQuantity *k = get (c, HEED_STAGE_SCORE, "k_i");
  guint first = (guint) MAX (c->site.head, 0) * q->n_columns;
  double root = has (c, HEED_STAGE_SCORE, "√d") ? get_number (c, HEED_STAGE_SCORE, "√d") : 1.0;
  double bias = has (c, HEED_STAGE_SCORE, "b_i") ? get_number (c, HEED_STAGE_SCORE, "b_i") : 0.0;
  const HeedModelInfo *info = heed_model_get_info (heed_session_get_model (c->session));

  assert_mapped (q, get (c, HEED_STAGE_SCORE, "W_q"), get (c, HEED_STAGE_SCORE, spell_query (c)),
                 w->query_weight, w->query_bias, first);

  /* Of an earlier target token only the key is kept, not the state from which it was computed. */
  if (c->site.kind != HEED_ATTENTION_DECODER_SELF || c->key == c->query)
    assert_mapped (k, get (c, HEED_STAGE_SCORE, "W_k"), get (c, HEED_STAGE_SCORE, spell_key (c)),
                   w->key_weight, w->key_bias, first);
  else
    g_assert_false (has (c, HEED_STAGE_SCORE, spell_key (c)));

  if ((info->score_variation & HEED_SCORE_UNSCALED) == 0)
    assert_near (root, sqrt (q->n_columns), "root");
  else
    assert_near (root, 1.0, "root");
  g_assert_true (has (c, HEED_STAGE_SCORE, "b_i") ==
                 (c->site.kind != HEED_ATTENTION_CROSS &&
                  (info->score_variation & HEED_SCORE_DISTANCE_BIAS) != 0));
  assert_near (add_up (get (c, HEED_STAGE_SCORE, "q k_i")), dot (q, k), "products");
  assert_near (get_number (c, HEED_STAGE_SCORE, "e_i"), dot (q, k) / root + bias, "score");
}

static void
check_score (const Case *c)
{
  const HeedAttentionWeights w = find_weights (c);

  g_assert_cmpfloat (get (c, HEED_STAGE_SCORE, "e_i")->values[0], ==, c->scores[c->key]);

  switch (w.kind)
    {
    case HEED_SCORE_ADDITIVE:
    case HEED_SCORE_CONCAT:
      check_additive (c, &w);
      return;

    case HEED_SCORE_DOT:
    case HEED_SCORE_SCALED_DOT:
      check_dot (c, &w);
      return;

    case HEED_SCORE_GENERAL:
      check_general (c, &w);
      return;

    case HEED_SCORE_COSINE:
      check_cosine (c, &w);
      return;

    case HEED_SCORE_MULTI_HEAD:
      check_head (c, &w);
      return;

    case HEED_SCORE_NONE:
      break;
    }

  g_assert_not_reached ();
}

/* --- Weight --- */

static void
check_softmax (const Case *c)
{
  double largest = -INFINITY;
  double sum = 0.0;
  double part;

  for (guint key = 0; key < c->n_keys; key++)
    largest = MAX (largest, c->scores[key]);
  for (guint key = 0; key < c->n_keys; key++)
    sum += exp (c->scores[key] - largest);
  part = exp (c->scores[c->key] - largest);

  assert_near (get_number (c, HEED_STAGE_WEIGHT, "max e"), largest, "largest");
  assert_near (get_number (c, HEED_STAGE_WEIGHT, "exp(e_i − max e)"), part, "part");
  assert_near (get_number (c, HEED_STAGE_WEIGHT, "Σ_j exp(e_j − max e)"), sum, "sum");
  assert_near (get_number (c, HEED_STAGE_WEIGHT, "α_i"), part / sum, "weight");
  g_assert_cmpfloat (get (c, HEED_STAGE_WEIGHT, "α_i")->values[0], ==, c->weights[c->key]);
}

static void
check_mean (const Case *c)
{
  const HeedQuantity *heads = get (c, HEED_STAGE_WEIGHT, "α_h");

  g_assert_cmpstr (c->found->equations[HEED_STAGE_SCORE], ==, "");
  g_assert_false (has (c, HEED_STAGE_SCORE, "e_i"));
  g_assert_cmpfloat (get (c, HEED_STAGE_WEIGHT, "α_i")->values[0], ==, c->weights[c->key]);
  assert_near (add_up (heads) / heads->n_columns, c->weights[c->key], "mean");
}

/* --- Context --- */

/* Checks that the shares of all keys add up to the context. */
static void
check_shares (const Case *c,
              const char *share,
              const char *whole)
{
  const HeedQuantity *sum = get (c, HEED_STAGE_CONTEXT, whole);
  g_autofree double *shares = g_new0 (double, sum->n_columns);

  if (c->key != 0)
    return;  /* all keys are checked at key 0 */

  for (guint key = 0; key < c->n_keys; key++)
    {
      g_autoptr(HeedArithmetic) one =
        heed_session_explain (c->session, c->query, c->site, key);
      const HeedQuantity *part = heed_arithmetic_find (one, HEED_STAGE_CONTEXT, share);

      g_assert_cmpuint (part->n_columns, ==, sum->n_columns);
      for (guint i = 0; i < sum->n_columns; i++)
        shares[i] += part->values[i];
    }

  for (guint i = 0; i < sum->n_columns; i++)
    assert_near (sum->values[i], shares[i], whole);
}

static char *
spell_heads (guint n_heads)
{
  return n_heads == 1   ? g_strdup ("u")
         : n_heads == 2 ? g_strdup ("[u_1 ; u_2]")
                        : g_strdup_printf ("[u_1 ; … ; u_%u]", n_heads);
}

static void
check_heads (const Case                 *c,
             const HeedAttentionWeights *w)
{
  g_autofree char *heads = spell_heads (w->n_heads);

  if (c->site.head != HEED_HEAD_MEAN)
    {
      const HeedQuantity *value = get (c, HEED_STAGE_CONTEXT, "v_i");
      const HeedQuantity *share = get (c, HEED_STAGE_CONTEXT, "α_i v_i");
      guint first = (guint) c->site.head * value->n_columns;

      if (has (c, HEED_STAGE_SCORE, spell_key (c)))
        assert_mapped (value, get (c, HEED_STAGE_CONTEXT, "W_v"),
                       get (c, HEED_STAGE_SCORE, spell_key (c)), w->value_weight, w->value_bias,
                       first);
      for (guint i = 0; i < value->n_columns; i++)
        assert_near (share->values[i], (double) c->weights[c->key] * value->values[i], "share");
      check_shares (c, "α_i v_i", "u");
      assert_same_floats (get (c, HEED_STAGE_CONTEXT, "u")->values,
                          get (c, HEED_STAGE_CONTEXT, heads)->values + (w->n_heads > 1 ? first : 0),
                          value->n_columns, "part of a head");
    }

  assert_mapped (get (c, HEED_STAGE_CONTEXT, "c"), get (c, HEED_STAGE_CONTEXT, "W_o"),
                 get (c, HEED_STAGE_CONTEXT, heads), w->output_weight, w->output_bias, 0);
}

static void
check_context (const Case *c)
{
  const HeedAttentionWeights w = find_weights (c);
  gboolean is_recurrent =
    heed_model_get_network (heed_session_get_model (c->session))->family == HEED_FAMILY_RECURRENT;
  const HeedQuantity *context = get (c, HEED_STAGE_CONTEXT, "c");
  const float *traced;
  guint layer, n;

  if (w.output_weight != NULL)
    check_heads (c, &w);
  else
    check_shares (c, "α_i h_i", "c");

  if (c->site.kind != HEED_ATTENTION_CROSS)
    return;

  layer = is_recurrent
          ? heed_model_get_info (heed_session_get_model (c->session))->n_decoder_layers - 1
          : (guint) c->site.layer;
  traced = steps_get_trace (heed_session_get_step (c->session, c->query), "context", layer, &n);
  g_assert_cmpuint (n, ==, context->n_columns);
  assert_same_floats (context->values, traced, n, "context");
}

/* --- Output --- */

static void
check_output (const Case *c)
{
  const HeedStep *step = heed_session_get_step (c->session, c->query);
  double logit = get_number (c, HEED_STAGE_OUTPUT, "z_w");
  double bias = has (c, HEED_STAGE_OUTPUT, "b_w") ? get_number (c, HEED_STAGE_OUTPUT, "b_w") : 0.0;
  double part = get_number (c, HEED_STAGE_OUTPUT, "exp(z_w − max z)");
  double sum = get_number (c, HEED_STAGE_OUTPUT, "Σ exp(z − max z)");

  assert_near (logit,
               dot (get (c, HEED_STAGE_OUTPUT, "o"), get (c, HEED_STAGE_OUTPUT, "W_w")) + bias,
               "logit");
  assert_near (add_up (get (c, HEED_STAGE_OUTPUT, "W_w o")) + bias, logit, "products");
  assert_near (part, exp (logit - get_number (c, HEED_STAGE_OUTPUT, "max z")), "part");
  assert_near (get_number (c, HEED_STAGE_OUTPUT, "p"), part / sum, "probability");
  assert_near (get_number (c, HEED_STAGE_OUTPUT, "p"), exp (step->log_prob), "probability");
}

/* --- Every site, query and key of a model --- */

static void
check_case (Case *c)
{
  gboolean is_mean;

  ask (c);
  is_mean = c->site.head == HEED_HEAD_MEAN &&
            heed_model_get_n_heads (heed_session_get_model (c->session), c->site.kind,
                                    c->site.layer) > 1;
  g_assert_cmpuint (c->found->n_keys, ==, c->n_keys);
  g_assert_cmpint (c->found->changed, ==, HEED_CHANGED_NOTHING);
  g_assert_null (c->found->hidden);

  if (is_mean)
    {
      check_mean (c);
    }
  else
    {
      check_score (c);
      check_softmax (c);
    }
  check_context (c);
  if (c->site.kind != HEED_ATTENTION_ENCODER_SELF)
    check_output (c);
  case_clear (c);
}

static void
check_site (HeedSession       *session,
            HeedAttentionSite  site)
{
  guint n_source;

  heed_session_get_source (session, &n_source);
  for (guint query = 0; query < N_STEPS; query++)
    {
      guint n_keys = site.kind == HEED_ATTENTION_DECODER_SELF ? query + 1 : n_source;

      for (guint key = 0; key < n_keys; key++)
        {
          Case c = { .session = session, .site = site, .query = query, .key = key };

          check_case (&c);
        }
    }
}

static void
check_model (HeedModel *model)
{
  g_autoptr(HeedSession) session = start (model);
  guint n_sites = 0;

  for (guint kind = 0; kind < 3; kind++)
    for (int layer = 0; layer < (int) heed_model_get_n_layers (model, kind); layer++)
      for (int head = HEED_HEAD_MEAN; head < (int) heed_model_get_n_heads (model, kind, layer);
           head++, n_sites++)
        check_site (session, (HeedAttentionSite) { kind, layer, head });

  g_assert_cmpuint (n_sites, >, 0);
}

typedef struct
{
  HeedDescription description;
} Random;

/* The current decoder state is the query, and the attentional state is fed back (Luong et al.
 * 2015). */
static void
feed_back (HeedDescription *d)
{
  d->query = HEED_QUERY_CURRENT;
  d->cell_input = (HeedPartList) { { HEED_PART_EMBEDDING, HEED_PART_ATTENTIONAL }, 2 };
  d->output = (HeedPartList) { { HEED_PART_ATTENTIONAL }, 1 };
  d->combine = (HeedPartList) { { HEED_PART_CONTEXT, HEED_PART_STATE }, 2 };
  d->combine_width = 6;
}

static void
test_explain_random_model (gconstpointer data)
{
  const Random *random = data;
  g_autoptr(HeedModel) model = tiny_model_new (&random->description, 5);

  check_model (model);
}

static void
test_explain_fixture (gconstpointer name)
{
  g_autoptr(HeedModel) model = fixture_load_model (name);

  check_model (model);
}

/* Explains an earlier step: the session is unchanged, and steps of a fork since then do not
 * matter. */
static void
test_explain_leaves_the_session_as_it_was (gconstpointer name)
{
  g_autoptr(HeedModel) model = fixture_load_model (name);
  g_autoptr(HeedSession) session = start (model);
  g_autoptr(HeedSession) untouched = start (model);
  g_autoptr(HeedSession) fork = heed_session_fork (session);
  Case c = { .session = session, .site = { HEED_ATTENTION_CROSS, 0, 0 }, .query = 1, .key = 2 };

  heed_session_rewind (fork, 1);
  steps_force (fork, 5);
  steps_force (fork, 6);
  check_case (&c);
  steps_force (session, 7);
  steps_force (untouched, 7);
  assert_same_session (session, untouched);
}

/* --- PyTorch --- */

/* Compares the weights of given translations with PyTorch's, sentence by sentence. */
static void
test_explain_weights_are_pytorchs (gconstpointer name)
{
  g_autoptr(Fixture) fixture = fixture_load (name);
  g_autoptr(HeedModel) model = fixture_load_model (name);
  gboolean is_recurrent = fixture->blueprint.family == HEED_FAMILY_RECURRENT;

  for (guint b = 0; b < fixture_count (fixture, "src"); b++)
    {
      guint n_ids;
      g_autofree guint32 *ids = fixture_source (fixture, b, &n_ids);
      g_autoptr(HeedSession) session = steps_start (model, ids, n_ids);
      g_autofree char *length = g_strdup_printf ("tgt_len/%u", b);
      guint n_steps = (guint) json_node_get_int (fixture_get (fixture, length));

      for (guint t = 0; t < n_steps; t++)
        {
          g_autofree char *token = g_strdup_printf ("tgt_out/%u/%u", b, t);

          steps_force (session, (guint32) json_node_get_int (fixture_get (fixture, token)));
          for (guint key = 0; key < n_ids; key++)
            {
              const HeedAttentionSite site = { HEED_ATTENTION_CROSS, 0, 0 };
              g_autoptr(HeedArithmetic) found = heed_session_explain (session, t, site, key);
              g_autofree char *path =
                g_strdup_printf ("f64/attention/%s/%u/%s%u/%u",
                                 is_recurrent ? "attention" : "cross.0", b,
                                 is_recurrent ? "" : "0/", t, key);

              assert_close (heed_arithmetic_find (found, HEED_STAGE_WEIGHT, "α_i")->values[0],
                            fixture_number (fixture, path), 1e-5, path);
            }
        }
    }
}

/* --- What a person changed --- */

static HeedModel *
new_changed_model (gconstpointer kind)
{
  HeedDescription d = tiny_description ();

  d.score = GPOINTER_TO_UINT (kind);
  d.n_heads = heed_score_get_info (d.score)->has_heads ? 2 : 1;

  return tiny_model_new (&d, 7);
}

/* Returns a session whose step is taken again with the intervention @wish. */
static HeedSession *
start_changed (gconstpointer           kind,
               const HeedIntervention *wish)
{
  g_autoptr(HeedModel) model = new_changed_model (kind);
  HeedSession *session = start (model);
  g_autoptr(GError) error = NULL;

  heed_session_rewind (session, 0);
  heed_session_intervene (session, wish, &error);
  g_assert_no_error (error);
  for (guint t = 0; t < N_STEPS; t++)
    steps_force (session, 5);

  return session;
}

#define FIRST_HEAD ((HeedAttentionSite) { HEED_ATTENTION_CROSS, 0, 0 })

static void
test_explain_hidden_is_left_out (gconstpointer kind)
{
  g_autoptr(HeedSession) session = start_changed (kind, &(HeedIntervention) {
    HEED_INTERVENTION_MASK_KEY, FIRST_HEAD, HEED_EVERY_STEP, .key = 1 });
  Case c = { .session = session, .site = FIRST_HEAD, .query = 2, .key = 0 };
  double largest = -INFINITY;
  double sum = 0.0;

  ask (&c);
  for (guint key = 0; key < c.n_keys; key++)
    if (key != 1)
      largest = MAX (largest, c.scores[key]);
  for (guint key = 0; key < c.n_keys; key++)
    sum += key != 1 ? exp (c.scores[key] - largest) : 0.0;

  g_assert_cmpint (c.found->changed, ==, HEED_CHANGED_HIDDEN);
  g_assert_cmpuint (c.found->hidden[0], ==, 0);
  g_assert_cmpuint (c.found->hidden[1], !=, 0);
  check_score (&c);
  assert_near (get_number (&c, HEED_STAGE_WEIGHT, "max e"), largest, "largest");
  assert_near (get_number (&c, HEED_STAGE_WEIGHT, "Σ_j exp(e_j − max e)"), sum, "sum");
  assert_near (get_number (&c, HEED_STAGE_WEIGHT, "α_i"), exp (c.scores[0] - largest) / sum,
               "weight");
  check_context (&c);
  check_output (&c);
  case_clear (&c);

  c.key = 1;
  ask (&c);
  check_score (&c);
  g_assert_cmpfloat (get_number (&c, HEED_STAGE_WEIGHT, "exp(e_i − max e)"), ==, 0.0);
  g_assert_cmpfloat (get_number (&c, HEED_STAGE_WEIGHT, "α_i"), ==, 0.0);
  case_clear (&c);
}

static void
test_explain_pinned_was_set (gconstpointer kind)
{
  const float pinned[] = { 0.5f, 0.0f, 0.25f, 0.25f };
  g_autoptr(HeedSession) session = start_changed (kind, &(HeedIntervention) {
    HEED_INTERVENTION_PIN_ROW, FIRST_HEAD, 2, .weights = pinned,
    .n_weights = G_N_ELEMENTS (pinned) });
  Case c = { .session = session, .site = FIRST_HEAD, .query = 2, .key = 2 };

  ask (&c);
  g_assert_cmpint (c.found->changed, ==, HEED_CHANGED_PINNED);
  g_assert_cmpstr (c.found->equations[HEED_STAGE_WEIGHT], ==, "");
  g_assert_false (has (&c, HEED_STAGE_WEIGHT, "max e"));
  g_assert_cmpfloat (get (&c, HEED_STAGE_WEIGHT, "α_i")->values[0], ==, 0.25f);
  g_assert_cmpint (get (&c, HEED_STAGE_WEIGHT, "α_i")->origin, ==, HEED_ORIGIN_CHANGED);
  check_score (&c);
  check_context (&c);
  check_output (&c);
  case_clear (&c);

  /* The previous step is unchanged. */
  c.query = 1;
  check_case (&c);
}

static void
test_explain_sharpened_says_by_how_much (gconstpointer kind)
{
  g_autoptr(HeedSession) session = start_changed (kind, &(HeedIntervention) {
    HEED_INTERVENTION_SHARPEN, FIRST_HEAD, HEED_EVERY_STEP, .factor = 3.0f });
  Case c = { .session = session, .site = FIRST_HEAD, .query = 2, .key = 1 };
  double largest, part, sum;

  ask (&c);
  largest = get_number (&c, HEED_STAGE_WEIGHT, "max e");
  part = get_number (&c, HEED_STAGE_WEIGHT, "exp(γ (e_i − max e))");
  sum = get_number (&c, HEED_STAGE_WEIGHT, "Σ_j exp(γ (e_j − max e))");
  g_assert_cmpint (c.found->changed, ==, HEED_CHANGED_SHARPENED);
  g_assert_cmpfloat (get_number (&c, HEED_STAGE_WEIGHT, "γ"), ==, 3.0);
  assert_near (part, exp (3.0 * (c.scores[1] - largest)), "part");
  assert_near (part / sum, c.weights[1], "weight");
  check_context (&c);
  case_clear (&c);
}

static void
test_explain_silenced_reads_nothing (gconstpointer kind)
{
  g_autoptr(HeedSession) session = start_changed (kind, &(HeedIntervention) {
    .kind = HEED_INTERVENTION_SILENCE_HEAD, .site = FIRST_HEAD, .step = HEED_EVERY_STEP });
  Case c = { .session = session, .site = FIRST_HEAD, .query = 2, .key = 1 };
  const HeedQuantity *read;

  ask (&c);
  g_assert_cmpint (c.found->changed, ==, HEED_CHANGED_SILENCED);
  read = get (&c, HEED_STAGE_CONTEXT,
              heed_score_get_info (GPOINTER_TO_UINT (kind))->has_heads ? "u" : "c");
  for (guint i = 0; i < read->n_columns; i++)
    g_assert_cmpfloat (read->values[i], ==, 0.0f);
  check_output (&c);
  case_clear (&c);
}

/* A changed encoder is explained with its changed values. */
static void
test_explain_changed_encoder (void)
{
  g_autoptr(HeedModel) model = fixture_load_model ("d2l_transformer");
  g_autoptr(HeedSession) session = start (model);
  g_autoptr(GError) error = NULL;
  const HeedAttentionSite site = { HEED_ATTENTION_ENCODER_SELF, 0, 1 };
  Case c = { .session = session, .site = site, .query = 2, .key = 1 };

  heed_session_rewind (session, 0);
  heed_session_intervene (session, &(HeedIntervention) {
    HEED_INTERVENTION_MASK_KEY, site, HEED_EVERY_STEP, .key = 1 }, &error);
  g_assert_no_error (error);
  ask (&c);
  g_assert_cmpint (c.found->changed, ==, HEED_CHANGED_HIDDEN);
  g_assert_cmpfloat (get_number (&c, HEED_STAGE_WEIGHT, "α_i"), ==, 0.0);
  check_score (&c);
  case_clear (&c);
}

/* There is no attention, but the output layer is explained all the same. */
static void
test_explain_without_attention (void)
{
  g_autoptr(HeedModel) model = new_changed_model (GUINT_TO_POINTER (HEED_SCORE_NONE));
  g_autoptr(HeedSession) session = start (model);
  Case c = { .session = session, .site = FIRST_HEAD, .query = 2 };

  ask (&c);
  g_assert_cmpstr (c.found->equations[HEED_STAGE_SCORE], ==, "");
  g_assert_cmpstr (c.found->equations[HEED_STAGE_WEIGHT], ==, "");
  g_assert_false (has (&c, HEED_STAGE_WEIGHT, "α_i"));
  g_assert_cmpuint (get (&c, HEED_STAGE_CONTEXT, "c")->n_columns, >, 0);
  check_output (&c);
  case_clear (&c);
}

/* --- Equations --- */

static void
test_explain_equations_are_the_models (void)
{
  const struct { HeedScoreKind kind; const char *score, *context; } expected[] = {
    { HEED_SCORE_ADDITIVE, "e_i = v^T tanh(W_q s + b_q + W_k h_i + b_k) + b", "c = Σ_i α_i h_i" },
    { HEED_SCORE_DOT, "e_i = s · h_i", "c = Σ_i α_i h_i" },
    { HEED_SCORE_SCALED_DOT, "e_i = {s · h_i / √d}", "c = Σ_i α_i h_i" },
    { HEED_SCORE_GENERAL, "e_i = s · (W h_i + b_k)", "c = Σ_i α_i h_i" },
    { HEED_SCORE_CONCAT,
      "e_i = v^T tanh(W [s ; h_i]) + b\nW [s ; h_i] = W_q s + b_q + W_k h_i + b_k",
      "c = Σ_i α_i h_i" },
    { HEED_SCORE_COSINE, "e_i = β cos(s, h_i)\ncos(s, h_i) = {s · h_i / |s| |h_i|}",
      "c = Σ_i α_i h_i" },
    { HEED_SCORE_MULTI_HEAD, "e_i = {q · k_i / √d}\nq = W_q s + b_q\nk_i = W_k h_i + b_k",
      "u = Σ_i α_i v_i\nv_i = W_v h_i + b_v\nc = W_o [u_1 ; u_2] + b_o" },
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (expected) == HEED_N_SCORES - 1);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr(HeedModel) model = new_changed_model (GUINT_TO_POINTER (expected[i].kind));
      g_autoptr(HeedSession) session = start (model);
      g_autoptr(HeedArithmetic) found = heed_session_explain (session, 1, FIRST_HEAD, 0);

      g_assert_cmpstr (found->equations[HEED_STAGE_SCORE], ==, expected[i].score);
      g_assert_cmpstr (found->equations[HEED_STAGE_CONTEXT], ==, expected[i].context);
      g_assert_cmpstr (found->equations[HEED_STAGE_WEIGHT], ==,
                       "α_i = {exp(e_i − max e) / Σ_j exp(e_j − max e)}");
    }
}

/* The equations of the output layer name the inputs that the description defines. */
static void
test_explain_output_equations_are_the_descriptions (void)
{
  HeedDescription d = tiny_description ();
  g_autoptr(HeedModel) model = NULL;
  g_autoptr(HeedSession) session = NULL;
  g_autoptr(HeedArithmetic) found = NULL;

  feed_back (&d);
  model = tiny_model_new (&d, 5);
  session = start (model);
  found = heed_session_explain (session, 1, FIRST_HEAD, 0);

  g_assert_cmpstr (found->equations[HEED_STAGE_OUTPUT], ==,
                   "a = tanh(W_a [c ; s] + b_a)\no = a\nz_w = W_w · o + b_w\n"
                   "p = {exp(z_w − max z) / Σ exp(z − max z)}");
}

static void
add_random_models (void)
{
  for (guint cell = 0; cell < 2; cell++)
    for (guint kind = HEED_SCORE_NONE + 1; kind < HEED_N_SCORES; kind++)
      for (guint variant = 0; variant < 3; variant++)
        {
          Random *random = g_new0 (Random, 1);
          const HeedScoreInfo *score = heed_score_get_info (kind);
          g_autofree char *name =
            g_strdup_printf ("/engine/explain/recomputed/%s-%s-%u", cell == 0 ? "gru" : "lstm",
                             score->name, variant);

          random->description = tiny_description ();
          random->description.cell = cell == 0 ? HEED_CELL_GRU : HEED_CELL_LSTM;
          random->description.score = kind;
          random->description.n_heads = score->has_heads ? (variant == 0 ? 4 : variant) : 1;
          if (variant == 1)
            feed_back (&random->description);
          if (variant == 2)
            {
              random->description.padding = HEED_PADDING_READ;
              random->description.source_length = 9;
            }
          g_test_add_data_func_full (name, random, test_explain_random_model, g_free);
        }
}

static void
add_for_each (const char        *test,
              const char *const *names,
              guint              n_names,
              void             (*function) (gconstpointer name))
{
  for (guint i = 0; i < n_names; i++)
    {
      g_autofree char *path = g_strdup_printf ("/engine/explain/%s/%s", test, names[i]);

      g_test_add_data_func (path, names[i], function);
    }
}

static void
add_changes (const char  *test,
             void       (*function) (gconstpointer kind))
{
  for (guint kind = HEED_SCORE_NONE + 1; kind < HEED_N_SCORES; kind++)
    {
      g_autofree char *path =
        g_strdup_printf ("/engine/explain/%s/%s", test, heed_score_get_info (kind)->name);

      g_test_add_data_func (path, GUINT_TO_POINTER (kind), function);
    }
}

int
main (int    argc,
      char **argv)
{
  const char *const fixtures[] = { "d2l_bahdanau", "luong_dot", "luong_general", "bilstm_general",
                                   "d2l_transformer", "torch_prenorm", "marian", "t5" };

  g_test_init (&argc, &argv, NULL);

  add_random_models ();
  add_for_each ("recomputed", fixtures, G_N_ELEMENTS (fixtures), test_explain_fixture);
  add_for_each ("weights-are-pytorchs", fixtures, G_N_ELEMENTS (fixtures),
                test_explain_weights_are_pytorchs);
  add_for_each ("leaves-the-session-as-it-was", fixtures, G_N_ELEMENTS (fixtures),
                test_explain_leaves_the_session_as_it_was);
  add_changes ("hidden-is-left-out", test_explain_hidden_is_left_out);
  add_changes ("pinned-was-set", test_explain_pinned_was_set);
  add_changes ("sharpened-says-by-how-much", test_explain_sharpened_says_by_how_much);
  add_changes ("silenced-reads-nothing", test_explain_silenced_reads_nothing);
  g_test_add_func ("/engine/explain/changed-encoder", test_explain_changed_encoder);
  g_test_add_func ("/engine/explain/without-attention", test_explain_without_attention);
  g_test_add_func ("/engine/explain/equations-are-the-models",
                   test_explain_equations_are_the_models);
  g_test_add_func ("/engine/explain/output-equations-are-the-descriptions",
                   test_explain_output_equations_are_the_descriptions);

  return g_test_run ();
}
