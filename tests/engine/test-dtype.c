/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/weights-builder.h"

#include <math.h>
#include <string.h>

#include "tests/engine/scratch.h"

/* Widens one number at an unaligned address in a block of its own. */
static float
widen (HeedDtype      dtype,
       gconstpointer  number,
       gsize          n_bytes)
{
  g_autofree guint8 *block = g_malloc (n_bytes + 1);
  HeedArray array = {
    .name = "x", .dtype = dtype, .n_dims = 1, .shape = { 1 }, .n_values = 1,
    .data = block + 1, .n_bytes = n_bytes,
  };
  float widened = -1.0f;

  g_assert_cmpuint (heed_dtype_get_size (dtype), ==, n_bytes);
  memcpy (block + 1, number, n_bytes);
  heed_array_copy_floats (&array, &widened);

  return widened;
}

/* Computes the value from sign, exponent and fraction as IEEE 754 defines them. */
static float
read_half (guint16 half)
{
  int sign = half & 0x8000 ? -1 : 1;
  int exponent = half >> 10 & 0x1f;
  int fraction = half & 0x3ff;

  if (exponent == 31)
    return fraction != 0 ? NAN : sign * INFINITY;

  if (exponent == 0)
    return copysignf (ldexpf ((float) fraction, -24), (float) sign);

  return sign * ldexpf ((float) (1024 + fraction), exponent - 25);
}

static void
assert_same_float (float found,
                   float expected)
{
  if (isnan (expected))
    g_assert_true (isnan (found));
  else
    g_assert_cmpmem (&found, sizeof found, &expected, sizeof expected);
}

static void
test_dtype_every_half_widens (void)
{
  for (guint half = 0; half <= G_MAXUINT16; half++)
    assert_same_float (widen (HEED_DTYPE_F16, &(guint16) { GUINT16_TO_LE (half) }, 2),
                       read_half ((guint16) half));
}

static void
test_dtype_every_brain_float_widens (void)
{
  for (guint upper = 0; upper <= G_MAXUINT16; upper++)
    {
      guint32 bits = (guint32) upper << 16;
      float expected;

      memcpy (&expected, &bits, sizeof expected);
      assert_same_float (widen (HEED_DTYPE_BF16, &(guint16) { GUINT16_TO_LE (upper) }, 2),
                         expected);
    }
}

static void
test_dtype_doubles_round (void)
{
  assert_same_float (widen (HEED_DTYPE_F64, &(double) { 1.0 / 3.0 }, 8), 1.0f / 3.0f);
  assert_same_float (widen (HEED_DTYPE_F64, &(double) { 1e300 }, 8), INFINITY);
  assert_same_float (widen (HEED_DTYPE_F64, &(double) { -1e-300 }, 8), -0.0f);
  assert_same_float (widen (HEED_DTYPE_F64, &(double) { NAN }, 8), NAN);
}

static void
test_dtype_integers_widen (void)
{
  assert_same_float (widen (HEED_DTYPE_U8, &(guint8) { 255 }, 1), 255.0f);
  assert_same_float (widen (HEED_DTYPE_I8, &(gint8) { -128 }, 1), -128.0f);
  assert_same_float (widen (HEED_DTYPE_I16, &(gint16) { GINT16_TO_LE (-32768) }, 2), -32768.0f);
  assert_same_float (widen (HEED_DTYPE_U16, &(guint16) { G_MAXUINT16 }, 2), 65535.0f);
  assert_same_float (widen (HEED_DTYPE_I32, &(gint32) { GINT32_TO_LE (-7) }, 4), -7.0f);
  assert_same_float (widen (HEED_DTYPE_U32, &(guint32) { G_MAXUINT32 }, 4), 4294967296.0f);
  assert_same_float (widen (HEED_DTYPE_I64, &(gint64) { GINT64_TO_LE (-5) }, 8), -5.0f);
  assert_same_float (widen (HEED_DTYPE_U64, &(guint64) { G_MAXUINT64 }, 8),
                     18446744073709551616.0f);
}

static void
test_dtype_truth_is_zero_or_one (void)
{
  assert_same_float (widen (HEED_DTYPE_BOOL, &(guint8) { 0 }, 1), 0.0f);
  assert_same_float (widen (HEED_DTYPE_BOOL, &(guint8) { 1 }, 1), 1.0f);
  assert_same_float (widen (HEED_DTYPE_BOOL, &(guint8) { 2 }, 1), 1.0f);
}

static void
test_dtype_name_finds_it (void)
{
  for (guint i = HEED_DTYPE_BOOL; i <= HEED_DTYPE_U64; i++)
    {
      HeedDtype found = (HeedDtype) -1;

      g_assert_true (heed_dtype_find (heed_dtype_get_name ((HeedDtype) i), &found));
      g_assert_cmpuint (found, ==, i);
    }

  g_assert_false (heed_dtype_find ("F8_E4M3", &(HeedDtype) { 0 }));
}

static void
test_dtype_only_aligned_float32_is_borrowed (void)
{
  float numbers[] = { 1.0f, 2.0f, 3.0f };
  HeedArray array = {
    .name = "x", .dtype = HEED_DTYPE_F32, .n_dims = 1, .shape = { 2 }, .n_values = 2,
    .data = (const guint8 *) numbers, .n_bytes = 8,
  };
  float copied[2];

  g_assert_true (heed_array_borrow_floats (&array) == numbers);

  array.data = (const guint8 *) numbers + 1;
  g_assert_null (heed_array_borrow_floats (&array));

  array.data = (const guint8 *) (numbers + 1);
  array.dtype = HEED_DTYPE_I32;
  g_assert_null (heed_array_borrow_floats (&array));

  array.dtype = HEED_DTYPE_F32;
  heed_array_copy_floats (&array, copied);
  g_assert_cmpmem (copied, sizeof copied, numbers + 1, sizeof copied);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/dtype/every-half-widens", test_dtype_every_half_widens);
  g_test_add_func ("/engine/dtype/every-brain-float-widens", test_dtype_every_brain_float_widens);
  g_test_add_func ("/engine/dtype/doubles-round", test_dtype_doubles_round);
  g_test_add_func ("/engine/dtype/integers-widen", test_dtype_integers_widen);
  g_test_add_func ("/engine/dtype/truth-is-zero-or-one", test_dtype_truth_is_zero_or_one);
  g_test_add_func ("/engine/dtype/name-finds-it", test_dtype_name_finds_it);
  g_test_add_func ("/engine/dtype/only-aligned-float32-is-borrowed",
                   test_dtype_only_aligned_float32_is_borrowed);

  return g_test_run ();
}
