/* numbers.c — random numbers, and running a test at every vector level
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/numbers.h"

#include "engine/base/random.h"
#include "engine/kernels/simd.h"

float *
numbers_new (gsize   n,
             guint64 seed)
{
  float *numbers = g_new (float, n);
  HeedRandom random;

  heed_random_seed (&random, seed);
  for (gsize i = 0; i < n; i++)
    numbers[i] = (float) (4.0 * heed_random_uniform (&random) - 2.0);

  return numbers;
}

float *
numbers_copy (const float *numbers,
              gsize        n)
{
  return g_memdup2 (numbers, n * sizeof *numbers);
}

void
numbers_every_level (void (*test) (void))
{
  HeedSimdLevel best = heed_simd_get_level ();

  for (HeedSimdLevel level = HEED_SIMD_PLAIN; level <= best; level++)
    {
      heed_simd_limit (level);
      g_test_message ("vectors of level %d", level);
      test ();
    }

  heed_simd_limit (best);
}
