/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "drawn.h"
#include "ui/source-weights.h"
#include "ui/style.h"

#define N_KEYS 8

static const char *const labels[] = { "a", "b", "c", "d", "e", "f", "g", "h" };
static const float weights[] = { 0.1f, 0.05f, 0.2f, 0.01f, 0.4f, 0.15f, 0.02f, 0.07f };
static const float scores[] = { 1.0f, 0.5f, 2.0f, -1.0f, 3.0f, 1.5f, -0.5f, 0.7f };

typedef struct {
  GtkWidget         *window;
  GtkWidget         *widget;
  HeedSourceWeights *sources;
  DrawnSignal        heard;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->widget = heed_source_weights_new ();
  fixture->sources = HEED_SOURCE_WEIGHTS (fixture->widget);
  drawn_listen (fixture->widget, "source-activated", &fixture->heard);
  heed_source_weights_set_labels (fixture->sources, "source", labels, N_KEYS);
  heed_source_weights_set_weights (fixture->sources, weights, scores, N_KEYS);
  fixture->window = drawn_window_new (fixture->widget, 360, 300);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  drawn_finish (fixture->window, fixture->widget);
}

static GtkWidget *
get_list (Fixture *fixture)
{
  return drawn_find (fixture->widget, GTK_TYPE_LIST_BOX, 0);
}

static GtkWidget *
get_row (Fixture *fixture,
         int      row)
{
  return GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (get_list (fixture)), row));
}

static const char *
get_name (GtkWidget *row)
{
  return gtk_label_get_text (GTK_LABEL (drawn_find (row, GTK_TYPE_LABEL, 1)));
}

/* Compares the tokens of all rows, in order. */
static void
assert_order (Fixture    *fixture,
              const char *expected)
{
  g_autoptr(GString) found = g_string_new (NULL);

  for (int i = 0; get_row (fixture, i) != NULL; i++)
    g_string_append (found, get_name (get_row (fixture, i)));

  g_assert_cmpstr (found->str, ==, expected);
}

static GtkWidget *
get_button (Fixture    *fixture,
            const char *label)
{
  for (guint i = 0; i < 2; i++)
    {
      GtkWidget *button = drawn_find (fixture->widget, GTK_TYPE_BUTTON, i);

      if (g_str_equal (gtk_button_get_label (GTK_BUTTON (button)), label))
        return button;
    }

  g_error ("expected a button called %s", label);
}

static void
test_source_weights_stand_as_in_the_sentence (Fixture       *fixture,
                                              gconstpointer  data)
{
  assert_order (fixture, "abcefh");
  g_assert_cmpuint (heed_source_weights_get_heaviest (fixture->sources), ==, 4);
}

static void
test_source_weights_can_be_sorted (Fixture       *fixture,
                                   gconstpointer  data)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get_button (fixture, "by weight")), TRUE);
  assert_order (fixture, "ecfahb");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get_button (fixture, "by weight")), FALSE);
  assert_order (fixture, "abcefh");
}

static void
test_source_weights_all_can_be_shown (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_signal_emit_by_name (get_button (fixture, "and 2 more"), "clicked");
  assert_order (fixture, "abcdefgh");
  g_signal_emit_by_name (get_button (fixture, "show fewer"), "clicked");
  assert_order (fixture, "abcefh");
}

static void
test_source_weights_selected_is_among_the_rows (Fixture       *fixture,
                                                gconstpointer  data)
{
  heed_source_weights_set_selected (fixture->sources, 3);
  assert_order (fixture, "acdefh");
  g_assert_true (gtk_widget_has_css_class (get_row (fixture, 2), "strong"));
  g_assert_cmpuint (heed_source_weights_get_selected (fixture->sources), ==, 3);
  heed_source_weights_set_selected (fixture->sources, 99);
  g_assert_cmpuint (heed_source_weights_get_selected (fixture->sources), ==, 4);
}

static void
test_source_weights_largest_is_marked (Fixture       *fixture,
                                       gconstpointer  data)
{
  heed_source_weights_set_selected (fixture->sources, 0);
  gtk_test_accessible_assert_property (get_row (fixture, 3), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "e: 0.400, the largest");
  gtk_test_accessible_assert_property (get_row (fixture, 0), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "a: 0.100");
}

static void
test_source_weights_hidden_is_struck_out (Fixture       *fixture,
                                          gconstpointer  data)
{
  const guint8 hidden[N_KEYS] = { 1 };

  heed_source_weights_set_hidden (fixture->sources, hidden);
  g_assert_true (gtk_widget_has_css_class (get_row (fixture, 0), "struck"));
  g_assert_false (gtk_widget_has_css_class (get_row (fixture, 1), "struck"));
  gtk_test_accessible_assert_property (get_row (fixture, 0), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "a: 0.100, hidden");
  heed_source_weights_set_hidden (fixture->sources, NULL);
  g_assert_false (gtk_widget_has_css_class (get_row (fixture, 0), "struck"));
}

static void
test_source_weights_rows_say_which_token_they_are (Fixture       *fixture,
                                                   gconstpointer  data)
{
  gtk_widget_activate (get_row (fixture, 5));
  g_assert_cmpuint (fixture->heard.last, ==, 7);
}

static void
test_source_weights_without_any_are_not_seen (Fixture       *fixture,
                                              gconstpointer  data)
{
  heed_source_weights_set_weights (fixture->sources, NULL, NULL, 0);
  g_assert_false (gtk_widget_get_visible (fixture->widget));
  g_assert_cmpuint (heed_source_weights_get_selected (fixture->sources), ==, 0);
  heed_source_weights_set_weights (fixture->sources, weights, NULL, 1);
  g_assert_true (gtk_widget_get_visible (fixture->widget));
  assert_order (fixture, "a");
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

  add ("/ui/source-weights/stand-as-in-the-sentence",
       test_source_weights_stand_as_in_the_sentence);
  add ("/ui/source-weights/can-be-sorted", test_source_weights_can_be_sorted);
  add ("/ui/source-weights/all-can-be-shown", test_source_weights_all_can_be_shown);
  add ("/ui/source-weights/selected-is-among-the-rows",
       test_source_weights_selected_is_among_the_rows);
  add ("/ui/source-weights/largest-is-marked", test_source_weights_largest_is_marked);
  add ("/ui/source-weights/hidden-is-struck-out", test_source_weights_hidden_is_struck_out);
  add ("/ui/source-weights/rows-say-which-token-they-are",
       test_source_weights_rows_say_which_token_they_are);
  add ("/ui/source-weights/without-any-are-not-seen",
       test_source_weights_without_any_are_not_seen);

  return g_test_run ();
}
