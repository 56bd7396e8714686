/* product.c — the product of two matrices, whichever way they lie
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A part of b is copied at a time, so that the innermost loop reads it from front
 * to back: sixteen numbers for each step along k, which meet six of a and make a
 * tile of 6 x 16 sums, all in registers. Such a panel of b stays in the first
 * cache while the tiles of a part of a pass by in the second. That part is copied
 * too where its steps lie far apart. While one part is multiplied the next one is
 * asked for: memory is far away, and a processor foresees only longer streams.
 *
 * OpenBLAS copies everything. That costs it a fifth of what is small; it is the
 * faster one where b is large and a thin, and for all that is large where it has
 * vectors of sixteen floats, which we have not, and the processor multiplies those
 * as fast as vectors of eight.
 *
 * Each number of c is a sum in the order of k, wherever it stands in c.
 *
 * Source: Goto and van de Geijn 2008 (which part stays in which cache)
 */

#include "engine/kernels/product.h"

#include "engine/kernels/simd.h"

#define TILE    6                      /* rows of a side by side: what fits into 16 registers */
#define PANEL   (2 * HEED_SIMD_WIDTH)  /* columns of b side by side */
#define ROWS    96                     /* of a part of a; a multiple of TILE */
#define COLUMNS 256                    /* of a part of b; a multiple of PANEL */
#define DEPTH   256                    /* of both */
#define NEAR    200 /* steps of a that are no further apart are read where they lie */

#define LINE_BYTES  64
#define LINES_AHEAD 6  /* of a and of b before each tile: enough that the next part has come */

#define SMALL  (64 * 64 * 64)  /* m n k up to which wider vectors do not pay */
#define THIN   96              /* rows of a up to which copying b is what counts, */
#define LARGE  (256 * 256)     /* if it has as many numbers as this */

/* --- Copying --- */

/* One of the two factors: number w of step i is at values[w][i] if it lies
 * across the steps, else at values[i][w]. */
typedef struct
{
  const float *values;
  gsize        stride;
  gboolean     is_across;
  gsize        n_wide;
  gsize        n_deep;
} Side;

/* From some number and step on, to the ends of the whole. */
static HEED_SIMD_BODY Side
cut_side (Side  whole,
          gsize wide,
          gsize deep)
{
  whole.values += whole.is_across ? wide * whole.stride + deep : deep * whole.stride + wide;
  whole.n_wide -= wide;
  whole.n_deep -= deep;

  return whole;
}

/* A panel of n_deep x width. Where there is no number in the whole, something
 * else ends in sums that nobody reads. A vector may reach into the next step,
 * which comes later, or a little beyond the last. */
static HEED_SIMD_BODY void
pack_along (float *panel,
            gsize  width,
            Side   from,
            gsize  n_deep)
{
  if (from.n_wide >= MAX (width, HEED_SIMD_WIDTH))
    for (gsize i = 0; i < n_deep; i++)
      for (gsize w = 0; w < width; w += HEED_SIMD_WIDTH)
        heed_vector_store (panel + i * width + w,
                           heed_vector_load (from.values + i * from.stride + w));
  else
    for (gsize i = 0; i < n_deep; i++)
      for (gsize w = 0; w < width && w < from.n_wide; w += HEED_SIMD_WIDTH)
        heed_vector_store (panel + i * width + w,
                           heed_vector_load_at (from.values + i * from.stride, w, from.n_wide));
}

/* The same of eight numbers; after the last one that one again. */
static HEED_SIMD_BODY void
pack_across (float *to,
             gsize  width,
             Side   from,
             gsize  n_deep)
{
  const float *rows[HEED_SIMD_WIDTH];
  gsize i = 0;

  for (gsize w = 0; w < HEED_SIMD_WIDTH; w++)
    rows[w] = from.values + MIN (w, from.n_wide - 1) * from.stride;

  for (; i + HEED_SIMD_WIDTH <= n_deep; i += HEED_SIMD_WIDTH)
    {
      HeedVector square[HEED_SIMD_WIDTH];

      for (gsize w = 0; w < HEED_SIMD_WIDTH; w++)
        square[w] = heed_vector_load (rows[w] + i);
      heed_vectors_transpose (square);
      for (gsize w = 0; w < HEED_SIMD_WIDTH; w++)
        heed_vector_store (to + (i + w) * width, square[w]);
    }

  for (; i < n_deep; i++)
    for (gsize w = 0; w < HEED_SIMD_WIDTH; w++)
      to[i * width + w] = rows[w][i];
}

