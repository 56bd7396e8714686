/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: ui/heatmap-contents.c,
 *   ui/heatmap-input.c,
 *   ui/heatmap-readout.c,
 *   ui/scroll-area.c
 */

#include "drawn.h"
#include "ui/heatmap.h"
#include "ui/style.h"

static const HeedHeatmapStyle viridis = { .palette = HEED_PALETTE_VIRIDIS };

#define WIDTH  640
#define HEIGHT 420

typedef struct {
  GtkWidget   *window;
  GtkWidget   *scrolled;
  GtkWidget   *widget;
  HeedHeatmap *heatmap;
  DrawnCell    selected;
  DrawnCell    activated;
  DrawnCell    hovered;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->widget = heed_heatmap_new ();
  fixture->heatmap = HEED_HEATMAP (fixture->widget);
  fixture->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (fixture->scrolled), fixture->widget);
  drawn_listen_cell (fixture->widget, "cell-selected", &fixture->selected);
  drawn_listen_cell (fixture->widget, "cell-activated", &fixture->activated);
  drawn_listen_cell (fixture->widget, "hover-changed", &fixture->hovered);
  fixture->window = drawn_window_new (fixture->scrolled, WIDTH, HEIGHT);

  while (gtk_widget_get_width (fixture->widget) == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  drawn_finish (fixture->window, fixture->widget);
}

/* values[i] is i / 255, so that up to 256 cells have distinct colours. */
static void
show (Fixture *fixture,
      guint    n_rows,
      guint    n_columns)
{
  g_autofree float *values = g_new0 (float, n_rows * n_columns);
  g_autoptr(HeedMatrix) matrix = NULL;

  for (guint i = 0; i < n_rows * n_columns; i++)
    values[i] = (float) (i % 256) / 255.0f;

  matrix = heed_matrix_new (n_rows, n_columns, values);
  heed_heatmap_set_style (fixture->heatmap, &viridis);
  heed_heatmap_set_matrix (fixture->heatmap, matrix);
}

/* "w0 w1 …" */
static void
name (Fixture *fixture,
      guint    n_rows,
      guint    n_columns)
{
  guint n_tokens = MAX (n_rows, n_columns);
  HeedToken *tokens = drawn_tokens_new_numbered (n_tokens);

  heed_heatmap_set_source (fixture->heatmap, tokens, n_columns);
  heed_heatmap_set_target (fixture->heatmap, tokens, n_rows);
  drawn_tokens_free (tokens, n_tokens);
}

static HeedHeatmapLayout
get_layout (Fixture *fixture)
{
  HeedHeatmapLayout layout;

  g_assert_true (heed_heatmap_view_get_layout (heed_heatmap_get_view (fixture->heatmap), &layout));

  return layout;
}

static HeedRectangle
get_cell (Fixture *fixture,
          guint    row,
          guint    column)
{
  HeedHeatmapLayout layout = get_layout (fixture);

  return heed_heatmap_layout_get_cell (&layout, row, column);
}

static guint32
color_of (guint i)
{
  return heed_color_scale_lookup (heed_color_scale_get (HEED_PALETTE_VIRIDIS, FALSE),
                                  (i % 256) / 255.0);
}

static void
press_cell (Fixture *fixture,
            int      n_press,
            guint    row,
            guint    column)
{
  HeedRectangle cell = get_cell (fixture, row, column);

  drawn_press (fixture->widget, n_press, cell.x + cell.width / 2.0, cell.y + cell.height / 2.0);
}

static void
assert_selected (Fixture *fixture,
                 int      row,
                 int      column)
{
  g_assert_cmpint (heed_heatmap_get_selected_row (fixture->heatmap), ==, row);
  g_assert_cmpint (heed_heatmap_get_selected_column (fixture->heatmap), ==, column);
}

static void
test_heatmap_without_matrix_draws_nothing (Fixture       *fixture,
                                           gconstpointer  data)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  GTK_WIDGET_GET_CLASS (fixture->widget)->snapshot (fixture->widget, snapshot);
  g_assert_null (gtk_snapshot_free_to_node (snapshot));
}

