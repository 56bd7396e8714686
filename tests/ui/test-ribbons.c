/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: ui/ribbons-drawing.c,
 *   ui/token-focus.c,
 *   ui/token-keys.c,
 *   ui/widget-colors.c
 */

#include "drawn.h"
#include "ui/ribbons.h"
#include "ui/style.h"

#define WIDTH  600
#define HEIGHT 300

typedef struct {
  GtkWidget   *window;
  GtkWidget   *widget;
  HeedRibbons *ribbons;
  DrawnCell    selected;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  fixture->widget = heed_ribbons_new ();
  fixture->ribbons = HEED_RIBBONS (fixture->widget);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), fixture->widget);
  drawn_listen_cell (fixture->widget, "cell-selected", &fixture->selected);
  fixture->window = drawn_window_new (scrolled, WIDTH, HEIGHT);

  while (gtk_widget_get_width (fixture->widget) == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  drawn_finish (fixture->window, fixture->widget);
}

/* @n rows and columns; row i attends to column n - 1 - i, and
 * the first row a little to the first column. */
static void
show_crossed (Fixture *fixture,
              guint    n)
{
  g_autofree float *values = g_new0 (float, n * n);
  g_autoptr(HeedMatrix) matrix = NULL;
  HeedToken *tokens = drawn_tokens_new_numbered (n);

  for (guint i = 0; i < n; i++)
    values[i * n + n - 1 - i] = i == 0 ? 0.9f : 1.0f;
  values[0] = 0.1f;

  matrix = heed_matrix_new (n, n, values);
  heed_ribbons_set_source (fixture->ribbons, tokens, n);
  heed_ribbons_set_target (fixture->ribbons, tokens, n);
  heed_ribbons_set_matrix (fixture->ribbons, matrix);
  drawn_tokens_free (tokens, n);
}

static HeedRibbonsLayout
get_layout (Fixture *fixture,
            guint    n)
{
  PangoContext *context = gtk_widget_get_pango_context (fixture->widget);
  g_autoptr(HeedHeatmapPicture) picture = heed_heatmap_picture_new (context);
  g_autofree float *values = g_new0 (float, n * n);
  g_autoptr(HeedMatrix) matrix = heed_matrix_new (n, n, values);
  static const char *const label[] = { "w0" };
  HeedRibbonsLayout layout;

  heed_heatmap_picture_set_row_labels (picture, label, 1);
  heed_heatmap_picture_set_column_labels (picture, label, 1);
  heed_heatmap_picture_set_matrix (picture, matrix);
  heed_ribbons_layout_compute (&layout, picture, gtk_widget_get_width (fixture->widget),
                               gtk_widget_get_height (fixture->widget), 0.0);

  return layout;
}

/* Whether the ribbon at a column has the colour of highlighted ones. */
static gboolean
is_lit (Fixture *fixture,
        guint    n,
        int      column)
{
  HeedRibbonsLayout layout = get_layout (fixture, n);
  cairo_surface_t *picture = drawn_snapshot (fixture->widget);
  double y = heed_ribbons_layout_get_y (&layout, (HeedPlace) { FALSE, column });
  HeedColor color = heed_color_from_pixel (drawn_pixel (picture, layout.left + 4.0, y));

  cairo_surface_destroy (picture);

  return color.red > color.blue + 0.1;
}

static gboolean
has_line (Fixture *fixture,
          guint    n,
          int      column)
{
  HeedRibbonsLayout layout = get_layout (fixture, n);
  cairo_surface_t *picture = drawn_snapshot (fixture->widget);
  double y = heed_ribbons_layout_get_y (&layout, (HeedPlace) { FALSE, column });
  guint32 pixel = drawn_pixel (picture, layout.left + 4.0, y);

  cairo_surface_destroy (picture);

  return (pixel >> 24) > 0;
}

static void
test_ribbons_pointer_lights_one_tokens_lines (Fixture       *fixture,
                                              gconstpointer  data)
{
  HeedRibbonsLayout layout;

  show_crossed (fixture, 5);
  layout = get_layout (fixture, 5);
  g_assert_true (has_line (fixture, 5, 1));
  g_assert_false (is_lit (fixture, 5, 1));

  /* The fourth row attends to the second column. */
  drawn_move (fixture->widget, WIDTH - 20.0,
              heed_ribbons_layout_get_y (&layout, (HeedPlace) { TRUE, 3 }));
  g_assert_true (is_lit (fixture, 5, 1));
  g_assert_false (is_lit (fixture, 5, 2));

  /* In the other direction: the rows that attend to the third column. */
  drawn_move (fixture->widget, 20.0,
              heed_ribbons_layout_get_y (&layout, (HeedPlace) { FALSE, 2 }));
  g_assert_true (is_lit (fixture, 5, 2));
  g_assert_false (is_lit (fixture, 5, 1));
  gtk_test_accessible_assert_property (fixture->widget, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "w2 → w2 1.000");

  drawn_leave (fixture->widget);
  g_assert_cmpint (heed_ribbons_get_focus (fixture->ribbons).index, ==, -1);
}

