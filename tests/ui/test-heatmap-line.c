/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "ui/heatmap-line.h"

#define SIZE 200

static const HeedHeatmapLayout layout = {
  .n_rows = 4, .n_columns = 4, .width = SIZE, .height = SIZE, .left = 60, .top = 60,
  .view_width = 108, .view_height = 80, .cell_width = 27, .cell_height = 20,
};

static gboolean
is_painted (cairo_surface_t *surface,
            int              x,
            int              y)
{
  guint32 pixel;

  memcpy (&pixel,
          cairo_image_surface_get_data (surface) +
            (gsize) y * (gsize) cairo_image_surface_get_stride (surface) + (gsize) x * 4,
          sizeof pixel);

  return pixel == 0xff00ff00u;
}

static cairo_surface_t *
draw (const double *values,
      guint         n_values)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIZE, SIZE);
  cairo_t *cr = cairo_create (surface);

  heed_heatmap_line_draw (cr, &layout, values, n_values, (HeedColor) { 0.0, 1.0, 0.0, 1.0 });
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

/* 0 is at the left edge, 1 at the right; each point is in the middle of its row. */
static void
test_heatmap_line_goes_through_its_values (void)
{
  const double values[] = { 0.0, 0.5, 1.0, 7.0, 0.2 };
  cairo_surface_t *surface = draw (values, G_N_ELEMENTS (values));

  g_assert_true (is_painted (surface, 64, 70));
  g_assert_true (is_painted (surface, 114, 90));
  g_assert_true (is_painted (surface, 163, 110));
  g_assert_true (is_painted (surface, 163, 130));
  g_assert_false (is_painted (surface, 84, 150));
  g_assert_false (is_painted (surface, 64, 110));
  cairo_surface_destroy (surface);
}

static void
test_heatmap_line_of_nothing_is_none (void)
{
  cairo_surface_t *surface = draw (NULL, 0);

  for (int y = 0; y < SIZE; y++)
    for (int x = 0; x < SIZE; x++)
      g_assert_false (is_painted (surface, x, y));
  cairo_surface_destroy (surface);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/heatmap-line/goes-through-its-values",
                   test_heatmap_line_goes_through_its_values);
  g_test_add_func ("/ui/heatmap-line/of-nothing-is-none", test_heatmap_line_of_nothing_is_none);

  return g_test_run ();
}