static void
test_heatmap_draws_exact_colours (Fixture       *fixture,
                                  gconstpointer  data)
{
  cairo_surface_t *picture;

  show (fixture, 8, 12);
  name (fixture, 8, 12);
  picture = drawn_snapshot (fixture->widget);

  for (guint row = 0; row < 8; row++)
    for (guint column = 0; column < 12; column++)
      {
        HeedRectangle cell = get_cell (fixture, row, column);

        g_assert_cmphex (drawn_pixel (picture, cell.x, cell.y), ==, color_of (row * 12 + column));
        g_assert_cmphex (drawn_pixel (picture, cell.x + cell.width - 2, cell.y + cell.height - 2),
                         ==, color_of (row * 12 + column));
        g_assert_cmphex (drawn_pixel (picture, cell.x + cell.width - 1, cell.y + 3), ==,
                         drawn_style_pixel (fixture->widget, "heed_paper"));
      }

  cairo_surface_destroy (picture);
}

static void
test_heatmap_pointer_finds_what_is_drawn (Fixture       *fixture,
                                          gconstpointer  data)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (1);
  guint32 paper = drawn_style_pixel (fixture->widget, "heed_paper");
  HeedHeatmapLayout layout;
  cairo_surface_t *picture;

  show (fixture, 12, 16);
  name (fixture, 12, 16);
  heed_heatmap_set_zoom (fixture->heatmap, 50.0);
  layout = get_layout (fixture);
  heed_scroll_area_scroll_to (HEED_SCROLL_AREA (fixture->heatmap), 133.0, 77.0);
  layout = get_layout (fixture);
  picture = drawn_snapshot (fixture->widget);

  for (guint i = 0; i < 1000; i++)
    {
      double x =
        g_rand_int_range (random, (int) layout.left, (int) (layout.left + layout.view_width));
      double y =
        g_rand_int_range (random, (int) layout.top, (int) (layout.top + layout.view_height));
      guint32 pixel = drawn_pixel (picture, x, y);

      drawn_move (fixture->widget, x, y);

      if (pixel != paper)
        g_assert_cmphex (pixel, ==, color_of ((guint) (fixture->hovered.row * 16 +
                                                       fixture->hovered.column)));
    }

  drawn_leave (fixture->widget);
  g_assert_cmpint (fixture->hovered.row, ==, -1);
  g_assert_cmpint (fixture->hovered.column, ==, -1);
  g_assert_cmpuint (fixture->hovered.n_times, >, 20);
  cairo_surface_destroy (picture);
}

static void
test_heatmap_labels_stay_while_cells_scroll (Fixture       *fixture,
                                             gconstpointer  data)
{
  HeedHeatmapLayout layout;
  cairo_surface_t *before, *across, *down;
  int left, top;

  show (fixture, 80, 80);
  name (fixture, 80, 80);
  layout = get_layout (fixture);
  left = (int) layout.left;
  top = (int) layout.top;
  g_assert_cmpfloat (layout.view_width, <, 80 * layout.cell_width);
  before = drawn_snapshot (fixture->widget);

  heed_scroll_area_scroll_to (HEED_SCROLL_AREA (fixture->heatmap), 3 * layout.cell_width, 0.0);
  across = drawn_snapshot (fixture->widget);
  g_assert_true (drawn_are_equal (before, across, 0, 0, left, HEIGHT));
  g_assert_false (drawn_are_equal (before, across, left, 0, WIDTH - left, top));
  g_assert_cmphex (drawn_pixel (across, left + 2, top + 2), ==, color_of (3));

  heed_scroll_area_scroll_to (HEED_SCROLL_AREA (fixture->heatmap), 0.0, 2 * layout.cell_height);
  down = drawn_snapshot (fixture->widget);
  g_assert_true (drawn_are_equal (before, down, left, 0, WIDTH - left, top));
  g_assert_false (drawn_are_equal (before, down, 0, top, left, HEIGHT - top));
  g_assert_cmphex (drawn_pixel (down, left + 2, top + 2), ==, color_of (2 * 80));

  cairo_surface_destroy (before);
  cairo_surface_destroy (across);
  cairo_surface_destroy (down);
}

