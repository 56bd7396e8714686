/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "drawn.h"
#include "ui/style.h"
#include "ui/target-sentence.h"

#define WIDTH 500

typedef struct {
  GtkWidget          *window;
  GtkWidget          *widget;
  HeedTargetSentence *sentence;
  DrawnSignal         activated;
} Fixture;

static void
show (Fixture    *fixture,
      const char *text)
{
  guint n_tokens;
  HeedToken *tokens = drawn_tokens_new (text, &n_tokens);

  heed_target_sentence_set_tokens (fixture->sentence, tokens, n_tokens);
  drawn_tokens_free (tokens, n_tokens);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->widget = heed_target_sentence_new ();
  fixture->sentence = HEED_TARGET_SENTENCE (fixture->widget);
  drawn_listen (fixture->widget, "token-activated", &fixture->activated);
  show (fixture, "▁l' accord ▁sur ▁la ▁zone . </s>");
  fixture->window = drawn_window_new (fixture->widget, WIDTH, 60);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  drawn_finish (fixture->window, fixture->widget);
}

static void
test_target_sentence_joins_tokens_to_words (Fixture       *fixture,
                                            gconstpointer  data)
{
  g_assert_cmpstr (heed_target_sentence_get_text (fixture->sentence), ==, "l'accord sur la zone.");
  show (fixture, "▁vieil ▁ à ▁qui ▁ </s>");
  g_assert_cmpstr (heed_target_sentence_get_text (fixture->sentence), ==, "vieil à qui ");
  show (fixture, "</s>");
  g_assert_cmpstr (heed_target_sentence_get_text (fixture->sentence), ==, "");
  show (fixture, "");
  g_assert_cmpstr (heed_target_sentence_get_text (fixture->sentence), ==, "");
}

static void
test_target_sentence_special_is_seen_when_selected (Fixture       *fixture,
                                                    gconstpointer  data)
{
  heed_target_sentence_set_selected (fixture->sentence, 6);
  g_assert_cmpstr (heed_target_sentence_get_text (fixture->sentence), ==,
                   "l'accord sur la zone. ⟨eos⟩");
  heed_target_sentence_set_selected (fixture->sentence, 0);
  g_assert_cmpstr (heed_target_sentence_get_text (fixture->sentence), ==, "l'accord sur la zone.");
}

static void
test_target_sentence_keys_walk_over_tokens (Fixture       *fixture,
                                            gconstpointer  data)
{
  drawn_press_key (fixture->widget, GDK_KEY_Right, 0);
  g_assert_cmpuint (fixture->activated.last, ==, 0);
  drawn_press_key (fixture->widget, GDK_KEY_Right, 0);
  g_assert_cmpuint (fixture->activated.last, ==, 1);
  drawn_press_key (fixture->widget, GDK_KEY_End, 0);
  g_assert_cmpuint (fixture->activated.last, ==, 6);
  drawn_press_key (fixture->widget, GDK_KEY_Right, 0);
  g_assert_cmpuint (fixture->activated.last, ==, 6);
  drawn_press_key (fixture->widget, GDK_KEY_Home, 0);
  g_assert_cmpint (heed_target_sentence_get_selected (fixture->sentence), ==, 0);
  g_assert_cmpuint (fixture->activated.n_times, ==, 5);
}

static void
test_target_sentence_click_selects_what_it_hits (Fixture       *fixture,
                                                 gconstpointer  data)
{
  guint last = 0;

  for (int x = 1; x < 160; x += 3)
    {
      drawn_press (fixture->widget, 1, x, 8.0);
      g_assert_cmpuint (fixture->activated.last, >=, last);
      last = fixture->activated.last;
    }

  g_assert_cmpuint (last, ==, 5);
  fixture->activated.n_times = 0;
  drawn_press (fixture->widget, 1, WIDTH - 5.0, 8.0);
  g_assert_cmpuint (fixture->activated.n_times, ==, 0);
}

