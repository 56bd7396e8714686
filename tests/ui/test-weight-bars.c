/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <string.h>

#include "drawn.h"
#include "ui/style.h"
#include "ui/weight-bars.h"

static const HeedWeightBar three[] = {
  { "Economic", 0.844, 4.21, TRUE, FALSE, FALSE },
  { "on", 0.071, -1.94, FALSE, FALSE, FALSE },
  { "⟨eos⟩", 0.0, NAN, FALSE, FALSE, FALSE },
};

typedef struct {
  GtkWidget      *window;
  GtkWidget      *widget;
  HeedWeightBars *bars;
  DrawnSignal     activated;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->widget = heed_weight_bars_new ();
  fixture->bars = HEED_WEIGHT_BARS (fixture->widget);
  drawn_listen (fixture->widget, "bar-activated", &fixture->activated);
  heed_weight_bars_set_bars (fixture->bars, three, 3);
  fixture->window = drawn_window_new (fixture->widget, 400, 200);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  drawn_finish (fixture->window, fixture->widget);
}

static GtkListBox *
get_list (Fixture *fixture)
{
  return GTK_LIST_BOX (gtk_widget_get_last_child (fixture->widget));
}

static GtkWidget *
get_row (Fixture *fixture,
         int      index)
{
  return GTK_WIDGET (gtk_list_box_get_row_at_index (get_list (fixture), index));
}

/* Returns the visible text of a row, its parts separated by spaces. */
static char *
read_row (Fixture *fixture,
          int      index)
{
  GtkWidget *box =
    gtk_list_box_row_get_child (gtk_list_box_get_row_at_index (get_list (fixture), index));
  GString *text = g_string_new (NULL);

  for (GtkWidget *part = gtk_widget_get_first_child (box); part != NULL;
       part = gtk_widget_get_next_sibling (part))
    if (GTK_IS_LABEL (part) && gtk_widget_get_visible (part))
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "",
                              gtk_label_get_text (GTK_LABEL (part)));

  return g_string_free (text, FALSE);
}

