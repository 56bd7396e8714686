/* page-fixture.c — the Translate page with a bundled model, for tests
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "page-fixture.h"

#include <string.h>

#include "app/window/document/document-opening.h"
#include "app/window/pages/translate/translate-page.h"
#include "find-widget.h"

#define N_FRAMES 4

static gboolean
count_cb (GtkWidget     *widget,
          GdkFrameClock *clock,
          gpointer       n_left)
{
  return --*(guint *) n_left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

void
page_fixture_wait_for_frames (PageFixture *fixture)
{
  guint n_left = N_FRAMES;

  gtk_widget_add_tick_callback (fixture->page, count_cb, &n_left, NULL);
  while (n_left > 0)
    g_main_context_iteration (NULL, TRUE);
}

void
page_fixture_settle (PageFixture *fixture)
{
  while (heed_document_get_is_opening (fixture->document) ||
         heed_document_get_state (fixture->document) != HEED_DOCUMENT_FINISHED)
    g_main_context_iteration (NULL, TRUE);
  page_fixture_wait_for_frames (fixture);
}

void
page_fixture_set_up (PageFixture *fixture,
                     const char  *model_file,
                     const char  *sentence)
{
  g_autofree char *path = g_build_filename (g_getenv ("HEED_MODELS"), model_file, NULL);

  fixture->worker = heed_engine_worker_new ();
  fixture->document = heed_document_new (fixture->worker);
  fixture->page = heed_translate_page_new ();
  fixture->heatmap = HEED_HEATMAP (find_widget (fixture->page, HEED_TYPE_HEATMAP));
  fixture->window = gtk_window_new ();
  heed_document_set_text (fixture->document, sentence);
  heed_document_open (fixture->document, path);
  heed_translate_page_set_document (HEED_TRANSLATE_PAGE (fixture->page), fixture->document);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->page);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 700);
  gtk_window_present (GTK_WINDOW (fixture->window));
  page_fixture_settle (fixture);
}

/* Waits until the page is finalised: no pending operation may keep a reference to it. */
void
page_fixture_tear_down (PageFixture *fixture)
{
  GtkWidget *page = fixture->page;

  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (page != NULL)
    g_main_context_iteration (NULL, TRUE);

  g_object_unref (fixture->document);
  g_object_unref (fixture->worker);
}

void
page_fixture_act (PageFixture *fixture,
                  const char  *action)
{
  gtk_widget_activate_action (fixture->page, action, NULL);
  page_fixture_settle (fixture);
}

/* The words to look for, and whether a mapped label contains them. */
typedef struct {
  const char *words;
  gboolean    is_found;
} Search;

static void
search_label (GtkWidget *widget,
              gpointer   data)
{
  Search *search = data;

  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      (strstr (gtk_label_get_text (GTK_LABEL (widget)), search->words) != NULL ||
       strstr (gtk_label_get_label (GTK_LABEL (widget)), search->words) != NULL))
    search->is_found = TRUE;
}

gboolean
page_fixture_says (PageFixture *fixture,
                   const char  *words)
{
  Search search = { words, FALSE };

  for_each_widget (fixture->page, search_label, &search);

  return search.is_found;
}
