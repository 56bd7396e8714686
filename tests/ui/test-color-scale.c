/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "ui/color-scale.h"

static double
luminance_at (const HeedColorScale *scale,
              guint                 i)
{
  return heed_color_get_luminance (heed_color_from_pixel (scale->pixels[i]));
}

static void
assert_monotone (const HeedColorScale *scale,
                 double                direction)
{
  /* Neighbouring entries may be equal after rounding to bytes. */
  for (guint i = 4; i < HEED_COLOR_SCALE_SIZE; i++)
    g_assert_cmpfloat ((luminance_at (scale, i) - luminance_at (scale, i - 4)) * direction, >, 0.0);

  g_assert_cmpfloat (fabs (luminance_at (scale, 255) - luminance_at (scale, 0)), >, 0.5);
}

static void
test_color_scale_is_darker_for_more_on_light_paper (void)
{
  assert_monotone (heed_color_scale_get (HEED_PALETTE_BLUES, FALSE), -1.0);
  assert_monotone (heed_color_scale_get (HEED_PALETTE_GREYS, FALSE), -1.0);
  assert_monotone (heed_color_scale_get (HEED_PALETTE_PROJECTOR, FALSE), -1.0);
}

static void
test_color_scale_is_lighter_for_more_on_dark_paper (void)
{
  assert_monotone (heed_color_scale_get (HEED_PALETTE_BLUES, TRUE), 1.0);
  assert_monotone (heed_color_scale_get (HEED_PALETTE_GREYS, TRUE), 1.0);
  assert_monotone (heed_color_scale_get (HEED_PALETTE_PROJECTOR, TRUE), 1.0);
  assert_monotone (heed_color_scale_get (HEED_PALETTE_VIRIDIS, TRUE), 1.0);
  assert_monotone (heed_color_scale_get (HEED_PALETTE_VIRIDIS, FALSE), 1.0);
}

/* The smallest weight that does not round to 0.00 is
 * distinguishable from 0, also on a projector. */
static void
test_color_scale_least_weight_is_seen (void)
{
  for (guint palette = 0; palette <= HEED_PALETTE_PROJECTOR; palette++)
    for (int is_dark = 0; is_dark < 2; is_dark++)
      {
        const HeedColorScale *scale = heed_color_scale_get ((HeedPalette) palette, is_dark);
        HeedColor none = heed_color_from_pixel (heed_color_scale_lookup (scale, 0.0));
        HeedColor least = heed_color_from_pixel (heed_color_scale_lookup (scale, 0.005));

        g_assert_cmpfloat (
          fabs (heed_color_get_luminance (none) - heed_color_get_luminance (least)), >, 0.04);
      }
}

static void
test_color_scale_ends_are_exact (void)
{
  const HeedColorScale *scale = heed_color_scale_get (HEED_PALETTE_VIRIDIS, FALSE);

  g_assert_cmphex (heed_color_scale_lookup (scale, 0.0), ==, 0xff440154);
  g_assert_cmphex (heed_color_scale_lookup (scale, 0.5), ==, scale->pixels[128]);
  g_assert_cmphex (heed_color_scale_lookup (scale, 1.0), ==, 0xfffde725);
}

static void
test_color_scale_takes_any_number (void)
{
  const HeedColorScale *scale = heed_color_scale_get (HEED_PALETTE_BLUES, FALSE);

  g_assert_cmphex (heed_color_scale_lookup (scale, -1.0), ==, scale->pixels[0]);
  g_assert_cmphex (heed_color_scale_lookup (scale, NAN), ==, scale->pixels[0]);
  g_assert_cmphex (heed_color_scale_lookup (scale, 1e30), ==, scale->pixels[255]);
  g_assert_cmphex (heed_color_scale_lookup (scale, INFINITY), ==, scale->pixels[255]);
}

static void
test_color_scale_diverging_is_neutral_in_the_middle (void)
{
  for (int is_dark = 0; is_dark < 2; is_dark++)
    {
      const HeedColorScale *scale = heed_color_scale_get_diverging (is_dark);
      HeedColor low = heed_color_from_pixel (scale->pixels[0]);
      HeedColor middle = heed_color_from_pixel (heed_color_scale_lookup (scale, 0.5));
      HeedColor high = heed_color_from_pixel (scale->pixels[255]);

      g_assert_cmpfloat (low.blue, >, low.red + 0.2);
      g_assert_cmpfloat (high.red, >, high.blue + 0.2);
      g_assert_cmpfloat_with_epsilon (middle.red, middle.blue, 0.03);
      g_assert_cmpfloat_with_epsilon (middle.red, middle.green, 0.03);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/color-scale/is-darker-for-more-on-light-paper",
                   test_color_scale_is_darker_for_more_on_light_paper);
  g_test_add_func ("/ui/color-scale/is-lighter-for-more-on-dark-paper",
                   test_color_scale_is_lighter_for_more_on_dark_paper);
  g_test_add_func ("/ui/color-scale/least-weight-is-seen", test_color_scale_least_weight_is_seen);
  g_test_add_func ("/ui/color-scale/ends-are-exact", test_color_scale_ends_are_exact);
  g_test_add_func ("/ui/color-scale/takes-any-number", test_color_scale_takes_any_number);
  g_test_add_func ("/ui/color-scale/diverging-is-neutral-in-the-middle",
                   test_color_scale_diverging_is_neutral_in_the_middle);

  return g_test_run ();
}
