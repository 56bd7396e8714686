/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/core/corpus/corpus-paths.c
 */

#include "app/core/corpus/corpus-files.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app/core/words/words.h"

#define MAX_FILES 3

static const HeedCorpusLanguages english_to_french = { "en", "fr" };

typedef struct {
  char *folder;
  char *paths[MAX_FILES + 1];
  guint n_paths;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("heed-test-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
}

static void
forget (Fixture *fixture)
{
  for (guint i = 0; i < fixture->n_paths; i++)
    {
      g_unlink (fixture->paths[i]);
      g_clear_pointer (&fixture->paths[i], g_free);
    }

  fixture->n_paths = 0;
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  forget (fixture);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static void
put (Fixture    *fixture,
     const char *name,
     const char *text)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_cmpuint (fixture->n_paths, <, MAX_FILES);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  fixture->paths[fixture->n_paths++] = path;
}

static HeedCorpusFiles *
open_files (Fixture  *fixture,
            GError  **error)
{
  g_auto(HeedCorpusPaths) paths = { NULL };

  return heed_corpus_paths_find (&paths, (const char *const *) fixture->paths, &english_to_french,
                                 NULL, error)
         ? heed_corpus_files_open (&paths, HEED_INDEX_BASE_DETECTED, NULL, error) : NULL;
}

static void
assert_pair (HeedCorpusFiles *files,
             guint            i,
             const char      *source,
             const char      *target,
             const char      *gold)
{
  g_auto(HeedCorpusPair) pair = { NULL, NULL };
  g_autoptr(GError) error = NULL;
  g_autofree char *links = NULL;
  HeedAlignment *found;

  g_assert_true (heed_corpus_files_read (files, i, &pair, &error));
  g_assert_no_error (error);
  found = heed_corpus_files_find_gold (files, i, heed_words_count (source),
                                       target != NULL ? heed_words_count (target) : 0, NULL);
  links = found != NULL ? heed_alignment_dup_text (found) : NULL;
  g_assert_cmpstr (pair.source, ==, source);
  g_assert_cmpstr (pair.target, ==, target);
  g_assert_cmpstr (links, ==, gold);
}

static void
assert_refused (Fixture    *fixture,
                const char *expected)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (open_files (fixture, &error));
  g_assert_nonnull (error);
  if (strstr (error->message, expected) == NULL)
    g_error ("expected “%s”, found “%s”", expected, error->message);

  forget (fixture);
}

/* Links by their look, the sides by the names of their files, in any order. */
static void
test_corpus_files_are_told_apart (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autoptr(HeedCorpusFiles) files = NULL;
  const HeedCorpusFacts *facts;

  put (fixture, "links", "0-0 1p1\n\n");
  put (fixture, "test.fr", "le chat\noui\n");
  put (fixture, "test.en", "the cat\nyes\n");
  files = open_files (fixture, NULL);
  facts = heed_corpus_files_get_facts (files);

  g_assert_true (g_str_has_suffix (facts->paths.source, "test.en"));
  g_assert_true (g_str_has_suffix (facts->paths.target, "test.fr"));
  g_assert_true (g_str_has_suffix (facts->paths.gold, "links"));
  g_assert_cmpuint (facts->n_pairs, ==, 2);
  g_assert_cmpint (facts->format, ==, HEED_CORPUS_LINES);
  g_assert_null (facts->first_wrong);
  assert_pair (files, 0, "the cat", "le chat", "0-0 1p1");
  assert_pair (files, 1, "yes", "oui", "");
}

static void
test_corpus_files_hold_both_sides (Fixture       *fixture,
                                   gconstpointer  data)
{
  static const struct {
    const char       *name;
    const char       *text;
    HeedCorpusFormat  format;
  } given[] = {
    { "pairs", "a b ||| c d\ne ||| f ||| g\n", HEED_CORPUS_BARS },
    { "pairs.tsv", "a b\tc d\ne\tf\tg\n", HEED_CORPUS_TABS },
    { "pairs.csv", "\"a b\",c d\ne,f\n", HEED_CORPUS_CSV },
  };

  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    {
      g_autoptr(HeedCorpusFiles) files = NULL;

      put (fixture, given[i].name, given[i].text);
      files = open_files (fixture, NULL);
      g_assert_nonnull (files);
      g_assert_cmpint (heed_corpus_files_get_facts (files)->format, ==, given[i].format);
      g_assert_true (heed_corpus_files_get_facts (files)->has_target);
      assert_pair (files, 0, "a b", "c d", NULL);
      assert_pair (files, 1, "e", i == 0 ? "f ||| g" : "f", NULL);
      forget (fixture);
    }
}

static void
test_corpus_files_may_have_no_target (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autoptr(HeedCorpusFiles) files = NULL;

  put (fixture, "test.en", "the cat, black\nyes\n");
  files = open_files (fixture, NULL);
  g_assert_false (heed_corpus_files_get_facts (files)->has_target);
  assert_pair (files, 0, "the cat, black", NULL, NULL);
}

