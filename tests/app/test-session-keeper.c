/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/window/sessions/session-model.c, app/window/sessions/session-state.c,
 *   app/window/sessions/session-writer.c
 */

#include "app/window/sessions/session-keeper-private.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app/core/files/fingerprint.h"
#include "app/core/sessions/session-file.h"
#include "app/window/desktop/view-options.h"
#include "app/window/document/document-changes.h"
#include "app/window/document/document-decoding.h"
#include "app/window/document/document-opening.h"
#include "app/window/sessions/session-state.h"
#include "session-fixture.h"

typedef SessionFixture Fixture;

static void
wait_for_heads (Fixture *fixture,
                guint64  heads)
{
  while (heed_document_get_translation (fixture->document)->heads != heads)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_session_keeper_opens_exactly_what_was_saved (Fixture       *fixture,
                                                  gconstpointer  user_data)
{
  g_autofree char *before = NULL;
  g_autofree char *target = NULL;
  g_autofree char *after = NULL;
  g_autofree char *target_after = NULL;

  session_fixture_save_work (fixture);
  before = session_fixture_describe (fixture);
  target = session_fixture_join_target (fixture->document);
  session_fixture_undo_work (fixture);

  heed_session_keeper_open (fixture->keeper, fixture->session);
  session_fixture_wait_for_text (fixture, "6 9 4");
  after = session_fixture_describe (fixture);
  target_after = session_fixture_join_target (fixture->document);

  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (target_after, ==, target);
  g_assert_cmpstr (heed_session_keeper_get_path (fixture->keeper), ==, fixture->session);
  g_assert_false (
    heed_change_list_can_undo (heed_document_get_changes (fixture->document)));
}

static void
test_session_keeper_opens_the_heads_that_were_chosen (Fixture       *fixture,
                                                      gconstpointer  user_data)
{
  static const HeedAttentionSite mean = { HEED_ATTENTION_CROSS, 0, HEED_HEAD_MEAN };
  HeedDocumentView *view = heed_document_get_view (fixture->document);
  g_autoptr(HeedMatrix) before = NULL;
  g_autoptr(HeedMatrix) after = NULL;

  session_fixture_work (fixture);
  heed_document_view_set_site (view, mean);
  heed_document_view_set_heads (view, 0xb);
  wait_for_heads (fixture, 0xb);
  before = heed_translation_dup_attention (heed_document_get_translation (fixture->document));
  heed_session_keeper_begin_telling (fixture->keeper);
  heed_session_keeper_save (fixture->keeper, fixture->session);
  session_fixture_wait_until_told (fixture, "noted Saved to");
  session_fixture_undo_work (fixture);

  heed_session_keeper_open (fixture->keeper, fixture->session);
  session_fixture_wait_for_text (fixture, "6 9 4");
  wait_for_heads (fixture, 0xb);
  after = heed_translation_dup_attention (heed_document_get_translation (fixture->document));

  g_assert_cmphex (heed_document_view_get_heads (view), ==, 0xb);
  g_assert_cmpint (heed_document_view_get_site (view).layer, ==, 0);
  g_assert_cmpmem (after->values, (gsize) after->n_rows * after->n_columns * sizeof (float),
                   before->values, (gsize) before->n_rows * before->n_columns * sizeof (float));
}

static void
test_session_keeper_says_which_model_it_was (Fixture       *fixture,
                                             gconstpointer  user_data)
{
  g_autoptr(HeedSessionFile) file = NULL;
  g_autofree char *expected = heed_fingerprint_new (fixture->model, NULL, NULL);

  session_fixture_save_work (fixture);
  file = heed_session_file_load (fixture->session, NULL);

  g_assert_cmpstr (file->model.path, ==, fixture->model);
  g_assert_cmpstr (file->model.sha256, ==, expected);
}

static void
test_session_keeper_says_that_the_model_is_another (Fixture       *fixture,
                                                    gconstpointer  user_data)
{
  session_fixture_save_work (fixture);
  session_fixture_write_model (fixture->model, 3);
  heed_session_keeper_open (fixture->keeper, fixture->session);
  session_fixture_wait_until_told (fixture, "said The model is not the one");

  g_assert_nonnull (strstr (fixture->told->str, "transformer.safetensors: expected SHA-256 "));
}

static void
test_session_keeper_finds_a_model_beside_the_session (Fixture       *fixture,
                                                      gconstpointer  user_data)
{
  g_autofree char *elsewhere = g_dir_make_tmp ("heed-keeper-XXXXXX", NULL);
  g_autofree char *session = g_build_filename (elsewhere, "lesson.heed", NULL);
  g_autofree char *model = g_build_filename (elsewhere, "transformer.safetensors", NULL);

  session_fixture_save_work (fixture);
  session_fixture_undo_work (fixture);
  g_assert_cmpint (g_rename (fixture->session, session), ==, 0);
  g_assert_cmpint (g_rename (fixture->model, model), ==, 0);
  heed_session_keeper_open (fixture->keeper, session);
  session_fixture_wait_until_told (fixture, "said The model of this session has moved.");

  g_assert_cmpstr (heed_document_get_model_path (fixture->document), ==, model);
  g_assert_cmpstr (heed_document_get_text (fixture->document), ==, "6 9 4");
  g_unlink (session);
  g_unlink (model);
  g_rmdir (elsewhere);
}

static void
assert_opens_nothing (Fixture    *fixture,
                      const char *contents,
                      const char *told)
{
  g_file_set_contents (fixture->session, contents, -1, NULL);
  heed_session_keeper_open (fixture->keeper, fixture->session);
  g_assert_nonnull (strstr (fixture->told->str, told));
  g_assert_cmpstr (heed_document_get_text (fixture->document), ==, "6 9 4");
}

static void
test_session_keeper_refuses_what_is_damaged_or_newer (Fixture       *fixture,
                                                      gconstpointer  user_data)
{
  session_fixture_save_work (fixture);
  assert_opens_nothing (fixture, "{\"heed_session\": 1, \"sentence\": \"a",
                        "said This session cannot be opened. lesson.heed: ");
  assert_opens_nothing (fixture, "{\"heed_session\": 2}", "expected version 1");
  g_assert_cmpuint (
    heed_change_list_get_n (heed_document_get_changes (fixture->document)), ==, 6);
}

/* A model that cannot be opened leaves everything as it is. */
static void
test_session_keeper_opens_nothing_without_its_model (Fixture       *fixture,
                                                     gconstpointer  user_data)
{
  g_autofree char *damaged = g_build_filename (fixture->folder, "damaged", NULL);
  g_autoptr(HeedSessionFile) file = heed_session_file_new ();

  session_fixture_work (fixture);
  g_file_set_contents (damaged, "", -1, NULL);
  file->model.path = g_strdup (damaged);
  g_assert_true (heed_session_file_save (file, fixture->session, NULL));
  heed_session_keeper_open (fixture->keeper, fixture->session);
  while (heed_document_get_is_opening (fixture->document))
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpstr (heed_document_get_text (fixture->document), ==, "6 9 4");
}

/* --- Saved by itself ------------------------------------------------------- */

static void
wait_until_saved (Fixture *fixture,
                  guint    n_changes)
{
  g_autoptr(HeedSessionFile) file = NULL;

  while ((file = session_fixture_load_last (fixture)) == NULL || file->changes->len != n_changes)
    {
      g_clear_pointer (&file, heed_session_file_free);
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
test_session_keeper_brings_back_what_a_crash_left (Fixture       *fixture,
                                                   gconstpointer  user_data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *opening = g_build_filename (fixture->folder, "opening-session.heed", NULL);

  session_fixture_work (fixture);
  wait_until_saved (fixture, 6);
  before = session_fixture_describe (fixture);
  session_fixture_end (fixture);

  session_fixture_begin (fixture);
  g_assert_true (heed_session_keeper_restore (fixture->keeper));
  g_assert_true (g_file_test (opening, G_FILE_TEST_EXISTS));
  session_fixture_wait_for_text (fixture, "6 9 4");
  after = session_fixture_describe (fixture);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (fixture->told->str, ==, "");

  /* Told once somebody listens. */
  heed_session_keeper_begin_telling (fixture->keeper);
  g_assert_nonnull (strstr (fixture->told->str, "noted The last session ended unexpectedly"));
  wait_until_saved (fixture, 6);
  while (g_file_test (opening, G_FILE_TEST_EXISTS))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_session_keeper_begins_where_somebody_left (Fixture       *fixture,
                                                gconstpointer  user_data)
{
  g_autoptr(HeedSessionFile) file = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  session_fixture_save_work (fixture);
  before = session_fixture_describe (fixture);
  heed_session_keeper_leave (fixture->keeper);
  file = session_fixture_load_last (fixture);
  g_assert_true (file->is_left);
  g_assert_cmpstr (file->saved_as, ==, fixture->session);
  session_fixture_end (fixture);

  g_string_truncate (fixture->told, 0);
  session_fixture_begin (fixture);
  heed_session_keeper_begin_telling (fixture->keeper);
  g_assert_true (heed_session_keeper_restore (fixture->keeper));
  session_fixture_wait_for_text (fixture, "6 9 4");
  after = session_fixture_describe (fixture);

  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (fixture->told->str, ==, "");
  g_assert_cmpstr (heed_session_keeper_get_path (fixture->keeper), ==, fixture->session);
}

/* Whoever leaves before it has come back finds it the next time. */
static void
test_session_keeper_loses_nothing_to_a_quick_end (Fixture       *fixture,
                                                  gconstpointer  user_data)
{
  g_autoptr(HeedSessionFile) file = NULL;

  session_fixture_work (fixture);
  heed_session_keeper_leave (fixture->keeper);
  session_fixture_end (fixture);

  session_fixture_begin (fixture);
  g_assert_true (heed_session_keeper_restore (fixture->keeper));
  heed_session_keeper_leave (fixture->keeper);
  file = session_fixture_load_last (fixture);
  g_assert_nonnull (file);
  g_assert_cmpstr (file->text, ==, "6 9 4");
}

/* What was asked for and could not be written is said once; nothing else is lost by that. */
static void
test_session_keeper_leaves_nothing_unsaved_in_silence (Fixture       *fixture,
                                                       gconstpointer  user_data)
{
  g_autofree char *nowhere = g_build_filename (fixture->folder, "no", "a.heed", NULL);
  g_autoptr(HeedSessionFile) file = NULL;

  session_fixture_work (fixture);
  heed_session_keeper_begin_telling (fixture->keeper);
  heed_session_keeper_save (fixture->keeper, nowhere);
  g_assert_false (heed_session_keeper_leave (fixture->keeper));
  g_assert_nonnull (strstr (fixture->told->str, "said The session could not be saved."));

  /* It can be saved elsewhere then. */
  g_string_truncate (fixture->told, 0);
  heed_session_keeper_save (fixture->keeper, fixture->session);
  session_fixture_wait_until_told (fixture, "noted Saved to");
  heed_session_keeper_save (fixture->keeper, nowhere);
  g_assert_false (heed_session_keeper_leave (fixture->keeper));
  g_assert_true (heed_session_keeper_leave (fixture->keeper));
  file = session_fixture_load_last (fixture);
  g_assert_true (file->is_left);
}

static guint
count_kept (Fixture *fixture)
{
  g_autoptr(GDir) folder = g_dir_open (fixture->folder, 0, NULL);
  const char *name;
  guint n_kept = 0;

  while ((name = g_dir_read_name (folder)) != NULL)
    n_kept += g_str_has_prefix (name, "session-2");

  return n_kept;
}

/* What ends the program when it is opened is not opened again and again. */
/* Somebody has a sentence, begins a lesson, which brings its own, and closes the window. */
static void
test_session_keeper_saves_no_lesson_by_itself (Fixture       *fixture,
                                               gconstpointer  user_data)
{
  g_autoptr(HeedSessionFile) before = NULL;
  g_autoptr(HeedSessionFile) last = NULL;

  heed_document_set_text (fixture->document, "1 2 3");
  before = heed_session_state_take (fixture->document, G_OBJECT (fixture->options));
  heed_session_keeper_set_stand_in (fixture->keeper, before);
  heed_document_set_text (fixture->document, "7 8 9");
  heed_session_keeper_leave (fixture->keeper);

  last = session_fixture_load_last (fixture);
  g_assert_cmpstr (last->text, ==, "1 2 3");
  g_assert_true (last->is_left);
}

static void
test_session_keeper_opens_what_crashed_it_only_once (Fixture       *fixture,
                                                     gconstpointer  user_data)
{
  session_fixture_work (fixture);
  wait_until_saved (fixture, 6);
  session_fixture_end (fixture);
  session_fixture_begin (fixture);
  g_assert_true (heed_session_keeper_restore (fixture->keeper));
  session_fixture_end (fixture);

  session_fixture_begin (fixture);
  heed_session_keeper_begin_telling (fixture->keeper);
  g_assert_false (heed_session_keeper_restore (fixture->keeper));
  g_assert_nonnull (strstr (fixture->told->str, "noted An earlier session is kept"));
  g_assert_cmpuint (count_kept (fixture), ==, 1);
}

static void
test_session_keeper_keeps_what_crashed_when_another_is_asked_for (Fixture       *fixture,
                                                                  gconstpointer  user_data)
{
  session_fixture_work (fixture);
  wait_until_saved (fixture, 6);
  session_fixture_end (fixture);

  session_fixture_begin (fixture);
  heed_session_keeper_set_aside (fixture->keeper);
  g_assert_cmpuint (count_kept (fixture), ==, 1);
}

static void
test_session_keeper_without_a_last_session_restores_none (Fixture       *fixture,
                                                          gconstpointer  user_data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "last-session.heed", NULL);

  g_assert_false (heed_session_keeper_restore (fixture->keeper));
  g_file_set_contents (path, "no JSON", -1, NULL);
  g_assert_false (heed_session_keeper_restore (fixture->keeper));
  g_assert_cmpuint (count_kept (fixture), ==, 1);
}

static void
test_session_keeper_says_that_it_cannot_save (Fixture       *fixture,
                                                   gconstpointer  user_data)
{
  g_autofree char *nowhere = g_build_filename (fixture->folder, "no", "a.heed", NULL);

  session_fixture_work (fixture);
  heed_session_keeper_begin_telling (fixture->keeper);
  heed_session_keeper_save (fixture->keeper, nowhere);
  session_fixture_wait_until_told (fixture, "said The session could not be saved.");
}

#define ADD(name, test) \
  g_test_add ("/app/session-keeper/" name, Fixture, NULL, \
              session_fixture_set_up, test, session_fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("opens-exactly-what-was-saved", test_session_keeper_opens_exactly_what_was_saved);
  ADD ("opens-the-heads-that-were-chosen",
       test_session_keeper_opens_the_heads_that_were_chosen);
  ADD ("says-which-model-it-was", test_session_keeper_says_which_model_it_was);
  ADD ("says-that-the-model-is-another", test_session_keeper_says_that_the_model_is_another);
  ADD ("finds-a-model-beside-the-session", test_session_keeper_finds_a_model_beside_the_session);
  ADD ("refuses-what-is-damaged-or-newer", test_session_keeper_refuses_what_is_damaged_or_newer);
  ADD ("opens-nothing-without-its-model", test_session_keeper_opens_nothing_without_its_model);
  ADD ("brings-back-what-a-crash-left", test_session_keeper_brings_back_what_a_crash_left);
  ADD ("begins-where-somebody-left", test_session_keeper_begins_where_somebody_left);
  ADD ("loses-nothing-to-a-quick-end", test_session_keeper_loses_nothing_to_a_quick_end);
  ADD ("leaves-nothing-unsaved-in-silence",
       test_session_keeper_leaves_nothing_unsaved_in_silence);
  ADD ("saves-no-lesson-by-itself", test_session_keeper_saves_no_lesson_by_itself);
  ADD ("opens-what-crashed-it-only-once", test_session_keeper_opens_what_crashed_it_only_once);
  ADD ("keeps-what-crashed-when-another-is-asked-for",
       test_session_keeper_keeps_what_crashed_when_another_is_asked_for);
  ADD ("without-a-last-session-restores-none",
       test_session_keeper_without_a_last_session_restores_none);
  ADD ("says-that-it-cannot-save", test_session_keeper_says_that_it_cannot_save);

  return g_test_run ();
}
