/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/window/sessions/session-model.c, app/window/sessions/session-opening.c,
 *   app/window/sessions/session-state.c, app/window/sessions/session-writer.c,
 *   app/window/sessions/session-actions.c, app/window/desktop/toast.c
 */

#include "app/window/sessions/session-keeper-private.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app/core/files/fingerprint.h"
#include "app/core/sessions/session-file.h"
#include "app/window/comparison/comparison-state.h"
#include "app/window/desktop/toast.h"
#include "app/window/desktop/view-options.h"
#include "app/window/document/document-changes.h"
#include "app/window/document/document-decoding.h"
#include "app/window/document/document-opening.h"
#include "app/window/sessions/session-actions.h"
#include "app/window/sessions/session-state.h"
#include "app/window/window.h"
#include "find-widget.h"

typedef struct {
  HeedEngineWorker  *worker;
  HeedDocument      *document;
  HeedModelLibrary  *library;
  HeedViewOptions   *options;
  HeedSessionKeeper *keeper;
  char              *folder;
  char              *model;    /* a Transformer whose tokens are numbers */
  char              *other;    /* another */
  char              *session;
  GString           *told;     /* whatever the keeper told, a line each */
} Fixture;

static void
said_cb (Fixture    *fixture,
         const char *title,
         const char *detail)
{
  g_string_append_printf (fixture->told, "said %s %s\n", title, detail);
}

static void
noted_cb (Fixture    *fixture,
          const char *text)
{
  g_string_append_printf (fixture->told, "noted %s\n", text);
}

static void
missing_cb (Fixture    *fixture,
            const char *path)
{
  g_string_append_printf (fixture->told, "missing %s\n", path);
}

static void
begin (Fixture *fixture)
{
  fixture->worker = heed_engine_worker_new ();
  fixture->document = heed_document_new (fixture->worker);
  fixture->options = heed_view_options_new (NULL);
  fixture->keeper = heed_session_keeper_new (fixture->document, fixture->library, NULL,
                                             fixture->folder);
  heed_session_keeper_set_options (fixture->keeper, G_OBJECT (fixture->options));
  g_signal_connect_swapped (fixture->keeper, "said", G_CALLBACK (said_cb), fixture);
  g_signal_connect_swapped (fixture->keeper, "noted", G_CALLBACK (noted_cb), fixture);
  g_signal_connect_swapped (fixture->keeper, "model-missing", G_CALLBACK (missing_cb), fixture);
}

static void
end (Fixture *fixture)
{
  g_assert_finalize_object (fixture->keeper);
  g_object_unref (fixture->options);
  while (heed_document_get_is_opening (fixture->document))
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (fixture->document);
  g_object_unref (fixture->worker);
}

static void
write_model (const char *path,
             guint       seed)
{
  const char *description =
    "{\"family\": \"transformer\", \"width\": 8, \"heads\": 4, \"layers\": 2,"
    " \"tokens\": {\"begin\": 1, \"end\": 2, \"padding\": 0, \"unknown\": 3},"
    " \"feed_forward\": 8, \"source_vocabulary\": 20, \"target_vocabulary\": 20}";
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedModel) model = heed_model_new_random (description, seed, &error);

  g_assert_no_error (error);
  heed_model_save (model, path, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->folder = g_dir_make_tmp ("heed-keeper-XXXXXX", NULL);
  fixture->model = g_build_filename (fixture->folder, "transformer.safetensors", NULL);
  fixture->session = g_build_filename (fixture->folder, "lesson.heed", NULL);
  fixture->library = heed_model_library_new ();
  fixture->told = g_string_new (NULL);
  fixture->other = g_build_filename (fixture->folder, "other.safetensors", NULL);
  write_model (fixture->model, 1);
  write_model (fixture->other, 2);
  begin (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_autoptr(GDir) folder = NULL;
  const char *name;

  end (fixture);
  heed_model_library_unref (fixture->library);
  folder = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->model);
  g_free (fixture->other);
  g_free (fixture->session);
  g_string_free (fixture->told, TRUE);
}

