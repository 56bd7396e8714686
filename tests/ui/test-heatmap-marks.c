/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "ui/heatmap-marks.h"

#define SIZE 200

/* Ten rows and columns of 20 px; five of each are visible, from the third on. */
static const HeedHeatmapLayout layout = {
  .n_rows = 10, .n_columns = 10, .width = SIZE, .height = SIZE, .left = 60, .top = 60,
  .view_width = 100, .view_height = 100, .cell_width = 20, .cell_height = 20,
  .scroll_x = 40, .scroll_y = 40,
};

static cairo_surface_t *
draw (const HeedHeatmapMark *marks,
      guint                  n_marks)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIZE, SIZE);
  cairo_t *cr = cairo_create (surface);

  heed_heatmap_marks_draw (cr, &layout, marks, n_marks, (HeedColor) { 1.0, 0.0, 0.0, 1.0 });
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

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

  return pixel == 0xffff0000u;
}

static guint
count_painted (cairo_surface_t *surface)
{
  guint n_painted = 0;

  for (int y = 0; y < SIZE; y++)
    for (int x = 0; x < SIZE; x++)
      n_painted += is_painted (surface, x, y) ? 1 : 0;

  return n_painted;
}

static void
assert_painted (HeedHeatmapMark mark,
                int             x,
                int             y)
{
  cairo_surface_t *surface = draw (&mark, 1);

  g_assert_true (is_painted (surface, x, y));
  g_assert_cmpuint (count_painted (surface), <, 400);
  cairo_surface_destroy (surface);
}

static void
test_heatmap_marks_stand_beside_what_they_mark (void)
{
  assert_painted ((HeedHeatmapMark) { 3, -1 }, 56, 90);
  assert_painted ((HeedHeatmapMark) { -1, 4 }, 110, 56);
  assert_painted ((HeedHeatmapMark) { 3, 4 }, 116, 82);
  assert_painted ((HeedHeatmapMark) { -1, -1 }, 56, 150);
}

static void
test_heatmap_marks_of_what_is_scrolled_away_are_not_seen (void)
{
  const HeedHeatmapMark marks[] = { { 1, -1 }, { 9, -1 }, { -1, 0 }, { 3, 9 }, { 12, -1 } };
  cairo_surface_t *surface = draw (marks, G_N_ELEMENTS (marks));

  g_assert_cmpuint (count_painted (surface), ==, 0);
  cairo_surface_destroy (surface);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/heatmap-marks/stand-beside-what-they-mark",
                   test_heatmap_marks_stand_beside_what_they_mark);
  g_test_add_func ("/ui/heatmap-marks/of-what-is-scrolled-away-are-not-seen",
                   test_heatmap_marks_of_what_is_scrolled_away_are_not_seen);

  return g_test_run ();
}
