/* test-window-memory.c — a window that is used for long does not grow
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/core/corpus/large-blocks.c
 */

#include "app/core/changes/change-list.h"
#include "app/core/corpus/large-blocks.h"
#include "app/window/document/document-opening.h"
#include "app/window/pages/compare/compare-page.h"
#include "app/window/window.h"
#include "process-memory.h"
#include "tests/ui/drawn.h"
#include "ui/heatmap.h"
#include "ui/style.h"

#define N_WARM   3
#define N_ROUNDS 8

/* A round opens models of 60 MB in all. Some of it may stay behind in the heap of the C library,
 * but not a part of every round. */
#define MAX_GROWTH_KB (16 * 1024)

typedef struct {
  HeedEngineWorker *worker;
  HeedDocument     *document;
  HeedModelLibrary *library;
  GtkWidget        *window;
} Fixture;

static gboolean
count_frame_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       n_left)
{
  *(guint *) n_left -= 1;

  return *(guint *) n_left > 0;
}

static void
settle (Fixture *fixture)
{
  guint n_left = 3;

  while (heed_document_get_is_opening (fixture->document) ||
         heed_document_get_state (fixture->document) != HEED_DOCUMENT_FINISHED)
    g_main_context_iteration (NULL, TRUE);

  gtk_widget_add_tick_callback (fixture->window, count_frame_cb, &n_left, NULL);
  while (n_left > 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->worker = heed_engine_worker_new ();
  fixture->document = heed_document_new (fixture->worker);
  fixture->library = heed_model_library_new ();
  fixture->window =
    GTK_WIDGET (heed_window_new (NULL, fixture->document, fixture->library, NULL));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (fixture->window != NULL)
    g_main_context_iteration (NULL, TRUE);

  heed_model_library_unref (fixture->library);
  g_assert_finalize_object (fixture->document);
  g_object_unref (fixture->worker);
}

/* --- What a person does ---------------------------------------------------- */

static void
open_models (Fixture *fixture)
{
  static const char *const names[] = { "en-zh", "dates", "en-fr-transformer", "en-fr" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *file = g_strconcat (names[i], ".safetensors", NULL);
      g_autofree char *path = g_build_filename (g_getenv ("HEED_MODELS"), file, NULL);

      heed_document_open (fixture->document, path);
      settle (fixture);
    }
}

static void
type (Fixture *fixture)
{
  static const char *const texts[] = { "The cat is black.", "I would like a cup of tea, please.",
                                       "Where is the book that I read?" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      heed_document_set_text (fixture->document, texts[i]);
      settle (fixture);
    }
}

static void
change_and_take_back (Fixture *fixture)
{
  HeedChangeList *list = heed_document_get_changes (fixture->document);

  for (guint i = 0; i < 3; i++)
    {
      heed_change_list_put (list, heed_change_new (&(HeedChange) {
                                    HEED_CHANGE_HIDDEN, TRUE, { 0 }, (int) i, .label = "word" }));
      settle (fixture);
    }
  while (heed_change_list_can_undo (list))
    {
      heed_change_list_undo (list);
      settle (fixture);
    }
}

static void
show_page (Fixture    *fixture,
           const char *name)
{
  g_assert_true (gtk_widget_activate_action (fixture->window, "win.show-page", "s", name));
  settle (fixture);
}

/* Of the model that was opened last. */
static void
look_at_views (Fixture *fixture)
{
  static const char *const modes[] = { "ribbons", "text", "states", "matrix" };
  static const char *const sources[] = { "occlusion", "gradient", "attention" };
  GtkWidget *heatmap = drawn_find (fixture->window, HEED_TYPE_HEATMAP, 0);

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_assert_true (gtk_widget_activate_action (heatmap, "view.mode", "s", modes[i]));
      settle (fixture);
    }
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_assert_true (gtk_widget_activate_action (heatmap, "view.source", "s", sources[i]));
      settle (fixture);
    }
}

/* Four models side by side, then two. */
static void
compare (Fixture *fixture)
{
  GtkWidget *page;

  show_page (fixture, "compare");
  page = drawn_find (fixture->window, HEED_TYPE_COMPARE_PAGE, 0);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (gtk_widget_activate_action (page, "compare.add", NULL));
      settle (fixture);
    }
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (gtk_widget_activate_action (page, "compare.remove-last", NULL));
      settle (fixture);
    }
  show_page (fixture, "translate");
}

static void
look_at_pages (Fixture *fixture)
{
  static const char *const names[] = { "compare", "corpus", "train", "translate" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    show_page (fixture, names[i]);
}

static void
present (Fixture *fixture)
{
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (gtk_widget_activate_action (fixture->window, "win.present", NULL));
      settle (fixture);
    }
}

static void
test_window_memory_stays (Fixture       *fixture,
                          gconstpointer  user_data)
{
  static void (*const deeds[]) (Fixture *) = { open_models,   type,    change_and_take_back,
                                               look_at_views, compare, look_at_pages,
                                               present };
  guint64 warm = 0;
  guint64 last;

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      for (guint deed = 0; deed < G_N_ELEMENTS (deeds); deed++)
        deeds[deed](fixture);
      last = process_memory_get_resident ();
      g_test_message ("round %u: %" G_GUINT64_FORMAT " kB", i + 1, last);
      if (i + 1 == N_WARM)
        warm = last;
    }

  g_assert_cmpuint (last, <=, warm + MAX_GROWTH_KB);
}

int
main (int   argc,
      char *argv[])
{
  heed_large_blocks_give_back ();
  gtk_test_init (&argc, &argv, NULL);
  heed_style_install (gdk_display_get_default ());

  if (process_memory_get_resident () > 0)
    g_test_add ("/app/window-memory/stays", Fixture, NULL, set_up, test_window_memory_stays,
                tear_down);

  return g_test_run ();
}
