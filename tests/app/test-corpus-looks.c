/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/core/corpus/corpus-paths.c
 */

#include "app/core/corpus/corpus-looks.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  char      *folder;
  GPtrArray *paths;
} Fixture;

static const HeedCorpusLanguages english_to_french = { "en", "fr" };

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("heed-test-XXXXXX", NULL);
  fixture->paths = g_ptr_array_new_with_free_func (g_free);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  for (guint i = 0; i < fixture->paths->len; i++)
    if (g_ptr_array_index (fixture->paths, i) != NULL)
      g_unlink (g_ptr_array_index (fixture->paths, i));
  g_ptr_array_unref (fixture->paths);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
}

static void
put (Fixture    *fixture,
     const char *name,
     const char *text)
{
  char *path = g_build_filename (fixture->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  g_ptr_array_add (fixture->paths, path);
}

static GArray *
look (Fixture *fixture)
{
  g_ptr_array_add (fixture->paths, NULL);

  return heed_corpus_looks_new ((const char *const *) fixture->paths->pdata, &english_to_french,
                                NULL);
}

static HeedCorpusLook *
get (GArray *looks,
     guint   i)
{
  return &g_array_index (looks, HeedCorpusLook, i);
}

static void
assert_look (GArray         *looks,
             guint           i,
             HeedCorpusPart  part,
             HeedPartReason  reason)
{
  g_assert_cmpint (get (looks, i)->part, ==, part);
  g_assert_cmpint (get (looks, i)->reason, ==, reason);
}

static void
test_corpus_looks_say_why (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autoptr(GArray) looks = NULL;

  put (fixture, "gold", "0-0 1-1\n0-0\n");
  put (fixture, "test.fr", "le chat\noui\n");
  put (fixture, "test.en", "the cat\nyes\n");
  looks = look (fixture);
  assert_look (looks, 0, HEED_PART_GOLD_FROM_0, HEED_REASON_ZERO);
  assert_look (looks, 1, HEED_PART_TARGET, HEED_REASON_WRITTEN);
  assert_look (looks, 2, HEED_PART_SOURCE, HEED_REASON_READ);
  g_assert_cmpuint (get (looks, 2)->n_lines, ==, 2);
  g_assert_cmpstr (get (looks, 2)->lines[1], ==, "yes");
  g_assert_null (get (looks, 2)->lines[2]);
}

static void
test_corpus_looks_know_forms (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autoptr(GArray) looks = NULL;

  put (fixture, "a", "the cat ||| le chat\n");
  put (fixture, "b", "1-1 2-2\n1-1\n");
  looks = look (fixture);
  assert_look (looks, 0, HEED_PART_BARS, HEED_REASON_SEPARATOR);
  assert_look (looks, 1, HEED_PART_GOLD_FROM_1, HEED_REASON_NO_ZERO);
}

static void
test_corpus_looks_know_rows (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autoptr(GArray) looks = NULL;

  put (fixture, "a", "one\ntwo\n");
  put (fixture, "b", "eins\nzwei\n");
  put (fixture, "c", "1 1 1 S\n2 1 1 P\n");
  put (fixture, "d", "un\ndeux\n");
  looks = look (fixture);
  assert_look (looks, 0, HEED_PART_SOURCE, HEED_REASON_ORDER);
  assert_look (looks, 1, HEED_PART_TARGET, HEED_REASON_ORDER);
  assert_look (looks, 2, HEED_PART_GOLD_FROM_1, HEED_REASON_ROWS);
  assert_look (looks, 3, HEED_PART_NONE, HEED_REASON_NONE);
}

/* What cannot be read says so, and the others are what they are. */
static void
test_corpus_looks_name_problems (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr(GArray) looks = NULL;

  put (fixture, "empty", "");
  put (fixture, "test.csv", "source,target\nyes,oui\n");
  looks = look (fixture);
  g_assert_nonnull (strstr (get (looks, 0)->problem->message, "empty file"));
  assert_look (looks, 0, HEED_PART_NONE, HEED_REASON_NONE);
  assert_look (looks, 1, HEED_PART_CSV, HEED_REASON_CSV);
}

/* What a person says is opened so: a file of bars as plain lines, links from 1 as from 0. */
static void
test_corpus_looks_are_corrected (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autoptr(GArray) looks = NULL;
  g_auto(HeedCorpusRoles) roles = { 0 };
  g_autoptr(HeedCorpusFiles) files = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(HeedCorpusPair) pair = { NULL, NULL };

  put (fixture, "a", "the ||| cat\n");
  put (fixture, "b", "le ||| chat\n");
  put (fixture, "c", "1-1\n");
  looks = look (fixture);
  get (looks, 0)->part = HEED_PART_TARGET;
  get (looks, 1)->part = HEED_PART_SOURCE;
  get (looks, 2)->part = HEED_PART_GOLD_FROM_0;
  g_assert_true (heed_corpus_looks_find_roles (looks, &roles, &error));
  g_assert_no_error (error);
  files = heed_corpus_files_open_as (&roles, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (heed_corpus_files_read (files, 0, &pair, NULL));
  g_assert_cmpstr (pair.source, ==, "le ||| chat");
  g_assert_cmpuint (heed_gold_file_get_first (heed_corpus_files_get_gold (files)), ==, 0);
  g_assert_cmpuint (heed_gold_file_get (heed_corpus_files_get_gold (files), 0)->links[0].source, ==,
                    1);

  /* and it says again what it was read as */
  get (looks, 0)->part = HEED_PART_NONE;
  get (looks, 2)->part = HEED_PART_GOLD_FROM_1;
  heed_corpus_looks_take_facts (looks, files);
  g_assert_cmpint (get (looks, 0)->part, ==, HEED_PART_TARGET);
  g_assert_cmpint (get (looks, 2)->part, ==, HEED_PART_GOLD_FROM_0);
}

static void
assert_no_roles (GArray     *looks,
                 const char *message)
{
  g_auto(HeedCorpusRoles) roles = { 0 };
  g_autoptr(GError) error = NULL;

  g_assert_false (heed_corpus_looks_find_roles (looks, &roles, &error));
  g_assert_nonnull (strstr (error->message, message));
}

static void
test_corpus_looks_refuse_what_cannot_be (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autoptr(GArray) looks = NULL;

  put (fixture, "a", "one\n");
  put (fixture, "b", "un\n");
  looks = look (fixture);
  get (looks, 1)->part = HEED_PART_SOURCE;
  assert_no_roles (looks, "source: expected one file, found ");
  get (looks, 0)->part = get (looks, 1)->part = HEED_PART_TARGET;
  assert_no_roles (looks, "target: expected one file, found ");
  get (looks, 0)->part = HEED_PART_NONE;
  assert_no_roles (looks, "source: expected a file, found none");
  get (looks, 0)->part = HEED_PART_TABS;
  assert_no_roles (looks, "target: expected none beside ");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/app/corpus-looks/say-why", test_corpus_looks_say_why);
  ADD ("/app/corpus-looks/know-forms", test_corpus_looks_know_forms);
  ADD ("/app/corpus-looks/know-rows", test_corpus_looks_know_rows);
  ADD ("/app/corpus-looks/name-problems", test_corpus_looks_name_problems);
  ADD ("/app/corpus-looks/are-corrected", test_corpus_looks_are_corrected);
  ADD ("/app/corpus-looks/refuse-what-cannot-be", test_corpus_looks_refuse_what_cannot_be);
#undef ADD

  return g_test_run ();
}
