/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/heatmap-zoom.h"

static const double no_widths[500];

static HeedHeatmapRequest
make_request (guint n_cells)
{
  return (HeedHeatmapRequest) {
    .width = 800.0,
    .height = 600.0,
    .n_rows = n_cells,
    .n_columns = n_cells,
    .row_label_width = 80.0,
    .column_label_widths = no_widths,
    .row_line_height = 17.0,
    .column_line_height = 17.0,
  };
}

static void
test_heatmap_zoom_smallest_shows_everything (void)
{
  HeedHeatmapRequest request = make_request (500);
  HeedHeatmapLayout layout;

  request.zoom = heed_heatmap_zoom_get_smallest (&request);
  g_assert_cmpfloat (request.zoom, >, 0.0);
  heed_heatmap_layout_compute (&layout, &request);
  g_assert_cmpfloat_with_epsilon (layout.view_width, 500 * layout.cell_width, 1e-6);
  g_assert_cmpfloat_with_epsilon (layout.view_height, 500 * layout.cell_height, 1e-6);
}

static void
test_heatmap_zoom_out_of_a_short_sentence_is_the_fit (void)
{
  HeedHeatmapRequest request = make_request (10);

  g_assert_cmpfloat (heed_heatmap_zoom_get_smallest (&request), ==, 0.0);
  g_assert_cmpfloat (heed_heatmap_zoom_find (&request, 0.5), ==, 0.0);
  g_assert_cmpfloat (heed_heatmap_zoom_find (&request, 1.5), >, 20.0);
}

static void
test_heatmap_zoom_has_ends (void)
{
  HeedHeatmapRequest request = make_request (500);

  g_assert_cmpfloat (heed_heatmap_zoom_find (&request, 1000.0), ==, HEED_HEATMAP_MAX_ZOOM_PX);
  g_assert_cmpfloat (heed_heatmap_zoom_find (&request, 0.0001), ==,
                     heed_heatmap_zoom_get_smallest (&request));
}

static void
test_heatmap_zoom_holds_what_is_under_the_pointer (void)
{
  HeedHeatmapRequest request = make_request (300);
  HeedHeatmapLayout before, after;
  guint row_before, column_before, row_after, column_after;

  request.scroll_x = request.scroll_y = 1000.0;
  heed_heatmap_layout_compute (&before, &request);
  g_assert_true (heed_heatmap_layout_find (&before, 500.0, 300.0, &row_before, &column_before));

  request.zoom = 40.0;
  heed_heatmap_layout_compute (&after, &request);
  heed_heatmap_zoom_hold (&before, &after, 500.0, 300.0, &request.scroll_x, &request.scroll_y);
  heed_heatmap_layout_compute (&after, &request);
  g_assert_true (heed_heatmap_layout_find (&after, 500.0, 300.0, &row_after, &column_after));

  g_assert_cmpuint (row_after, ==, row_before);
  g_assert_cmpuint (column_after, ==, column_before);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/heatmap-zoom/smallest-shows-everything",
                   test_heatmap_zoom_smallest_shows_everything);
  g_test_add_func ("/ui/heatmap-zoom/out-of-a-short-sentence-is-the-fit",
                   test_heatmap_zoom_out_of_a_short_sentence_is_the_fit);
  g_test_add_func ("/ui/heatmap-zoom/has-ends", test_heatmap_zoom_has_ends);
  g_test_add_func ("/ui/heatmap-zoom/holds-what-is-under-the-pointer",
                   test_heatmap_zoom_holds_what_is_under_the_pointer);

  return g_test_run ();
}
