/* gate-tables.c — precomputed contributions of tokens to the gates of a recurrent model
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     W [e ; r] + b  =  (W_e e + b) + W_r r
 *
 * e is the embedding of a token, r the other inputs of the cell (context, attentional state).
 * The first term is computed once for each distinct token, in one product; only the second
 * remains to be computed at each position.
 */

#include "engine/networks/gate-tables.h"

#include <string.h>

#include "engine/layers/linear.h"

#define NO_ROW G_MAXUINT32

/* How often tokens must occur, on average, for tables to be faster. */
#define LEAST_TIMES 1.2

/* --- Tokens ---------------------------------------------------------------- */

/* Lists the distinct ids in order of first occurrence; sets rows[id] to the index of each. */
static guint32 *
list_distinct (const guint32 *ids,
               gsize          n_ids,
               guint32       *rows,
               guint          n_vocabulary,
               guint         *n_distinct)
{
  guint32 *distinct = g_new (guint32, MIN (MAX (n_ids, 1), n_vocabulary));

  *n_distinct = 0;
  for (guint id = 0; id < n_vocabulary; id++)
    rows[id] = NO_ROW;

  for (gsize i = 0; i < n_ids; i++)
    if (rows[ids[i]] == NO_ROW)
      {
        distinct[*n_distinct] = ids[i];
        rows[ids[i]] = (*n_distinct)++;
      }

  return distinct;
}

/* --- Weights --------------------------------------------------------------- */

/* Copies columns first to first + n - 1 of w to columns at and up of to. */
static void
copy_columns (HeedTensor       *to,
              guint             at,
              const HeedTensor *w,
              guint             first,
              guint             n)
{
  for (guint row = 0; row < w->n_rows; row++)
    memcpy (heed_tensor_row (to, row) + at,
            w->values + (gsize) row * w->n_columns + first, n * sizeof (float));
}

/* Splits the weight of the decoder's first cell into the columns of the embedding, which are
 * returned, and those of the other inputs, rest_weight. */
static HeedTensor *
part_weight (const HeedRecurrent *model,
             HeedGateTables      *tables)
{
  const HeedDescription *d = &model->description;
  const HeedTensor *w = model->decoder[0].weight_ih;
  guint n_embedding = d->target_embedding;
  HeedTensor *of_embedding = heed_tape_new_tensor (tables->tape, w->n_rows, n_embedding);
  guint n_rest = w->n_columns - n_embedding;
  guint first = 0;
  guint at = 0;

  if (n_rest > 0)
    tables->rest_weight = heed_tape_new_tensor (tables->tape, w->n_rows, n_rest);

  for (guint i = 0; i < d->cell_input.n_parts; i++)
    {
      const HeedPartList one = { { d->cell_input.parts[i] }, 1 };
      guint n = heed_description_list_width (d, &one);

      if (d->cell_input.parts[i] == HEED_PART_EMBEDDING)
        copy_columns (of_embedding, 0, w, first, n);
      else
        {
          copy_columns (tables->rest_weight, at, w, first, n);
          at += n;
        }
      first += n;
    }

  return of_embedding;
}

/* --- Tables ---------------------------------------------------------------- */

static void
fill_encoder (HeedGateTables      *tables,
              const HeedRecurrent *model,
              const guint32       *distinct,
              guint                n_distinct)
{
  HeedTensor *x = heed_embedding (tables->tape, model->source_embedding, distinct, n_distinct);

  for (guint direction = 0; direction < model->description.n_directions; direction++)
    tables->encoder[direction] =
      heed_linear (tables->tape, x, model->encoder[0][direction].weight_ih,
                   model->encoder[0][direction].bias_ih);
}

static void
fill_decoder (HeedGateTables      *tables,
              const HeedRecurrent *model,
              const guint32       *distinct,
              guint                n_distinct)
{
  HeedTensor *weight = part_weight (model, tables);
  HeedTensor *y = heed_embedding (tables->tape, model->target_embedding, distinct, n_distinct);

  tables->decoder = heed_linear (tables->tape, y, weight, model->decoder[0].bias_ih);
}

/**
 * heed_gate_tables_new:
 * @parallel: (nullable): threads for the products
 * @tokens: all tokens that will be read
 *
 * Cost: a product of the distinct tokens by the weights of the first cells
 *
 * Returns: (transfer full) (nullable): %NULL if too few tokens repeat, or if the
 *   decoder's cell does not read the embedding
 */
HeedGateTables *
heed_gate_tables_new (const HeedRecurrent  *model,
                      HeedParallel         *parallel,
                      const HeedGateTokens *tokens)
{
  guint n_source_ids = model->source_embedding->n_rows;
  guint n_target_ids = model->target_embedding->n_rows;
  HeedGateTables *tables = g_new0 (HeedGateTables, 1);
  g_autofree guint32 *source = NULL;
  g_autofree guint32 *target = NULL;
  guint n_source, n_target;

  tables->source_rows = g_new (guint32, n_source_ids);
  tables->target_rows = g_new (guint32, n_target_ids);
  source = list_distinct (tokens->source, tokens->n_source, tables->source_rows, n_source_ids,
                          &n_source);
  target = list_distinct (tokens->target, tokens->n_target, tables->target_rows, n_target_ids,
                          &n_target);

  if (!heed_part_list_has (&model->description.cell_input, HEED_PART_EMBEDDING) ||
      (double) (tokens->n_source + tokens->n_target) < LEAST_TIMES * (n_source + n_target))
    {
      heed_gate_tables_free (tables);
      return NULL;
    }

  tables->tape = heed_tape_new ();
  heed_tape_set_parallel (tables->tape, parallel);
  heed_tape_begin (tables->tape, FALSE);
  fill_encoder (tables, model, source, n_source);
  fill_decoder (tables, model, target, n_target);

  return tables;
}

void
heed_gate_tables_free (HeedGateTables *tables)
{
  g_clear_pointer (&tables->tape, heed_tape_free);
  g_free (tables->source_rows);
  g_free (tables->target_rows);
  g_free (tables);
}
