/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: ui/css-class.c,
 *   ui/token-chip.c
 */

#include "drawn.h"
#include "ui/style.h"
#include "ui/token-strip.h"

typedef struct {
  GtkWidget      *window;
  GtkWidget      *widget;
  HeedTokenStrip *strip;
  DrawnSignal     activated;
} Fixture;

static void
show (Fixture    *fixture,
      const char *text)
{
  guint n_tokens;
  HeedToken *tokens = drawn_tokens_new (text, &n_tokens);

  heed_token_strip_set_tokens (fixture->strip, tokens, n_tokens);
  drawn_tokens_free (tokens, n_tokens);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->widget = heed_token_strip_new ();
  fixture->strip = HEED_TOKEN_STRIP (fixture->widget);
  drawn_listen (fixture->widget, "token-activated", &fixture->activated);
  show (fixture, "▁the ▁cat ▁sat </s>");
  fixture->window = drawn_window_new (fixture->widget, 600, 200);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  drawn_finish (fixture->window, fixture->widget);
}

static GtkWidget *
get_chip (Fixture *fixture,
          guint    index)
{
  return drawn_find (fixture->widget, GTK_TYPE_BUTTON, index);
}

static void
test_token_strip_has_a_chip_a_token (Fixture       *fixture,
                                     gconstpointer  data)
{
  g_assert_cmpuint (heed_token_strip_get_n_tokens (fixture->strip), ==, 4);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (get_chip (fixture, 1))), ==, "cat");
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (get_chip (fixture, 3))), ==, "⟨eos⟩");

  show (fixture, "▁a");
  g_assert_cmpuint (heed_token_strip_get_n_tokens (fixture->strip), ==, 1);
  show (fixture, "");
  g_assert_cmpuint (heed_token_strip_get_n_tokens (fixture->strip), ==, 0);
}

static void
test_token_strip_chip_says_which (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_signal_emit_by_name (get_chip (fixture, 2), "clicked");
  g_assert_cmpuint (fixture->activated.last, ==, 2);
}

static void
test_token_strip_unchanged_chips_are_kept (Fixture       *fixture,
                                           gconstpointer  data)
{
  GtkWidget *first = get_chip (fixture, 0);

  heed_token_strip_set_hidden (fixture->strip, 0, TRUE);
  heed_token_strip_set_hidden (fixture->strip, 1, TRUE);
  show (fixture, "▁the ▁dog ▁sat </s>");

  g_assert_true (get_chip (fixture, 0) == first);
  g_assert_true (heed_token_strip_get_hidden (fixture->strip, 0));
  g_assert_false (heed_token_strip_get_hidden (fixture->strip, 1));
}

static void
test_token_strip_hidden_chip_says_so (Fixture       *fixture,
                                      gconstpointer  data)
{
  heed_token_strip_set_hidden (fixture->strip, 1, TRUE);
  g_assert_true (gtk_widget_has_css_class (get_chip (fixture, 1), "hidden"));
  gtk_test_accessible_assert_property (get_chip (fixture, 1), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "hidden from the decoder");
  heed_token_strip_set_hidden (fixture->strip, 1, FALSE);
  g_assert_false (gtk_widget_has_css_class (get_chip (fixture, 1), "hidden"));
}

static void
test_token_strip_marks_one_chip (Fixture       *fixture,
                                 gconstpointer  data)
{
  heed_token_strip_set_selected (fixture->strip, 1);
  heed_token_strip_set_selected (fixture->strip, 2);
  g_assert_false (gtk_widget_has_css_class (get_chip (fixture, 1), "selected"));
  g_assert_true (gtk_widget_has_css_class (get_chip (fixture, 2), "selected"));

  heed_token_strip_set_selected (fixture->strip, 99);
  g_assert_cmpint (heed_token_strip_get_selected (fixture->strip), ==, -1);

  heed_token_strip_set_selected (fixture->strip, 3);
  show (fixture, "▁the ▁cat");
  g_assert_cmpint (heed_token_strip_get_selected (fixture->strip), ==, -1);
}

