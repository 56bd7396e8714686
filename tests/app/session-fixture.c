/* session-fixture.c — a session keeper and models with random weights, for tests
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "session-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app/window/document/document-changes.h"
#include "app/window/document/document-decoding.h"
#include "app/window/document/document-opening.h"
#include "app/window/sessions/session-state.h"

static void
said_cb (SessionFixture *fixture,
         const char     *title,
         const char     *detail)
{
  g_string_append_printf (fixture->told, "said %s %s\n", title, detail);
}

static void
noted_cb (SessionFixture *fixture,
          const char     *text)
{
  g_string_append_printf (fixture->told, "noted %s\n", text);
}

static void
missing_cb (SessionFixture *fixture,
            const char     *path)
{
  g_string_append_printf (fixture->told, "missing %s\n", path);
}

void
session_fixture_begin (SessionFixture *fixture)
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

void
session_fixture_end (SessionFixture *fixture)
{
  g_assert_finalize_object (fixture->keeper);
  g_object_unref (fixture->options);
  while (heed_document_get_is_opening (fixture->document))
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (fixture->document);
  g_object_unref (fixture->worker);
}

void
session_fixture_write_model (const char *path,
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

void
session_fixture_set_up (SessionFixture *fixture,
                        gconstpointer   user_data)
{
  fixture->folder = g_dir_make_tmp ("heed-keeper-XXXXXX", NULL);
  fixture->model = g_build_filename (fixture->folder, "transformer.safetensors", NULL);
  fixture->session = g_build_filename (fixture->folder, "lesson.heed", NULL);
  fixture->library = heed_model_library_new ();
  fixture->told = g_string_new (NULL);
  fixture->other = g_build_filename (fixture->folder, "other.safetensors", NULL);
  session_fixture_write_model (fixture->model, 1);
  session_fixture_write_model (fixture->other, 2);
  session_fixture_begin (fixture);
}

void
session_fixture_tear_down (SessionFixture *fixture,
                           gconstpointer   user_data)
{
  g_autoptr(GDir) folder = NULL;
  const char *name;

  session_fixture_end (fixture);
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

void
session_fixture_wait_until_told (SessionFixture *fixture,
                                 const char     *what)
{
  while (strstr (fixture->told->str, what) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

void
session_fixture_wait_for_text (SessionFixture *fixture,
                               const char     *text)
{
  while (!g_str_equal (heed_document_get_text (fixture->document), text) ||
         heed_document_get_state (fixture->document) != HEED_DOCUMENT_FINISHED)
    g_main_context_iteration (NULL, TRUE);
}

/* The tokens that were written, and how probable: the same to the last bit or not. */
char *
session_fixture_join_target (HeedDocument *document)
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

char *
session_fixture_describe (SessionFixture *fixture)
{
  g_autoptr(HeedSessionFile) file =
    heed_session_state_take (fixture->document, G_OBJECT (fixture->options));

  return heed_session_file_to_text (file);
}

static void
put (SessionFixture   *fixture,
     const HeedChange *change)
{
  heed_change_list_put (heed_document_get_changes (fixture->document),
                        heed_change_new (change));
}

/* One change of every kind, another way to decode, another look, another place. */
void
session_fixture_work (SessionFixture *fixture)
{
  static const HeedAttentionSite head = { HEED_ATTENTION_CROSS, 1, 1 };
  static const guint32 ids[] = { 5, 4 };
  static const HeedPin pins[] = { { { HEED_ATTENTION_CROSS, 1, 1 }, 1, 0, 0.3f } };
  HeedDocument *document = fixture->document;
  HeedDecoding decoding = HEED_DECODING_DEFAULT;

  heed_document_open (document, fixture->model);
  heed_document_set_text (document, "6 9 4");
  session_fixture_wait_for_text (fixture, "6 9 4");

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
  session_fixture_wait_for_text (fixture, "6 9 4");
  heed_document_view_go_to (heed_document_get_view (document), 1);
  heed_document_view_select (heed_document_get_view (document), 1, 2);
}

void
session_fixture_undo_work (SessionFixture *fixture)
{
  heed_document_set_text (fixture->document, "7 7 8 9");
  g_object_set (fixture->options, "palette", 0, "threshold", 0.0, "top-k", 0, "numbers", FALSE,
                NULL);
  heed_document_open (fixture->document, fixture->other);
  session_fixture_wait_for_text (fixture, "7 7 8 9");
}

void
session_fixture_save_work (SessionFixture *fixture)
{
  session_fixture_work (fixture);
  heed_session_keeper_begin_telling (fixture->keeper);
  heed_session_keeper_save (fixture->keeper, fixture->session);
  session_fixture_wait_until_told (fixture, "noted Saved to");
}

HeedSessionFile *
session_fixture_load_last (SessionFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "last-session.heed", NULL);

  return heed_session_file_load (path, NULL);
}
