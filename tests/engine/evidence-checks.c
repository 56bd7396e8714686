/* evidence-checks.c — checks the engine's evidence against independent computations
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The reference is computed token by token, as in decoding, by a network with one more word in its
 * vocabulary: a copy of a token of the sentence whose embedding is scaled.
 */

#include "tests/engine/evidence-checks.h"

#include <math.h>
#include <string.h>

#include "engine/decoding/session.h"
#include "engine/decoding/sides.h"
#include "engine/decoding/step.h"
#include "tests/engine/compare.h"

#define STRETCH 0.004 /* relative change of the embedding, in both directions, to measure a slope */

/* The same nearer to the embedding, as often as rounding makes necessary. */
#define FINE_STRETCH 0.00025
#define N_FINE       128

/* The token whose embedding is scaled. */
typedef struct
{
  gboolean is_source;
  guint    position;
  double   factor;    /* 1: no change */
} Longer;

/* Returns a copy of the table with one more row, that of @id times @factor; free its values. */
static HeedTensor
add_word (const HeedTensor *table,
          guint32           id,
          double            factor)
{
  gsize n_values = heed_tensor_n_values (table);
  HeedTensor longer = *table;

  longer.n_rows++;
  longer.values = g_new (float, n_values + table->n_columns);
  memcpy (longer.values, table->values, n_values * sizeof (float));
  for (guint i = 0; i < table->n_columns; i++)
    longer.values[n_values + i] = (float) (factor * heed_tensor_row (table, id)[i]);

  return longer;
}

static double
read_log_prob (const HeedTargetSide *target,
               const HeedStep       *step,
               const float          *logits)
{
  g_autofree float *own = g_memdup2 (logits, target->n_tokens * sizeof *own);
  double largest = -INFINITY, sum = 0.0;

  if (!step->forced)
    heed_distribution_ban (target, own);

  for (guint v = 0; v < target->n_tokens; v++)
    largest = MAX (largest, own[v]);
  for (guint v = 0; v < target->n_tokens; v++)
    sum += exp (own[v] - largest);

  return own[step->token.id] - largest - log (sum);
}

/* Encodes the sentence with the session's interventions. */
static HeedEncoding *
encode (HeedSession          *session,
        const HeedSourceSide *side,
        const guint32        *ids,
        guint                 n_ids)
{
  g_autoptr(HeedEncoding) plain = heed_encoding_new (side, ids, n_ids);
  const HeedOverrides *overrides = heed_session_get_encoder_overrides (session);

  return overrides != NULL ? heed_encoding_new_changed (plain, overrides)
                           : heed_encoding_ref (plain);
}

/* Decodes the session's tokens again with @network. log_probs: T */
static void
walk (HeedSession         *session,
      const HeedNetwork   *network,
      const guint32       *ids,
      const Longer        *longer,
      double              *log_probs)
{
  HeedModel *model = heed_session_get_model (session);
  HeedTargetSide target = heed_target_side_ask (model);
  HeedSourceSide side = heed_source_side_ask (model);
  g_autoptr(HeedEncoding) encoding = NULL;
  g_autoptr(HeedDecoderState) state = NULL;
  g_autoptr(HeedTape) tape = heed_tape_new ();
  guint n_source, n_found;

  heed_session_get_source (session, &n_source);
  side.network = network;
  encoding = encode (session, &side, ids, n_source);
  heed_encoding_get_ids (encoding, &n_found);
  g_assert_cmpuint (n_found, ==, n_source);

  state = heed_decoder_state_ref (heed_encoding_get_start (encoding));
  for (guint t = 0; t < heed_session_get_n_steps (session); t++)
    {
      const HeedStep *step = heed_session_get_step (session, t);
      guint32 read = t == 0 ? target.begin : heed_session_get_step (session, t - 1)->token.id;
      HeedDecoded decoded;

      if (!longer->is_source && longer->position == t)
        read = heed_model_get_info (model)->target_vocabulary;
      heed_decoder_step (tape, encoding,
                         &(HeedDecoderInput) { &state, &read, 1,
                                               heed_session_get_overrides (session, t) },
                         &decoded);
      log_probs[t] = read_log_prob (&target, step, decoded.logits);
      heed_decoder_state_unref (state);
      state = decoded.next;
    }
}

