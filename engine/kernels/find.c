/* find.c — finds the first number of an array above a limit
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/kernels/find.h"

#include "engine/kernels/simd.h"

#define AT_ONCE 4  /* vectors compared between two branches */

/* Whether any of AT_ONCE vectors has a number above the limit. */
static HEED_SIMD_BODY gboolean
has_above (const float *x,
           float        limit)
{
  typedef gint64 Halves __attribute__ ((vector_size (sizeof (HeedVector))));
  HeedIntVector above = heed_vector_load (x) > limit;
  Halves halves;

  for (guint i = 1; i < AT_ONCE; i++)
    above |= heed_vector_load (x + i * HEED_SIMD_WIDTH) > limit;
  halves = (Halves) above;

  return (halves[0] | halves[1] | halves[2] | halves[3]) != 0;
}

static HEED_SIMD_BODY void
find_above_body (const float *x,
                 float        limit,
                 gsize        first,
                 gsize        n,
                 gsize       *found)
{
  const gsize step = AT_ONCE * HEED_SIMD_WIDTH;
  gsize i = first;

  while (i + step <= n && !has_above (x + i, limit))
    i += step;
  while (i < n && !(x[i] > limit))
    i++;

  *found = i;
}

/**
 * heed_find_above:
 * @x: n
 * @first: the index to start at
 * @found: (out): the first index from @first on whose number is larger than @limit;
 *   n if there is none. NaN is never larger, and nothing is larger than NaN.
 */
HEED_SIMD_KERNEL (heed_find_above, find_above_body,
                  (const float *x, float limit, gsize first, gsize n, gsize *found),
                  (x, limit, first, n, found))
