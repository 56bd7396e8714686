/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/corpus/corpus-files.h"
#include "app/core/corpus/example-corpus.h"
#include "app/core/models/model-library.h"

static HeedCorpusFiles *
open_example (void)
{
  static const HeedCorpusLanguages languages = { "en", "fr" };
  g_auto(GStrv) files = heed_example_corpus_list_files ();
  HeedCorpusPaths paths = { NULL };
  g_autoptr(GError) error = NULL;
  HeedCorpusFiles *opened;

  g_assert_nonnull (files);
  heed_corpus_paths_find (&paths, (const char *const *) files, &languages, NULL, &error);
  g_assert_no_error (error);
  opened = heed_corpus_files_open (&paths, HEED_INDEX_BASE_DETECTED, NULL, &error);
  g_assert_no_error (error);
  heed_corpus_paths_clear (&paths);

  return opened;
}

static void
test_example_corpus_has_pairs_and_gold_without_a_flaw (void)
{
  HeedCorpusFiles *files = open_example ();
  const HeedCorpusFacts *facts = heed_corpus_files_get_facts (files);

  g_assert_cmpuint (facts->n_pairs, ==, 30);
  g_assert_true (facts->has_target);
  g_assert_nonnull (facts->paths.gold);
  g_assert_cmpint (facts->format, ==, HEED_CORPUS_BARS);
  g_assert_cmpstr (facts->first_wrong, ==, NULL);
  g_assert_false (facts->seems_one_based);
  heed_corpus_files_unref (files);
}

static void
test_example_corpus_is_for_english_into_french (void)
{
  HeedModelInfo info = { .source_language = "en", .target_language = "fr" };

  g_assert_true (heed_example_corpus_fits (&info));
  info.target_language = "zh";
  g_assert_false (heed_example_corpus_fits (&info));
  info = (HeedModelInfo) { .source_language = "", .target_language = "" };
  g_assert_false (heed_example_corpus_fits (&info));
}

static void
test_example_corpus_that_is_not_installed_is_not_offered (void)
{
  g_autofree char *folder = g_strdup (g_getenv (HEED_MODELS_VARIABLE));

  g_setenv (HEED_MODELS_VARIABLE, "/nowhere/at/all", TRUE);
  g_assert_null (heed_example_corpus_list_files ());
  g_setenv (HEED_MODELS_VARIABLE, folder, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/example-corpus/has-pairs-and-gold-without-a-flaw",
                   test_example_corpus_has_pairs_and_gold_without_a_flaw);
  g_test_add_func ("/app/example-corpus/is-for-english-into-french",
                   test_example_corpus_is_for_english_into_french);
  g_test_add_func ("/app/example-corpus/that-is-not-installed-is-not-offered",
                   test_example_corpus_that_is_not_installed_is_not_offered);

  return g_test_run ();
}
