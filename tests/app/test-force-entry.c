/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/window/pages/translate/forced-words.c
 */

#include <math.h>
#include <string.h>

#include "app/window/document/document-opening.h"
#include "app/window/pages/parts/force-entry.h"
#include "app/window/pages/translate/forced-words.h"
#include "find-widget.h"

#define SENTENCE "I drink a cup of tea in the garden."
#define FORCED   "Je bois un verre de thé."

typedef struct {
  HeedEngineWorker *worker;
  HeedDocument     *document;
  GtkWidget        *force;
  GtkEditable      *entry;
} Fixture;

static void
settle (Fixture *fixture)
{
  while (heed_document_get_is_opening (fixture->document) ||
         heed_document_get_state (fixture->document) != HEED_DOCUMENT_FINISHED)
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  model)
{
  g_autofree char *path = g_build_filename (g_getenv ("HEED_MODELS"), model, NULL);

  fixture->worker = heed_engine_worker_new ();
  fixture->document = heed_document_new (fixture->worker);
  fixture->force = g_object_ref_sink (heed_force_entry_new ());
  fixture->entry = GTK_EDITABLE (find_widget (fixture->force, GTK_TYPE_ENTRY));
  heed_force_entry_set_document (HEED_FORCE_ENTRY (fixture->force), fixture->document);
  heed_document_set_text (fixture->document, SENTENCE);
  heed_document_open (fixture->document, path);
  settle (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  model)
{
  heed_force_entry_set_document (HEED_FORCE_ENTRY (fixture->force), NULL);
  g_object_unref (fixture->force);
  g_assert_finalize_object (fixture->document);
  g_object_unref (fixture->worker);
}

static void
force (Fixture    *fixture,
       const char *text)
{
  gtk_editable_set_text (fixture->entry, text);
  settle (fixture);
}

static char *
read_translation (Fixture *fixture)
{
  const HeedTranslation *translation = heed_document_get_translation (fixture->document);
  g_autofree guint32 *ids = g_new0 (guint32, translation->steps->len);

  for (guint t = 0; t < translation->steps->len; t++)
    ids[t] = heed_translation_get_step (translation, t)->token.id;

  return heed_model_decode_target (heed_document_get_model (fixture->document), ids,
                                   translation->steps->len);
}

static void
assert_translation (Fixture    *fixture,
                    const char *expected)
{
  g_autofree char *found = read_translation (fixture);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_force_entry_forces_all_of_it (Fixture       *fixture,
                                   gconstpointer  model)
{
  g_autofree char *free = read_translation (fixture);
  const HeedTranslation *forced;

  force (fixture, FORCED);
  assert_translation (fixture, FORCED);
  forced = heed_document_get_translation (fixture->document);
  for (guint t = 0; t < forced->steps->len; t++)
    g_assert_true (heed_translation_get_step (forced, t)->forced);

  heed_change_list_set_on (heed_document_get_changes (fixture->document), 0, FALSE);
  settle (fixture);
  assert_translation (fixture, free);
  heed_change_list_set_on (heed_document_get_changes (fixture->document), 0, TRUE);
  settle (fixture);
  assert_translation (fixture, FORCED);

  force (fixture, " ");
  assert_translation (fixture, free);
  g_assert_cmpuint (heed_change_list_get_n (heed_document_get_changes (fixture->document)), ==, 0);
}

static void
test_force_entry_follows_the_list (Fixture       *fixture,
                                   gconstpointer  model)
{
  HeedChangeList *changes = heed_document_get_changes (fixture->document);

  force (fixture, "Je bois.");
  force (fixture, FORCED);
  heed_change_list_undo (changes);
  g_assert_cmpstr (gtk_editable_get_text (fixture->entry), ==, "Je bois.");
  settle (fixture);
  assert_translation (fixture, "Je bois.");

  heed_document_set_text (fixture->document, "We live here.");
  g_assert_cmpstr (gtk_editable_get_text (fixture->entry), ==, "");
}

/* The line shows the sum of the model's own log p of the tokens, computed here again. */
static void
test_force_entry_words_are_the_model_s_numbers (Fixture       *fixture,
                                                gconstpointer  model)
{
  const HeedTranslation *forced, *free;
  g_autofree char *words = NULL;
  g_autofree char *sums = NULL;
  double log_p = 0.0, free_log_p = 0.0;
  int divergence;

  force (fixture, FORCED);
  forced = heed_document_get_translation (fixture->document);
  free = heed_document_get_free_translation (fixture->document);
  words = heed_forced_words_new (forced, free);

  for (guint t = 0; t < forced->steps->len; t++)
    {
      const HeedStep *step = heed_translation_get_step (forced, t);
      g_autofree char *probability = g_strdup_printf (" %.3f", exp (step->log_prob));

      log_p += step->log_prob;
      g_assert_nonnull (strstr (words, probability));
    }

  for (guint t = 0; t < free->steps->len; t++)
    free_log_p += heed_translation_get_step (free, t)->log_prob;

  sums = g_strdup_printf ("log p −%.2f, free: −%.2f", -log_p, -free_log_p);
  g_assert_nonnull (strstr (words, sums));

  /* The greedy and the forced translation agree up to the divergence, and differ there. */
  divergence = heed_forced_words_find_divergence (forced);
  g_assert_cmpint (divergence, >, 0);
  for (guint t = 0; t <= (guint) divergence; t++)
    g_assert_cmpint (heed_translation_get_step (forced, t)->token.id ==
                       heed_translation_get_step (free, t)->token.id,
                     ==, t < (guint) divergence);
}

static void
test_force_entry_same_sentence_has_no_divergence (Fixture       *fixture,
                                                  gconstpointer  model)
{
  g_autofree char *free = read_translation (fixture);
  g_autofree char *words = NULL;

  force (fixture, free);
  words = heed_forced_words_new (heed_document_get_translation (fixture->document),
                                 heed_document_get_free_translation (fixture->document));
  g_assert_nonnull (strstr (words, "the model would say the same by itself"));
}

#define ADD(name, function)                                                                       \
  g_test_add ("/app/force-entry/" name, Fixture, "en-fr.safetensors", set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

  ADD ("forces-all-of-it", test_force_entry_forces_all_of_it);
  ADD ("follows-the-list", test_force_entry_follows_the_list);
  ADD ("words-are-the-model-s-numbers", test_force_entry_words_are_the_model_s_numbers);
  ADD ("same-sentence-has-no-divergence", test_force_entry_same_sentence_has_no_divergence);

  return g_test_run ();
}
