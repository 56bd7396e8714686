/* embedded-pair.c — a sentence pair whose token embeddings can be removed one by one
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The network is bound a second time, to the same parameters except for its two
 * embedding tables, which are replaced: in the new ones each token of each copy of the
 * pair has its own row. A token is removed by writing zeros to its row, and the
 * gradient of a token accumulates in its row. Both families of networks use the code
 * that is also used for training, with the session's interventions at every step.
 *
 *     x_s        the embedding of source token s, as stored in the table
 *     occluded   log p (y_t | y_<t, x) with x_s = 0
 *     gradient   (d log p (y_t | y_<t, x) / d x_s) . x_s
 *
 * Source: Li et al. 2016, "Understanding neural networks through representation
 * erasure"; Denil et al. 2014, "Extraction of salient sentences", section 4
 * (gradient times input, of an embedding)
 */

#include "engine/decoding/embedded-pair.h"

#include <math.h>
#include <string.h>

#include "engine/decoding/session.h"
#include "engine/decoding/sides.h"
#include "engine/decoding/step.h"
#include "engine/networks/decoder-family.h"
#include "engine/tape/operations.h"

/* Positions of all copies that one unit of work computes: enough for matrix products to be
 * efficient, few enough for a unit to be short. */
#define POSITIONS_PER_UNIT 128

/* Rows that go through the output layer at once; with 50,000 words, 6 MB of logits. */
#define ROWS_OF_LOGITS 32

/* Tokens of one side, and their embeddings. */
typedef struct
{
  guint32    *ids;     /* n_tokens */
  guint       n_tokens;
  float      *rows;    /* n_tokens x E, the model's own embeddings */
  guint       width;   /* E */
  HeedTensor  table;   /* n_tokens B x E: row p * B + b is token p of copy b */
  guint32    *places;  /* n_tokens B: 0, 1, 2 ..., indices into the table */
} Side;

struct _HeedEmbeddedPair
{
  HeedEncoding   *encoding;
  HeedInterventions
    *interventions;           /* of the session when the pair was made; owns overrides */
  const HeedOverrides
    *overrides;               /* NULL if there are none */
  HeedTargetSide  target;
  HeedParameters *numbers;    /* the model's parameters, with separate gradients */
  HeedNetwork     network;
  HeedTape       *tape;
  Side            source;     /* with the padding that the encoder reads */
  Side            read;       /* what the decoder reads: the begin token, then the tokens taken */
  guint           n_source;   /* S */
  guint32        *taken;      /* T: the tokens taken */
  gboolean       *forced;     /* T: nothing is banned in a forced step */
  float          *scratch;    /* V */
};

static void
set_side (Side             *side,
          const guint32    *ids,
          guint             n_tokens,
          const HeedTensor *table)
{
  side->ids = g_memdup2 (ids, n_tokens * sizeof *ids);
  side->n_tokens = n_tokens;
  side->width = table->n_columns;
  side->rows = g_new (float, (gsize) n_tokens * side->width);

  for (guint i = 0; i < n_tokens; i++)
    memcpy (side->rows + (gsize) i * side->width, heed_tensor_row (table, ids[i]),
            side->width * sizeof (float));
}

static void
clear_side (Side *side)
{
  g_free (side->ids);
  g_free (side->rows);
  g_free (side->table.values);
  g_free (side->places);
}

/* Fills the table with n_copies copies of the tokens, and sets the index of each. */
static void
fill_table (Side     *side,
            guint     n_tokens,
            guint     n_copies,
            gboolean  needs_gradient)
{
  gsize n_rows = (gsize) n_tokens * n_copies;

  g_free (side->table.values);
  g_free (side->places);
  side->places = g_new (guint32, n_rows);
  side->table = (HeedTensor) {
    .n_rows = (guint) n_rows,
    .n_columns = side->width,
    .values = g_new (float, n_rows * side->width),
    .needs_gradient = needs_gradient,
  };

  for (guint row = 0; row < n_rows; row++)
    {
      side->places[row] = row;
      memcpy (heed_tensor_row (&side->table, row),
              side->rows + (gsize) (row / n_copies) * side->width, side->width * sizeof (float));
    }
}

static void
take_steps (HeedEmbeddedPair *pair,
            HeedSession      *session)
{
  guint n_steps = heed_session_get_n_steps (session);

  pair->taken = g_new (guint32, n_steps);
  pair->forced = g_new (gboolean, n_steps);
  for (guint t = 0; t < n_steps; t++)
    {
      const HeedStep *step = heed_session_get_step (session, t);

      pair->taken[t] = step->token.id;
      pair->forced[t] = step->forced;
    }
}

