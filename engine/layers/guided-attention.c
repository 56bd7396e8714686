/* guided-attention.c — the loss of an attention against given word links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     m[s]     = mean over heads h of a[h, s]
 *     loss     = - sum over s of g[s] log m[s]
 *     r[h, s]  = a[h, s] / (H m[s])                  the part of head h at position s
 *     d_scores[h, s] = a[h, s] (sum over j of g[j] r[h, j]) - g[s] r[h, s]
 *
 * The last line is the gradient of the loss and of each head's softmax in one: with
 * one head it is a - g, and it stays exact where a is too small for its logarithm.
 *
 * Source: Chen, Matusov, Khadivi and Peter 2016, "Guided Alignment Training for
 * Topic-Aware Neural Machine Translation", equation 6
 */

#include "engine/layers/guided-attention.h"

#include <float.h>
#include <math.h>

static float
sum_heads (const HeedTensor *weights,
           guint             query,
           guint             n_heads,
           guint             s)
{
  float sum = 0.0f;

  for (guint h = 0; h < n_heads; h++)
    sum += heed_tensor_row (weights, query * n_heads + h)[s];

  return sum;
}

/* Returns the part of one head in the sum over heads; if the sum is 0, all heads share equally. */
static float
find_part (float weight,
           float sum,
           guint n_heads)
{
  return sum > 0.0f ? weight / sum : 1.0f / n_heads;
}

static void
guide_backward (float            *d_scores,
                const HeedTensor *weights,
                guint             query,
                guint             n_heads,
                const float      *guide,
                float             factor)
{
  guint n_keys = weights->n_columns;

  for (guint h = 0; h < n_heads; h++)
    {
      const float *row = heed_tensor_row (weights, query * n_heads + h);
      float *d_row = d_scores + (gsize) (query * n_heads + h) * n_keys;
      float shared = 0.0f;

      for (guint s = 0; s < n_keys; s++)
        if (guide[s] > 0.0f)
          {
            float part =
              guide[s] * find_part (row[s], sum_heads (weights, query, n_heads, s), n_heads);

            d_row[s] -= factor * part;
            shared += part;
          }

      for (guint s = 0; s < n_keys; s++)
        d_row[s] += factor * shared * row[s];
    }
}

static double
guide_forward (const HeedTensor *weights,
               guint             query,
               guint             n_heads,
               const float      *guide)
{
  double loss = 0.0;

  for (guint s = 0; s < weights->n_columns; s++)
    if (guide[s] > 0.0f)
      loss -= guide[s] * log (MAX (sum_heads (weights, query, n_heads, s) / n_heads, FLT_MIN));

  return loss;
}

static gboolean
has_guide (const float *guide,
           guint        n_keys)
{
  for (guint s = 0; s < n_keys; s++)
    if (guide[s] > 0.0f)
      return TRUE;

  return FALSE;
}

/**
 * heed_guide_attention:
 * @attention: of n queries, each with @n_heads rows of S
 * @guide: n x S; each row sums to 1, or is all 0 if the query has no link
 * @factor: of the gradient
 *
 * If the tape records, adds the gradient to that of the scores.
 *
 * Units:  nats
 *
 * Returns: the sum of the loss over rows, without @factor
 */
double
heed_guide_attention (HeedTape                  *tape,
                      const HeedAttentionResult *attention,
                      guint                      n_heads,
                      const float               *guide,
                      float                      factor)
{
  guint n_queries = attention->weights->n_rows / n_heads;
  guint n_keys = attention->weights->n_columns;
  double loss = 0.0;

  for (guint query = 0; query < n_queries; query++)
    {
      const float *row = guide + (gsize) query * n_keys;

      if (!has_guide (row, n_keys))
        continue;

      loss += guide_forward (attention->weights, query, n_heads, row);
      if (heed_tape_is_recording (tape))
        guide_backward (heed_tape_gradient (tape, attention->scores), attention->weights, query,
                        n_heads, row, factor);
    }

  return loss;
}
