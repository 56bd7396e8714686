/* matmul.c — a linear map of one row or many, and its two backward passes
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Many rows are multiplied by product.c, which packs the weight first. For one row, or
 * a few dozen, packing costs more than it gains (tests/bench/README.md has the
 * figures), so these have kernels of their own: matvec.c and thin.c.
 *
 * Source: torch.nn.Linear (the layout of the weight); the backward passes are the chain rule.
 */

#include "engine/kernels/matmul.h"

#include <string.h>

#include "engine/kernels/elementwise.h"
#include "engine/kernels/matvec.h"
#include "engine/kernels/product.h"
#include "engine/kernels/thin.h"

#define FEW_ROWS  8   /* up to so many rows kernels/matvec.c is fastest */
#define THIN_ROWS 96  /* up to so many rows kernels/thin.c is fastest, if there are */
#define THIN_IN   64  /* at least so many inputs */

static void
start_rows (float       *y,
            const float *bias,
            gsize        n_rows,
            gsize        n_out,
            gsize        stride)
{
  for (gsize r = 0; r < n_rows; r++)
    if (bias != NULL)
      memcpy (y + r * stride, bias, n_out * sizeof *y);
    else
      memset (y + r * stride, 0, n_out * sizeof *y);
}

/**
 * heed_linear_has_parts:
 * @n_rows: of x
 * @n_in: columns of x
 *
 * Returns: whether heed_linear_forward_part() can compute a map of this size; larger
 *   products would not give the same bits when split
 */
gboolean
heed_linear_has_parts (gsize n_rows,
                       gsize n_in)
{
  return n_rows <= FEW_ROWS || (n_rows <= THIN_ROWS && n_in >= THIN_IN);
}

/**
 * heed_linear_forward_part:
 * @y: (out): n_rows x n_out, stride numbers from one row to the next
 * @x: n_rows x n_in
 * @w: n_out x n_in
 * @bias: (nullable): n_out
 *
 * Computes some outputs of a larger map, for sizes with heed_linear_has_parts(). If
 * the index of the first output is a multiple of HEED_LINEAR_PART, the bits are the
 * same as from heed_linear_forward().
 */
void
heed_linear_forward_part (float       *y,
                          const float *x,
                          const float *w,
                          const float *bias,
                          gsize        n_rows,
                          gsize        n_out,
                          gsize        n_in,
                          gsize        stride)
{
  if (n_rows <= FEW_ROWS)
    {
      heed_matvec (y, x, w, bias, n_rows, n_out, n_in, stride);
      return;
    }

  start_rows (y, bias, n_rows, n_out, stride);
  heed_thin_forward (y, x, w, n_rows, n_out, n_in, stride);
}

/**
 * heed_linear_forward:
 * @y: (out): n_rows x n_out
 * @x: n_rows x n_in
 * @w: n_out x n_in
 * @bias: (nullable): n_out
 *
 *     y[r, o] = bias[o] + sum over i of w[o, i] x[r, i]
 *
 * Cost: reads @w once per 64 rows
 */
void
heed_linear_forward (float       *y,
                     const float *x,
                     const float *w,
                     const float *bias,
                     gsize        n_rows,
                     gsize        n_out,
                     gsize        n_in)
{
  if (heed_linear_has_parts (n_rows, n_in))
    {
      heed_linear_forward_part (y, x, w, bias, n_rows, n_out, n_in, n_out);
      return;
    }

  heed_product (&(HeedProduct) {
    .m = n_rows, .n = n_out, .k = n_in,
    .a = { (float *) x, n_in },
    .b = { (float *) w, n_in }, .b_is_transposed = TRUE,
    .c = { y, n_out }, .bias = bias,
    .factor = 1.0f,
  });
}

/**
 * heed_linear_backward_input:
 * @d_x: (inout): n_rows x n_in; added to if @adds, otherwise overwritten
 * @d_y: n_rows x n_out, the gradient of y
 * @w: n_out x n_in
 * @adds: whether to add to @d_x
 *
 *     d_x[r, i] += sum over o of d_y[r, o] w[o, i]
 */
void
heed_linear_backward_input (float       *d_x,
                            const float *d_y,
                            const float *w,
                            gsize        n_rows,
                            gsize        n_out,
                            gsize        n_in,
                            gboolean     adds)
{
  heed_product (&(HeedProduct) {
    .m = n_rows, .n = n_in, .k = n_out,
    .a = { (float *) d_y, n_out },
    .b = { (float *) w, n_in },
    .c = { d_x, n_in }, .adds = adds,
    .factor = 1.0f,
  });
}

/**
 * heed_linear_backward_weights:
 * @d_w: (inout): n_out x n_in; added to
 * @d_bias: (inout) (nullable): n_out numbers; added to
 * @d_y: n_rows x n_out, the gradient of y
 * @x: n_rows x n_in
 *
 *     d_w[o, i] += sum over r of d_y[r, o] x[r, i]
 *     d_bias[o] += sum over r of d_y[r, o]
 */
void
heed_linear_backward_weights (float       *d_w,
                              float       *d_bias,
                              const float *d_y,
                              const float *x,
                              gsize        n_rows,
                              gsize        n_out,
                              gsize        n_in)
{
  heed_product (&(HeedProduct) {
    .m = n_out, .n = n_in, .k = n_rows,
    .a = { (float *) d_y, n_out }, .a_is_transposed = TRUE,
    .b = { (float *) x, n_in },
    .c = { d_w, n_in }, .adds = TRUE,
    .factor = 1.0f,
  });

  if (d_bias != NULL)
    for (gsize r = 0; r < n_rows; r++)
      heed_accumulate (d_bias, d_y + r * n_out, n_out);
}

/**
 * heed_linear_forward_plain:
 * @y: (out): n_rows x n_out
 * @x: n_rows x n_in
 * @w: n_out x n_in
 * @bias: (nullable): n_out numbers
 *
 * The definition of heed_linear_forward(), three nested loops; tests compare the fast
 * kernels with it.
 */
void
heed_linear_forward_plain (float       *y,
                           const float *x,
                           const float *w,
                           const float *bias,
                           gsize        n_rows,
                           gsize        n_out,
                           gsize        n_in)
{
  for (gsize r = 0; r < n_rows; r++)
    for (gsize o = 0; o < n_out; o++)
      {
        float sum = bias != NULL ? bias[o] : 0.0f;

        for (gsize i = 0; i < n_in; i++)
          sum += w[o * n_in + i] * x[r * n_in + i];

        y[r * n_out + o] = sum;
      }
}