static void
test_ribbons_click_selects (Fixture       *fixture,
                            gconstpointer  data)
{
  HeedRibbonsLayout layout;

  show_crossed (fixture, 5);
  layout = get_layout (fixture, 5);
  drawn_press (fixture->widget, 1, WIDTH - 20.0,
               heed_ribbons_layout_get_y (&layout, (HeedPlace) { TRUE, 3 }));
  g_assert_cmpuint (fixture->selected.n_times, ==, 1);
  g_assert_cmpint (fixture->selected.row, ==, 3);
  g_assert_cmpint (fixture->selected.column, ==, -1);

  drawn_press (fixture->widget, 1, 20.0,
               heed_ribbons_layout_get_y (&layout, (HeedPlace) { FALSE, 4 }));
  g_assert_cmpint (fixture->selected.row, ==, 3);
  g_assert_cmpint (fixture->selected.column, ==, 4);
}

static void
test_ribbons_keys_walk_both_sentences (Fixture       *fixture,
                                       gconstpointer  data)
{
  show_crossed (fixture, 5);
  drawn_press_key (fixture->widget, GDK_KEY_Down, 0);
  g_assert_cmpint (fixture->selected.row, ==, 0);
  drawn_press_key (fixture->widget, GDK_KEY_Down, 0);
  g_assert_cmpint (fixture->selected.row, ==, 1);
  gtk_test_accessible_assert_property (fixture->widget, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "w1 ← w3 1.000");

  /* Moves to the token that it is linked to. */
  drawn_press_key (fixture->widget, GDK_KEY_Left, 0);
  g_assert_cmpint (fixture->selected.column, ==, 3);
  g_assert_false (heed_ribbons_get_focus (fixture->ribbons).is_row);
  drawn_press_key (fixture->widget, GDK_KEY_End, 0);
  g_assert_cmpint (fixture->selected.column, ==, 4);
  g_assert_cmpint (fixture->selected.row, ==, 1);
  drawn_press_key (fixture->widget, GDK_KEY_Right, 0);
  g_assert_cmpint (fixture->selected.row, ==, 0);
}

static void
test_ribbons_left_out_is_no_line (Fixture       *fixture,
                                  gconstpointer  data)
{
  const HeedHeatmapStyle style = { .shading.threshold = 0.95 };

  show_crossed (fixture, 5);
  g_assert_true (has_line (fixture, 5, 4));
  heed_ribbons_set_style (fixture->ribbons, &style);
  g_assert_false (has_line (fixture, 5, 4));
  g_assert_true (has_line (fixture, 5, 3));
}

/* The selected row may be far below the visible part. */
static void
test_ribbons_long_sentences_scroll (Fixture       *fixture,
                                    gconstpointer  data)
{
  show_crossed (fixture, 60);
  drawn_press_key (fixture->widget, GDK_KEY_End, 0);
  g_assert_cmpint (fixture->selected.row, ==, 59);
  g_assert_cmpfloat (heed_scroll_area_get_y (HEED_SCROLL_AREA (fixture->widget)), >, 200.0);
}

static void
test_ribbons_are_exported_whole (Fixture       *fixture,
                                 gconstpointer  data)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 400, 300);
  cairo_t *cr = cairo_create (surface);
  g_autofree float *values = g_new0 (float, 60 * 60);
  const char *labels[60];
  HeedHeatmapScene scene = { .row_labels = labels, .n_row_labels = 60, .column_labels = labels,
                             .n_column_labels = 60 };
  const HeedRibbonsLook look = { .focus = { FALSE, -1 }, .n_played = G_MAXUINT,
                                 .colors = heed_heatmap_colors_get (FALSE) };
  g_autoptr(HeedHeatmapPicture) picture = NULL;
  guint n_ink = 0;

  for (guint i = 0; i < 60; i++)
    {
      labels[i] = "word";
      values[i * 60 + 59 - i] = 1.0f;
    }

  scene.matrix = heed_matrix_new (60, 60, values);
  picture = heed_heatmap_scene_new_picture (&scene, cr);
  heed_ribbons_draw (cr, picture, &look, 400.0, 300.0);
  cairo_destroy (cr);
  heed_matrix_unref (scene.matrix);
  cairo_surface_flush (surface);

  /* The last tokens are drawn at the bottom of the page. */
  for (int y = 285; y < 300; y++)
    for (int x = 0; x < 400; x++)
      n_ink += (drawn_pixel (surface, x, y) & 0xffffff) != 0xffffff;

  g_assert_cmphex (drawn_pixel (surface, 1, 1) & 0xffffff, ==, 0xffffff);
  g_assert_cmpuint (n_ink, >, 20);
  cairo_surface_destroy (surface);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  heed_style_install (gdk_display_get_default ());

#define ADD(name, test) \
  g_test_add ("/ui/ribbons/" name, Fixture, NULL, set_up, test, tear_down)

  ADD ("pointer-lights-one-tokens-lines", test_ribbons_pointer_lights_one_tokens_lines);
  ADD ("click-selects", test_ribbons_click_selects);
  ADD ("keys-walk-both-sentences", test_ribbons_keys_walk_both_sentences);
  ADD ("left-out-is-no-line", test_ribbons_left_out_is_no_line);
  ADD ("long-sentences-scroll", test_ribbons_long_sentences_scroll);
  ADD ("are-exported-whole", test_ribbons_are_exported_whole);

  return g_test_run ();
}
