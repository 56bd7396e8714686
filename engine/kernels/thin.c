/* thin.c — a linear map of a few dozen rows
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A recurrent layer in training multiplies a large weight by one position of a
 * batch, again and again. OpenBLAS first packs both matrices, which takes up to a
 * third of the time when one of them has few rows. Here only x is packed,
 * transposed, and the weight is read in place: each number of it is multiplied by
 * sixteen rows of x at once.
 *
 * Each result is a sum in the order of the inputs, for any number of rows.
 *
 * Source: the definition; the order of reading was found by measuring.
 */

#include "engine/kernels/thin.h"

#include "engine/kernels/simd.h"

#define TILE   6 /* rows of the weight in a tile: as many as fit into 16 registers */
#define PANEL  (2 * HEED_SIMD_WIDTH)  /* rows of x in a panel */
#define PANELS 4                      /* panels for which the weight is read once */
#define DEPTH  1024                   /* inputs packed at once */

/* Packs n inputs of x, rows of n_in numbers, into panels of n x PANEL; rows beyond n_rows are
 * zeros. */
static HEED_SIMD_BODY void
pack_rows (float       *panels,
           const float *x,
           gsize        n_rows,
           gsize        n_in,
           gsize        n)
{
  for (gsize r = 0; r < (n_rows + PANEL - 1) / PANEL * PANEL; r++)
    {
      float *to = panels + r / PANEL * PANEL * n + r % PANEL;

      for (gsize i = 0; i < n; i++)
        to[i * PANEL] = r < n_rows ? x[r * n_in + i] : 0.0f;
    }
}

/* sums[o][r] = sum over i of w[o][i] panel[i][r], TILE x PANEL */
static HEED_SIMD_BODY void
multiply_tile (float             *sums,
               const float *const w[TILE],
               const float       *panel,
               gsize              n)
{
  HeedVector low[TILE], high[TILE];

  for (guint o = 0; o < TILE; o++)
    low[o] = high[o] = heed_vector_set (0.0f);

  for (gsize i = 0; i < n; i++)
    {
      HeedVector x_low = heed_vector_load (panel + i * PANEL);
      HeedVector x_high = heed_vector_load (panel + i * PANEL + HEED_SIMD_WIDTH);

      for (guint o = 0; o < TILE; o++)
        {
          low[o] += w[o][i] * x_low;
          high[o] += w[o][i] * x_high;
        }
    }

  for (guint o = 0; o < TILE; o++)
    {
      heed_vector_store (sums + o * PANEL, low[o]);
      heed_vector_store (sums + o * PANEL + HEED_SIMD_WIDTH, high[o]);
    }
}

/* Finds TILE rows of w; beyond the last row it is repeated, and those sums are not used. */
static HEED_SIMD_BODY void
find_rows (const float *rows[TILE],
           const float *w,
           gsize        n_left,
           gsize        n_in)
{
  for (gsize o = 0; o < TILE; o++)
    rows[o] = w + MIN (o, n_left - 1) * n_in;
}

/* y[r][o] += sums[o][r] for n_rows rows and n_outputs outputs. */
static HEED_SIMD_BODY void
add_tile (float       *y,
          const float *sums,
          gsize        n_rows,
          gsize        n_outputs,
          gsize        stride)
{
  for (gsize r = 0; r < n_rows; r++)
    for (gsize o = 0; o < n_outputs; o++)
      y[r * stride + o] += sums[o * PANEL + r];
}

/* Adds the products of n inputs, for at most PANELS x PANEL rows of x. */
static HEED_SIMD_BODY void
add_block (float       *y,
           const float *panels,
           const float *w,
           gsize        n_rows,
           gsize        n_out,
           gsize        n_in,
           gsize        n,
           gsize        stride)
{
  for (gsize o = 0; o < n_out; o += TILE)
    {
      const float *rows[TILE];

      find_rows (rows, w + o * n_in, n_out - o, n_in);
      for (gsize r = 0; r < n_rows; r += PANEL)
        {
          float sums[TILE * PANEL];

          multiply_tile (sums, rows, panels + r * n, n);
          if (n_rows - r >= PANEL && n_out - o >= TILE)
            add_tile (y + r * stride + o, sums, PANEL, TILE, stride);
          else
            add_tile (y + r * stride + o, sums, MIN (PANEL, n_rows - r), MIN (TILE, n_out - o),
                      stride);
        }
    }
}

static HEED_SIMD_BODY void
thin_forward_body (float       *y,
                   const float *x,
                   const float *w,
                   gsize        n_rows,
                   gsize        n_out,
                   gsize        n_in,
                   gsize        stride)
{
  float panels[PANELS * PANEL * DEPTH] __attribute__ ((aligned (64)));

  for (gsize r = 0; r < n_rows; r += PANELS * PANEL)
    {
      gsize n_here = MIN (PANELS * PANEL, n_rows - r);

      for (gsize i = 0; i < n_in; i += DEPTH)
        {
          gsize n = MIN (DEPTH, n_in - i);

          pack_rows (panels, x + r * n_in + i, n_here, n_in, n);
          add_block (y + r * stride, panels, w + i, n_here, n_out, n_in, n, stride);
        }
    }
}

/**
 * heed_thin_forward:
 * @y: (inout): n_rows x n_out, stride numbers from one row to the next
 * @x: n_rows x n_in
 * @w: n_out x n_in
 *
 *     y[r, o] += sum over i of w[o, i] x[r, i]
 *
 * Cost: reads @w once per 64 rows
 */
HEED_SIMD_KERNEL (heed_thin_forward, thin_forward_body,
                  (float *y, const float *x, const float *w,
                   gsize n_rows, gsize n_out, gsize n_in, gsize stride),
                  (y, x, w, n_rows, n_out, n_in, stride))
