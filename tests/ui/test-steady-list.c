/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "drawn.h"
#include "ui/steady-list.h"

#define WIDTH 200
#define HEIGHT 150
#define MANY 1000
#define FEW 12

typedef struct {
  GtkWidget          *window;
  GtkWidget          *scrolled;
  GtkSingleSelection *selection;
  GtkAdjustment      *place;
} Fixture;

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  gtk_list_item_set_child (item, gtk_label_new ("row"));
}

/* Puts other rows into the list, without laying it out. */
static void
set_rows (Fixture *fixture,
          guint    n)
{
  g_autoptr(GtkStringList) rows = gtk_string_list_new (NULL);

  for (guint i = 0; i < n; i++)
    gtk_string_list_append (rows, "row");
  gtk_single_selection_set_model (fixture->selection, G_LIST_MODEL (rows));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *column;
  GtkWidget *view;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  fixture->selection = gtk_single_selection_new (NULL);
  view = gtk_column_view_new (g_object_ref (GTK_SELECTION_MODEL (fixture->selection)));
  column = gtk_column_view_column_new ("Title", factory);
  gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
  g_object_unref (column);

  fixture->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (fixture->scrolled), view);
  heed_steady_list_add (GTK_SCROLLED_WINDOW (fixture->scrolled),
                        G_LIST_MODEL (fixture->selection));
  set_rows (fixture, MANY);
  fixture->window = drawn_window_new (fixture->scrolled, WIDTH, HEIGHT);
  fixture->place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (fixture->scrolled));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  drawn_finish (fixture->window, fixture->scrolled);
  g_object_unref (fixture->selection);
}

static void
draw (Fixture *fixture)
{
  gtk_widget_queue_draw (fixture->scrolled);
  gtk_test_widget_wait_for_draw (fixture->window);
}

/* Turns the wheel by some pixels. */
static void
scroll_by (Fixture *fixture,
           double   pixels)
{
  gtk_adjustment_set_value (fixture->place, gtk_adjustment_get_value (fixture->place) + pixels);
}

/* GTK's warning about a row that it does not find is fatal in a test. */
static void
test_steady_list_fewer_rows (Fixture       *fixture,
                             gconstpointer  data)
{
  scroll_by (fixture, 2000);
  draw (fixture);
  set_rows (fixture, FEW);
  scroll_by (fixture, 500);
  draw (fixture);

  g_assert_cmpfloat (gtk_adjustment_get_lower (fixture->place), ==, 0);
  g_assert_cmpfloat (gtk_adjustment_get_upper (fixture->place), <, 1000);
  g_assert_cmpfloat (gtk_adjustment_get_upper (fixture->place), >, HEIGHT);
}

static void
test_steady_list_no_rows (Fixture       *fixture,
                          gconstpointer  data)
{
  set_rows (fixture, 0);
  draw (fixture);
  scroll_by (fixture, 500);
  draw (fixture);

  g_assert_cmpfloat (gtk_adjustment_get_value (fixture->place), ==, 0);
}

static void
test_steady_list_scrolls_once_it_is_laid_out (Fixture       *fixture,
                                              gconstpointer  data)
{
  set_rows (fixture, 0);
  draw (fixture);
  set_rows (fixture, MANY);
  draw (fixture);
  scroll_by (fixture, 500);
  draw (fixture);

  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (fixture->place), 500, 50);
  g_assert_cmpfloat (gtk_adjustment_get_upper (fixture->place), >, 10 * MANY);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add ("/ui/steady-list/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("fewer-rows", test_steady_list_fewer_rows);
  ADD ("no-rows", test_steady_list_no_rows);
  ADD ("scrolls-once-it-is-laid-out", test_steady_list_scrolls_once_it_is_laid_out);
#undef ADD

  return g_test_run ();
}
