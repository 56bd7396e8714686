/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "ui/heatmap-layout.h"

#define MAX_COLUMNS 600

/* n_columns labels of equal width. */
static HeedHeatmapRequest
make_request (guint  n_rows,
              guint  n_columns,
              double label_width)
{
  static double widths[MAX_COLUMNS];

  for (guint i = 0; i < n_columns; i++)
    widths[i] = label_width;

  return (HeedHeatmapRequest) {
    .width = 850.0,
    .height = 520.0,
    .n_rows = n_rows,
    .n_columns = n_columns,
    .row_label_width = 80.0,
    .column_label_widths = widths,
    .row_line_height = 17.0,
    .column_line_height = 17.0,
  };
}

static HeedHeatmapLayout
compute (const HeedHeatmapRequest *request)
{
  HeedHeatmapLayout layout;

  heed_heatmap_layout_compute (&layout, request);

  return layout;
}

static void
test_heatmap_layout_fits_a_sentence (void)
{
  for (guint n = 1; n <= 24; n++)
    {
      HeedHeatmapRequest request = make_request (n, n, 50.0);
      HeedHeatmapLayout layout = compute (&request);

      g_assert_cmpfloat (layout.view_width, ==, n * layout.cell_width);
      g_assert_cmpfloat (layout.view_height, ==, n * layout.cell_height);
      g_assert_cmpfloat (layout.left, >, layout.row_label_width);
      g_assert_cmpfloat (layout.left + layout.view_width, <=, layout.width);
      g_assert_cmpfloat (layout.top + layout.view_height, <=, layout.height);
    }
}

static void
test_heatmap_layout_never_fits_illegibly (void)
{
  HeedHeatmapRequest request = make_request (500, 500, 50.0);
  HeedHeatmapLayout layout = compute (&request);

  g_assert_cmpfloat (layout.cell_width, ==, HEED_HEATMAP_MIN_FIT_PX);
  g_assert_cmpfloat (layout.cell_height, ==, HEED_HEATMAP_MIN_FIT_PX);
  g_assert_cmpfloat (layout.left + layout.view_width, <=, layout.width);
  g_assert_cmpfloat (layout.top + layout.view_height, <=, layout.height);
  g_assert_cmpuint (layout.column_label_step, ==, 1);
}

static void
test_heatmap_layout_survives_any_size (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (1);

  for (guint i = 0; i < 3000; i++)
    {
      HeedHeatmapRequest request = make_request ((guint) g_rand_int_range (random, 1, MAX_COLUMNS),
                                                 (guint) g_rand_int_range (random, 1, MAX_COLUMNS),
                                                 g_rand_double_range (random, 0.0, 900.0));
      HeedHeatmapLayout layout;

      request.width = g_rand_double_range (random, 1.0, 2000.0);
      request.height = g_rand_double_range (random, 1.0, 2000.0);
      request.zoom = g_rand_double_range (random, 0.0, 128.0);
      request.scroll_x = g_rand_double_range (random, -100.0, 90000.0);
      layout = compute (&request);

      g_assert_cmpfloat (layout.view_width, >=, 1.0);
      g_assert_cmpfloat (layout.view_height, >=, 1.0);
      g_assert_cmpfloat (layout.scroll_x + layout.view_width, <=,
                         request.n_columns * layout.cell_width + 1.0);
      g_assert_cmpuint (layout.row_label_step, >=, 1);
    }
}

static void
test_heatmap_layout_labels_turn_as_columns_get_narrow (void)
{
  HeedHeatmapRequest request = make_request (4, 4, 50.0);

  g_assert_cmpint (compute (&request).column_label_angle, ==, HEED_LABELS_LEVEL);

  request = make_request (15, 15, 50.0);
  g_assert_cmpint (compute (&request).column_label_angle, ==, HEED_LABELS_SLANTED);

  request = make_request (60, 60, 50.0);
  g_assert_cmpint (compute (&request).column_label_angle, ==, HEED_LABELS_UPRIGHT);
}

/* A sentence of single characters in a small window: columns are narrower than a
 * line is high, but labels of one letter stay horizontal. */
static void
test_heatmap_layout_letters_stay_level (void)
{
  double widths[24];
  HeedHeatmapRequest request = make_request (10, 24, 0.0);
  HeedHeatmapLayout layout;

  for (guint i = 0; i < 24; i++)
    widths[i] = i == 23 ? 30.0 : i % 3 == 0 ? 12.0 : 9.0;

  request.width = 450.0;
  request.column_label_widths = widths;
  layout = compute (&request);

  g_assert_cmpfloat (layout.cell_width, <, request.column_line_height);
  g_assert_cmpint (layout.column_label_angle, ==, HEED_LABELS_LEVEL);
  g_assert_cmpint (heed_heatmap_layout_get_angle (&layout, 12.0), ==, HEED_LABELS_LEVEL);
}