/**
 * heed_embedded_pair_new:
 * @session: a session with at least one step; may be used further meanwhile
 *
 * Cost:    copies the embeddings of both sentences; computes nothing
 *
 * Returns: (transfer full): a copy of the session's two sentences
 */
HeedEmbeddedPair *
heed_embedded_pair_new (HeedSession *session)
{
  HeedModel *model = heed_session_get_model (session);
  const HeedModelParts *parts = heed_model_get_parts (model);
  HeedEmbeddedPair *pair = g_new0 (HeedEmbeddedPair, 1);
  guint n_steps = heed_session_get_n_steps (session);
  g_autofree guint32 *read = g_new (guint32, n_steps);
  gboolean is_bound;
  const guint32 *ids;
  guint n_read;

  pair->encoding = heed_encoding_ref (heed_session_get_encoding (session));
  pair->interventions = heed_session_dup_interventions (session);
  pair->overrides =
    heed_interventions_apply_to_pass (pair->interventions, pair->encoding, n_steps);
  pair->target = heed_target_side_ask (model);
  pair->numbers = heed_parameters_new_viewing (parts->parameters);
  pair->tape = heed_tape_new ();
  heed_tape_set_parallel (pair->tape, heed_model_get_parallel (model));
  is_bound = heed_network_bind (&pair->network, &parts->blueprint, heed_existing_source,
                                pair->numbers, NULL);
  g_assert (is_bound);

  take_steps (pair, session);
  read[0] = pair->target.begin;
  memcpy (read + 1, pair->taken, (n_steps - 1) * sizeof *read);
  heed_encoding_get_ids (pair->encoding, &pair->n_source);
  ids = heed_encoding_get_read (pair->encoding, &n_read);
  set_side (&pair->source, ids, n_read, *heed_network_get_source_embedding (&pair->network));
  set_side (&pair->read, read, n_steps, *heed_network_get_target_embedding (&pair->network));
  pair->scratch = g_new (float, pair->target.n_tokens);

  *heed_network_get_source_embedding (&pair->network) = &pair->source.table;
  *heed_network_get_target_embedding (&pair->network) = &pair->read.table;

  return pair;
}

void
heed_embedded_pair_free (HeedEmbeddedPair *pair)
{
  clear_side (&pair->source);
  clear_side (&pair->read);
  heed_tape_free (pair->tape);
  heed_parameters_free (pair->numbers);
  heed_interventions_free (pair->interventions);
  heed_encoding_unref (pair->encoding);
  g_free (pair->taken);
  g_free (pair->forced);
  g_free (pair->scratch);
  g_free (pair);
}

guint
heed_embedded_pair_get_n_copies (HeedEmbeddedPair *pair)
{
  return MAX (POSITIONS_PER_UNIT / (pair->source.n_tokens + pair->read.n_tokens), 1);
}

/* Clears the gradients of the model's parameters: they were allocated on the tape. */
static void
begin (HeedEmbeddedPair *pair,
       gboolean          is_recording)
{
  for (guint i = 0; i < heed_parameters_get_n (pair->numbers); i++)
    heed_parameters_get (pair->numbers, i)->gradient = NULL;

  heed_tape_begin (pair->tape, is_recording);
}

/* Returns: n_read B x width */
static HeedTensor *
tell (HeedEmbeddedPair *pair,
      guint             n_copies,
      guint             n_read)
{
  /* Allocated on the tape, since the backward pass may read the lengths. */
  guint32 *lengths =
    heed_arena_allocate (heed_tape_get_arena (pair->tape), n_copies * sizeof *lengths);
  const HeedTokenBatch batch = { pair->source.places, lengths, pair->source.n_tokens, n_copies };

  const HeedTargetBatch target = { .read = pair->read.places,
                                   .n_positions = n_read,
                                   .overrides = pair->overrides };
  HeedForcedPass pass;

  for (guint b = 0; b < n_copies; b++)
    lengths[b] = pair->n_source;

  heed_decoder_family_of (&pair->network)->force (&pair->network, pair->tape, &batch, &target,
                                                  &pass);

  return pass.output;
}

/* Computes log p of the token of step t in the same way as the step itself did. probs is set to
 * the distribution. */
static double
read_log_prob (HeedEmbeddedPair *pair,
               float            *logits,
               guint             t,
               float            *probs)
{
  HeedDistribution distribution;

  if (!pair->forced[t])
    heed_distribution_ban (&pair->target, logits);

  if (!heed_distribution_read (&distribution, logits, probs, pair->target.n_tokens))
    return NAN;

  return logits[pair->taken[t]] - (double) distribution.log_sum;
}