/* Returns the log p of the session's tokens with the scaled token: T, caller frees. */
static double *
tell (HeedSession *session,
      Longer       longer)
{
  HeedModel *model = heed_session_get_model (session);
  HeedNetwork network = *heed_model_get_network (model);
  HeedTensor **table = longer.is_source ? heed_network_get_source_embedding (&network)
                                        : heed_network_get_target_embedding (&network);
  guint n_source;
  const HeedToken *source = heed_session_get_source (session, &n_source);
  g_autofree guint32 *ids = g_new (guint32, n_source);
  double *log_probs = g_new (double, heed_session_get_n_steps (session));
  HeedTensor added;

  for (guint s = 0; s < n_source; s++)
    ids[s] = source[s].id;

  if (longer.is_source)
    added = add_word (*table, ids[longer.position], longer.factor);
  else
    added = add_word (*table, longer.position == 0
                              ? heed_model_get_begin_token (model)
                              : heed_session_get_step (session, longer.position - 1)->token.id,
                      longer.factor);
  if (longer.is_source)
    ids[longer.position] = added.n_rows - 1;
  *table = &added;
  walk (session, &network, ids, &longer, log_probs);
  g_free (added.values);

  return log_probs;
}

/* d log p / d factor: T, caller frees. */
static double *
measure_slope (HeedSession *session,
               gboolean     is_source,
               guint        position)
{
  double *more = tell (session, (Longer) { is_source, position, 1.0 + STRETCH });
  g_autofree double *less = tell (session, (Longer) { is_source, position, 1.0 - STRETCH });

  for (guint t = 0; t < heed_session_get_n_steps (session); t++)
    more[t] = (more[t] - less[t]) / (2.0 * STRETCH);

  return more;
}

/* The slopes of log p at one token, fitted as near to its embedding as float32 allows. */
typedef struct
{
  double less;    /* where the embedding is shorter */
  double middle;  /* of both sides */
  double more;
} FineSlopes;

/* Fits a + middle x + bend |x| to the log p at x = ±FINE_STRETCH k / N_FINE for k = 1 .. N_FINE. */
static FineSlopes *
measure_fine_slopes (HeedSession *session,
                     guint        position)
{
  guint n_steps = heed_session_get_n_steps (session);
  double mean = FINE_STRETCH * (N_FINE + 1) / (2.0 * N_FINE);
  g_autofree double *bends = g_new0 (double, n_steps);
  FineSlopes *slopes = g_new0 (FineSlopes, n_steps);
  double squares = 0.0, squares_of_size = 0.0;

  for (guint k = 1; k <= N_FINE; k++)
    {
      double x = FINE_STRETCH * k / N_FINE;
      g_autofree double *more = tell (session, (Longer) { TRUE, position, 1.0 + x });
      g_autofree double *less = tell (session, (Longer) { TRUE, position, 1.0 - x });

      squares += 2.0 * x * x;
      squares_of_size += 2.0 * (x - mean) * (x - mean);
      for (guint t = 0; t < n_steps; t++)
        {
          slopes[t].middle += x * (more[t] - less[t]);
          bends[t] += (x - mean) * (more[t] + less[t]);
        }
    }

  for (guint t = 0; t < n_steps; t++)
    {
      slopes[t].middle /= squares;
      slopes[t].more = slopes[t].middle + bends[t] / squares_of_size;
      slopes[t].less = slopes[t].middle - bends[t] / squares_of_size;
    }

  return slopes;
}

static HeedMatrix *
dup_evidence (HeedSession       *session,
              HeedEvidenceKind   kind,
              HeedAttentionSite  site)
{
  g_autoptr(GError) error = NULL;
  HeedMatrix *matrix =
    heed_session_dup_evidence (session, &(HeedEvidenceWish) { kind, site, 0 }, &error);

  g_assert_no_error (error);
  g_assert_nonnull (matrix);

  return matrix;
}

/* The encoder adds the model's own special tokens to a sentence without them, so they must stay. */
static gboolean
can_be_another (HeedSession *session,
                guint        s)
{
  HeedSourceSide side = heed_source_side_ask (heed_session_get_model (session));
  guint n_source;
  guint32 id = heed_session_get_source (session, &n_source)[s].id;

  return id != side.begin && id != side.end && id != side.padding;
}