/* Panel after panel. */
static HEED_SIMD_BODY void
pack_side (float *panels,
           gsize  width,
           Side   from,
           gsize  n_wide,
           gsize  n_deep)
{
  for (gsize first = 0; first < n_wide; first += width)
    if (!from.is_across)
      pack_along (panels + first * n_deep, width, cut_side (from, first, 0), n_deep);
    else
      for (gsize w = first; w < first + width && w < n_wide; w += HEED_SIMD_WIDTH)
        pack_across (panels + first * n_deep + w - first, width, cut_side (from, w, 0), n_deep);
}

/* --- Looking ahead --- */

/* What is still to be asked for: rows of some lines. */
typedef struct
{
  const char *row;
  gsize       stride_bytes;
  gsize       n_rows;
  gsize       row_bytes;
  gsize       done_bytes;  /* of the first row */
} Ahead;

static HEED_SIMD_BODY Ahead
look_ahead (Side  side,
            gsize n_wide,
            gsize n_deep)
{
  return (Ahead) {
    .row = (const char *) side.values,
    .stride_bytes = side.stride * sizeof (float),
    .n_rows = side.is_across ? n_wide : n_deep,
    .row_bytes = (side.is_across ? n_deep : n_wide) * sizeof (float),
  };
}

static HEED_SIMD_BODY void
ask_for_some (Ahead *ahead)
{
  for (guint i = 0; i < LINES_AHEAD && ahead->n_rows > 0; i++)
    {
      __builtin_prefetch (ahead->row + ahead->done_bytes, 0, 2);
      ahead->done_bytes += LINE_BYTES;
      if (ahead->done_bytes >= ahead->row_bytes)
        {
          ahead->done_bytes = 0;
          ahead->row += ahead->stride_bytes;
          ahead->n_rows--;
        }
    }
}

/* --- Multiplying --- */

/* Some rows of a: number i of row o is at values[o row + i step]. */
typedef struct
{
  const float *values;
  gsize        row;
  gsize        step;
} Rows;

typedef struct
{
  HeedVector low[TILE];
  HeedVector high[TILE];
} Tile;

/*     tile[o][r] = sum over i of a[o][i] b[i][r],  TILE x PANEL
 *
 * After the last row of a that one again, to be thrown away. */
static HEED_SIMD_BODY void
multiply_tile (Tile        *tile,
               Rows         a,
               gsize        n_rows,
               const float *b,
               gsize        n)
{
  const float *rows[TILE];

  for (gsize o = 0; o < TILE; o++)
    {
      rows[o] = a.values + MIN (o, n_rows - 1) * a.row;
      tile->low[o] = tile->high[o] = heed_vector_set (0.0f);
    }

  for (gsize i = 0, at = 0; i < n; i++, at += a.step)
    {
      HeedVector b_low = heed_vector_load (b + i * PANEL);
      HeedVector b_high = heed_vector_load (b + i * PANEL + HEED_SIMD_WIDTH);

      for (guint o = 0; o < TILE; o++)
        {
          tile->low[o] += rows[o][at] * b_low;
          tile->high[o] += rows[o][at] * b_high;
        }
    }
}

/* c = start + factor tile */
static HEED_SIMD_BODY void
store_tile (HeedBlock   c,
            HeedBlock   start,
            const Tile *tile,
            float       factor)
{
  for (guint o = 0; o < TILE; o++)
    {
      const float *from = start.values + o * start.stride;
      float *to = c.values + o * c.stride;

      heed_vector_store (to, heed_vector_load (from) + factor * tile->low[o]);
      heed_vector_store (to + HEED_SIMD_WIDTH,
                         heed_vector_load (from + HEED_SIMD_WIDTH) + factor * tile->high[o]);
    }
}