static void
test_heatmap_selecting_paints_no_cell (Fixture       *fixture,
                                       gconstpointer  data)
{
  guint64 n_painted;

  show (fixture, 512, 512);
  cairo_surface_destroy (drawn_snapshot (fixture->widget));
  n_painted = heed_heatmap_picture_get_n_painted_rows (
    heed_heatmap_view_get_picture (heed_heatmap_get_view (fixture->heatmap)));
  g_assert_cmpuint (n_painted, ==, 512);

  heed_heatmap_select (fixture->heatmap, 300, 200);
  heed_heatmap_set_n_played (fixture->heatmap, 301);
  heed_heatmap_set_zoom (fixture->heatmap, 3.0);
  drawn_move (fixture->widget, 300.0, 200.0);
  cairo_surface_destroy (drawn_snapshot (fixture->widget));
  g_assert_cmpuint (heed_heatmap_picture_get_n_painted_rows (
                      heed_heatmap_view_get_picture (heed_heatmap_get_view (fixture->heatmap))),
                    ==, n_painted);
}

static void
test_heatmap_new_row_paints_one_row (Fixture       *fixture,
                                     gconstpointer  data)
{
  for (guint n_rows = 1; n_rows <= 50; n_rows++)
    {
      show (fixture, n_rows, 20);
      cairo_surface_destroy (drawn_snapshot (fixture->widget));
      g_assert_cmpuint (heed_heatmap_picture_get_n_painted_rows (
                          heed_heatmap_view_get_picture (heed_heatmap_get_view (fixture->heatmap))),
                        ==, n_rows);
    }
}

static void
test_heatmap_readout_is_under_the_pointer_only (Fixture       *fixture,
                                                gconstpointer  data)
{
  HeedRectangle cell;
  cairo_surface_t *before, *during, *after;

  show (fixture, 8, 8);
  name (fixture, 8, 8);
  cell = get_cell (fixture, 2, 2);
  before = drawn_snapshot (fixture->widget);
  drawn_move (fixture->widget, cell.x + 5, cell.y + 5);
  during = drawn_snapshot (fixture->widget);
  drawn_leave (fixture->widget);
  after = drawn_snapshot (fixture->widget);

  g_assert_false (drawn_are_equal (before, during, 0, 0, WIDTH, HEIGHT));
  g_assert_true (drawn_are_equal (before, during, (int) cell.x, (int) cell.y, (int) cell.width,
                                  (int) cell.height));
  g_assert_true (drawn_are_equal (before, after, 0, 0, WIDTH, HEIGHT));

  cairo_surface_destroy (before);
  cairo_surface_destroy (during);
  cairo_surface_destroy (after);
}

static void
test_heatmap_exports_what_it_shows (Fixture       *fixture,
                                    gconstpointer  data)
{
  cairo_surface_t *picture = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 300, 200);
  cairo_t *cr = cairo_create (picture);
  gboolean is_found = FALSE;
  HeedHeatmapScene scene;

  show (fixture, 3, 4);
  heed_heatmap_get_scene (fixture->heatmap, &scene);
  heed_heatmap_draw (cr, &scene, 300.0, 200.0);
  cairo_destroy (cr);
  cairo_surface_flush (picture);

  for (int x = 0; x < 300; x++)
    is_found = is_found || drawn_pixel (picture, x, 60) == color_of (5);

  g_assert_true (is_found);
  g_assert_cmphex (drawn_pixel (picture, 1, 1), ==, 0xffffffff);
  cairo_surface_destroy (picture);
}

static void
test_heatmap_arrows_move_the_selection (Fixture       *fixture,
                                        gconstpointer  data)
{
  show (fixture, 4, 5);
  heed_heatmap_select (fixture->heatmap, 1, 1);

  drawn_press_key (fixture->widget, GDK_KEY_Right, 0);
  assert_selected (fixture, 1, 2);
  drawn_press_key (fixture->widget, GDK_KEY_Down, 0);
  assert_selected (fixture, 2, 2);
  drawn_press_key (fixture->widget, GDK_KEY_Left, 0);
  assert_selected (fixture, 2, 1);
  drawn_press_key (fixture->widget, GDK_KEY_KP_Up, 0);
  assert_selected (fixture, 1, 1);
  g_assert_cmpuint (fixture->selected.n_times, ==, 4);
}

