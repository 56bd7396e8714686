/* encoder-view.c — self-attention of the encoder, as a matrix
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/decoding/encoder-view.h"

#include "engine/heed.h"

static float
mean_of_heads (const HeedTensor *rows,
               guint             first_row,
               guint             n_heads,
               guint             column)
{
  float sum = 0.0f;

  for (guint head = 0; head < n_heads; head++)
    sum += heed_tensor_row (rows, first_row + head)[column];

  return sum / (float) n_heads;
}

HeedMatrix *
heed_encoder_view_dup (HeedEncoding      *encoding,
                       HeedAttentionSite  site,
                       gboolean           is_before_softmax)
{
  guint n_heads = heed_encoding_get_n_heads (encoding, HEED_ATTENTION_ENCODER_SELF, site.layer);
  g_autofree float *values = NULL;
  HeedAttentionResult attention;
  const HeedTensor *rows;
  guint n;

  if (site.head < HEED_HEAD_MEAN || site.head >= (int) n_heads ||
      !heed_encoding_find_self (encoding, site.layer, &attention))
    return NULL;

  rows = is_before_softmax ? attention.scores : attention.weights;
  n = rows->n_columns;
  values = g_new (float, (gsize) n * n);

  for (guint s = 0; s < n; s++)
    for (guint key = 0; key < n; key++)
      values[(gsize) s * n + key] = site.head == HEED_HEAD_MEAN
                                    ? mean_of_heads (rows, s * n_heads, n_heads, key)
                                    : heed_tensor_row (rows, s * n_heads + (guint) site.head)[key];

  return heed_matrix_new (n, n, values);
}
