/* test-session-opening.c — a session whose model is somewhere else
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <string.h>

#include "app/window/document/document-opening.h"
#include "app/window/sessions/session-keeper-private.h"
#include "session-fixture.h"

typedef SessionFixture Fixture;

/* The model is somewhere else then, and has another name, so that only the user can find it. */
static char *
hide_model (Fixture *fixture)
{
  char *hidden = g_build_filename (fixture->folder, "my-transformer", NULL);

  g_assert_cmpint (g_rename (fixture->model, hidden), ==, 0);

  return hidden;
}

static void
test_session_opening_asks_where_a_model_is (Fixture       *fixture,
                                            gconstpointer  user_data)
{
  g_autofree char *hidden = NULL;

  session_fixture_save_work (fixture);
  session_fixture_undo_work (fixture);
  hidden = hide_model (fixture);
  heed_session_keeper_open (fixture->keeper, fixture->session);
  session_fixture_wait_until_told (fixture, "missing /");
  g_assert_cmpstr (heed_document_get_text (fixture->document), ==, "7 7 8 9");

  heed_session_keeper_find_model (fixture->keeper, hidden);
  session_fixture_wait_for_text (fixture, "6 9 4");
  g_assert_cmpstr (heed_document_get_model_path (fixture->document), ==, hidden);
}

static void
wait_until_saved (Fixture    *fixture,
                  const char *text)
{
  g_autoptr(HeedSessionFile) file = NULL;

  while ((file = session_fixture_load_last (fixture)) == NULL || !g_str_equal (file->text, text))
    {
      g_clear_pointer (&file, heed_session_file_free);
      g_main_context_iteration (NULL, TRUE);
    }
}

/* Saving must go on: with another model, a session that waits for its own is none any more. */
static void
test_session_opening_ends_with_another_model (Fixture       *fixture,
                                              gconstpointer  user_data)
{
  g_autofree char *hidden = NULL;

  session_fixture_save_work (fixture);
  hidden = hide_model (fixture);
  heed_session_keeper_open (fixture->keeper, fixture->session);
  session_fixture_wait_until_told (fixture, "missing /");

  session_fixture_undo_work (fixture);
  while (heed_document_get_is_opening (fixture->document))
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (fixture->keeper->opening);
  wait_until_saved (fixture, "7 7 8 9");
  heed_session_keeper_find_model (fixture->keeper, hidden);
  g_assert_nonnull (strstr (fixture->told->str, "noted Another model was opened meanwhile"));
  g_assert_cmpstr (heed_document_get_model_path (fixture->document), ==, fixture->other);
}

/* What ended unexpectedly is not called restored before its model is open. */
static void
test_session_opening_tells_that_it_restored_when_it_has (Fixture       *fixture,
                                                         gconstpointer  user_data)
{
  g_autofree char *hidden = NULL;

  session_fixture_work (fixture);
  wait_until_saved (fixture, "6 9 4");
  session_fixture_end (fixture);
  hidden = hide_model (fixture);

  session_fixture_begin (fixture);
  heed_session_keeper_begin_telling (fixture->keeper);
  g_assert_true (heed_session_keeper_restore (fixture->keeper));
  g_assert_true (g_str_has_prefix (fixture->told->str, "missing /"));
  g_assert_null (strstr (fixture->told->str, "noted"));

  heed_session_keeper_find_model (fixture->keeper, hidden);
  session_fixture_wait_until_told (fixture, "noted The last session ended unexpectedly");
  session_fixture_wait_for_text (fixture, "6 9 4");
}

#define ADD(name, test) \
  g_test_add ("/app/session-opening/" name, Fixture, NULL, session_fixture_set_up, test, \
              session_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("asks-where-a-model-is", test_session_opening_asks_where_a_model_is);
  ADD ("ends-with-another-model", test_session_opening_ends_with_another_model);
  ADD ("tells-that-it-restored-when-it-has",
       test_session_opening_tells_that_it_restored_when_it_has);

  return g_test_run ();
}
