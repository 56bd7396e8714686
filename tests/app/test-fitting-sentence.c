/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/document/fitting-sentence.h"

#include <string.h>

#include "app/window/document/document-opening.h"

#define OWN "Where did my old brother buy it?"

typedef struct {
  HeedEngineWorker    *worker;
  HeedDocument        *document;
  HeedFittingSentence *fitting;
  char                *title;     /* the last message, or NULL */
  char                *detail;
} Fixture;

/* Opens a model as the window does. */
static void
open_model (Fixture    *fixture,
            const char *name)
{
  g_autofree char *file = g_strconcat (name, ".safetensors", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("HEED_MODELS"), file, NULL);

  g_clear_pointer (&fixture->title, g_free);
  g_clear_pointer (&fixture->detail, g_free);
  heed_document_open (fixture->document, path);
  while (heed_document_get_is_opening (fixture->document))
    g_main_context_iteration (NULL, TRUE);

  heed_fitting_sentence_check (fixture->fitting, &fixture->title, &fixture->detail);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->worker = heed_engine_worker_new ();
  fixture->document = heed_document_new (fixture->worker);
  fixture->fitting = heed_fitting_sentence_new (fixture->document);
  open_model (fixture, "en-fr-dot");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  heed_fitting_sentence_free (fixture->fitting);
  g_assert_finalize_object (fixture->document);
  g_object_unref (fixture->worker);
  g_free (fixture->title);
  g_free (fixture->detail);
}

static const char *
get_text (Fixture *fixture)
{
  return heed_document_get_text (fixture->document);
}

static void
test_fitting_sentence_stays_where_it_is_read (Fixture       *fixture,
                                              gconstpointer  user_data)
{
  heed_document_set_text (fixture->document, OWN);
  open_model (fixture, "en-zh");
  g_assert_cmpstr (get_text (fixture), ==, OWN);
  g_assert_null (fixture->title);
}

/* The replaced sentence is restored when a model that reads it is opened. */
static void
test_fitting_sentence_makes_room_and_comes_back (Fixture       *fixture,
                                                 gconstpointer  user_data)
{
  heed_document_set_text (fixture->document, OWN);
  open_model (fixture, "correction");
  g_assert_cmpstr (get_text (fixture), ==, "我喜换在图书馆看书。");
  g_assert_nonnull (strstr (fixture->title, "Chinese"));
  g_assert_nonnull (strstr (fixture->detail, OWN));

  heed_document_set_text (fixture->document, "我弟弟从来没见过大海。");
  open_model (fixture, "en-fr-dot");
  g_assert_cmpstr (get_text (fixture), ==, OWN);

  open_model (fixture, "correction");
  g_assert_cmpstr (get_text (fixture), ==, "我弟弟从来没见过大海。");
}

/* Example sentences are replaced without a message. */
static void
test_fitting_sentence_examples_go_silently (Fixture       *fixture,
                                            gconstpointer  user_data)
{
  heed_document_set_text (fixture->document, "I would like a cup of tea, please.");
  open_model (fixture, "dates");
  g_assert_cmpstr (get_text (fixture), ==, "Sunday 22 nov 2026");
  g_assert_null (fixture->title);
  open_model (fixture, "sort");
  g_assert_cmpstr (get_text (fixture), ==, "q w e r t y");
}

static void
test_fitting_sentence_nothing_stays_nothing (Fixture       *fixture,
                                             gconstpointer  user_data)
{
  heed_document_set_text (fixture->document, "x");
  heed_document_set_text (fixture->document, "");
  open_model (fixture, "correction");
  g_assert_cmpstr (get_text (fixture), ==, "");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, run) \
  g_test_add ("/fitting-sentence/" name, Fixture, NULL, set_up, run, tear_down)
  ADD ("stays-where-it-is-read", test_fitting_sentence_stays_where_it_is_read);
  ADD ("makes-room-and-comes-back", test_fitting_sentence_makes_room_and_comes_back);
  ADD ("examples-go-silently", test_fitting_sentence_examples_go_silently);
  ADD ("nothing-stays-nothing", test_fitting_sentence_nothing_stays_nothing);

  return g_test_run ();
}