static void
test_token_strip_is_one_stop_of_tab (Fixture       *fixture,
                                     gconstpointer  data)
{
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  g_assert_true (gtk_widget_child_focus (fixture->widget, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_is_focus (get_chip (fixture, 0)));
  g_assert_false (gtk_widget_child_focus (fixture->widget, GTK_DIR_TAB_FORWARD));

  g_assert_true (gtk_widget_child_focus (fixture->widget, GTK_DIR_RIGHT));
  g_assert_true (gtk_widget_child_focus (fixture->widget, GTK_DIR_RIGHT));
  g_assert_true (gtk_widget_is_focus (get_chip (fixture, 2)));
  g_assert_true (gtk_widget_child_focus (fixture->widget, GTK_DIR_LEFT));
  g_assert_true (gtk_widget_is_focus (get_chip (fixture, 1)));
}

static void
test_token_strip_arrows_stop_at_the_ends (Fixture       *fixture,
                                          gconstpointer  data)
{
  gtk_widget_grab_focus (get_chip (fixture, 0));
  g_assert_false (gtk_widget_child_focus (fixture->widget, GTK_DIR_LEFT));
  g_assert_false (gtk_widget_child_focus (fixture->widget, GTK_DIR_UP));
  g_assert_false (gtk_widget_child_focus (fixture->widget, GTK_DIR_DOWN));
  g_assert_true (gtk_widget_is_focus (get_chip (fixture, 0)));
}

static int
measure_height (Fixture *fixture,
                int      width)
{
  int height;

  gtk_widget_measure (fixture->widget, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);

  return height;
}

static void
test_token_strip_never_takes_three_lines (Fixture       *fixture,
                                          gconstpointer  data)
{
  GString *text = g_string_new ("▁word");
  int one_line = measure_height (fixture, 600);

  for (guint i = 1; i < 60; i++)
    g_string_append (text, " ▁word");

  show (fixture, text->str);
  g_assert_cmpint (measure_height (fixture, 600), >, 2 * one_line);
  g_assert_cmpint (measure_height (fixture, 600), <=, 3 * one_line);
  g_assert_cmpint (measure_height (fixture, 600), ==, measure_height (fixture, 300));
  g_string_free (text, TRUE);
}

static void
test_token_strip_down_goes_to_the_next_line (Fixture       *fixture,
                                             gconstpointer  data)
{
  GtkAllocation above, below;

  show (fixture, "▁aaaaaaaaaaaaaaaaaaaa ▁bbbbbbbbbbbbbbbbbbbb ▁cccccccccccccccccccc "
                 "▁dddddddddddddddddddd ▁eeeeeeeeeeeeeeeeeeee ▁ffffffffffffffffffff");
  while (gtk_widget_get_width (get_chip (fixture, 5)) == 0)
    g_main_context_iteration (NULL, TRUE);

  gtk_widget_grab_focus (get_chip (fixture, 0));
  gtk_widget_get_allocation (get_chip (fixture, 0), &above);
  g_assert_true (gtk_widget_child_focus (fixture->widget, GTK_DIR_DOWN));
  gtk_widget_get_allocation (gtk_root_get_focus (GTK_ROOT (fixture->window)), &below);
  g_assert_cmpint (below.y, >, above.y);
  g_assert_cmpint (below.x, ==, above.x);
  g_assert_true (gtk_widget_child_focus (fixture->widget, GTK_DIR_UP));
  g_assert_true (gtk_widget_is_focus (get_chip (fixture, 0)));
}

/* By key and by secondary button; the signal gives the bounds of the chip, for a popover. */
static void
test_token_strip_asks_for_a_menu (Fixture       *fixture,
                                  gconstpointer  data)
{
  DrawnSignal asked = { 0 };
  graphene_rect_t bounds;

  drawn_listen (fixture->widget, "token-menu", &asked);
  gtk_widget_grab_focus (get_chip (fixture, 2));
  drawn_press_key (fixture->widget, GDK_KEY_F2, 0);
  g_assert_cmpuint (asked.n_times, ==, 1);
  g_assert_cmpuint (asked.last, ==, 2);
  drawn_press_key (fixture->widget, GDK_KEY_F10, GDK_SHIFT_MASK);
  g_assert_cmpuint (asked.n_times, ==, 2);

  g_assert_true (heed_token_strip_compute_bounds (fixture->strip, 1, fixture->widget, &bounds));
  drawn_press (gtk_widget_get_parent (get_chip (fixture, 1)), 1,
               bounds.origin.x + bounds.size.width / 2.0,
               bounds.origin.y + bounds.size.height / 2.0);
  g_assert_cmpuint (asked.n_times, ==, 3);
  g_assert_cmpuint (asked.last, ==, 1);
  g_assert_cmpuint (fixture->activated.n_times, ==, 0);
  g_assert_false (heed_token_strip_compute_bounds (fixture->strip, 9, fixture->widget, &bounds));
}

/* Control and Space change the group of tokens only, not the selection. */
static void
test_token_strip_takes_tokens_together (Fixture       *fixture,
                                        gconstpointer  data)
{
  static const guint together[] = { 0, 2 };
  DrawnSignal toggled = { 0 };

  drawn_listen (fixture->widget, "token-toggled", &toggled);
  gtk_widget_grab_focus (get_chip (fixture, 2));
  drawn_press_key (fixture->widget, GDK_KEY_space, GDK_CONTROL_MASK);
  g_assert_cmpuint (toggled.n_times, ==, 1);
  g_assert_cmpuint (toggled.last, ==, 2);
  g_assert_cmpuint (fixture->activated.n_times, ==, 0);

  heed_token_strip_mark (fixture->strip, together, 2);
  g_assert_true (gtk_widget_has_css_class (get_chip (fixture, 0), "selected"));
  g_assert_false (gtk_widget_has_css_class (get_chip (fixture, 1), "selected"));
  g_assert_true (gtk_widget_has_css_class (get_chip (fixture, 2), "selected"));

  heed_token_strip_set_selected (fixture->strip, 1);
  heed_token_strip_mark (fixture->strip, NULL, 0);
  g_assert_false (gtk_widget_has_css_class (get_chip (fixture, 0), "selected"));
  g_assert_true (gtk_widget_has_css_class (get_chip (fixture, 1), "selected"));
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

  add ("/ui/token-strip/has-a-chip-a-token", test_token_strip_has_a_chip_a_token);
  add ("/ui/token-strip/chip-says-which", test_token_strip_chip_says_which);
  add ("/ui/token-strip/unchanged-chips-are-kept", test_token_strip_unchanged_chips_are_kept);
  add ("/ui/token-strip/hidden-chip-says-so", test_token_strip_hidden_chip_says_so);
  add ("/ui/token-strip/marks-one-chip", test_token_strip_marks_one_chip);
  add ("/ui/token-strip/is-one-stop-of-tab", test_token_strip_is_one_stop_of_tab);
  add ("/ui/token-strip/arrows-stop-at-the-ends", test_token_strip_arrows_stop_at_the_ends);
  add ("/ui/token-strip/asks-for-a-menu", test_token_strip_asks_for_a_menu);
  add ("/ui/token-strip/takes-tokens-together", test_token_strip_takes_tokens_together);
  add ("/ui/token-strip/never-takes-three-lines", test_token_strip_never_takes_three_lines);
  add ("/ui/token-strip/down-goes-to-the-next-line", test_token_strip_down_goes_to_the_next_line);

  return g_test_run ();
}
