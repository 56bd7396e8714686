/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/parts/transport.h"
#include "window-fixture.h"

#define FAST 1000.0  /* steps a second */

typedef struct {
  DocumentFixture  base;
  GtkWidget       *transport;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  document_fixture_set_up (&fixture->base, "sound");
  fixture->transport = g_object_ref_sink (heed_transport_new ());
  heed_transport_set_document (HEED_TRANSPORT (fixture->transport), fixture->base.document);
  heed_document_set_text (fixture->base.document, "one two three");
  wait_for_state (fixture->base.document, HEED_DOCUMENT_FINISHED);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_assert_finalize_object (fixture->transport);
  document_fixture_tear_down (&fixture->base);
}

static void
press (Fixture    *fixture,
       const char *action)
{
  gtk_widget_activate_action (fixture->transport, action, NULL);
}

static void
assert_is_at (Fixture *fixture,
              int      step,
              guint    n_played)
{
  g_assert_cmpint (heed_document_view_get_step (heed_document_get_view (fixture->base.document)),
                   ==, step);
  g_assert_cmpuint (
    heed_document_view_get_n_played (heed_document_get_view (fixture->base.document)), ==,
    n_played);
}

static void
test_transport_walks_like_a_debugger (Fixture       *fixture,
                                      gconstpointer  user_data)
{
  press (fixture, "transport.forward");
  assert_is_at (fixture, 1, 2);
  press (fixture, "transport.forward");
  assert_is_at (fixture, 2, 3);
  press (fixture, "transport.back");
  assert_is_at (fixture, 1, 2);
  press (fixture, "transport.first");
  assert_is_at (fixture, 0, 1);
  press (fixture, "transport.last");
  assert_is_at (fixture, 3, HEED_PLAYED_ALL);
}

static void
test_transport_stops_at_both_ends (Fixture       *fixture,
                                   gconstpointer  user_data)
{
  press (fixture, "transport.first");
  press (fixture, "transport.back");
  assert_is_at (fixture, 0, 1);

  press (fixture, "transport.last");
  press (fixture, "transport.forward");
  assert_is_at (fixture, 3, HEED_PLAYED_ALL);
}

static void
test_transport_plays_from_the_first_to_the_last (Fixture       *fixture,
                                                 gconstpointer  user_data)
{
  HeedTransport *transport = HEED_TRANSPORT (fixture->transport);

  heed_transport_set_speed (transport, FAST);
  press (fixture, "transport.play");
  g_assert_true (heed_transport_get_is_playing (transport));
  assert_is_at (fixture, 0, 1);

  while (heed_transport_get_is_playing (transport))
    g_main_context_iteration (NULL, TRUE);

  assert_is_at (fixture, 3, HEED_PLAYED_ALL);
}

static void
test_transport_pauses_where_it_is (Fixture       *fixture,
                                   gconstpointer  user_data)
{
  press (fixture, "transport.forward");
  press (fixture, "transport.play");
  press (fixture, "transport.play");

  g_assert_false (heed_transport_get_is_playing (HEED_TRANSPORT (fixture->transport)));
  assert_is_at (fixture, 1, 2);
}

/* Playing continues at the new speed, but never faster than can be seen. */
static void
test_transport_speed_can_be_changed (Fixture       *fixture,
                                     gconstpointer  user_data)
{
  press (fixture, "transport.play");
  for (guint i = 0; i < 20; i++)
    press (fixture, "transport.faster");
  g_assert_true (heed_transport_get_is_playing (HEED_TRANSPORT (fixture->transport)));

  for (guint i = 0; i < 40; i++)
    press (fixture, "transport.slower");
  g_assert_true (heed_transport_get_is_playing (HEED_TRANSPORT (fixture->transport)));
}

/* The key works while the buttons are hidden. */
static void
test_transport_without_buttons_still_plays (Fixture       *fixture,
                                            gconstpointer  user_data)
{
  heed_transport_set_bare (HEED_TRANSPORT (fixture->transport), TRUE);
  g_assert_true (gtk_widget_get_visible (fixture->transport));
  g_assert_false (gtk_widget_get_visible (gtk_widget_get_first_child (fixture->transport)));
  press (fixture, "transport.forward");
  assert_is_at (fixture, 1, 2);
}

static void
test_transport_typing_stops_it (Fixture       *fixture,
                                gconstpointer  user_data)
{
  press (fixture, "transport.play");
  heed_document_set_text (fixture->base.document, "one");

  g_assert_false (heed_transport_get_is_playing (HEED_TRANSPORT (fixture->transport)));
}

static void
test_transport_says_where_it_is (Fixture       *fixture,
                                 gconstpointer  user_data)
{
  GtkWidget *position = gtk_widget_get_last_child (fixture->transport);

  press (fixture, "transport.forward");

  g_assert_true (
    g_str_has_prefix (gtk_label_get_text (GTK_LABEL (position)), "step 2 of 4 · live "));
}

static void
test_transport_empty_sentence_has_nothing_to_walk (Fixture       *fixture,
                                                   gconstpointer  user_data)
{
  heed_document_set_text (fixture->base.document, "");

  for (GtkWidget *child = gtk_widget_get_first_child (fixture->transport); GTK_IS_BUTTON (child);
       child = gtk_widget_get_next_sibling (child))
    g_assert_false (gtk_widget_get_sensitive (child));
}

#define ADD(name, test) \
  g_test_add ("/app/transport/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("walks-like-a-debugger", test_transport_walks_like_a_debugger);
  ADD ("stops-at-both-ends", test_transport_stops_at_both_ends);
  ADD ("plays-from-the-first-to-the-last", test_transport_plays_from_the_first_to_the_last);
  ADD ("pauses-where-it-is", test_transport_pauses_where_it_is);
  ADD ("speed-can-be-changed", test_transport_speed_can_be_changed);
  ADD ("without-buttons-still-plays", test_transport_without_buttons_still_plays);
  ADD ("typing-stops-it", test_transport_typing_stops_it);
  ADD ("says-where-it-is", test_transport_says_where_it_is);
  ADD ("empty-sentence-has-nothing-to-walk", test_transport_empty_sentence_has_nothing_to_walk);

  return g_test_run ();
}