static void
test_heatmap_layout_among_words_a_wide_one_turns_all (void)
{
  double widths[20];
  HeedHeatmapRequest request = make_request (10, 20, 0.0);

  for (guint i = 0; i < 20; i++)
    widths[i] = i == 19 ? 90.0 : 25.0;

  request.width = 1000.0;
  request.column_label_widths = widths;
  g_assert_cmpint (compute (&request).column_label_angle, ==, HEED_LABELS_SLANTED);

  widths[19] = 25.0;
  g_assert_cmpint (compute (&request).column_label_angle, ==, HEED_LABELS_LEVEL);
}

static void
test_heatmap_layout_one_wide_label_does_not_turn_the_others (void)
{
  double widths[20];
  HeedHeatmapRequest request = make_request (10, 20, 0.0);
  HeedHeatmapLayout layout;

  for (guint i = 0; i < 20; i++)
    widths[i] = i == 19 ? 45.0 : 10.0;

  request.column_label_widths = widths;
  layout = compute (&request);

  g_assert_cmpint (layout.column_label_angle, ==, HEED_LABELS_LEVEL);
  g_assert_cmpint (heed_heatmap_layout_get_angle (&layout, 10.0), ==, HEED_LABELS_LEVEL);
  g_assert_cmpint (heed_heatmap_layout_get_angle (&layout, 45.0), ==, HEED_LABELS_UPRIGHT);
  g_assert_cmpfloat (layout.top, >, 45.0);
}

static void
test_heatmap_layout_slanted_labels_stay_inside (void)
{
  HeedHeatmapRequest request = make_request (15, 15, 90.0);
  HeedHeatmapLayout layout = compute (&request);
  HeedRectangle last = heed_heatmap_layout_get_cell (&layout, 0, 14);
  double reach = last.x + last.width / 2.0 + layout.column_label_width * G_SQRT2 / 2.0;

  g_assert_cmpint (layout.column_label_angle, ==, HEED_LABELS_SLANTED);
  g_assert_cmpfloat (reach, <=, layout.width);
  g_assert_cmpfloat (layout.top - layout.column_label_width * G_SQRT2 / 2.0, >=, 0.0);
}

/* Bold "table" is more than a tenth wider in DejaVu Sans; the label was once cut when selected. */
static void
test_heatmap_layout_slanted_words_have_room_to_be_bold (void)
{
  HeedHeatmapRequest request = make_request (8, 8, 38.0);
  HeedHeatmapLayout layout;

  request.width = 420.0;
  layout = compute (&request);
  g_assert_cmpint (layout.column_label_angle, ==, HEED_LABELS_SLANTED);
  g_assert_cmpfloat (layout.column_label_width, >=, 38.0 * 1.15 * layout.column_label_scale);
}

static void
test_heatmap_layout_small_cells_leave_labels_out (void)
{
  HeedHeatmapRequest request = make_request (500, 500, 50.0);
  HeedHeatmapLayout layout;

  request.zoom = 2.0;
  layout = compute (&request);

  g_assert_cmpfloat (layout.row_label_step * layout.cell_height, >=,
                     layout.row_label_scale * 17.0 - 1e-9);
  g_assert_cmpfloat (layout.column_label_step * layout.cell_width, >=,
                     layout.column_label_scale * 17.0 - 1e-9);
}

static void
test_heatmap_layout_growing_keeps_the_cells (void)
{
  HeedHeatmapRequest request = make_request (1, 14, 50.0);
  HeedHeatmapLayout first = compute (&request);

  for (guint n_rows = 2; n_rows <= 14; n_rows++)
    {
      HeedHeatmapLayout layout;

      request = make_request (n_rows, 14, 50.0);
      layout = compute (&request);
      g_assert_cmpfloat (layout.cell_height, ==, first.cell_height);
      g_assert_cmpfloat (layout.top, ==, first.top);
      g_assert_cmpfloat (layout.left, ==, first.left);
    }
}

static void
test_heatmap_layout_edge_belongs_to_next_cell (void)
{
  HeedHeatmapRequest request = make_request (2, 3, 20.0);
  HeedHeatmapLayout layout = compute (&request);
  guint row = 9, column = 9;

  g_assert_true (heed_heatmap_layout_find (&layout, layout.left + layout.cell_width,
                                           layout.top + layout.cell_height, &row, &column));
  g_assert_cmpuint (row, ==, 1);
  g_assert_cmpuint (column, ==, 1);
  g_assert_true (heed_heatmap_layout_find (&layout, layout.left, layout.top, &row, &column));
  g_assert_cmpuint (row, ==, 0);
  g_assert_cmpuint (column, ==, 0);

  row = column = 9;
  g_assert_false (heed_heatmap_layout_find (&layout, layout.left + 3 * layout.cell_width,
                                            layout.top, &row, &column));
  g_assert_false (heed_heatmap_layout_find (&layout, layout.left - 1.0, layout.top, &row, &column));
  g_assert_cmpuint (row, ==, 9);
  g_assert_cmpuint (column, ==, 9);
}