/* The same at the edges of c. */
static HEED_SIMD_BODY void
store_some (HeedBlock   c,
            HeedBlock   start,
            const Tile *tile,
            float       factor,
            gsize       n_rows,
            gsize       n_columns)
{
  float sums[TILE * PANEL];

  for (guint o = 0; o < TILE; o++)
    {
      heed_vector_store (sums + o * PANEL, tile->low[o]);
      heed_vector_store (sums + o * PANEL + HEED_SIMD_WIDTH, tile->high[o]);
    }

  for (gsize o = 0; o < n_rows; o++)
    for (gsize r = 0; r < n_columns; r++)
      c.values[o * c.stride + r] =
        start.values[o * start.stride + r] + factor * sums[o * PANEL + r];
}

static HEED_SIMD_BODY HeedBlock
find_part (HeedBlock whole,
           gsize     row,
           gsize     column)
{
  return (HeedBlock) { whole.values + row * whole.stride + column, whole.stride };
}

/* What sums are added to: c itself if some of k came before. */
static HEED_SIMD_BODY HeedBlock
find_start (const HeedProduct *product,
            gsize              row,
            gsize              column,
            gboolean           is_first)
{
  static const float zeros[PANEL];

  if (product->adds || !is_first)
    return find_part (product->c, row, column);

  if (product->bias != NULL)
    return (HeedBlock) { (float *) product->bias + column, 0 };

  return (HeedBlock) { (float *) zeros, 0 };
}

/* --- Parts --- */

/* A part of a and of b, and where in c they meet. */
typedef struct
{
  Side         a;
  const float *a_panels;  /* or NULL: a is read where it lies */
  const float *b_panels;
  gsize        row;
  gsize        column;
  gsize        n_rows;
  gsize        n_columns;
  gsize        n_deep;
  gboolean     is_first;  /* along k */
} Part;

static HEED_SIMD_BODY Rows
find_rows (const Part *part,
           gsize       row)
{
  const Side *a = &part->a;

  if (part->a_panels != NULL)
    return (Rows) { part->a_panels + row * part->n_deep, 1, TILE };

  return a->is_across ? (Rows) { a->values + row * a->stride, a->stride, 1 }
                      : (Rows) { a->values + row, 1, a->stride };
}

static HEED_SIMD_BODY void
multiply_one (const HeedProduct *product,
              const Part        *part,
              gsize              row,
              gsize              column,
              Ahead             *a_ahead,
              Ahead             *b_ahead)
{
  HeedBlock c = find_part (product->c, part->row + row, part->column + column);
  HeedBlock start = find_start (product, part->row + row, part->column + column, part->is_first);
  gsize n_rows = MIN (TILE, part->n_rows - row);
  gsize n_columns = MIN (PANEL, part->n_columns - column);
  Tile tile;

  ask_for_some (a_ahead);
  ask_for_some (b_ahead);
  for (gsize o = 0; o < n_rows; o++)
    __builtin_prefetch (c.values + o * c.stride, 1);

  multiply_tile (&tile, find_rows (part, row), n_rows, part->b_panels + column * part->n_deep,
                 part->n_deep);
  if (n_rows == TILE && n_columns == PANEL)
    store_tile (c, start, &tile, product->factor);
  else
    store_some (c, start, &tile, product->factor, n_rows, n_columns);
}

static HEED_SIMD_BODY void
multiply_part (const HeedProduct *product,
               const Part        *part,
               Ahead             *a_ahead,
               Ahead             *b_ahead)
{
  for (gsize column = 0; column < part->n_columns; column += PANEL)
    for (gsize row = 0; row < part->n_rows; row += TILE)
      multiply_one (product, part, row, column, a_ahead, b_ahead);
}

/* All rows of a, with a part of b that is packed. */
static HEED_SIMD_BODY void
multiply_rows (const HeedProduct *product,
               Side               a,
               Part              *part,
               Ahead             *b_ahead)
{
  float panels[ROWS * DEPTH + HEED_SIMD_WIDTH] __attribute__ ((aligned (64)));

  for (part->row = 0; part->row < product->m; part->row += ROWS)
    {
      Ahead a_ahead = { 0 };

      part->a = cut_side (a, part->row, 0);
      part->n_rows = MIN (ROWS, part->a.n_wide);
      if (part->a.n_wide > ROWS)
        a_ahead =
          look_ahead (cut_side (part->a, ROWS, 0), MIN (ROWS, part->a.n_wide - ROWS), part->n_deep);

      if (!part->a.is_across && part->a.stride > NEAR)
        {
          pack_side (panels, TILE, part->a, part->n_rows, part->n_deep);
          part->a_panels = panels;
        }

      multiply_part (product, part, &a_ahead, b_ahead);
    }
}

