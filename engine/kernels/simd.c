/* simd.c — which copy of a kernel this processor runs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/kernels/simd.h"

static HeedSimdLevel level = HEED_SIMD_PLAIN;

static HeedSimdLevel
find_level (void)
{
#if defined (__x86_64__)
  __builtin_cpu_init ();

  if (__builtin_cpu_supports ("avx512f") && __builtin_cpu_supports ("avx512bw") &&
      __builtin_cpu_supports ("avx512dq") && __builtin_cpu_supports ("avx512vl"))
    return HEED_SIMD_AVX512;

  if (__builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma"))
    return HEED_SIMD_AVX2;
#endif

  return HEED_SIMD_PLAIN;
}

/* Before main, so that no thread ever sees it change. */
__attribute__ ((constructor)) static void
choose_level (void)
{
  level = find_level ();
}

/**
 * heed_simd_get_level:
 *
 * Returns: which copy of the kernels runs here: the best that the processor has, or
 *   what heed_simd_limit() allows
 */
HeedSimdLevel
heed_simd_get_level (void)
{
  return level;
}

/**
 * heed_simd_limit:
 * @most: the best copy to use, if the processor has it
 *
 * For tests and benchmarks, while no other thread computes.
 */
void
heed_simd_limit (HeedSimdLevel most)
{
  level = MIN (find_level (), most);
}