static void
wait_until_told (Fixture    *fixture,
                 const char *what)
{
  while (strstr (fixture->told->str, what) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_text (Fixture    *fixture,
               const char *text)
{
  while (!g_str_equal (heed_document_get_text (fixture->document), text) ||
         heed_document_get_state (fixture->document) != HEED_DOCUMENT_FINISHED)
    g_main_context_iteration (NULL, TRUE);
}

/* The tokens that were written, and how probable: the same to the last bit or not. */
static char *
join_target (HeedDocument *document)
{
  const HeedTranslation *translation = heed_document_get_translation (document);
  GString *joined = g_string_new (NULL);

  for (guint t = 0; t < translation->steps->len; t++)
    {
      const HeedStep *step = heed_translation_get_step (translation, t);

      g_string_append_printf (joined, "%u %.17g ", step->token.id, step->log_prob);
    }

  return g_string_free (joined, FALSE);
}

static char *
describe (Fixture *fixture)
{
  g_autoptr(HeedSessionFile) file =
    heed_session_state_take (fixture->document, G_OBJECT (fixture->options));

  return heed_session_file_to_text (file);
}

static void
put (Fixture          *fixture,
     const HeedChange *change)
{
  heed_change_list_put (heed_document_get_changes (fixture->document),
                        heed_change_new (change));
}

/* One change of every kind, another way to decode, another look, another place. */
static void
work (Fixture *fixture)
{
  static const HeedAttentionSite head = { HEED_ATTENTION_CROSS, 1, 1 };
  static const guint32 ids[] = { 5, 4 };
  static const HeedPin pins[] = { { { HEED_ATTENTION_CROSS, 1, 1 }, 1, 0, 0.3f } };
  HeedDocument *document = fixture->document;
  HeedDecoding decoding = HEED_DECODING_DEFAULT;

  heed_document_open (document, fixture->model);
  heed_document_set_text (document, "6 9 4");
  wait_for_text (fixture, "6 9 4");

  put (fixture, &(HeedChange) { HEED_CHANGE_HIDDEN, TRUE, { 0 }, 1, .label = "#9" });
  put (fixture, &(HeedChange) { HEED_CHANGE_TOKEN, TRUE, { 0 }, 1, 11, .label = "#11" });
  put (fixture, &(HeedChange) { HEED_CHANGE_PREFIX, FALSE, { 0 }, 0, .ids = ids, .n_ids = 2 });
  put (fixture, &(HeedChange) { HEED_CHANGE_ROW, TRUE, head, 1, .factor = 0.3f, .pins = pins,
                                .n_pins = 1, .is_held = TRUE });
  put (fixture, &(HeedChange) { HEED_CHANGE_TEMPER, TRUE, head, HEED_EVERY_ROW, .factor = 2.5f });
  put (fixture, &(HeedChange) { HEED_CHANGE_SILENCED, FALSE, head, .position = HEED_EVERY_ROW });
  decoding.sampling.seed = 7;
  heed_document_set_decoding (document, &decoding);
  g_object_set (fixture->options, "palette", 1, "threshold", 0.05, "top-k", 3, "numbers", TRUE,
                NULL);
  heed_document_view_set_site (heed_document_get_view (document), head);
  wait_for_text (fixture, "6 9 4");
  heed_document_view_go_to (heed_document_get_view (document), 1);
  heed_document_view_select (heed_document_get_view (document), 1, 2);
}

static void
wait_for_heads (Fixture *fixture,
                guint64  heads)
{
  while (heed_document_get_translation (fixture->document)->heads != heads)
    g_main_context_iteration (NULL, TRUE);
}

static void
undo_all_work (Fixture *fixture)
{
  heed_document_set_text (fixture->document, "7 7 8 9");
  g_object_set (fixture->options, "palette", 0, "threshold", 0.0, "top-k", 0, "numbers", FALSE,
                NULL);
  heed_document_open (fixture->document, fixture->other);
  wait_for_text (fixture, "7 7 8 9");
}

static void
save_work (Fixture *fixture)
{
  work (fixture);
  heed_session_keeper_begin_telling (fixture->keeper);
  heed_session_keeper_save (fixture->keeper, fixture->session);
  wait_until_told (fixture, "noted Saved to");
}

static void
test_session_keeper_opens_exactly_what_was_saved (Fixture       *fixture,
                                                  gconstpointer  user_data)
{
  g_autofree char *before = NULL;
  g_autofree char *target = NULL;
  g_autofree char *after = NULL;
  g_autofree char *target_after = NULL;

  save_work (fixture);
  before = describe (fixture);
  target = join_target (fixture->document);
  undo_all_work (fixture);

  heed_session_keeper_open (fixture->keeper, fixture->session);
  wait_for_text (fixture, "6 9 4");
  after = describe (fixture);
  target_after = join_target (fixture->document);

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

  work (fixture);
  heed_document_view_set_site (view, mean);
  heed_document_view_set_heads (view, 0xb);
  wait_for_heads (fixture, 0xb);
  before = heed_translation_dup_attention (heed_document_get_translation (fixture->document));
  heed_session_keeper_begin_telling (fixture->keeper);
  heed_session_keeper_save (fixture->keeper, fixture->session);
  wait_until_told (fixture, "noted Saved to");
  undo_all_work (fixture);

  heed_session_keeper_open (fixture->keeper, fixture->session);
  wait_for_text (fixture, "6 9 4");
  wait_for_heads (fixture, 0xb);
  after = heed_translation_dup_attention (heed_document_get_translation (fixture->document));

  g_assert_cmphex (heed_document_view_get_heads (view), ==, 0xb);
  g_assert_cmpint (heed_document_view_get_site (view).layer, ==, 0);
  g_assert_cmpmem (after->values, (gsize) after->n_rows * after->n_columns * sizeof (float),
                   before->values, (gsize) before->n_rows * before->n_columns * sizeof (float));
}

/* As the page Compare has one while somebody looks at it. */
static HeedComparison *
compare (Fixture *fixture)
{
  HeedComparison *comparison = heed_comparison_new (fixture->document);

  heed_session_keeper_set_comparison (fixture->keeper, comparison);
  heed_comparison_set_active (comparison, TRUE);

  return comparison;
}

static gboolean
is_settled (HeedComparison *comparison)
{
  for (guint i = 0; i < heed_comparison_get_n_sides (comparison); i++)
    {
      HeedDocument *side = heed_comparison_get_side (comparison, i);

      if (heed_document_get_is_opening (side) ||
          heed_document_get_state (side) == HEED_DOCUMENT_DECODING)
        return FALSE;
    }

  return TRUE;
}

static void
settle (HeedComparison *comparison)
{
  while (!is_settled (comparison) || g_main_context_pending (NULL))
    g_main_context_iteration (NULL, TRUE);
}

static char *
describe_comparison (HeedComparison *comparison)
{
  g_autoptr(HeedJson) root = heed_json_new_object ();
  g_autoptr(HeedSessionComparison) state = heed_comparison_state_take (comparison);
  GString *text = g_string_new (NULL);

  heed_session_comparison_set (root, state);
  {
    g_autofree char *json = heed_json_to_lines (root);

    g_string_append (text, json);
  }
  for (guint i = 0; i < heed_comparison_get_n_sides (comparison); i++)
    {
      g_autofree char *target = join_target (heed_comparison_get_side (comparison, i));

      g_string_append_printf (text, "%u: %s\n", i, target);
    }

  return g_string_free (text, FALSE);
}

static void
save_compared (Fixture        *fixture,
               HeedComparison *comparison)
{
  settle (comparison);
  heed_session_keeper_begin_telling (fixture->keeper);
  heed_session_keeper_save (fixture->keeper, fixture->session);
  wait_until_told (fixture, "noted Saved to");
}

/* Another program opens it, and somebody looks at the page then. */
static HeedComparison *
open_compared (Fixture *fixture)
{
  HeedComparison *comparison;

  end (fixture);
  g_string_truncate (fixture->told, 0);
  begin (fixture);
  heed_session_keeper_begin_telling (fixture->keeper);
  heed_session_keeper_open (fixture->keeper, fixture->session);
  wait_for_text (fixture, "6 9 4");
  comparison = compare (fixture);
  settle (comparison);

  return comparison;
}

static void
test_session_keeper_opens_what_was_compared (Fixture       *fixture,
                                             gconstpointer  user_data)
{
  static const HeedAttentionSite mean = { HEED_ATTENTION_CROSS, 1, HEED_HEAD_MEAN };
  g_autofree char *sha256 = heed_fingerprint_new (fixture->other, NULL, NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *text = NULL;
  HeedComparison *comparison;
  HeedDocumentView *view;

  work (fixture);
  comparison = compare (fixture);
  heed_comparison_open (comparison, 1, fixture->other);
  heed_comparison_set_n_sides (comparison, 3);
  heed_comparison_open (comparison, 2, fixture->model);
  settle (comparison);
  view = heed_document_get_view (heed_comparison_get_side (comparison, 1));
  heed_document_view_set_site (view, mean);
  heed_document_view_set_heads (view, 0x6);
  heed_comparison_set_same_target (comparison, TRUE);
  heed_comparison_set_shows_difference (comparison, TRUE);
  save_compared (fixture, comparison);
  before = describe_comparison (comparison);
  g_assert_nonnull (strstr (before, "\"difference\": true"));
  g_assert_nonnull (strstr (before, "other.safetensors"));
  g_assert_true (g_file_get_contents (fixture->session, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, sha256));
  g_assert_finalize_object (comparison);

  comparison = open_compared (fixture);
  after = describe_comparison (comparison);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmphex (
    heed_document_view_get_heads (
      heed_document_get_view (heed_comparison_get_side (comparison, 1))), ==, 0x6);
  g_assert_null (strstr (fixture->told->str, "said"));
  g_assert_finalize_object (comparison);
}

static void
test_session_keeper_opens_sentences_and_heads_that_were_compared (Fixture       *fixture,
                                                                  gconstpointer  user_data)
{
  static const HeedCompareBy ways[] = { HEED_COMPARE_SENTENCES, HEED_COMPARE_HEADS };
  static const HeedAttentionSite site = { HEED_ATTENTION_CROSS, 0, 3 };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      HeedComparison *comparison;
      HeedDocument *side;

      work (fixture);
      comparison = compare (fixture);
      heed_comparison_set_by (comparison, ways[i]);
      settle (comparison);
      side = heed_comparison_get_side (comparison, 1);
      if (ways[i] == HEED_COMPARE_SENTENCES)
        heed_document_set_text (side, "8 8 5 4");
      else
        heed_document_view_set_site (heed_document_get_view (side), site);
      save_compared (fixture, comparison);
      before = describe_comparison (comparison);
      g_assert_finalize_object (comparison);

      comparison = open_compared (fixture);
      after = describe_comparison (comparison);
      g_assert_cmpstr (after, ==, before);
      g_assert_finalize_object (comparison);
    }
}

/* What nobody has looked at since it was opened is saved as it was. */
static void
test_session_keeper_keeps_what_was_compared_and_not_looked_at (Fixture       *fixture,
                                                               gconstpointer  user_data)
{
  g_autofree char *again = g_build_filename (fixture->folder, "again.heed", NULL);
  g_autoptr(HeedSessionFile) first = NULL;
  g_autoptr(HeedSessionFile) second = NULL;
  HeedComparison *comparison;

  work (fixture);
  comparison = compare (fixture);
  heed_comparison_open (comparison, 1, fixture->other);
  save_compared (fixture, comparison);
  g_assert_finalize_object (comparison);

  end (fixture);
  g_string_truncate (fixture->told, 0);
  begin (fixture);
  heed_session_keeper_begin_telling (fixture->keeper);
  heed_session_keeper_open (fixture->keeper, fixture->session);
  wait_for_text (fixture, "6 9 4");
  heed_session_keeper_save (fixture->keeper, again);
  wait_until_told (fixture, "noted Saved to");

  first = heed_session_file_load (fixture->session, NULL);
  second = heed_session_file_load (again, NULL);
  g_assert_cmpstr (first->comparison->sides[1].model.path, ==, fixture->other);
  g_assert_cmpstr (second->comparison->sides[1].model.path, ==, fixture->other);
  g_assert_cmpstr (second->comparison->sides[1].model.sha256, ==,
                   first->comparison->sides[1].model.sha256);
}

static void
test_session_keeper_says_that_a_compared_model_is_another_or_gone (Fixture       *fixture,
                                                                   gconstpointer  user_data)
{
  HeedComparison *comparison;

  work (fixture);
  comparison = compare (fixture);
  heed_comparison_open (comparison, 1, fixture->other);
  save_compared (fixture, comparison);
  g_assert_finalize_object (comparison);

  write_model (fixture->other, 3);
  comparison = open_compared (fixture);
  wait_until_told (fixture, "said The model is not the one");
  g_assert_nonnull (strstr (fixture->told->str, "other.safetensors: expected SHA-256 "));
  g_assert_finalize_object (comparison);

  g_unlink (fixture->other);
  comparison = open_compared (fixture);
  g_assert_nonnull (strstr (fixture->told->str, "said A model that was compared is not there"));
  g_assert_null (heed_document_get_model (heed_comparison_get_side (comparison, 1)));
  g_assert_finalize_object (comparison);
}

static void
test_session_keeper_says_which_model_it_was (Fixture       *fixture,
                                             gconstpointer  user_data)
{
  g_autoptr(HeedSessionFile) file = NULL;
  g_autofree char *expected = heed_fingerprint_new (fixture->model, NULL, NULL);

  save_work (fixture);
  file = heed_session_file_load (fixture->session, NULL);

  g_assert_cmpstr (file->model.path, ==, fixture->model);
  g_assert_cmpstr (file->model.sha256, ==, expected);
}

static void
test_session_keeper_says_that_the_model_is_another (Fixture       *fixture,
                                                    gconstpointer  user_data)
{
  save_work (fixture);
  write_model (fixture->model, 3);
  heed_session_keeper_open (fixture->keeper, fixture->session);
  wait_until_told (fixture, "said The model is not the one");

  g_assert_nonnull (strstr (fixture->told->str, "transformer.safetensors: expected SHA-256 "));
}

static void
test_session_keeper_finds_a_model_beside_the_session (Fixture       *fixture,
                                                      gconstpointer  user_data)
{
  g_autofree char *elsewhere = g_dir_make_tmp ("heed-keeper-XXXXXX", NULL);
  g_autofree char *session = g_build_filename (elsewhere, "lesson.heed", NULL);
  g_autofree char *model = g_build_filename (elsewhere, "transformer.safetensors", NULL);

  save_work (fixture);
  undo_all_work (fixture);
  g_assert_cmpint (g_rename (fixture->session, session), ==, 0);
  g_assert_cmpint (g_rename (fixture->model, model), ==, 0);
  heed_session_keeper_open (fixture->keeper, session);
  wait_until_told (fixture, "said The model of this session has moved.");

  g_assert_cmpstr (heed_document_get_model_path (fixture->document), ==, model);
  g_assert_cmpstr (heed_document_get_text (fixture->document), ==, "6 9 4");
  g_unlink (session);
  g_unlink (model);
  g_rmdir (elsewhere);
}

static void
test_session_keeper_asks_where_a_model_is (Fixture       *fixture,
                                           gconstpointer  user_data)
{
  g_autofree char *elsewhere = g_dir_make_tmp ("heed-keeper-XXXXXX", NULL);
  g_autofree char *model = g_build_filename (elsewhere, "my-transformer", NULL);

  save_work (fixture);
  undo_all_work (fixture);
  g_assert_cmpint (g_rename (fixture->model, model), ==, 0);
  heed_session_keeper_open (fixture->keeper, fixture->session);
  wait_until_told (fixture, "missing /");
  g_assert_cmpstr (heed_document_get_text (fixture->document), ==, "7 7 8 9");

  heed_session_keeper_find_model (fixture->keeper, model);
  wait_for_text (fixture, "6 9 4");
  g_assert_cmpstr (heed_document_get_model_path (fixture->document), ==, model);
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
  save_work (fixture);
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

  work (fixture);
  g_file_set_contents (damaged, "", -1, NULL);
  file->model.path = g_strdup (damaged);
  g_assert_true (heed_session_file_save (file, fixture->session, NULL));
  heed_session_keeper_open (fixture->keeper, fixture->session);
  while (heed_document_get_is_opening (fixture->document))
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpstr (heed_document_get_text (fixture->document), ==, "6 9 4");
}

/* --- Saved by itself ------------------------------------------------------- */

static HeedSessionFile *
load_last (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "last-session.heed", NULL);

  return heed_session_file_load (path, NULL);
}

static void
wait_until_saved (Fixture *fixture,
                  guint    n_changes)
{
  g_autoptr(HeedSessionFile) file = NULL;

  while ((file = load_last (fixture)) == NULL || file->changes->len != n_changes)
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

  work (fixture);
  wait_until_saved (fixture, 6);
  before = describe (fixture);
  end (fixture);

  begin (fixture);
  g_assert_true (heed_session_keeper_restore (fixture->keeper));
  g_assert_true (g_file_test (opening, G_FILE_TEST_EXISTS));
  wait_for_text (fixture, "6 9 4");
  after = describe (fixture);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpstr (fixture->told->str, ==, "");

  /* Told once somebody listens. */
  heed_session_keeper_begin_telling (fixture->keeper);
  g_assert_nonnull (strstr (fixture->told->str, "noted The last session ended unexpectedly"));
  wait_until_saved (fixture, 6);
  while (g_file_test (opening, G_FILE_TEST_EXISTS))
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
is_saved_there (Fixture                 *fixture,
                const HeedAttentionSite *site)
{
  g_autoptr(HeedSessionFile) file = load_last (fixture);

  return file != NULL && file->comparison != NULL &&
         file->comparison->sides[1].site.layer == site->layer &&
         file->comparison->sides[1].site.head == site->head;
}

static void
test_session_keeper_saves_where_a_side_looks (Fixture       *fixture,
                                              gconstpointer  user_data)
{
  static const HeedAttentionSite site = { HEED_ATTENTION_CROSS, 0, 3 };
  HeedComparison *comparison;

  work (fixture);
  comparison = compare (fixture);
  heed_comparison_open (comparison, 1, fixture->other);
  settle (comparison);
  heed_session_keeper_save_now (fixture->keeper);
  g_assert_false (is_saved_there (fixture, &site));

  heed_document_view_set_site (
    heed_document_get_view (heed_comparison_get_side (comparison, 1)), site);
  while (!is_saved_there (fixture, &site))
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (comparison);
}

static void
test_session_keeper_begins_where_somebody_left (Fixture       *fixture,
                                                gconstpointer  user_data)
{
  g_autoptr(HeedSessionFile) file = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  save_work (fixture);
  before = describe (fixture);
  heed_session_keeper_leave (fixture->keeper);
  file = load_last (fixture);
  g_assert_true (file->is_left);
  g_assert_cmpstr (file->saved_as, ==, fixture->session);
  end (fixture);

  g_string_truncate (fixture->told, 0);
  begin (fixture);
  heed_session_keeper_begin_telling (fixture->keeper);
  g_assert_true (heed_session_keeper_restore (fixture->keeper));
  wait_for_text (fixture, "6 9 4");
  after = describe (fixture);

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

  work (fixture);
  heed_session_keeper_leave (fixture->keeper);
  end (fixture);

  begin (fixture);
  g_assert_true (heed_session_keeper_restore (fixture->keeper));
  heed_session_keeper_leave (fixture->keeper);
  file = load_last (fixture);
  g_assert_nonnull (file);
  g_assert_cmpstr (file->text, ==, "6 9 4");
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

  last = load_last (fixture);
  g_assert_cmpstr (last->text, ==, "1 2 3");
  g_assert_true (last->is_left);
}

static void
test_session_keeper_opens_what_crashed_it_only_once (Fixture       *fixture,
                                                     gconstpointer  user_data)
{
  work (fixture);
  wait_until_saved (fixture, 6);
  end (fixture);
  begin (fixture);
  g_assert_true (heed_session_keeper_restore (fixture->keeper));
  end (fixture);

  begin (fixture);
  heed_session_keeper_begin_telling (fixture->keeper);
  g_assert_false (heed_session_keeper_restore (fixture->keeper));
  g_assert_nonnull (strstr (fixture->told->str, "noted An earlier session is kept"));
  g_assert_cmpuint (count_kept (fixture), ==, 1);
}

static void
test_session_keeper_keeps_what_crashed_when_another_is_asked_for (Fixture       *fixture,
                                                                  gconstpointer  user_data)
{
  work (fixture);
  wait_until_saved (fixture, 6);
  end (fixture);

  begin (fixture);
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

  work (fixture);
  heed_session_keeper_begin_telling (fixture->keeper);
  heed_session_keeper_save (fixture->keeper, nowhere);
  wait_until_told (fixture, "said The session could not be saved.");
}

/* --- In the window ----------------------------------------------------------- */

static void
test_session_keeper_speaks_in_the_window (Fixture       *fixture,
                                          gconstpointer  user_data)
{
  g_autoptr(HeedSessionKeeper) keeper =
    heed_session_keeper_new (fixture->document, fixture->library, NULL, NULL);
  HeedWindow *window = heed_window_new (NULL, fixture->document, fixture->library, NULL);
  HeedToast *toast = HEED_TOAST (find_widget (GTK_WIDGET (window), HEED_TYPE_TOAST));

  heed_window_set_session_keeper (window, keeper);
  g_assert_null (heed_toast_get_text (toast));
  work (fixture);
  heed_session_keeper_save (keeper, fixture->session);
  while (heed_toast_get_text (toast) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_str_has_prefix (heed_toast_get_text (toast), "Saved to "));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "lesson.heed — Heed");

  undo_all_work (fixture);
  heed_window_open (window, fixture->session);
  wait_for_text (fixture, "6 9 4");

  gtk_window_destroy (GTK_WINDOW (window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_session_keeper_lists_recent_sessions_that_are_there (Fixture       *fixture,
                                                          gconstpointer  user_data)
{
  g_autoptr(GSettings) settings = g_settings_new ("org.heed.Heed");
  g_autoptr(GMenu) menu = g_menu_new ();
  const char *const paths[] = { fixture->model, "/no/such.heed", NULL };

  heed_session_actions_list_recent (menu, settings);
  g_assert_cmpint (g_menu_model_get_n_items (G_MENU_MODEL (menu)), ==, 1);

  g_settings_set_strv (settings, "recent-sessions", paths);
  heed_session_actions_list_recent (menu, settings);
  g_assert_cmpint (g_menu_model_get_n_items (G_MENU_MODEL (menu)), ==, 1);
}

#define ADD(name, test) \
  g_test_add ("/app/session-keeper/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("opens-exactly-what-was-saved", test_session_keeper_opens_exactly_what_was_saved);
  ADD ("opens-the-heads-that-were-chosen",
       test_session_keeper_opens_the_heads_that_were_chosen);
  ADD ("opens-what-was-compared", test_session_keeper_opens_what_was_compared);
  ADD ("opens-sentences-and-heads-that-were-compared",
       test_session_keeper_opens_sentences_and_heads_that_were_compared);
  ADD ("keeps-what-was-compared-and-not-looked-at",
       test_session_keeper_keeps_what_was_compared_and_not_looked_at);
  ADD ("says-that-a-compared-model-is-another-or-gone",
       test_session_keeper_says_that_a_compared_model_is_another_or_gone);
  ADD ("says-which-model-it-was", test_session_keeper_says_which_model_it_was);
  ADD ("says-that-the-model-is-another", test_session_keeper_says_that_the_model_is_another);
  ADD ("finds-a-model-beside-the-session", test_session_keeper_finds_a_model_beside_the_session);
  ADD ("asks-where-a-model-is", test_session_keeper_asks_where_a_model_is);
  ADD ("refuses-what-is-damaged-or-newer", test_session_keeper_refuses_what_is_damaged_or_newer);
  ADD ("opens-nothing-without-its-model", test_session_keeper_opens_nothing_without_its_model);
  ADD ("brings-back-what-a-crash-left", test_session_keeper_brings_back_what_a_crash_left);
  ADD ("saves-where-a-side-looks", test_session_keeper_saves_where_a_side_looks);
  ADD ("begins-where-somebody-left", test_session_keeper_begins_where_somebody_left);
  ADD ("loses-nothing-to-a-quick-end", test_session_keeper_loses_nothing_to_a_quick_end);
  ADD ("saves-no-lesson-by-itself", test_session_keeper_saves_no_lesson_by_itself);
  ADD ("opens-what-crashed-it-only-once", test_session_keeper_opens_what_crashed_it_only_once);
  ADD ("keeps-what-crashed-when-another-is-asked-for",
       test_session_keeper_keeps_what_crashed_when_another_is_asked_for);
  ADD ("without-a-last-session-restores-none",
       test_session_keeper_without_a_last_session_restores_none);
  ADD ("says-that-it-cannot-save", test_session_keeper_says_that_it_cannot_save);
  ADD ("speaks-in-the-window", test_session_keeper_speaks_in_the_window);
  ADD ("lists-recent-sessions-that-are-there",
       test_session_keeper_lists_recent_sessions_that_are_there);

  return g_test_run ();
}
