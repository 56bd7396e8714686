/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/shading.h"

static const float row[] = { 0.5f, 0.04f, 0.3f, 0.01f, 0.15f };

#define N_WEIGHTS G_N_ELEMENTS (row)

static void
assert_shades (HeedShading  shading,
               const float *expected)
{
  float shades[N_WEIGHTS];

  heed_shading_shade (&shading, row, N_WEIGHTS, shades);
  for (guint i = 0; i < N_WEIGHTS; i++)
    g_assert_cmpfloat_with_epsilon (shades[i], expected[i], 1e-6);
}

static void
test_shading_nothing_asked_is_the_weights (void)
{
  assert_shades ((HeedShading) { 0 }, row);
}

static void
test_shading_scales (void)
{
  assert_shades ((HeedShading) { .scaling = HEED_SCALING_SQUARE_ROOT },
                 (const float[]) { 0.70710678f, 0.2f, 0.54772256f, 0.1f, 0.38729833f });
  assert_shades ((HeedShading) { .scaling = HEED_SCALING_ROW_MAXIMUM },
                 (const float[]) { 1.0f, 0.08f, 0.6f, 0.02f, 0.3f });
}

static void
test_shading_scales_never_fall (void)
{
  for (guint scaling = 0; scaling <= HEED_SCALING_ROW_MAXIMUM; scaling++)
    {
      double before = 0.0;

      g_assert_cmpfloat (heed_shading_scale ((HeedScaling) scaling, 0.0, 0.8), ==, 0.0);
      for (guint i = 1; i <= 80; i++)
        {
          double now = heed_shading_scale ((HeedScaling) scaling, i / 100.0, 0.8);

          g_assert_cmpfloat (now, >, before);
          g_assert_cmpfloat (now, <=, 1.0 + 1e-9);
          before = now;
        }
    }
}

/* 0 is in the middle of the scale whatever the other settings are:
 * signed numbers are neither filtered nor rescaled. */
static void
test_shading_signed_numbers_have_a_middle (void)
{
  const HeedShading shading = { .scaling = HEED_SCALING_SQUARE_ROOT, .threshold = 0.2, .top_k = 1,
                                .largest = 4.0, .is_signed = TRUE };
  static const float numbers[] = { -4.0f, -1.0f, 0.0f, 1.0f, 4.0f };
  static const float expected[] = { 0.0f, 0.375f, 0.5f, 0.625f, 1.0f };
  const HeedHeatmapStyle style = { .shading = shading };
  float shades[5];

  heed_shading_shade (&shading, numbers, 5, shades);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpfloat (shades[i], ==, expected[i]);

  g_assert_false (heed_shading_hides (&shading));
  g_assert_true (heed_heatmap_style_get_scale (&style, TRUE) ==
                 heed_color_scale_get_diverging (TRUE));
}

static void
test_shading_largest_is_darkest (void)
{
  const float doubled[] = { 1.0f, 0.08f, 0.6f, 0.02f, 0.3f };

  assert_shades ((HeedShading) { .largest = 0.5 }, doubled);
  assert_shades ((HeedShading) { .largest = 0.5, .scaling = HEED_SCALING_ROW_MAXIMUM }, doubled);
}

static void
test_shading_row_of_zeros_is_no_division (void)
{
  static const float zeros[2] = { 0.0f, 0.0f };
  HeedShading shading = { .scaling = HEED_SCALING_ROW_MAXIMUM, .top_k = 1 };
  float shades[2];

  heed_shading_shade (&shading, zeros, 2, shades);
  g_assert_cmpfloat (shades[0], ==, 0.0f);
  g_assert_cmpfloat (shades[1], ==, 0.0f);
}

static void
test_shading_small_weights_are_left_out (void)
{
  assert_shades ((HeedShading) { .threshold = 0.05 },
                 (const float[]) { 0.5f, 0.0f, 0.3f, 0.0f, 0.15f });
  assert_shades ((HeedShading) { .top_k = 2 }, (const float[]) { 0.5f, 0.0f, 0.3f, 0.0f, 0.0f });
  assert_shades ((HeedShading) { .top_k = 9 }, row);

  /* Weights that are left out still count for the row's maximum. */
  assert_shades ((HeedShading) { .scaling = HEED_SCALING_ROW_MAXIMUM, .threshold = 0.2,
                                 .top_k = 1 },
                 (const float[]) { 1.0f, 0.0f, 0.0f, 0.0f, 0.0f });
}

/* Of equal weights exactly top_k are kept. */
static void
test_shading_of_equal_weights_the_first_are_left (void)
{
  static const float equal[] = { 0.1f, 0.3f, 0.3f, 0.3f };
  HeedShading shading = { .top_k = 2 };
  float left[4];

  heed_shading_choose (&shading, equal, 4, left);
  g_assert_cmpfloat (left[0], ==, 0.0f);
  g_assert_cmpfloat (left[1], ==, 0.3f);
  g_assert_cmpfloat (left[2], ==, 0.3f);
  g_assert_cmpfloat (left[3], ==, 0.0f);
}

static void
test_shading_hidden_mass_is_what_is_not_drawn (void)
{
  const HeedShading nothing = { .scaling = HEED_SCALING_SQUARE_ROOT };
  const HeedShading small = { .threshold = 0.05 };
  const HeedShading few = { .top_k = 1 };
  g_autoptr(HeedMatrix) matrix = heed_matrix_new (1, N_WEIGHTS, row);

  g_assert_false (heed_shading_hides (&nothing));
  g_assert_true (heed_shading_hides (&small));
  g_assert_cmpfloat_with_epsilon (heed_shading_get_hidden_mass (&nothing, matrix), 0.0, 1e-6);
  g_assert_cmpfloat_with_epsilon (heed_shading_get_hidden_mass (&small, matrix), 0.05, 1e-6);
  g_assert_cmpfloat_with_epsilon (heed_shading_get_hidden_mass (&few, matrix), 0.5, 1e-6);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/shading/nothing-asked-is-the-weights",
                   test_shading_nothing_asked_is_the_weights);
  g_test_add_func ("/ui/shading/scales", test_shading_scales);
  g_test_add_func ("/ui/shading/signed-numbers-have-a-middle",
                   test_shading_signed_numbers_have_a_middle);
  g_test_add_func ("/ui/shading/largest-is-darkest", test_shading_largest_is_darkest);
  g_test_add_func ("/ui/shading/scales-never-fall", test_shading_scales_never_fall);
  g_test_add_func ("/ui/shading/row-of-zeros-is-no-division",
                   test_shading_row_of_zeros_is_no_division);
  g_test_add_func ("/ui/shading/small-weights-are-left-out",
                   test_shading_small_weights_are_left_out);
  g_test_add_func ("/ui/shading/of-equal-weights-the-first-are-left",
                   test_shading_of_equal_weights_the_first_are_left);
  g_test_add_func ("/ui/shading/hidden-mass-is-what-is-not-drawn",
                   test_shading_hidden_mass_is_what_is_not_drawn);

  return g_test_run ();
}
