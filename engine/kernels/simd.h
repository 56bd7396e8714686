/* simd.h — vectors of floats, and kernels compiled for several processors
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A kernel is written once, over vectors of 8 floats, in a function that is always
 * inlined. HEED_SIMD_KERNEL compiles a copy of it for each instruction set and calls
 * the best one that the processor can run. In the plain copy the compiler splits
 * each vector into the smaller registers that every processor has.
 *
 * Eight floats are one AVX2 register. With vectors of sixteen, one AVX-512 register,
 * gcc 12 keeps every vector of the AVX2 copy in memory, at a tenth of the speed.
 *
 *     static HEED_SIMD_BODY void
 *     accumulate_body (float *y, const float *x, gsize n) { ... }
 *
 *     HEED_SIMD_KERNEL (heed_accumulate, accumulate_body,
 *                       (float *y, const float *x, gsize n), (y, x, n))
 */

#pragma once

#include <string.h>

#include <glib.h>

#define HEED_SIMD_WIDTH 8

typedef float HeedVector
  __attribute__ ((vector_size (HEED_SIMD_WIDTH * sizeof (float)), aligned (4)));
typedef gint32 HeedIntVector
  __attribute__ ((vector_size (HEED_SIMD_WIDTH * sizeof (gint32)), aligned (4)));

#define HEED_SIMD_BODY inline __attribute__ ((always_inline))

typedef enum {
  HEED_SIMD_PLAIN,
  HEED_SIMD_AVX2,
  HEED_SIMD_AVX512
} HeedSimdLevel;

/* The copy that kernels use, and the one that matrix products use. _limit lets tests run the
 * slower copies. */
HeedSimdLevel heed_simd_get_level         (void);
HeedSimdLevel heed_simd_get_product_level (void);
void          heed_simd_limit             (HeedSimdLevel level);

#if defined (__x86_64__)
#define HEED_TARGET_AVX2   __attribute__ ((target ("avx2,fma")))
#define HEED_TARGET_AVX512 __attribute__ ((target ("avx2,fma,avx512f,avx512bw,avx512dq,avx512vl")))
#define HEED_SIMD_COPIES(name, body, parameters, arguments, linkage, level) \
  HEED_TARGET_AVX512 static void name##_avx512 parameters { body arguments; } \
  HEED_TARGET_AVX2 static void name##_avx2 parameters { body arguments; } \
  static void name##_plain parameters { body arguments; } \
  linkage void \
  name parameters \
  { \
    switch (level) \
      { \
      case HEED_SIMD_AVX512: name##_avx512 arguments; break; \
      case HEED_SIMD_AVX2:   name##_avx2 arguments; break; \
      case HEED_SIMD_PLAIN:  name##_plain arguments; break; \
      } \
  }
#else
#define HEED_SIMD_COPIES(name, body, parameters, arguments, linkage, level) \
  linkage void name parameters { body arguments; }
#endif

#define HEED_SIMD_KERNEL(name, body, parameters, arguments) \
  HEED_SIMD_COPIES (name, body, parameters, arguments, , heed_simd_get_level ())
#define HEED_SIMD_STATIC_KERNEL(name, body, parameters, arguments) \
  HEED_SIMD_COPIES (name, body, parameters, arguments, static, heed_simd_get_level ())
#define HEED_SIMD_PRODUCT_KERNEL(name, body, parameters, arguments) \
  HEED_SIMD_COPIES (name, body, parameters, arguments, , heed_simd_get_product_level ())

static HEED_SIMD_BODY HeedVector
heed_vector_load (const float *from)
{
  HeedVector vector;

  memcpy (&vector, from, sizeof vector);

  return vector;
}

static HEED_SIMD_BODY void
heed_vector_store (float      *to,
                   HeedVector  vector)
{
  memcpy (to, &vector, sizeof vector);
}

/* Loads n < 8 numbers, followed by zeros. */
static HEED_SIMD_BODY HeedVector
heed_vector_load_some (const float *from,
                       gsize        n)
{
  float padded[HEED_SIMD_WIDTH] = { 0 };

  for (gsize i = 0; i < n; i++)
    padded[i] = from[i];

  return heed_vector_load (padded);
}

static HEED_SIMD_BODY void
heed_vector_store_some (float      *to,
                        HeedVector  vector,
                        gsize       n)
{
  for (gsize i = 0; i < n; i++)
    to[i] = vector[i];
}

/* Loads the vector at index i of n numbers, with zeros beyond the end. */
static HEED_SIMD_BODY HeedVector
heed_vector_load_at (const float *from,
                     gsize        i,
                     gsize        n)
{
  return i + HEED_SIMD_WIDTH <= n ? heed_vector_load (from + i)
                                  : heed_vector_load_some (from + i, n - i);
}

static HEED_SIMD_BODY void
heed_vector_store_at (float      *to,
                      gsize       i,
                      gsize       n,
                      HeedVector  vector)
{
  if (i + HEED_SIMD_WIDTH <= n)
    heed_vector_store (to + i, vector);
  else
    heed_vector_store_some (to + i, vector, n - i);
}

static HEED_SIMD_BODY void
heed_vector_add_at (float      *to,
                    gsize       i,
                    gsize       n,
                    HeedVector  vector)
{
  heed_vector_store_at (to, i, n, heed_vector_load_at (to, i, n) + vector);
}

static HEED_SIMD_BODY HeedVector
heed_vector_set (float value)
{
  return (HeedVector) { value, value, value, value, value, value, value, value };
}

/* Selects lane by lane: yes where the mask is all ones, no where it is 0. */
static HEED_SIMD_BODY HeedVector
heed_vector_select (HeedIntVector mask,
                    HeedVector    yes,
                    HeedVector    no)
{
  return (HeedVector) (((HeedIntVector) yes & mask) | ((HeedIntVector) no & ~mask));
}

static HEED_SIMD_BODY float
heed_vector_sum (HeedVector vector)
{
  return ((vector[0] + vector[4]) + (vector[2] + vector[6])) +
         ((vector[1] + vector[5]) + (vector[3] + vector[7]));
}

static HEED_SIMD_BODY float
heed_vector_max (HeedVector vector)
{
  float largest = vector[0];

  for (guint i = 1; i < HEED_SIMD_WIDTH; i++)
    largest = vector[i] > largest ? vector[i] : largest;

  return largest;
}

/* Swaps number i of vector k with number k of vector i. */
static HEED_SIMD_BODY void
heed_vectors_transpose (HeedVector v[HEED_SIMD_WIDTH])
{
  HeedVector pairs[HEED_SIMD_WIDTH], fours[HEED_SIMD_WIDTH];

  for (guint i = 0; i < 8; i += 2)
    {
      pairs[i] = __builtin_shufflevector (v[i], v[i + 1], 0, 8, 1, 9, 4, 12, 5, 13);
      pairs[i + 1] = __builtin_shufflevector (v[i], v[i + 1], 2, 10, 3, 11, 6, 14, 7, 15);
    }

  for (guint i = 0; i < 8; i += 4)
    for (guint k = 0; k < 2; k++)
      {
        fours[i + 2 * k] =
          __builtin_shufflevector (pairs[i + k], pairs[i + k + 2], 0, 1, 8, 9, 4, 5, 12, 13);
        fours[i + 2 * k + 1] =
          __builtin_shufflevector (pairs[i + k], pairs[i + k + 2], 2, 3, 10, 11, 6, 7, 14, 15);
      }

  for (guint i = 0; i < 4; i++)
    {
      v[i] = __builtin_shufflevector (fours[i], fours[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);
      v[i + 4] = __builtin_shufflevector (fours[i], fours[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);
    }
}
