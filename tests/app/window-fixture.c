/* window-fixture.c — a document and widgets around it, for tests
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "window-fixture.h"

#include "app/window/document/document-opening.h"

void
wait_for_state (HeedDocument      *document,
                HeedDocumentState  state)
{
  while (heed_document_get_state (document) != state || heed_document_get_is_opening (document))
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
count_frame_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  guint *n_left = user_data;

  (*n_left)--;

  return *n_left > 0;
}

void
wait_for_frames (GtkWidget *widget,
                 guint      n_frames)
{
  gtk_widget_add_tick_callback (widget, count_frame_cb, &n_frames, NULL);

  while (n_frames > 0)
    g_main_context_iteration (NULL, TRUE);
}

void
document_fixture_set_up (DocumentFixture *fixture,
                         const char      *model_path)
{
  fixture->worker = heed_engine_worker_new ();
  fixture->document = heed_document_new (fixture->worker);

  if (model_path != NULL)
    {
      heed_document_open (fixture->document, model_path);
      wait_for_state (fixture->document, HEED_DOCUMENT_EMPTY);
    }
}

void
document_fixture_tear_down (DocumentFixture *fixture)
{
  fake_engine_open_gate ();
  fake_engine_fail_at (G_MAXUINT);
  g_assert_finalize_object (fixture->document);
  g_object_unref (fixture->worker);

  /* The engine's thread releases the session later. */
  while (fake_engine_get_n_models_alive () > 0)
    g_main_context_iteration (NULL, FALSE);
}

char *
join_target (HeedDocument *document)
{
  const HeedTranslation *translation = heed_document_get_translation (document);
  GString *joined = g_string_new (NULL);

  for (guint t = 0; t < translation->steps->len; t++)
    g_string_append_printf (joined, "%s%s", t > 0 ? " " : "",
                            heed_translation_get_step (translation, t)->token.text);

  return g_string_free (joined, FALSE);
}
