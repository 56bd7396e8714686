/* small-corpus.c — some hundred pairs in files, for tests
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "small-corpus.h"

#include <glib/gstdio.h>

#include "app/window/document/document-opening.h"

static const struct {
  const char *source;
  const char *target;
  const char *gold;
} pairs[] = {
  { "I have a cat.", "J'ai un chat.", "0-0 1-0 2-1 3-2" },
  { "She is very tired today.", "Elle est très fatiguée aujourd'hui.", "0-0 1-1 2-2 3-3 4-4" },
  { "We ate bread.", "Nous avons mangé du pain.", "0-0 1-1 1-2 2p3 2-4" },
  { "The door was open and the dog ran away.", "La porte était ouverte et le chien s'est enfui.",
    "0-0 1-1 2-2 3-3 4-4 5-5 6-6 7-8 8-8" },
  { "Come here!", "Venez ici !", "0-0 1-1 1p2" },
  { "They do not know what to do.", "Ils ne savent pas quoi faire.", "0-0 1p1 2-1 3-2 4-4 6-5" },
  { "Tom read the book twice.", "Tom a lu le livre deux fois.", "0-0 1-2 2-3 3-4 4-5 4-6" },
};

void
small_corpus_write (SmallCorpus *corpus,
                    guint        n_pairs)
{
  g_autoptr(GString) source = g_string_new (NULL);
  g_autoptr(GString) target = g_string_new (NULL);
  g_autoptr(GString) gold = g_string_new (NULL);

  for (guint i = 0; i < n_pairs; i++)
    {
      guint k = i % G_N_ELEMENTS (pairs);

      g_string_append_printf (source, "%s\n", pairs[k].source);
      g_string_append_printf (target, "%s\n", pairs[k].target);
      g_string_append_printf (gold, "%s\n", pairs[k].gold);
    }

  corpus->folder = g_dir_make_tmp ("heed-test-XXXXXX", NULL);
  corpus->source = g_build_filename (corpus->folder, "test.en", NULL);
  corpus->target = g_build_filename (corpus->folder, "test.fr", NULL);
  corpus->gold = g_build_filename (corpus->folder, "test.gold", NULL);
  g_assert_true (g_file_set_contents (corpus->source, source->str, -1, NULL));
  g_assert_true (g_file_set_contents (corpus->target, target->str, -1, NULL));
  g_assert_true (g_file_set_contents (corpus->gold, gold->str, -1, NULL));
}

void
small_corpus_clear (SmallCorpus *corpus)
{
  g_unlink (corpus->source);
  g_unlink (corpus->target);
  g_unlink (corpus->gold);
  g_rmdir (corpus->folder);
  g_free (corpus->source);
  g_free (corpus->target);
  g_free (corpus->gold);
  g_free (corpus->folder);
}

void
small_corpus_open (SmallCorpus *corpus,
                   HeedCorpus  *opened,
                   gboolean     has_gold)
{
  const char *const paths[] = { corpus->source, corpus->target, has_gold ? corpus->gold : NULL,
                                NULL };

  heed_corpus_open (opened, paths);
}

void
wait_for_corpus (HeedCorpus      *corpus,
                 HeedCorpusState  state)
{
  while (heed_corpus_get_state (corpus) != state)
    g_main_context_iteration (NULL, TRUE);
}

HeedDocument *
open_document (HeedEngineWorker *worker,
               const char       *model)
{
  HeedDocument *document = heed_document_new (worker);
  g_autofree char *file = g_strconcat (model, ".safetensors", NULL);
  g_autofree char *path = g_build_filename (g_getenv ("HEED_MODELS"), file, NULL);

  heed_document_open (document, path);
  while (heed_document_get_model (document) == NULL)
    g_main_context_iteration (NULL, TRUE);

  return document;
}

void
corpus_fixture_set_up (CorpusFixture *fixture,
                       const char    *model,
                       guint          n_pairs)
{
  fixture->worker = heed_engine_worker_new ();
  fixture->document = open_document (fixture->worker, model);
  fixture->corpus = heed_corpus_new (fixture->document);
  small_corpus_write (&fixture->files, n_pairs);
}

void
corpus_fixture_tear_down (CorpusFixture *fixture)
{
  /* A thread may still hold it. */
  g_object_run_dispose (G_OBJECT (fixture->corpus));
  g_clear_object (&fixture->corpus);
  g_clear_object (&fixture->document);
  g_clear_object (&fixture->worker);
  small_corpus_clear (&fixture->files);
}

HeedNumberTable *
find_nearest (HeedCorpusNeighboursButton *button)
{
  HeedNumberTable *table =
    heed_analysis_button_get_table (heed_corpus_neighbours_button_get_button (button));

  heed_corpus_neighbours_button_find (button);
  while (heed_number_table_get_n (table) == 0)
    g_main_context_iteration (NULL, TRUE);

  return table;
}

void
assert_nearest (HeedNumberTable *table,
                const char      *pair,
                const char      *word,
                const char      *cosine)
{
  g_assert_cmpstr (heed_number_table_get_text (table, 0, HEED_NEIGHBOUR_COLUMN_PAIR), ==, pair);
  g_assert_cmpstr (heed_number_table_get_text (table, 0, HEED_NEIGHBOUR_COLUMN_WORD), ==, word);
  g_assert_cmpstr (heed_number_table_get_text (table, 0, HEED_NEIGHBOUR_COLUMN_COSINE), ==, cosine);
}
