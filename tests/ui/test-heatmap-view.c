/* test-heatmap-view.c — scrolling, zooming and pointing in a heatmap, tested without a display
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "ui/heatmap-view.h"

#define N      100
#define WIDTH  400.0
#define HEIGHT 300.0

typedef struct {
  HeedHeatmapView *view;
  guint            n_heard;
  int              row;
  int              column;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  g_autofree float *values = g_new0 (float, N * N);
  g_autoptr(HeedMatrix) matrix = heed_matrix_new (N, N, values);

  fixture->view = heed_heatmap_view_new (context);
  g_object_unref (context);
  heed_heatmap_picture_set_matrix (heed_heatmap_view_get_picture (fixture->view), matrix);
  heed_heatmap_view_set_size (fixture->view, WIDTH, HEIGHT);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->view);
}

static void
count_cb (Fixture *fixture)
{
  fixture->n_heard++;
}

static void
hover_cb (Fixture *fixture,
          int      row,
          int      column)
{
  fixture->n_heard++;
  fixture->row = row;
  fixture->column = column;
}

static void
test_heatmap_view_without_matrix_there_is_nothing (Fixture       *fixture,
                                                   gconstpointer  data)
{
  HeedHeatmapLayout layout;
  int row, column;

  heed_heatmap_picture_set_matrix (heed_heatmap_view_get_picture (fixture->view), NULL);
  heed_heatmap_view_update (fixture->view);

  g_assert_false (heed_heatmap_view_get_layout (fixture->view, &layout));
  g_assert_false (heed_heatmap_view_find (fixture->view, 10.0, 10.0, &row, &column));
  g_assert_false (heed_heatmap_view_is_cell (fixture->view, 0, 0));
  heed_heatmap_view_scroll_to (fixture->view, 50.0, 50.0);
  g_assert_cmpfloat (heed_heatmap_view_get_scroll_x (fixture->view), ==, 0.0);
}

static void
test_heatmap_view_selecting_scrolls_there (Fixture       *fixture,
                                           gconstpointer  data)
{
  HeedHeatmapLayout layout;
  HeedRectangle cell;
  int row, column;

  heed_heatmap_view_set_zoom (fixture->view, 20.0);
  g_signal_connect_swapped (fixture->view, "notify::scroll-y", G_CALLBACK (count_cb), fixture);
  heed_heatmap_view_select (fixture->view, N - 1, N - 1);
  g_assert_cmpuint (fixture->n_heard, ==, 1);
  g_assert_cmpfloat (heed_heatmap_view_get_scroll_y (fixture->view), >, 0.0);

  g_assert_true (heed_heatmap_view_get_layout (fixture->view, &layout));
  cell = heed_heatmap_layout_get_cell (&layout, N - 1, N - 1);
  g_assert_true (heed_heatmap_view_find (fixture->view, cell.x + cell.width / 2.0,
                                         cell.y + cell.height / 2.0, &row, &column));
  g_assert_cmpint (row, ==, N - 1);
  g_assert_cmpint (column, ==, N - 1);
}

static void
test_heatmap_view_scrolls_no_further_than_there_are_cells (Fixture       *fixture,
                                                           gconstpointer  data)
{
  HeedHeatmapLayout layout;

  heed_heatmap_view_set_zoom (fixture->view, 20.0);
  heed_heatmap_view_scroll_to (fixture->view, 1e9, -1e9);
  g_assert_true (heed_heatmap_view_get_layout (fixture->view, &layout));

  g_assert_cmpfloat (heed_heatmap_view_get_scroll_x (fixture->view), ==,
                     layout.n_columns * layout.cell_width - layout.view_width);
  g_assert_cmpfloat (heed_heatmap_view_get_scroll_y (fixture->view), ==, 0.0);
}

/* The cell under the pointer is also updated when the cells move. */
static void
test_heatmap_view_pointer_is_over_what_is_there_now (Fixture       *fixture,
                                                     gconstpointer  data)
{
  HeedHeatmapLayout layout;
  double x, y;

  heed_heatmap_view_set_zoom (fixture->view, 20.0);
  g_assert_true (heed_heatmap_view_get_layout (fixture->view, &layout));
  x = layout.left + 5.0;
  y = layout.top + 5.0;

  g_signal_connect_swapped (fixture->view, "hover-changed", G_CALLBACK (hover_cb), fixture);
  heed_heatmap_view_set_pointer (fixture->view, x, y);
  heed_heatmap_view_set_pointer (fixture->view, x + 1.0, y);
  g_assert_cmpuint (fixture->n_heard, ==, 1);
  g_assert_cmpint (fixture->row, ==, 0);

  heed_heatmap_view_scroll_to (fixture->view, 0.0, 3.0 * layout.cell_height);
  g_assert_cmpint (fixture->row, ==, 3);
  g_assert_cmpint (fixture->column, ==, 0);

  heed_heatmap_view_set_pointer (fixture->view, NAN, NAN);
  g_assert_cmpint (fixture->row, ==, -1);
  g_assert_cmpuint (fixture->n_heard, ==, 3);
}

static void
test_heatmap_view_zoom_holds_what_is_under_the_pointer (Fixture       *fixture,
                                                        gconstpointer  data)
{
  int row, column, row_after, column_after;

  heed_heatmap_view_set_zoom (fixture->view, 16.0);
  heed_heatmap_view_scroll_to (fixture->view, 400.0, 400.0);
  g_assert_true (heed_heatmap_view_find (fixture->view, 200.0, 150.0, &row, &column));
  heed_heatmap_view_zoom_around (fixture->view, 2.0, 200.0, 150.0);
  g_assert_true (heed_heatmap_view_find (fixture->view, 200.0, 150.0, &row_after, &column_after));

  g_assert_cmpfloat (heed_heatmap_view_get_zoom (fixture->view), ==, 32.0);
  g_assert_cmpint (row_after, ==, row);
  g_assert_cmpint (column_after, ==, column);
}

static void
test_heatmap_view_tells_of_each_selection_once (Fixture       *fixture,
                                                gconstpointer  data)
{
  g_signal_connect_swapped (fixture->view, "notify::selected-row", G_CALLBACK (count_cb), fixture);
  heed_heatmap_view_select (fixture->view, 3, 4);
  heed_heatmap_view_select (fixture->view, 3, 5);
  heed_heatmap_view_select (fixture->view, 3, 5);

  g_assert_cmpuint (fixture->n_heard, ==, 1);
  g_assert_cmpint (heed_heatmap_view_get_selected_column (fixture->view), ==, 5);
}

#define ADD(name, test) \
  g_test_add ("/ui/heatmap-view/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("without-matrix-there-is-nothing", test_heatmap_view_without_matrix_there_is_nothing);
  ADD ("selecting-scrolls-there", test_heatmap_view_selecting_scrolls_there);
  ADD ("scrolls-no-further-than-there-are-cells",
       test_heatmap_view_scrolls_no_further_than_there_are_cells);
  ADD ("pointer-is-over-what-is-there-now", test_heatmap_view_pointer_is_over_what_is_there_now);
  ADD ("zoom-holds-what-is-under-the-pointer",
       test_heatmap_view_zoom_holds_what_is_under_the_pointer);
  ADD ("tells-of-each-selection-once", test_heatmap_view_tells_of_each_selection_once);

  return g_test_run ();
}