/* outputs is T B x width and not on the tape. */
static void
read_log_probs (HeedEmbeddedPair *pair,
                const float      *outputs,
                guint             width,
                guint             n_copies,
                double           *log_probs)
{
  guint n_rows = pair->read.n_tokens * n_copies;

  for (guint first = 0; first < n_rows; first += ROWS_OF_LOGITS)
    {
      guint n = MIN (ROWS_OF_LOGITS, n_rows - first);
      HeedTensor *some, *logits;

      heed_tape_begin (pair->tape, FALSE);
      some = heed_tape_new_tensor (pair->tape, n, width);
      memcpy (some->values, outputs + (gsize) first * width, (gsize) n * width * sizeof (float));
      logits = heed_network_logits (&pair->network, pair->tape, some);
      for (guint i = 0; i < n; i++)
        log_probs[first + i] = read_log_prob (pair, heed_tensor_row (logits, i),
                                              (first + i) / n_copies, pair->scratch);
    }
}

void
heed_embedded_pair_score (HeedEmbeddedPair *pair,
                          const guint      *hidden,
                          guint             n_copies,
                          double           *log_probs)
{
  g_autofree float *outputs = NULL;
  HeedTensor *output;

  begin (pair, FALSE);
  fill_table (&pair->source, pair->source.n_tokens, n_copies, FALSE);
  fill_table (&pair->read, pair->read.n_tokens, n_copies, FALSE);
  for (guint b = 0; b < n_copies; b++)
    if (hidden[b] < pair->n_source)
      memset (heed_tensor_row (&pair->source.table, hidden[b] * n_copies + b), 0,
              pair->source.width * sizeof (float));

  output = tell (pair, n_copies, pair->read.n_tokens);
  outputs = g_memdup2 (output->values, heed_tensor_n_values (output) * sizeof (float));
  read_log_probs (pair, outputs, output->n_columns, n_copies, log_probs);
}

/* Row (first + b) B + b of the output is step first + b of copy b. */
static HeedTensor *
pick_steps (HeedEmbeddedPair *pair,
            HeedTensor       *output,
            guint             first,
            guint             n_copies)
{
  HeedTensor **rows =
    heed_arena_allocate (heed_tape_get_arena (pair->tape), n_copies * sizeof *rows);

  for (guint b = 0; b < n_copies; b++)
    rows[b] = heed_tape_view_rows (pair->tape, output, (first + b) * n_copies + b, 1);

  return heed_stack (pair->tape, rows, n_copies);
}

/*     d log p_y / d z_v = [v = y] - p_v */
static void
start_backward (HeedEmbeddedPair *pair,
                HeedTensor       *logits,
                guint             first)
{
  for (guint b = 0; b < logits->n_rows; b++)
    {
      float *d = heed_tape_gradient (pair->tape, logits) + (gsize) b * logits->n_columns;

      read_log_prob (pair, heed_tensor_row (logits, b), first + b, d);
      for (guint v = 0; v < logits->n_columns; v++)
        d[v] = -d[v];
      d[pair->taken[first + b]] += 1.0f;
    }
}

/* products: n_copies x stride; all zeros if the table has no gradient. */
static void
multiply_inputs (const Side *side,
                 guint       n_tokens,
                 guint       n_copies,
                 guint       stride,
                 float      *products)
{
  memset (products, 0, (gsize) n_copies * stride * sizeof (float));

  for (guint p = 0; p < n_tokens && side->table.gradient != NULL; p++)
    for (guint b = 0; b < n_copies; b++)
      {
        gsize row = (gsize) p * n_copies + b;
        double sum = 0.0;

        for (guint i = 0; i < side->width; i++)
          sum += (double) side->table.gradient[row * side->width + i] *
                 side->table.values[row * side->width + i];
        products[(gsize) b * stride + p] = (float) sum;
      }
}

void
heed_embedded_pair_differentiate (HeedEmbeddedPair *pair,
                                  guint             first,
                                  guint             n_steps,
                                  float            *source,
                                  float            *prefix)
{
  guint n_read = first + n_steps;
  HeedTensor *logits;

  begin (pair, TRUE);
  fill_table (&pair->source, pair->source.n_tokens, n_steps, TRUE);
  fill_table (&pair->read, n_read, n_steps, TRUE);
  logits = heed_network_logits (
    &pair->network, pair->tape,
    pick_steps (pair, tell (pair, n_steps, n_read), first, n_steps));
  start_backward (pair, logits, first);
  heed_tape_backward (pair->tape);

  multiply_inputs (&pair->source, pair->n_source, n_steps, pair->n_source, source);
  multiply_inputs (&pair->read, n_read, n_steps, pair->read.n_tokens, prefix);
}