static void
test_target_sentence_marks_the_selected_token (Fixture       *fixture,
                                               gconstpointer  data)
{
  cairo_surface_t *plain = drawn_snapshot (fixture->widget);
  cairo_surface_t *marked;
  guint n_tinted = 0;

  heed_target_sentence_set_selected (fixture->sentence, 0);
  marked = drawn_snapshot (fixture->widget);

  for (int x = 0; x < WIDTH; x++)
    n_tinted += drawn_pixel (marked, x, 2) != 0 && drawn_pixel (plain, x, 2) == 0;

  g_assert_cmpuint (n_tinted, >, 4);
  g_assert_cmpuint (n_tinted, <, 60);
  cairo_surface_destroy (plain);
  cairo_surface_destroy (marked);
}

/* Sums the lightness of the text; black text gives 0. */
static guint
sum_light (Fixture *fixture)
{
  cairo_surface_t *picture = drawn_snapshot (fixture->widget);
  guint sum = 0;

  for (int y = 0; y < gtk_widget_get_height (fixture->widget); y++)
    for (int x = 0; x < WIDTH; x++)
      sum += (drawn_pixel (picture, x, y) >> 8) & 0xff;

  cairo_surface_destroy (picture);

  return sum;
}

static void
test_target_sentence_dims_what_was_not_played (Fixture       *fixture,
                                               gconstpointer  data)
{
  guint all = sum_light (fixture);
  guint some, none;

  heed_target_sentence_set_n_played (fixture->sentence, 3);
  some = sum_light (fixture);
  heed_target_sentence_set_n_played (fixture->sentence, 0);
  none = sum_light (fixture);

  g_assert_cmpuint (some, >, all);
  g_assert_cmpuint (none, >, some);
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
test_target_sentence_never_takes_four_lines (Fixture       *fixture,
                                             gconstpointer  data)
{
  GString *text = g_string_new ("▁word");
  int one_line = measure_height (fixture, WIDTH);

  for (guint i = 1; i < 200; i++)
    g_string_append (text, " ▁word");

  show (fixture, text->str);
  g_assert_cmpint (measure_height (fixture, WIDTH), >=, 3 * one_line - 2);
  g_assert_cmpint (measure_height (fixture, WIDTH), <=, 3 * one_line + 2);
  g_string_free (text, TRUE);
}

static void
test_target_sentence_is_read_aloud (Fixture       *fixture,
                                    gconstpointer  data)
{
  heed_target_sentence_set_selected (fixture->sentence, 1);
  gtk_test_accessible_assert_role (fixture->widget, GTK_ACCESSIBLE_ROLE_LABEL);
  gtk_test_accessible_assert_property (fixture->widget, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "l'accord sur la zone.");
  gtk_test_accessible_assert_property (fixture->widget, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "accord");
}

static void
test_target_sentence_selection_ends_with_its_token (Fixture       *fixture,
                                                    gconstpointer  data)
{
  heed_target_sentence_set_selected (fixture->sentence, 5);
  show (fixture, "▁l' accord");
  g_assert_cmpint (heed_target_sentence_get_selected (fixture->sentence), ==, -1);
  heed_target_sentence_set_selected (fixture->sentence, 7);
  g_assert_cmpint (heed_target_sentence_get_selected (fixture->sentence), ==, -1);
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

  add ("/ui/target-sentence/joins-tokens-to-words", test_target_sentence_joins_tokens_to_words);
  add ("/ui/target-sentence/special-is-seen-when-selected",
       test_target_sentence_special_is_seen_when_selected);
  add ("/ui/target-sentence/keys-walk-over-tokens", test_target_sentence_keys_walk_over_tokens);
  add ("/ui/target-sentence/click-selects-what-it-hits",
       test_target_sentence_click_selects_what_it_hits);
  add ("/ui/target-sentence/marks-the-selected-token",
       test_target_sentence_marks_the_selected_token);
  add ("/ui/target-sentence/dims-what-was-not-played",
       test_target_sentence_dims_what_was_not_played);
  add ("/ui/target-sentence/never-takes-four-lines", test_target_sentence_never_takes_four_lines);
  add ("/ui/target-sentence/is-read-aloud", test_target_sentence_is_read_aloud);
  add ("/ui/target-sentence/selection-ends-with-its-token",
       test_target_sentence_selection_ends_with_its_token);

  return g_test_run ();
}
