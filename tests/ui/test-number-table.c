/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/number-table.h"

#include <math.h>

#include "drawn.h"
#include "ui/style.h"

static const HeedTableColumn columns[] = {
  { "Name", "Which one", TRUE, 8 },
  { "Number", "How much", FALSE, 6 },
};

typedef struct {
  GtkWidget       *window;
  GtkWidget       *widget;
  HeedNumberTable *table;
  int              activated;
} Fixture;

static void
activated_cb (HeedNumberTable *table,
              guint            row,
              Fixture         *fixture)
{
  fixture->activated = (int) row;
}

static void
add (Fixture    *fixture,
     const char *name,
     double      number)
{
  HeedTableCell cells[] = {
    { g_strdup (name), (double) heed_number_table_get_n (fixture->table) },
    { g_strdup_printf ("%.1f", number), number },
  };

  heed_number_table_add (fixture->table, cells);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->widget = heed_number_table_new (columns, G_N_ELEMENTS (columns), "Some numbers");
  fixture->table = HEED_NUMBER_TABLE (fixture->widget);
  fixture->activated = -1;
  g_signal_connect (fixture->table, "activated", G_CALLBACK (activated_cb), fixture);
  fixture->window = drawn_window_new (fixture->widget, 300, 200);
  add (fixture, "middle", 2.0);
  add (fixture, "none", NAN);
  add (fixture, "most", 3.0);
  add (fixture, "least", -1.0);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  drawn_finish (fixture->window, fixture->widget);
}

static void
assert_order (Fixture    *fixture,
              const char *expected)
{
  g_autoptr(GString) order = g_string_new (NULL);

  for (guint i = 0; i < heed_number_table_get_n (fixture->table); i++)
    g_string_append_printf (order, "%s%s", i > 0 ? " " : "",
                            heed_number_table_get_text (fixture->table, i, 0));

  g_assert_cmpstr (order->str, ==, expected);
}

/* Sorts by number, not by text; rows without a number are last, or first in descending order. */
static void
test_number_table_sorts_by_numbers (Fixture       *fixture,
                                    gconstpointer  data)
{
  assert_order (fixture, "middle none most least");
  heed_number_table_sort (fixture->table, 1, FALSE);
  assert_order (fixture, "least middle most none");
  heed_number_table_sort (fixture->table, 1, TRUE);
  assert_order (fixture, "none most middle least");
}

/* A row reports its index in the order of insertion, whatever the sort order is. */
static void
test_number_table_says_which_row (Fixture       *fixture,
                                  gconstpointer  data)
{
  GtkWidget *view = drawn_find (fixture->widget, GTK_TYPE_COLUMN_VIEW, 0);

  heed_number_table_sort (fixture->table, 1, FALSE);
  g_assert_cmpuint (heed_number_table_get_row (fixture->table, 0), ==, 3);
  g_signal_emit_by_name (view, "activate", 2);
  g_assert_cmpint (fixture->activated, ==, 2);
  g_signal_emit_by_name (view, "activate", 0);
  g_assert_cmpint (fixture->activated, ==, 3);

  heed_number_table_clear (fixture->table);
  g_assert_cmpuint (heed_number_table_get_n (fixture->table), ==, 0);
}

static void
test_number_table_explains_its_titles (Fixture       *fixture,
                                       gconstpointer  data)
{
  GtkWidget *view = drawn_find (fixture->widget, GTK_TYPE_COLUMN_VIEW, 0);
  GtkWidget *title = gtk_widget_get_first_child (gtk_widget_get_first_child (view));

  g_assert_cmpstr (gtk_widget_get_tooltip_text (title), ==, "Which one");
  g_assert_cmpstr (gtk_widget_get_tooltip_text (gtk_widget_get_next_sibling (title)), ==,
                   "How much");
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv);
  heed_style_install (gdk_display_get_default ());

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/ui/number-table/sorts-by-numbers", test_number_table_sorts_by_numbers);
  ADD ("/ui/number-table/says-which-row", test_number_table_says_which_row);
  ADD ("/ui/number-table/explains-its-titles", test_number_table_explains_its_titles);
#undef ADD

  return g_test_run ();
}
