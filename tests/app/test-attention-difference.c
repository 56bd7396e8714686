/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/translation/attention-difference.h"

static void
test_attention_difference_is_left_less_right (void)
{
  static const float left_values[] = { 1.0f, 0.0f, 0.25f, 0.75f };
  static const float right_values[] = { 0.0f, 1.0f, 0.25f, 0.75f };
  g_autoptr(HeedMatrix) left = heed_matrix_new (2, 2, left_values);
  g_autoptr(HeedMatrix) right = heed_matrix_new (2, 2, right_values);
  g_autoptr(HeedMatrix) difference = heed_attention_difference_new (left, right);

  g_assert_cmpfloat (difference->values[0], ==, 1.0f);
  g_assert_cmpfloat (difference->values[1], ==, -1.0f);
  g_assert_cmpfloat (difference->values[2], ==, 0.0f);

  /* The weight of the first row is entirely in other columns; the second row is equal. */
  g_assert_cmpfloat (heed_attention_difference_get_row (difference, 0), ==, 1.0);
  g_assert_cmpfloat (heed_attention_difference_get_row (difference, 1), ==, 0.0);
  g_assert_cmpfloat (heed_attention_difference_get_share (difference), ==, 0.5);
}

static void
test_attention_difference_needs_one_shape (void)
{
  static const float values[] = { 1.0f, 0.0f, 0.5f, 0.5f };
  g_autoptr(HeedMatrix) wide = heed_matrix_new (1, 4, values);
  g_autoptr(HeedMatrix) high = heed_matrix_new (2, 2, values);

  g_assert_null (heed_attention_difference_new (wide, high));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/attention-difference/is-left-less-right",
                   test_attention_difference_is_left_less_right);
  g_test_add_func ("/attention-difference/needs-one-shape",
                   test_attention_difference_needs_one_shape);

  return g_test_run ();
}