void
check_occlusion_is_a_walk_without_it (HeedSession *session)
{
  g_autoptr(HeedMatrix) found =
    dup_evidence (session, HEED_EVIDENCE_OCCLUSION, (HeedAttentionSite) { 0 });
  g_autofree double *whole = tell (session, (Longer) { FALSE, 0, 1.0 });
  guint n_checked = 0;

  g_assert_cmpuint (found->n_rows, ==, heed_session_get_n_steps (session));
  for (guint t = 0; t < found->n_rows; t++)
    assert_close (heed_session_get_step (session, t)->log_prob, whole[t], 1e-3, "log p");

  for (guint s = 0; s < found->n_columns; s++)
    {
      g_autofree double *without = NULL;

      if (!can_be_another (session, s))
        continue;

      without = tell (session, (Longer) { TRUE, s, 0.0 });
      for (guint t = 0; t < found->n_rows; t++, n_checked++)
        assert_close (found->values[t * found->n_columns + s], whole[t] - without[t],
                      1e-4 + 1e-4 * fabs (whole[t] - without[t]), "occlusion");
    }

  g_assert_cmpuint (n_checked, >, 0);
}

static gboolean
is_slope (double found,
          double slope)
{
  return fabs (found - slope) <= 5e-4 + 0.02 * fabs (slope);
}

/* A unit of the network that starts or stops within the stretch makes the slope jump (ReLU), and
 * then the quotient is the slope of neither side. Nearer to the embedding the jump is on one side
 * at most, and the gradient is the slope of the other. */
static void
check_fine_slope (const FineSlopes *slopes,
                  double            found)
{
  if (!is_slope (found, slopes->less) && !is_slope (found, slopes->more))
    assert_close (found, slopes->middle, 5e-4 + 0.02 * fabs (slopes->middle),
                  "gradient times input");
}

static void
check_gradient_of (HeedSession      *session,
                   const HeedMatrix *found,
                   guint             s,
                   const double     *slope)
{
  g_autofree FineSlopes *fine = NULL;

  for (guint t = 0; t < found->n_rows; t++)
    {
      double gradient = found->values[t * found->n_columns + s];

      if (is_slope (gradient, slope[t]))
        continue;

      if (fine == NULL)
        fine = measure_fine_slopes (session, s);
      check_fine_slope (&fine[t], gradient);
    }
}

void
check_gradient_is_the_slope (HeedSession *session)
{
  g_autoptr(HeedMatrix) found =
    dup_evidence (session, HEED_EVIDENCE_GRADIENT, (HeedAttentionSite) { 0 });
  double largest = 0.0;

  for (guint s = 0; s < found->n_columns; s++)
    {
      g_autofree double *slope = NULL;

      if (!can_be_another (session, s))
        continue;

      slope = measure_slope (session, TRUE, s);
      check_gradient_of (session, found, s, slope);
      for (guint t = 0; t < found->n_rows; t++)
        largest = MAX (largest, fabs (slope[t]));
    }

  /* All-zero values would pass any tolerance; slopes are this small if the model is confident. */
  g_assert_cmpfloat (largest, >, 1e-4);
}

void
check_shares_are_those_of_the_slopes (HeedSession *session)
{
  HeedAttentionSite none = { 0 };
  g_autoptr(HeedMatrix) found = dup_evidence (session, HEED_EVIDENCE_SHARE, none);
  g_autoptr(HeedMatrix) source = dup_evidence (session, HEED_EVIDENCE_GRADIENT, none);
  g_autofree double *whole = g_new0 (double, found->n_rows);
  g_autofree double *prefix = g_new0 (double, found->n_rows);

  for (guint i = 0; i < found->n_rows; i++)
    {
      g_autofree double *slope = measure_slope (session, FALSE, i);

      for (guint t = 0; t < found->n_rows; t++)
        prefix[t] += fabs (slope[t]);
    }

  for (guint t = 0; t < found->n_rows; t++)
    {
      whole[t] = prefix[t];
      for (guint s = 0; s < found->n_columns; s++)
        whole[t] += fabs ((double) source->values[t * found->n_columns + s]);
      for (guint s = 0; s < found->n_columns && whole[t] > 0.05; s++)
        assert_close (found->values[t * found->n_columns + s],
                      fabs ((double) source->values[t * found->n_columns + s]) / whole[t], 0.03,
                      "share");
    }
}