static HEED_SIMD_BODY Ahead
find_next_part (Side  b,
                gsize column,
                gsize depth)
{
  if (depth + DEPTH < b.n_deep)
    depth += DEPTH;
  else if (column + COLUMNS < b.n_wide)
    {
      column += COLUMNS;
      depth = 0;
    }
  else
    return (Ahead) { 0 };

  return look_ahead (cut_side (b, column, depth), MIN (COLUMNS, b.n_wide - column),
                     MIN (DEPTH, b.n_deep - depth));
}

static HEED_SIMD_BODY void
product_body (const HeedProduct *product)
{
  const Side a = { product->a.values, product->a.stride, !product->a_is_transposed, product->m,
                   product->k };
  const Side b = { product->b.values, product->b.stride, product->b_is_transposed, product->n,
                   product->k };
  float panels[COLUMNS * DEPTH] __attribute__ ((aligned (64)));

  for (gsize column = 0; column < product->n; column += COLUMNS)
    for (gsize depth = 0; depth == 0 || depth < product->k; depth += DEPTH)
      {
        Ahead b_ahead = find_next_part (b, column, depth);
        Part part = {
          .b_panels = panels,
          .column = column,
          .n_columns = MIN (COLUMNS, product->n - column),
          .n_deep = MIN (DEPTH, product->k - depth),
          .is_first = depth == 0,
        };

        pack_side (panels, PANEL, cut_side (b, column, depth), part.n_columns, part.n_deep);
        multiply_rows (product, cut_side (a, 0, depth), &part, &b_ahead);
      }
}

/**
 * heed_product_packed:
 * @product: what is multiplied by what
 *
 * Our own kernel, which heed_product() takes where it is the faster one. Both sides
 * are copied in parts that fit the caches.
 */
HEED_SIMD_PRODUCT_KERNEL (heed_product_packed, product_body, (const HeedProduct *product),
                          (product))

/* --- Who does it --- */

static void
multiply_by_blas (const HeedProduct *product)
{
  if (product->bias != NULL && !product->adds)
    for (gsize r = 0; r < product->m; r++)
      memcpy (product->c.values + r * product->c.stride, product->bias,
              product->n * sizeof (float));

  heed_blas_gemm (product->a_is_transposed, product->b_is_transposed, product->m, product->n,
                  product->k, product->factor, product->a, product->b,
                  product->adds || product->bias != NULL ? 1.0f : 0.0f, product->c);
}

static gboolean
is_ours (const HeedProduct *product)
{
  switch (heed_simd_get_product_level ())
    {
    case HEED_SIMD_AVX2:
      return product->m > THIN || product->n * product->k < LARGE;

    case HEED_SIMD_AVX512:
      return product->m * product->n * product->k <= SMALL;

    case HEED_SIMD_PLAIN:
      break;
    }

  return FALSE;
}

/**
 * heed_product:
 *
 *     c[r, s] = start[r, s] + factor sum over i of a[r, i] b[i, s]
 *
 * start is c if it adds, or else the bias, or 0. c may not overlap a or b.
 *
 * Source: the definition
 */
void
heed_product (const HeedProduct *product)
{
  if (is_ours (product))
    heed_product_packed (product);
  else
    multiply_by_blas (product);
}

/**
 * heed_product_plain:
 * @product: what is multiplied by what
 *
 * The definition of heed_product(), three loops, to which tests hold the fast ones.
 */
void
heed_product_plain (const HeedProduct *product)
{
  const HeedProduct *p = product;

  for (gsize r = 0; r < p->m; r++)
    for (gsize s = 0; s < p->n; s++)
      {
        float *c = p->c.values + r * p->c.stride + s;
        float sum = 0.0f;

        for (gsize i = 0; i < p->k; i++)
          sum += p->a.values[p->a_is_transposed ? i * p->a.stride + r : r * p->a.stride + i] *
                 p->b.values[p->b_is_transposed ? s * p->b.stride + i : i * p->b.stride + s];

        *c = (p->adds ? *c : p->bias != NULL ? p->bias[s] : 0.0f) + p->factor * sum;
      }
}