static void
test_heatmap_keys_stop_at_the_edges (Fixture       *fixture,
                                     gconstpointer  data)
{
  show (fixture, 4, 5);
  heed_heatmap_select (fixture->heatmap, 1, 1);

  drawn_press_key (fixture->widget, GDK_KEY_End, 0);
  assert_selected (fixture, 1, 4);
  drawn_press_key (fixture->widget, GDK_KEY_Right, 0);
  assert_selected (fixture, 1, 4);
  drawn_press_key (fixture->widget, GDK_KEY_Home, 0);
  assert_selected (fixture, 1, 0);
  drawn_press_key (fixture->widget, GDK_KEY_End, GDK_CONTROL_MASK);
  assert_selected (fixture, 3, 0);
  drawn_press_key (fixture->widget, GDK_KEY_Home, GDK_CONTROL_MASK);
  assert_selected (fixture, 0, 0);
}

static void
test_heatmap_first_key_goes_to_the_heaviest (Fixture       *fixture,
                                             gconstpointer  data)
{
  static const float values[] = { 0.1f, 0.7f, 0.2f, 0.6f, 0.3f, 0.1f };
  g_autoptr(HeedMatrix) matrix = heed_matrix_new (2, 3, values);

  heed_heatmap_set_matrix (fixture->heatmap, matrix);
  drawn_press_key (fixture->widget, GDK_KEY_Down, 0);
  assert_selected (fixture, 0, 1);

  heed_heatmap_select (fixture->heatmap, 1, -1);
  drawn_press_key (fixture->widget, GDK_KEY_Right, 0);
  assert_selected (fixture, 1, 0);
}

static void
test_heatmap_pages_move_by_what_is_seen (Fixture       *fixture,
                                         gconstpointer  data)
{
  HeedHeatmapLayout layout;
  int row;

  show (fixture, 200, 3);
  layout = get_layout (fixture);
  heed_heatmap_select (fixture->heatmap, 0, 0);
  drawn_press_key (fixture->widget, GDK_KEY_Page_Down, 0);
  row = heed_heatmap_get_selected_row (fixture->heatmap);

  g_assert_cmpfloat (row * layout.cell_height, <=, layout.view_height);
  g_assert_cmpfloat ((row + 2) * layout.cell_height, >=, layout.view_height - layout.cell_height);
  drawn_press_key (fixture->widget, GDK_KEY_Page_Up, 0);
  assert_selected (fixture, 0, 0);
}

static void
test_heatmap_return_activates (Fixture       *fixture,
                               gconstpointer  data)
{
  show (fixture, 4, 5);
  drawn_press_key (fixture->widget, GDK_KEY_Return, 0);
  g_assert_cmpuint (fixture->activated.n_times, ==, 0);

  heed_heatmap_select (fixture->heatmap, 2, 3);
  drawn_press_key (fixture->widget, GDK_KEY_Return, 0);
  g_assert_cmpuint (fixture->activated.n_times, ==, 1);
  g_assert_cmpint (fixture->activated.row, ==, 2);
  g_assert_cmpint (fixture->activated.column, ==, 3);
}

static void
test_heatmap_escape_lets_go_of_the_column (Fixture       *fixture,
                                           gconstpointer  data)
{
  heed_heatmap_select (fixture->heatmap, 2, 1);
  drawn_press_key (fixture->widget, GDK_KEY_Escape, 0);

  g_assert_cmpuint (fixture->selected.n_times, ==, 1);
  g_assert_cmpint (fixture->selected.row, ==, 2);
  g_assert_cmpint (fixture->selected.column, ==, -1);
  g_assert_cmpint (heed_heatmap_get_selected_column (fixture->heatmap), ==, -1);
}

static void
test_heatmap_keys_do_nothing_without_matrix (Fixture       *fixture,
                                             gconstpointer  data)
{
  static const guint keys[] = { GDK_KEY_Right, GDK_KEY_Page_Down, GDK_KEY_Return, GDK_KEY_plus,
                                GDK_KEY_0 };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    drawn_press_key (fixture->widget, keys[i], 0);

  drawn_press (fixture->widget, 1, 50.0, 50.0);
  drawn_move (fixture->widget, 50.0, 50.0);
  assert_selected (fixture, -1, -1);
  g_assert_cmpuint (fixture->selected.n_times, ==, 0);
  g_assert_cmpuint (fixture->activated.n_times, ==, 0);
  g_assert_cmpuint (fixture->hovered.n_times, ==, 0);
}