static void
assert_row (Fixture    *fixture,
            int         index,
            const char *expected)
{
  g_autofree char *text = read_row (fixture, index);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_weight_bars_rows_are_in_the_given_order (Fixture       *fixture,
                                              gconstpointer  data)
{
  assert_row (fixture, 0, "Economic 4.21 0.844");
  assert_row (fixture, 1, "on −1.94 0.071");
  assert_row (fixture, 2, "⟨eos⟩ 0.000");
  g_assert_true (gtk_widget_has_css_class (get_row (fixture, 0), "strong"));
  g_assert_false (gtk_widget_has_css_class (get_row (fixture, 1), "strong"));
}

static void
test_weight_bars_rows_are_refilled (Fixture       *fixture,
                                    gconstpointer  data)
{
  GtkWidget *first = get_row (fixture, 0);

  heed_weight_bars_set_bars (fixture->bars, three + 1, 2);
  g_assert_cmpuint (heed_weight_bars_get_n_bars (fixture->bars), ==, 2);
  g_assert_true (get_row (fixture, 0) == first);
  g_assert_false (gtk_widget_has_css_class (first, "strong"));
  g_assert_null (get_row (fixture, 2));
  assert_row (fixture, 0, "on −1.94 0.071");

  heed_weight_bars_set_bars (fixture->bars, NULL, 0);
  g_assert_cmpuint (heed_weight_bars_get_n_bars (fixture->bars), ==, 0);
}

static void
test_weight_bars_row_says_which (Fixture       *fixture,
                                 gconstpointer  data)
{
  gtk_widget_activate (get_row (fixture, 1));
  g_assert_cmpuint (fixture->activated.n_times, ==, 1);
  g_assert_cmpuint (fixture->activated.last, ==, 1);
}

static GtkWidget *
get_bar (Fixture *fixture,
         int      index)
{
  return drawn_find (get_row (fixture, index), GTK_TYPE_DRAWING_AREA, 0);
}

static void
test_weight_bars_length_is_the_value (Fixture       *fixture,
                                      gconstpointer  data)
{
  GtkWidget *bar = get_bar (fixture, 0);
  int width = gtk_widget_get_width (bar);
  int middle = gtk_widget_get_height (bar) / 2;
  cairo_surface_t *picture = drawn_snapshot (bar);

  g_assert_cmpint (width, >, 60);
  g_assert_cmphex (drawn_pixel (picture, 0.80 * width, middle) >> 24, ==, 0xff);
  g_assert_cmphex (drawn_pixel (picture, 0.88 * width, middle) >> 24, <, 0x40);
  cairo_surface_destroy (picture);
}

static void
test_weight_bars_survive_any_value (Fixture       *fixture,
                                    gconstpointer  data)
{
  const HeedWeightBar odd[] = { { "a", NAN, NAN, FALSE, FALSE, FALSE },
                                { "b", 7.0, INFINITY, FALSE, FALSE, FALSE },
                                { "c", -1.0, 0.0, FALSE, FALSE, FALSE } };

  heed_weight_bars_set_bars (fixture->bars, odd, 3);
  assert_row (fixture, 0, "a –");
  assert_row (fixture, 1, "b ∞ 7.000");

  for (int i = 0; i < 3; i++)
    {
      GtkWidget *bar = get_bar (fixture, i);
      cairo_surface_t *picture = drawn_snapshot (bar);

      /* The rounded ends lie within the bar, however long it is. */
      g_assert_cmphex (drawn_pixel (picture, gtk_widget_get_width (bar) - 1, 0) >> 24, <, 0x60);
      cairo_surface_destroy (picture);
    }
}

static void
test_weight_bars_headings_come_and_go (Fixture       *fixture,
                                       gconstpointer  data)
{
  g_assert_true (gtk_widget_get_first_child (fixture->widget) == GTK_WIDGET (get_list (fixture)));
  heed_weight_bars_set_headings (fixture->bars, "source", "e", "α");
  g_assert_true (
    gtk_widget_has_css_class (gtk_widget_get_first_child (fixture->widget), "headings"));
  heed_weight_bars_set_headings (fixture->bars, NULL, NULL, NULL);
  g_assert_true (gtk_widget_get_first_child (fixture->widget) == GTK_WIDGET (get_list (fixture)));
}

/* The headings are set again at each keystroke; equal ones must not be rebuilt. */
static void
test_weight_bars_same_headings_stay (Fixture       *fixture,
                                     gconstpointer  data)
{
  GtkWidget *headings;

  heed_weight_bars_set_headings (fixture->bars, "source", "e", "α");
  headings = gtk_widget_get_first_child (fixture->widget);
  g_object_add_weak_pointer (G_OBJECT (headings), (gpointer *) &headings);

  heed_weight_bars_set_headings (fixture->bars, "source", "e", "α");
  g_assert_true (headings == gtk_widget_get_first_child (fixture->widget));

  heed_weight_bars_set_headings (fixture->bars, "source", NULL, "α");
  g_assert_null (headings);
  g_assert_true (
    gtk_widget_has_css_class (gtk_widget_get_first_child (fixture->widget), "headings"));
}

static void
test_weight_bars_row_is_read_aloud (Fixture       *fixture,
                                    gconstpointer  data)
{
  gtk_test_accessible_assert_property (get_row (fixture, 0), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Economic: 0.844");
}

static void
add (const char *path,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  heed_style_install (gdk_display_get_default ());

  add ("/ui/weight-bars/rows-are-in-the-given-order", test_weight_bars_rows_are_in_the_given_order);
  add ("/ui/weight-bars/rows-are-refilled", test_weight_bars_rows_are_refilled);
  add ("/ui/weight-bars/row-says-which", test_weight_bars_row_says_which);
  add ("/ui/weight-bars/length-is-the-value", test_weight_bars_length_is_the_value);
  add ("/ui/weight-bars/survive-any-value", test_weight_bars_survive_any_value);
  add ("/ui/weight-bars/headings-come-and-go", test_weight_bars_headings_come_and_go);
  add ("/ui/weight-bars/same-headings-stay", test_weight_bars_same_headings_stay);
  add ("/ui/weight-bars/row-is-read-aloud", test_weight_bars_row_is_read_aloud);

  return g_test_run ();
}
