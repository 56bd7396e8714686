/* simd.c — chooses the copy of the kernels that this processor runs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/kernels/simd.h"

#if defined (__x86_64__)
#include <cpuid.h>
#endif

/* AMD's processor family of Zen 3 and Zen 4. Zen 4 has AVX-512 and executes a vector of sixteen
 * floats as two of eight. */
#define FAMILY_OF_ZEN_4 0x19

static HeedSimdLevel level = HEED_SIMD_PLAIN;
static gboolean      is_half_as_fast;  /* a vector of 16 floats takes twice as long as one of 8 */

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

/* Decides by the processor's model and not by measuring: a processor must always choose the same
 * kernels, since another order of summation gives other bits. */
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

/* Runs before main(), so that no thread sees the level change. */
__attribute__ ((constructor)) static void
choose_level (void)
{
  level = find_level ();
  is_half_as_fast = has_halves ();
}

/**
 * heed_simd_get_level:
 *
 * Returns: the copy of the kernels that is used: the best that the processor can run and
 *   heed_simd_limit() allows
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
 * Returns: the same for matrix products, which take all of their time in multiplying: AVX2
 *   if vectors of sixteen floats are no faster than vectors of eight
 */
HeedSimdLevel
heed_simd_get_product_level (void)
{
  return is_half_as_fast ? MIN (level, HEED_SIMD_AVX2) : level;
}

/**
 * heed_simd_limit:
 * @most: the best copy to use, if the processor can run it; also for products, even
 *   where a lower level is faster
 *
 * For tests and benchmarks. No other thread may compute during the call.
 */
void
heed_simd_limit (HeedSimdLevel most)
{
  level = MIN (find_level (), most);
  is_half_as_fast = FALSE;
}