static void
test_heatmap_click_selects_and_double_click_activates (Fixture       *fixture,
                                                       gconstpointer  data)
{
  show (fixture, 4, 5);
  press_cell (fixture, 1, 2, 3);
  assert_selected (fixture, 2, 3);
  g_assert_cmpuint (fixture->selected.n_times, ==, 1);
  press_cell (fixture, 2, 2, 3);
  g_assert_cmpuint (fixture->activated.n_times, ==, 1);
  g_assert_cmpuint (fixture->selected.n_times, ==, 1);
}

static void
test_heatmap_click_on_a_label_selects_its_line (Fixture       *fixture,
                                                gconstpointer  data)
{
  HeedRectangle cell;

  show (fixture, 4, 5);
  name (fixture, 4, 5);
  cell = get_cell (fixture, 2, 0);
  drawn_press (fixture->widget, 1, cell.x - 12.0, cell.y + cell.height / 2.0);
  assert_selected (fixture, 2, -1);

  cell = get_cell (fixture, 0, 3);
  drawn_press (fixture->widget, 1, cell.x + cell.width / 2.0, cell.y - 12.0);
  assert_selected (fixture, 2, 3);

  /* The row or column that was not pressed stays selected. */
  cell = get_cell (fixture, 1, 0);
  drawn_press (fixture->widget, 1, cell.x - 12.0, cell.y + cell.height / 2.0);
  assert_selected (fixture, 1, 3);
}

static void
test_heatmap_program_selects_silently (Fixture       *fixture,
                                       gconstpointer  data)
{
  show (fixture, 4, 5);
  heed_heatmap_select (fixture->heatmap, 1, 2);
  heed_heatmap_select (fixture->heatmap, 9, -1);
  g_assert_cmpuint (fixture->selected.n_times, ==, 0);
  assert_selected (fixture, 9, -1);
  cairo_surface_destroy (drawn_snapshot (fixture->widget));
}

static void
test_heatmap_selection_is_scrolled_to (Fixture       *fixture,
                                       gconstpointer  data)
{
  HeedHeatmapLayout layout;
  HeedRectangle cell;
  guint row, column;

  show (fixture, 200, 200);
  heed_heatmap_select (fixture->heatmap, 150, 120);
  layout = get_layout (fixture);
  cell = get_cell (fixture, 150, 120);
  g_assert_true (heed_heatmap_layout_find (&layout, cell.x, cell.y, &row, &column));
  g_assert_true (heed_heatmap_layout_find (&layout, cell.x + cell.width - 1,
                                           cell.y + cell.height - 1, &row, &column));
  g_assert_cmpuint (row, ==, 150);
  g_assert_cmpuint (column, ==, 120);
}

static void
test_heatmap_keys_zoom (Fixture       *fixture,
                        gconstpointer  data)
{
  double fitted;

  show (fixture, 10, 10);
  fitted = get_layout (fixture).cell_height;
  drawn_press_key (fixture->widget, GDK_KEY_plus, 0);
  g_assert_cmpfloat (get_layout (fixture).cell_height, >, fitted);
  drawn_press_key (fixture->widget, GDK_KEY_minus, 0);
  drawn_press_key (fixture->widget, GDK_KEY_minus, 0);
  g_assert_cmpfloat (get_layout (fixture).cell_height, ==, fitted);
  drawn_press_key (fixture->widget, GDK_KEY_KP_Add, GDK_CONTROL_MASK);
  drawn_press_key (fixture->widget, GDK_KEY_0, 0);
  g_assert_cmpfloat (get_layout (fixture).cell_height, ==, fitted);
  g_assert_cmpfloat (heed_heatmap_get_zoom (fixture->heatmap), ==, 0.0);
}

static void
test_heatmap_zooms_out_until_all_is_seen (Fixture       *fixture,
                                          gconstpointer  data)
{
  HeedHeatmapLayout layout;

  show (fixture, 400, 400);

  for (guint i = 0; i < 40; i++)
    drawn_press_key (fixture->widget, GDK_KEY_minus, 0);

  layout = get_layout (fixture);
  g_assert_cmpfloat_with_epsilon (layout.view_width, 400 * layout.cell_width, 1e-6);
  g_assert_cmpfloat_with_epsilon (layout.view_height, 400 * layout.cell_height, 1e-6);
}

