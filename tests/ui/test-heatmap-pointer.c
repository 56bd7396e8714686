/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/heatmap-pointer.h"

static HeedHeatmapView *
new_view (void)
{
  static const float values[] = { 0.1f, 0.7f, 0.2f, 0.5f, 0.2f, 0.3f };
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  HeedHeatmapView *view = heed_heatmap_view_new (context);
  g_autoptr(HeedMatrix) matrix = heed_matrix_new (2, 3, values);

  heed_heatmap_picture_set_matrix (heed_heatmap_view_get_picture (view), matrix);
  heed_heatmap_view_set_size (view, 400.0, 300.0);
  heed_heatmap_view_update (view);
  g_object_unref (context);

  return view;
}

static void
test_heatmap_pointer_shows_the_cell (void)
{
  g_autoptr(HeedHeatmapView) view = new_view ();
  guint row, column;

  heed_heatmap_view_select (view, 1, 2);
  g_assert_true (heed_heatmap_pointer_find (view, &row, &column));
  g_assert_cmpuint (row, ==, 1);
  g_assert_cmpuint (column, ==, 2);
}

static void
test_heatmap_pointer_of_a_row_shows_its_heaviest (void)
{
  g_autoptr(HeedHeatmapView) view = new_view ();
  guint row, column;

  heed_heatmap_view_select (view, 0, -1);
  g_assert_true (heed_heatmap_pointer_find (view, &row, &column));
  g_assert_cmpuint (row, ==, 0);
  g_assert_cmpuint (column, ==, 1);
}

static void
test_heatmap_pointer_of_nothing_shows_nothing (void)
{
  g_autoptr(HeedHeatmapView) view = new_view ();
  guint row, column;

  heed_heatmap_view_select (view, -1, -1);
  g_assert_false (heed_heatmap_pointer_find (view, &row, &column));
  heed_heatmap_view_select (view, 7, 0);
  g_assert_false (heed_heatmap_pointer_find (view, &row, &column));
  heed_heatmap_view_select (view, 0, 7);
  g_assert_false (heed_heatmap_pointer_find (view, &row, &column));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/heatmap-pointer/shows-the-cell", test_heatmap_pointer_shows_the_cell);
  g_test_add_func ("/heatmap-pointer/of-a-row-shows-its-heaviest",
                   test_heatmap_pointer_of_a_row_shows_its_heaviest);
  g_test_add_func ("/heatmap-pointer/of-nothing-shows-nothing",
                   test_heatmap_pointer_of_nothing_shows_nothing);

  return g_test_run ();
}
