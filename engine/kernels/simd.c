/* simd.c — which copy of a kernel this processor runs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/kernels/simd.h"

#if defined (__x86_64__)
#include <cpuid.h>
#endif

/* Of AMD's processors: Zen 3 and Zen 4. Of these Zen 4 has vectors of sixteen
 * floats, and multiplies them as two of eight. */
#define FAMILY_OF_ZEN_4 0x19

static HeedSimdLevel level = HEED_SIMD_PLAIN;
static gboolean      is_half_as_fast;  /* with sixteen floats as with eight */

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

/* A table of processors, not a clock: the same one must choose the same every time,
 * since sums in another order end in other bits. */
static gboolean
has_halves (void)
{
#if defined (__x86_64__)
  guint eax, ebx, ecx, edx;

  if (!__get_cpuid (0, &eax, &ebx, &ecx, &edx) || ebx != signature_AMD_ebx ||
      ecx != signature_AMD_ecx || edx != signature_AMD_edx ||
      !__get_cpuid (1, &eax, &ebx, &ecx, &edx))
    return FALSE;

  return ((eax >> 8) & 0xf) + ((eax >> 20) & 0xff) == FAMILY_OF_ZEN_4;
#else
  return FALSE;
#endif
}

/* Before main, so that no thread ever sees it change. */
__attribute__ ((constructor)) static void
choose_level (void)
{
  level = find_level ();
  is_half_as_fast = has_halves ();
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
 * heed_simd_get_product_level:
 *
 * Source: AMD, Software Optimization Guide for the Zen 4 Microarchitecture, "Floating-Point Unit"
 *
 * Returns: the same for a product of matrices, where nothing but the multiplying counts
 */
HeedSimdLevel
heed_simd_get_product_level (void)
{
  return is_half_as_fast ? MIN (level, HEED_SIMD_AVX2) : level;
}

/**
 * heed_simd_limit:
 * @most: the best copy to use, if the processor has it; of products too, even where
 *   a smaller one is faster
 *
 * For tests and benchmarks, while no other thread computes.
 */
void
heed_simd_limit (HeedSimdLevel most)
{
  level = MIN (find_level (), most);
  is_half_as_fast = FALSE;
}