static void
test_heatmap_says_the_selected_cell (Fixture       *fixture,
                                     gconstpointer  data)
{
  static const float values[] = { 0.1f, 0.844f, 0.056f, 0.2f, 0.3f, 0.5f };
  g_autoptr(HeedMatrix) matrix = heed_matrix_new (2, 3, values);

  gtk_test_accessible_assert_role (fixture->widget, GTK_ACCESSIBLE_ROLE_IMG);
  heed_heatmap_set_matrix (fixture->heatmap, matrix);
  name (fixture, 2, 3);
  heed_heatmap_select (fixture->heatmap, 0, 0);
  gtk_test_accessible_assert_property (fixture->widget, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "w0 → w0: 0.100");
  drawn_press_key (fixture->widget, GDK_KEY_Right, 0);
  gtk_test_accessible_assert_property (fixture->widget, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "w1 → w0: 0.844");
  gtk_test_accessible_assert_property (fixture->widget, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "row 1 of 2, column 2 of 3");
}

static void
test_heatmap_says_what_rows_and_columns_are (Fixture       *fixture,
                                             gconstpointer  data)
{
  show (fixture, 2, 3);
  gtk_test_accessible_assert_property (fixture->widget, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "2 target tokens, one a row; 3 source tokens, one a column");
  heed_heatmap_set_kind (fixture->heatmap, HEED_ATTENTION_DECODER_SELF);
  gtk_test_accessible_assert_property (
    fixture->widget, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
    "2 target tokens, one a row; 3 target tokens read before, one a column");
}

static void
test_heatmap_says_new_words (Fixture       *fixture,
                             gconstpointer  data)
{
  HeedToken *tokens;
  guint n_tokens;

  show (fixture, 2, 3);
  heed_heatmap_select (fixture->heatmap, 1, 1);
  name (fixture, 2, 3);
  gtk_test_accessible_assert_property (fixture->widget, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "w1 → w1: 0.016");

  tokens = drawn_tokens_new ("a b c", &n_tokens);
  heed_heatmap_set_source (fixture->heatmap, tokens, n_tokens);
  drawn_tokens_free (tokens, n_tokens);
  gtk_test_accessible_assert_property (fixture->widget, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "b → w1: 0.016");
}

static void
add (const char *path,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

static void
assert_span (Fixture    *fixture,
             const char *expected)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint n_span;
  const guint *span =
    heed_heatmap_view_get_span (heed_heatmap_get_view (fixture->heatmap), &n_span);

  for (guint i = 0; i < n_span; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? " " : "", span[i]);
  g_assert_cmpstr (text->str, ==, expected);
}

/* For several columns, the sum of their weights is shown. */
static void
test_heatmap_several_columns_are_summed (Fixture       *fixture,
                                         gconstpointer  data)
{
  show (fixture, 3, 4);
  name (fixture, 3, 4);
  heed_heatmap_select (fixture->heatmap, 1, 1);
  drawn_press_key (fixture->widget, GDK_KEY_Right, GDK_SHIFT_MASK);
  drawn_press_key (fixture->widget, GDK_KEY_Right, GDK_SHIFT_MASK);
  assert_span (fixture, "1 2 3");

  /* (5 + 6 + 7) / 255 */
  gtk_test_accessible_assert_property (fixture->widget, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "w1 ← w1 + w2 + w3: Σ α = 0.071");

  /* The span stops at the last column, and can be reversed across the first selected one. */
  drawn_press_key (fixture->widget, GDK_KEY_Right, GDK_SHIFT_MASK);
  for (guint i = 0; i < 3; i++)
    drawn_press_key (fixture->widget, GDK_KEY_Left, GDK_SHIFT_MASK);
  assert_span (fixture, "0 1");

  /* A new selection is a single column; a span is also dropped if its columns no longer exist. */
  heed_heatmap_select (fixture->heatmap, 1, 3);
  assert_span (fixture, "");
  drawn_press_key (fixture->widget, GDK_KEY_Left, GDK_SHIFT_MASK);
  show (fixture, 3, 2);
  assert_span (fixture, "");
}