static void
test_heatmap_layout_finding_undoes_placing (void)
{
  HeedHeatmapRequest request = make_request (300, 200, 50.0);

  request.scroll_x = 777.0;
  request.scroll_y = 1234.0;

  for (double zoom = 0.0; zoom < 60.0; zoom += 7.3)
    {
      HeedHeatmapLayout layout;
      guint first, end;

      request.zoom = zoom;
      layout = compute (&request);
      heed_heatmap_layout_get_seen_rows (&layout, &first, &end);
      g_assert_cmpuint (first, <, end);

      for (guint row = first + 1; row + 1 < end; row++)
        {
          HeedRectangle cell = heed_heatmap_layout_get_cell (&layout, row, 0);
          guint found_row, found_column;

          g_assert_true (heed_heatmap_layout_find (
            &layout, layout.left + 1.0, cell.y + cell.height / 2.0, &found_row, &found_column));
          g_assert_cmpuint (found_row, ==, row);
        }
    }
}

static void
test_heatmap_layout_labels_are_found_beside_their_cells (void)
{
  HeedHeatmapRequest request = make_request (15, 15, 50.0);
  HeedHeatmapLayout layout = compute (&request);
  HeedRectangle cell = heed_heatmap_layout_get_cell (&layout, 3, 5);
  guint row, column;

  g_assert_true (
    heed_heatmap_layout_find_row_label (&layout, layout.left - 12.0, cell.y + 2.0, &row));
  g_assert_cmpuint (row, ==, 3);

  /* A slanted label extends up and to the right of its column. */
  g_assert_true (heed_heatmap_layout_find_column_label (&layout, cell.x + cell.width / 2.0 + 30.0,
                                                        layout.top - 30.0, &column));
  g_assert_cmpuint (column, ==, 5);
}

static void
test_heatmap_layout_scrolls_no_more_than_needed (void)
{
  HeedHeatmapRequest request = make_request (300, 300, 50.0);
  HeedHeatmapLayout layout;
  double x, y;

  request.scroll_x = request.scroll_y = 700.0;
  layout = compute (&request);
  heed_heatmap_layout_scroll_to (&layout, 60, 60, &x, &y);
  g_assert_cmpfloat (x, ==, 700.0);
  g_assert_cmpfloat (y, ==, 700.0);

  heed_heatmap_layout_scroll_to (&layout, 10, -1, &x, &y);
  g_assert_cmpfloat (x, ==, 700.0);
  g_assert_cmpfloat (y, ==, 10 * layout.cell_height);

  heed_heatmap_layout_scroll_to (&layout, -1, 299, &x, &y);
  g_assert_cmpfloat (x, ==, 300 * layout.cell_width - layout.view_width);
  g_assert_cmpfloat (y, ==, 700.0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/heatmap-layout/fits-a-sentence", test_heatmap_layout_fits_a_sentence);
  g_test_add_func ("/ui/heatmap-layout/never-fits-illegibly",
                   test_heatmap_layout_never_fits_illegibly);
  g_test_add_func ("/ui/heatmap-layout/survives-any-size", test_heatmap_layout_survives_any_size);
  g_test_add_func ("/ui/heatmap-layout/labels-turn-as-columns-get-narrow",
                   test_heatmap_layout_labels_turn_as_columns_get_narrow);
  g_test_add_func ("/ui/heatmap-layout/one-wide-label-does-not-turn-the-others",
                   test_heatmap_layout_one_wide_label_does_not_turn_the_others);
  g_test_add_func ("/ui/heatmap-layout/among-words-a-wide-one-turns-all",
                   test_heatmap_layout_among_words_a_wide_one_turns_all);
  g_test_add_func ("/ui/heatmap-layout/letters-stay-level", test_heatmap_layout_letters_stay_level);
  g_test_add_func ("/ui/heatmap-layout/slanted-labels-stay-inside",
                   test_heatmap_layout_slanted_labels_stay_inside);
  g_test_add_func ("/ui/heatmap-layout/slanted-words-have-room-to-be-bold",
                   test_heatmap_layout_slanted_words_have_room_to_be_bold);
  g_test_add_func ("/ui/heatmap-layout/small-cells-leave-labels-out",
                   test_heatmap_layout_small_cells_leave_labels_out);
  g_test_add_func ("/ui/heatmap-layout/growing-keeps-the-cells",
                   test_heatmap_layout_growing_keeps_the_cells);
  g_test_add_func ("/ui/heatmap-layout/edge-belongs-to-next-cell",
                   test_heatmap_layout_edge_belongs_to_next_cell);
  g_test_add_func ("/ui/heatmap-layout/finding-undoes-placing",
                   test_heatmap_layout_finding_undoes_placing);
  g_test_add_func ("/ui/heatmap-layout/labels-are-found-beside-their-cells",
                   test_heatmap_layout_labels_are_found_beside_their_cells);
  g_test_add_func ("/ui/heatmap-layout/scrolls-no-more-than-needed",
                   test_heatmap_layout_scrolls_no_more_than_needed);

  return g_test_run ();
}