static void
test_corpus_files_see_links_from_one (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autoptr(HeedCorpusFiles) files = NULL;
  g_autoptr(HeedCorpusFiles) from_zero = NULL;
  g_auto(HeedCorpusPaths) paths = { NULL };

  put (fixture, "test.en", "the cat\nyes\n");
  put (fixture, "test.fr", "le chat\noui\n");
  put (fixture, "gold", "1-1 2-2\n1-1\n");
  files = open_files (fixture, NULL);
  g_assert_true (heed_corpus_files_get_facts (files)->seems_one_based);
  g_assert_cmpuint (heed_gold_file_get_first (heed_corpus_files_get_gold (files)), ==, 1);
  assert_pair (files, 0, "the cat", "le chat", "0-0 1-1");

  g_assert_true (heed_corpus_paths_find (&paths, (const char *const *) fixture->paths,
                                         &english_to_french, NULL, NULL));
  g_assert_null (heed_corpus_files_open (&paths, HEED_INDEX_BASE_0, NULL, NULL));
  g_assert_true (g_file_set_contents (fixture->paths[2], "1-1 0-0\n0-0\n", -1, NULL));
  from_zero = open_files (fixture, NULL);
  g_assert_cmpuint (heed_gold_file_get_first (heed_corpus_files_get_gold (from_zero)), ==, 0);
}

/* A line that is wrong is told of and costs that line. */
/* A link a line, with the number of its sentence; the last ones may have none. */
static void
test_corpus_files_take_rows_of_links (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autoptr(HeedCorpusFiles) files = NULL;

  put (fixture, "test.wa", "1 1 1 S\n1 2 2 P\n2 1 1 S\n");
  put (fixture, "test.en", "the cat\nyes\nno\n");
  put (fixture, "test.fr", "le chat\noui\nnon\n");
  files = open_files (fixture, NULL);
  g_assert_nonnull (files);
  assert_pair (files, 0, "the cat", "le chat", "0-0 1p1");
  assert_pair (files, 1, "yes", "oui", "0-0");
  assert_pair (files, 2, "no", "non", NULL);
}

static void
test_corpus_files_name_what_is_wrong (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autoptr(HeedCorpusFiles) files = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) gold_error = NULL;
  g_auto(HeedCorpusPair) pair = { NULL, NULL };
  const HeedCorpusFacts *facts;

  put (fixture, "test.en", "zero\none\n\xff\nthree\n");
  put (fixture, "test.fr", "zéro\nun\ndeux\ntrois\n");
  put (fixture, "gold", "0-0\n0-1\n0-0\n0-0\n");
  files = open_files (fixture, NULL);
  facts = heed_corpus_files_get_facts (files);

  g_assert_cmpuint (facts->n_wrong_text, ==, 1);
  g_assert_cmpuint (facts->n_wrong_gold, ==, 1);
  g_assert_nonnull (strstr (facts->first_wrong, "test.en line 3: expected UTF-8"));
  g_assert_false (heed_corpus_files_read (files, 2, &pair, &error));
  g_assert_nonnull (error);
  g_assert_null (heed_corpus_files_find_gold (files, 1, 1, 1, &gold_error));
  g_assert_nonnull (strstr (gold_error->message, "gold: line 2: expected links between 1 and 1"));
}

static void
test_corpus_files_refuse_what_cannot_be_meant (Fixture       *fixture,
                                               gconstpointer  data)
{
  put (fixture, "test.en", "one\ntwo\nthree\n");
  put (fixture, "test.fr", "un\ndeux\n");
  assert_refused (fixture, "test.fr: expected 3 lines, as many as in ");

  put (fixture, "test.en", "one\n");
  put (fixture, "gold", "0-0\n0-0\n");
  assert_refused (fixture, "gold: expected 1 lines, as many as in ");

  put (fixture, "gold", "0-0\n0-0\n");
  assert_refused (fixture, "expected sentences beside links, found links alone");

  put (fixture, "a", "one\n");
  put (fixture, "b", "un\n");
  put (fixture, "c", "eins\n");
  assert_refused (fixture, "c: expected links beside two files of sentences, found a third one");

  put (fixture, "test.en", "");
  assert_refused (fixture, "test.en: expected lines of text, found an empty file");

  put (fixture, "test.en", "one\n");
  put (fixture, "test.fr", "un\n");
  put (fixture, "gold", "7-9\n");
  assert_refused (fixture, "gold: line 1: expected links between 1 and 1 words");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/app/corpus-files/are-told-apart", test_corpus_files_are_told_apart);
  ADD ("/app/corpus-files/hold-both-sides", test_corpus_files_hold_both_sides);
  ADD ("/app/corpus-files/may-have-no-target", test_corpus_files_may_have_no_target);
  ADD ("/app/corpus-files/see-links-from-one", test_corpus_files_see_links_from_one);
  ADD ("/app/corpus-files/take-rows-of-links", test_corpus_files_take_rows_of_links);
  ADD ("/app/corpus-files/name-what-is-wrong", test_corpus_files_name_what_is_wrong);
  ADD ("/app/corpus-files/refuse-what-cannot-be-meant",
       test_corpus_files_refuse_what_cannot_be_meant);
#undef ADD

  return g_test_run ();
}
