/* product.c — the product of two matrices, each of which may be transposed
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * b is copied (packed) one part at a time, so that the innermost loop reads it
 * sequentially: for each step along k, sixteen numbers of b are multiplied by six
 * of a, and a tile of 6 x 16 sums is kept in registers. A panel of b stays in the
 * L1 cache while the tiles of a part of a, which stays in the L2 cache, are
 * multiplied by it. The part of a is packed too where its steps are far apart in
 * memory. While one part is multiplied the next one is prefetched, because the
 * hardware prefetches only longer streams.
 *
 * OpenBLAS packs everything, which makes it a fifth slower for small matrices. It
 * is faster where b is large and a has few rows, and for all large products on
 * processors that multiply vectors of sixteen floats as fast as vectors of eight:
 * this file has only vectors of eight.
 *
 * Each number of c is a sum in the order of k, wherever it is in c.
 *
 * Source: Goto and van de Geijn 2008 (which part stays in which cache)
 */

#include "engine/kernels/product.h"

#include "engine/kernels/simd.h"

#define TILE    6                      /* rows of a in a tile: as many as fit into 16 registers */
#define PANEL   (2 * HEED_SIMD_WIDTH)  /* columns of b in a tile */
#define ROWS    96                     /* of a part of a; a multiple of TILE */
#define COLUMNS 256                    /* of a part of b; a multiple of PANEL */
#define DEPTH   256                    /* steps along k in a part of a or b */
#define NEAR    200 /* if steps of a are at most this far apart, a is not packed */

#define LINE_BYTES  64
#define LINES_AHEAD 6  /* prefetched of a and of b before each tile: all of the next part in time */

#define SMALL  (64 * 64 * 64)  /* m n k up to which vectors of sixteen are not faster */
#define THIN   96              /* up to so many rows of a, packing b takes most of the time */
#define LARGE  (256 * 256)     /* if b has at least so many numbers */

/* --- Copying --- */

/* One of the two factors: n_wide numbers for each of n_deep steps along k. Number w of step i is
 * values[w][i] if is_across, otherwise values[i][w]. */
typedef struct
{
  const float *values;
  gsize        stride;
  gboolean     is_across;
  gsize        n_wide;
  gsize        n_deep;
} Side;

/* The rest of a side, from number wide and step deep on. */
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

/* Packs a panel of n_deep x width from a side that is not across. Beyond the end of the side the
 * panel has arbitrary numbers; sums of them are never read. A store may overwrite the beginning of
 * the next step, which is written afterwards, or a few numbers after the last step. */
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

/* The same for 8 numbers of a side that is across; beyond its end the last number is repeated. */
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

/* Packs all panels, one after the other. */
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

/* What is still to be prefetched: n_rows rows of row_bytes bytes. */
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

/* Rows of a, packed or not: number i of row o is values[o row + i step]. */
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
 * If a has fewer than TILE rows, the last one is repeated; those sums are not stored. */
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

/* The same at the edges of c, for less than a whole tile. */
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

/* The block that the sums are added to: c itself after the first part of k. */
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

/* A part of a, a part of b, and the position of their product in c. */
typedef struct
{
  Side         a;
  const float *a_panels;  /* or NULL if a is not packed */
  const float *b_panels;
  gsize        row;
  gsize        column;
  gsize        n_rows;
  gsize        n_columns;
  gsize        n_deep;
  gboolean     is_first;  /* the first part along k */
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

/* Multiplies all rows of a by a packed part of b. */
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
 * @product: the factors and the result
 *
 * Heed's own kernel, which heed_product() uses where it is faster than OpenBLAS. Both
 * sides are packed in parts that fit the caches.
 */
HEED_SIMD_PRODUCT_KERNEL (heed_product_packed, product_body, (const HeedProduct *product),
                          (product))

/* --- Choosing an implementation --- */

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
 * start is c if the product adds, otherwise the bias, or 0 without one. c may not
 * overlap a or b.
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
 * @product: the factors and the result
 *
 * The definition of heed_product(), three nested loops; tests compare the fast kernels
 * with it.
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
