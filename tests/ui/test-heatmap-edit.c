/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "drawn.h"
#include "ui/heatmap-edit.h"
#include "ui/heatmap.h"
#include "ui/style.h"

typedef struct {
  GtkWidget       *window;
  GtkWidget       *widget;
  HeedHeatmapView *view;
  HeedHeatmapEdit *edit;

  guint            n_begun;
  guint            n_ended;
  guint            n_set;
  int              row;
  int              column;
  double           weight;
} Fixture;

static void
begun_cb (Fixture *fixture,
          int      row,
          int      column)
{
  fixture->n_begun++;
}

static void
ended_cb (Fixture *fixture)
{
  fixture->n_ended++;
}

static void
set_cb (Fixture *fixture,
        int      row,
        int      column,
        double   weight)
{
  fixture->n_set++;
  fixture->row = row;
  fixture->column = column;
  fixture->weight = weight;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const float values[] = { 0.1f, 0.7f, 0.2f, 0.2f, 0.3f, 0.5f };
  g_autoptr(HeedMatrix) matrix = heed_matrix_new (2, 3, values);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  fixture->widget = heed_heatmap_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), fixture->widget);
  fixture->window = drawn_window_new (scrolled, 400, 300);
  heed_heatmap_set_matrix (HEED_HEATMAP (fixture->widget), matrix);
  fixture->view = heed_heatmap_get_view (HEED_HEATMAP (fixture->widget));
  fixture->edit = heed_heatmap_edit_new (fixture->view, fixture->widget);
  g_signal_connect_swapped (fixture->edit, "begun", G_CALLBACK (begun_cb), fixture);
  g_signal_connect_swapped (fixture->edit, "ended", G_CALLBACK (ended_cb), fixture);
  g_signal_connect_swapped (fixture->edit, "weight-set", G_CALLBACK (set_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_signal_handlers_disconnect_by_data (fixture->edit, fixture);
  g_object_unref (fixture->edit);
  drawn_finish (fixture->window, fixture->widget);
}

static gboolean
begin_at (Fixture *fixture,
          guint    row,
          guint    column)
{
  HeedHeatmapLayout layout;
  HeedRectangle cell;

  g_assert_true (heed_heatmap_view_get_layout (fixture->view, &layout));
  cell = heed_heatmap_layout_get_cell (&layout, row, column);

  return heed_heatmap_edit_begin (fixture->edit, cell.x + cell.width / 2.0,
                                  cell.y + cell.height / 2.0);
}

static void
test_heatmap_edit_up_is_more (Fixture       *fixture,
                              gconstpointer  data)
{
  g_assert_true (begin_at (fixture, 1, 2));
  g_assert_true (heed_heatmap_edit_drag (fixture->edit, 0.0, -16.0));
  g_assert_cmpint (fixture->row, ==, 1);
  g_assert_cmpint (fixture->column, ==, 2);
  g_assert_cmpfloat_with_epsilon (fixture->weight, 0.6, 1e-6);

  /* Drags count from where they began, and the weight stays in its range. */
  heed_heatmap_edit_drag (fixture->edit, 300.0, 32.0);
  g_assert_cmpfloat_with_epsilon (fixture->weight, 0.3, 1e-6);
  heed_heatmap_edit_drag (fixture->edit, 0.0, 1000.0);
  g_assert_cmpfloat (fixture->weight, ==, 0.0);
  heed_heatmap_edit_drag (fixture->edit, 0.0, -1000.0);
  g_assert_cmpfloat (fixture->weight, ==, 1.0);

  heed_heatmap_edit_end (fixture->edit);
  g_assert_cmpuint (fixture->n_begun, ==, 1);
  g_assert_cmpuint (fixture->n_ended, ==, 1);
}

static void
test_heatmap_edit_click_is_none (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_assert_true (begin_at (fixture, 0, 0));
  g_assert_false (heed_heatmap_edit_drag (fixture->edit, 3.0, 2.0));
  g_assert_false (heed_heatmap_edit_drag (fixture->edit, 30.0, -3.0));
  heed_heatmap_edit_end (fixture->edit);

  g_assert_cmpuint (fixture->n_begun + fixture->n_set + fixture->n_ended, ==, 0);
}

static void
test_heatmap_edit_label_is_no_cell (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_assert_false (heed_heatmap_edit_begin (fixture->edit, 1.0, 1.0));
  g_assert_false (heed_heatmap_edit_drag (fixture->edit, 0.0, -100.0));
  g_assert_cmpuint (fixture->n_set, ==, 0);
}

/* The cell may disappear during a drag, because the text was changed. */
static void
test_heatmap_edit_cell_may_vanish (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_assert_true (begin_at (fixture, 1, 2));
  g_assert_true (heed_heatmap_edit_drag (fixture->edit, 0.0, -16.0));
  heed_heatmap_set_matrix (HEED_HEATMAP (fixture->widget), NULL);
  g_assert_false (heed_heatmap_edit_drag (fixture->edit, 0.0, -32.0));
  heed_heatmap_edit_end (fixture->edit);

  g_assert_cmpuint (fixture->n_set, ==, 1);
  g_assert_cmpuint (fixture->n_ended, ==, 1);
}

static void
test_heatmap_edit_keys_do_the_same (Fixture       *fixture,
                                    gconstpointer  data)
{
  heed_heatmap_select (HEED_HEATMAP (fixture->widget), 0, 1);
  drawn_press_key (fixture->widget, GDK_KEY_Up, GDK_SHIFT_MASK);
  g_assert_cmpfloat_with_epsilon (fixture->weight, 0.75, 1e-6);
  drawn_press_key (fixture->widget, GDK_KEY_Down, GDK_SHIFT_MASK);
  g_assert_cmpfloat_with_epsilon (fixture->weight, 0.65, 1e-6);
  g_assert_cmpint (fixture->row, ==, 0);
  g_assert_cmpint (fixture->column, ==, 1);
}

#define ADD(name, function)                                                                       \
  g_test_add ("/ui/heatmap-edit/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  heed_style_install (gdk_display_get_default ());

  ADD ("up-is-more", test_heatmap_edit_up_is_more);
  ADD ("click-is-none", test_heatmap_edit_click_is_none);
  ADD ("label-is-no-cell", test_heatmap_edit_label_is_no_cell);
  ADD ("cell-may-vanish", test_heatmap_edit_cell_may_vanish);
  ADD ("keys-do-the-same", test_heatmap_edit_keys_do_the_same);

  return g_test_run ();
}
