/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "drawn.h"
#include "ui/running-text.h"
#include "ui/style.h"

#define WIDTH  500
#define HEIGHT 260

typedef struct {
  GtkWidget       *window;
  GtkWidget       *widget;
  HeedRunningText *text;
  DrawnCell        selected;
} Fixture;

/* "ma maison </s>", translated from "my house </s>". */
static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const float values[] = { 0.8f, 0.2f, 0.0f, 0.3f, 0.6f, 0.1f, 0.0f, 0.0f, 1.0f };
  g_autoptr(HeedMatrix) matrix = heed_matrix_new (3, 3, values);
  HeedToken *tokens;
  guint n_tokens;

  fixture->widget = heed_running_text_new ();
  fixture->text = HEED_RUNNING_TEXT (fixture->widget);
  drawn_listen_cell (fixture->widget, "cell-selected", &fixture->selected);

  tokens = drawn_tokens_new ("▁my ▁house </s>", &n_tokens);
  heed_running_text_set_source (fixture->text, tokens, n_tokens);
  drawn_tokens_free (tokens, n_tokens);
  tokens = drawn_tokens_new ("▁ma ▁maison </s>", &n_tokens);
  heed_running_text_set_target (fixture->text, tokens, n_tokens);
  drawn_tokens_free (tokens, n_tokens);
  heed_running_text_set_matrix (fixture->text, matrix);

  fixture->window = drawn_window_new (fixture->widget, WIDTH, HEIGHT);
  while (gtk_widget_get_width (fixture->widget) == 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  drawn_finish (fixture->window, fixture->widget);
}

/* Moves the pointer over the word; fails if the word cannot be found. */
static void
move_to (Fixture   *fixture,
         HeedPlace  place)
{
  for (int y = 4; y < HEIGHT; y += 4)
    for (int x = 4; x < WIDTH; x += 4)
      {
        HeedPlace focus;

        drawn_move (fixture->widget, x, y);
        focus = heed_running_text_get_focus (fixture->text);
        if (focus.is_row == place.is_row && focus.index == place.index)
          return;
      }

  g_assert_not_reached ();
}

static void
test_running_text_pointer_lights_partners_both_ways (Fixture       *fixture,
                                                     gconstpointer  data)
{
  cairo_surface_t *dark, *lit, *other;

  dark = drawn_snapshot (fixture->widget);
  move_to (fixture, (HeedPlace) { TRUE, 1 });
  lit = drawn_snapshot (fixture->widget);
  gtk_test_accessible_assert_property (fixture->widget, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "maison ← house 0.600, my 0.300, ⟨eos⟩ 0.100");
  g_assert_false (drawn_are_equal (dark, lit, 0, 0, WIDTH, HEIGHT / 2));

  move_to (fixture, (HeedPlace) { FALSE, 1 });
  other = drawn_snapshot (fixture->widget);
  gtk_test_accessible_assert_property (fixture->widget, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "house → maison 0.600, ma 0.200");
  g_assert_false (drawn_are_equal (lit, other, 0, 0, WIDTH, HEIGHT));

  drawn_leave (fixture->widget);
  g_assert_cmpint (heed_running_text_get_focus (fixture->text).index, ==, -1);
  cairo_surface_destroy (dark);
  cairo_surface_destroy (lit);
  cairo_surface_destroy (other);
}

static void
test_running_text_keys_walk (Fixture       *fixture,
                             gconstpointer  data)
{
  drawn_press_key (fixture->widget, GDK_KEY_Right, 0);
  drawn_press_key (fixture->widget, GDK_KEY_Right, 0);
  g_assert_cmpint (fixture->selected.row, ==, 1);
  drawn_press_key (fixture->widget, GDK_KEY_Up, 0);
  g_assert_cmpint (fixture->selected.column, ==, 1);
  drawn_press_key (fixture->widget, GDK_KEY_End, 0);
  g_assert_cmpint (fixture->selected.column, ==, 2);
  drawn_press_key (fixture->widget, GDK_KEY_Down, 0);
  g_assert_cmpint (fixture->selected.row, ==, 2);
  g_assert_cmpuint (fixture->selected.n_times, ==, 5);
}

static void
test_running_text_says_both_sentences (Fixture       *fixture,
                                       gconstpointer  data)
{
  gtk_test_accessible_assert_property (fixture->widget, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "my house ⟨eos⟩\nma maison ⟨eos⟩");
}

/* A selection made elsewhere is highlighted in the text. */
static void
test_running_text_follows_selection (Fixture       *fixture,
                                     gconstpointer  data)
{
  heed_running_text_select (fixture->text, 0, -1);
  g_assert_true (heed_running_text_get_focus (fixture->text).is_row);
  gtk_test_accessible_assert_property (fixture->widget, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "ma ← my 0.800, house 0.200");
  g_assert_cmpuint (fixture->selected.n_times, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  heed_style_install (gdk_display_get_default ());

#define ADD(name, test) \
  g_test_add ("/ui/running-text/" name, Fixture, NULL, set_up, test, tear_down)

  ADD ("pointer-lights-partners-both-ways", test_running_text_pointer_lights_partners_both_ways);
  ADD ("keys-walk", test_running_text_keys_walk);
  ADD ("says-both-sentences", test_running_text_says_both_sentences);
  ADD ("follows-selection", test_running_text_follows_selection);

  return g_test_run ();
}