/* --- Norms --- */

static const HeedTensor *
find_output_map (HeedModel         *model,
                 HeedAttentionSite  site)
{
  gboolean is_encoder = site.kind == HEED_ATTENTION_ENCODER_SELF;
  HeedParameters *parameters = heed_model_get_parts (model)->parameters;
  g_autofree char *name = g_strdup_printf (
    "%s.layers.%d.%s_attention.output.weight", is_encoder ? "encoder" : "decoder", site.layer,
    site.kind == HEED_ATTENTION_CROSS ? "cross" : "self");

  return heed_parameters_find (
    parameters, heed_model_get_info (model)->architecture == HEED_ARCHITECTURE_TRANSFORMER
                ? name : "decoder.attention.output.weight");
}

/* Adds to @sum what a head contributes to the context for one key. Returns: the width of @sum */
static guint
add_explained (HeedSession       *session,
               HeedAttentionSite  site,
               guint              row,
               guint              key,
               double            *sum)
{
  g_autoptr(HeedArithmetic) arithmetic = heed_session_explain (session, row, site, key);
  const HeedQuantity *added = heed_arithmetic_find (arithmetic, HEED_STAGE_CONTEXT, "α_i v_i");
  const HeedTensor *map;

  if (added == NULL)
    {
      added = heed_arithmetic_find (arithmetic, HEED_STAGE_CONTEXT, "α_i h_i");
      for (guint i = 0; i < added->n_columns; i++)
        sum[i] += added->values[i];

      return added->n_columns;
    }

  map = find_output_map (heed_session_get_model (session), site);
  for (guint d = 0; d < map->n_rows; d++)
    for (guint i = 0; i < added->n_columns; i++)
      sum[d] += (double) heed_tensor_row (map, d)[(guint) site.head * added->n_columns + i] *
                added->values[i];

  return map->n_rows;
}

static double
find_length (const double *vector,
             guint         n)
{
  double squares = 0.0;

  for (guint i = 0; i < n; i++)
    squares += vector[i] * vector[i];

  return sqrt (squares);
}

/* Checks one row of a layer: each head, and the sum of all heads. */
static void
check_row (HeedSession       *session,
           HeedAttentionSite  site,
           guint              row)
{
  guint n_heads = heed_model_get_n_heads (heed_session_get_model (session), site.kind, site.layer);
  g_autoptr(HeedMatrix) all = NULL;
  guint n_seen;

  site.head = HEED_HEAD_MEAN;
  all = dup_evidence (session, HEED_EVIDENCE_NORM, site);
  n_seen = site.kind == HEED_ATTENTION_DECODER_SELF ? row + 1 : all->n_columns;
  for (guint key = 0; key < n_seen; key++)
    {
      double together[4096] = { 0.0 };
      guint width = 0;

      for (guint head = 0; head < n_heads; head++)
        {
          double alone[4096] = { 0.0 };
          g_autoptr(HeedMatrix) found = NULL;

          site.head = (int) head;
          found = dup_evidence (session, HEED_EVIDENCE_NORM, site);
          width = add_explained (session, site, row, key, alone);
          for (guint i = 0; i < width; i++)
            together[i] += alone[i];
          assert_close (found->values[row * found->n_columns + key], find_length (alone, width),
                        1e-4, "norm of a head");
        }
      assert_close (all->values[row * all->n_columns + key], find_length (together, width), 1e-4,
                    "norm of all heads");
    }

  for (guint key = n_seen; key < all->n_columns; key++)
    g_assert_cmpfloat (all->values[row * all->n_columns + key], ==, 0.0f);
}

void
check_norms_are_those_explained (HeedSession *session)
{
  HeedModel *model = heed_session_get_model (session);

  for (guint kind = 0; kind <= HEED_ATTENTION_DECODER_SELF; kind++)
    for (guint layer = 0; layer < heed_model_get_n_layers (model, kind); layer++)
      check_row (session, (HeedAttentionSite) { kind, (int) layer, 0 }, 1);

  if (heed_model_get_n_layers (model, HEED_ATTENTION_CROSS) == 0)
    g_assert_null (heed_evidence_new (session, &(HeedEvidenceWish) {
      HEED_EVIDENCE_NORM, { HEED_ATTENTION_CROSS, 0, HEED_HEAD_MEAN }, 0 }, NULL));
}