/* Each run of adjacent columns has a frame of its own; columns between runs have none. */
static void
test_heatmap_columns_apart_are_summed (Fixture       *fixture,
                                       gconstpointer  data)
{
  HeedHeatmapView *view = heed_heatmap_get_view (fixture->heatmap);

  show (fixture, 3, 4);
  name (fixture, 3, 4);
  heed_heatmap_select (fixture->heatmap, 1, 0);
  heed_heatmap_view_toggle (view, 3);
  heed_heatmap_view_toggle (view, 2);
  assert_span (fixture, "0 2 3");

  /* (4 + 6 + 7) / 255 */
  gtk_test_accessible_assert_property (fixture->widget, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "w1 ← w0 + w2 + w3: Σ α = 0.067");

  heed_heatmap_view_toggle (view, 0);
  assert_span (fixture, "2 3");
  g_assert_cmpint (heed_heatmap_view_get_selected_column (view), ==, 2);
  heed_heatmap_view_toggle (view, 9);
  assert_span (fixture, "2 3");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  heed_style_install (gdk_display_get_default ());

  add ("/ui/heatmap/without-matrix-draws-nothing", test_heatmap_without_matrix_draws_nothing);
  add ("/ui/heatmap/draws-exact-colours", test_heatmap_draws_exact_colours);
  add ("/ui/heatmap/pointer-finds-what-is-drawn", test_heatmap_pointer_finds_what_is_drawn);
  add ("/ui/heatmap/labels-stay-while-cells-scroll", test_heatmap_labels_stay_while_cells_scroll);
  add ("/ui/heatmap/selecting-paints-no-cell", test_heatmap_selecting_paints_no_cell);
  add ("/ui/heatmap/new-row-paints-one-row", test_heatmap_new_row_paints_one_row);
  add ("/ui/heatmap/readout-is-under-the-pointer-only",
       test_heatmap_readout_is_under_the_pointer_only);
  add ("/ui/heatmap/exports-what-it-shows", test_heatmap_exports_what_it_shows);
  add ("/ui/heatmap/arrows-move-the-selection", test_heatmap_arrows_move_the_selection);
  add ("/ui/heatmap/keys-stop-at-the-edges", test_heatmap_keys_stop_at_the_edges);
  add ("/ui/heatmap/first-key-goes-to-the-heaviest", test_heatmap_first_key_goes_to_the_heaviest);
  add ("/ui/heatmap/pages-move-by-what-is-seen", test_heatmap_pages_move_by_what_is_seen);
  add ("/ui/heatmap/return-activates", test_heatmap_return_activates);
  add ("/ui/heatmap/escape-lets-go-of-the-column", test_heatmap_escape_lets_go_of_the_column);
  add ("/ui/heatmap/keys-do-nothing-without-matrix", test_heatmap_keys_do_nothing_without_matrix);
  add ("/ui/heatmap/click-selects-and-double-click-activates",
       test_heatmap_click_selects_and_double_click_activates);
  add ("/ui/heatmap/click-on-a-label-selects-its-line",
       test_heatmap_click_on_a_label_selects_its_line);
  add ("/ui/heatmap/program-selects-silently", test_heatmap_program_selects_silently);
  add ("/ui/heatmap/selection-is-scrolled-to", test_heatmap_selection_is_scrolled_to);
  add ("/ui/heatmap/keys-zoom", test_heatmap_keys_zoom);
  add ("/ui/heatmap/zooms-out-until-all-is-seen", test_heatmap_zooms_out_until_all_is_seen);
  add ("/ui/heatmap/says-the-selected-cell", test_heatmap_says_the_selected_cell);
  add ("/ui/heatmap/says-what-rows-and-columns-are", test_heatmap_says_what_rows_and_columns_are);
  add ("/ui/heatmap/several-columns-are-summed", test_heatmap_several_columns_are_summed);
  add ("/ui/heatmap/columns-apart-are-summed", test_heatmap_columns_apart_are_summed);
  add ("/ui/heatmap/says-new-words", test_heatmap_says_new_words);

  return g_test_run ();
}
