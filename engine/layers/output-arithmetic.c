/* output-arithmetic.c — how the output layer computes the logit of one token
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     z_w = W_w . o + b_w
 */

#include "engine/layers/output-arithmetic.h"

#include <glib/gi18n.h>

#include "engine/kernels/elementwise.h"

static void
write_row (HeedArithmeticWriter *writer,
           const char           *symbol,
           const char           *meaning,
           HeedOrigin            origin,
           const float          *values,
           guint                 n)
{
  heed_arithmetic_write (writer, &(HeedQuantity) {
    symbol, meaning, NULL, HEED_STAGE_OUTPUT, origin, 1, n, values });
}

/**
 * heed_output_explain:
 * @row: the output layer's input and weights, and the token
 *
 * Source: the output layer of recurrent.c and transformer.c, a linear map
 */
void
heed_output_explain (HeedTape             *tape,
                     HeedArithmeticWriter *writer,
                     const HeedOutputRow  *row)
{
  guint n = row->weight->n_columns;
  const float *weight = heed_tensor_row (row->weight, row->token);
  float *products = heed_arena_floats (heed_tape_get_arena (tape), n);

  heed_multiply (products, weight, row->output, n);
  heed_arithmetic_write_equation (writer, HEED_STAGE_OUTPUT, "z_w = W_w · o%s",
                                  row->bias != NULL ? " + b_w" : "");
  write_row (writer, "o", N_("the input of the output layer"), HEED_ORIGIN_COMPUTED, row->output,
             n);
  write_row (writer, "W_w", N_("the output layer’s row for this token"), HEED_ORIGIN_LEARNED,
             weight, n);
  heed_arithmetic_write (writer, &(HeedQuantity) {
    "W_w o", N_("multiplied element by element; their sum is the next line"), "W_w · o",
    HEED_STAGE_OUTPUT, HEED_ORIGIN_COMPUTED, 1, n, products });
  if (row->bias != NULL)
    write_row (writer, "b_w", N_("is added for this token"), HEED_ORIGIN_LEARNED,
               row->bias->values + row->token, 1);
}
