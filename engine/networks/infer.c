/* infer.c — fills in missing sizes of a description from the weights
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A user who describes a model from elsewhere should not have to look up sizes: every
 * size is a dimension of some tensor, and the number of layers is the number of those
 * with weights. Fields that the description has are not changed.
 */

#include "engine/networks/infer.h"

/**
 * heed_find_shape:
 * @n_rows: (out): set only if the tensor was found
 *
 * Returns: whether the file has the tensor that the model calls @name, as a
 *   matrix; impossibly large ones count as missing
 */
gboolean
heed_find_shape (const HeedShapes *file,
                 const char       *name,
                 guint            *n_rows,
                 guint            *n_columns)
{
  g_auto(HeedTensorPlace) place = heed_tensor_places_find (file->places, name);
  const HeedArray *array = heed_weights_find (file->weights, place.name);
  gsize last_row, last_column;
  gboolean turns;

  if (array == NULL || array->n_dims == 0 || place.parts != NULL ||
      !heed_array_get_matrix (array, &last_row, &last_column))
    return FALSE;

  last_row = place.last_row > 0 ? place.last_row : last_row;
  last_column = place.last_column > 0 ? place.last_column : last_column;
  if (last_row <= place.first_row || last_column <= place.first_column ||
      last_row > G_MAXINT || last_column > G_MAXINT)
    return FALSE;

  turns = heed_tensor_place_turns (&place, array);
  *(turns ? n_columns : n_rows) = (guint) last_row - place.first_row;
  *(turns ? n_rows : n_columns) = (guint) last_column - place.first_column;

  return TRUE;
}

/* Fills in n_rows and n_columns where they are 0; either may be NULL. */
void
heed_infer_shape (const HeedShapes *file,
                  const char       *name,
                  guint            *n_rows,
                  guint            *n_columns)
{
  guint rows, columns;

  if (!heed_find_shape (file, name, &rows, &columns))
    return;

  if (n_rows != NULL && *n_rows == 0)
    *n_rows = rows;
  if (n_columns != NULL && *n_columns == 0)
    *n_columns = columns;
}

static guint
count_layers (const HeedShapes *file,
              const char       *side)
{
  guint n_layers = 0;
  guint n_rows, n_columns;

  while (n_layers < HEED_MAX_LAYERS)
    {
      g_autofree char *name = g_strdup_printf ("%s.rnn.weight_hh_l%u", side, n_layers);

      if (!heed_find_shape (file, name, &n_rows, &n_columns))
        break;
      n_layers++;
    }

  return n_layers;
}

void
heed_description_infer (HeedDescription  *d,
                        HeedWeights      *weights,
                        HeedTensorPlaces *places)
{
  const HeedShapes file = { weights, places };
  guint n_rows, n_columns;

  heed_infer_shape (&file, "encoder.embedding.weight", &d->source_vocabulary, &d->source_embedding);
  heed_infer_shape (&file, "decoder.embedding.weight", &d->target_vocabulary, &d->target_embedding);
  heed_infer_shape (&file, "encoder.rnn.weight_hh_l0", NULL, &d->encoder_width);
  heed_infer_shape (&file, "decoder.rnn.weight_hh_l0", NULL, &d->decoder_width);
  if (heed_score_get_info (d->score)->weight == HEED_SCORE_WIDTH_ATTENTION)
    heed_infer_shape (&file, "decoder.attention.query.weight", &d->attention_width, NULL);
  heed_infer_shape (&file, "decoder.attention.score.weight", NULL, &d->attention_width);
  heed_infer_shape (&file, "decoder.combine.weight", &d->combine_width, NULL);

  if (d->n_encoder_layers == 0)
    d->n_encoder_layers = count_layers (&file, "encoder");
  if (d->n_decoder_layers == 0)
    d->n_decoder_layers = count_layers (&file, "decoder");
  if (d->n_directions == 0)
    d->n_directions =
      heed_find_shape (&file, "encoder.rnn.weight_hh_l0_reverse", &n_rows, &n_columns) ? 2 : 1;
  if (d->n_heads == 0)
    d->n_heads = 1;
}
