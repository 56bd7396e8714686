/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/core/corpus/corpus-paths.c
 */

#include "app/core/corpus/corpus-detection.h"

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
detect (Fixture *fixture)
{
  g_ptr_array_add (fixture->paths, NULL);

  return heed_detected_files_new ((const char *const *) fixture->paths->pdata, &english_to_french,
                                  NULL);
}

static HeedDetectedFile *
get (GArray *detected,
     guint   i)
{
  return &g_array_index (detected, HeedDetectedFile, i);
}

static void
assert_role (GArray         *detected,
             guint           i,
             HeedFileRole    role,
             HeedRoleReason  reason)
{
  g_assert_cmpint (get (detected, i)->role, ==, role);
  g_assert_cmpint (get (detected, i)->reason, ==, reason);
}

static void
test_corpus_detection_says_why (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr(GArray) detected = NULL;

  put (fixture, "gold", "0-0 1-1\n0-0\n");
  put (fixture, "test.fr", "le chat\noui\n");
  put (fixture, "test.en", "the cat\nyes\n");
  detected = detect (fixture);
  assert_role (detected, 0, HEED_ROLE_GOLD_FROM_0, HEED_REASON_ZERO);
  assert_role (detected, 1, HEED_ROLE_TARGET, HEED_REASON_TARGET_LANGUAGE);
  assert_role (detected, 2, HEED_ROLE_SOURCE, HEED_REASON_SOURCE_LANGUAGE);
  g_assert_cmpuint (get (detected, 2)->n_lines, ==, 2);
  g_assert_cmpstr (get (detected, 2)->lines[1], ==, "yes");
  g_assert_null (get (detected, 2)->lines[2]);
}

static void
test_corpus_detection_knows_forms (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr(GArray) detected = NULL;

  put (fixture, "a", "the cat ||| le chat\n");
  put (fixture, "b", "1-1 2-2\n1-1\n");
  detected = detect (fixture);
  assert_role (detected, 0, HEED_ROLE_BARS, HEED_REASON_SEPARATOR);
  assert_role (detected, 1, HEED_ROLE_GOLD_FROM_1, HEED_REASON_NO_ZERO);
}

static void
test_corpus_detection_knows_rows (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autoptr(GArray) detected = NULL;

  put (fixture, "a", "one\ntwo\n");
  put (fixture, "b", "eins\nzwei\n");
  put (fixture, "c", "1 1 1 S\n2 1 1 P\n");
  put (fixture, "d", "un\ndeux\n");
  detected = detect (fixture);
  assert_role (detected, 0, HEED_ROLE_SOURCE, HEED_REASON_ORDER);
  assert_role (detected, 1, HEED_ROLE_TARGET, HEED_REASON_ORDER);
  assert_role (detected, 2, HEED_ROLE_GOLD_FROM_1, HEED_REASON_ROWS);
  assert_role (detected, 3, HEED_ROLE_NONE, HEED_REASON_NONE);
}

static char *
dup_data (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", "links", name, NULL);
}

/* The files of awesome-align, in any order. */
static void
test_corpus_detection_knows_probabilities (Fixture       *fixture,
                                           gconstpointer  data)
{
  g_autofree char *pairs = dup_data ("awesome-align.en-fr");
  g_autofree char *links = dup_data ("awesome-align.out");
  g_autofree char *probabilities = dup_data ("awesome-align.prob");
  const char *const paths[] = { probabilities, links, pairs, NULL };
  g_autoptr(GArray) detected = heed_detected_files_new (paths, &english_to_french, NULL);
  g_auto(HeedCorpusRoles) roles = { 0 };
  g_autoptr(HeedCorpusFiles) files = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  assert_role (detected, 0, HEED_ROLE_PROBABILITIES, HEED_REASON_FRACTIONS);
  assert_role (detected, 1, HEED_ROLE_GOLD_FROM_0, HEED_REASON_ZERO);
  assert_role (detected, 2, HEED_ROLE_BARS, HEED_REASON_SEPARATOR);
  g_assert_true (heed_detected_files_find_roles (detected, &roles, &error));
  files = heed_corpus_files_open_as (&roles, NULL, &error);
  g_assert_no_error (error);
  text = heed_alignment_dup_text (heed_gold_file_get (heed_corpus_files_get_gold (files), 1));
  g_assert_cmpstr (text, ==, "0-0 1p1 2-2 3-3 4-4");

  get (detected, 0)->role = HEED_ROLE_NONE;
  heed_detected_files_set_roles (detected, files);
  g_assert_cmpint (get (detected, 0)->role, ==, HEED_ROLE_PROBABILITIES);
}

/* Without links, such a file is a text like others; of two, one is used. */
static void
test_corpus_detection_takes_numbers_for_text (Fixture       *fixture,
                                              gconstpointer  data)
{
  g_autoptr(GArray) detected = NULL;
  g_autoptr(GArray) more = NULL;

  put (fixture, "a", "0.5 0.25\n1\n");
  put (fixture, "b", "un\ndeux\n");
  detected = detect (fixture);
  assert_role (detected, 0, HEED_ROLE_SOURCE, HEED_REASON_ORDER);
  assert_role (detected, 1, HEED_ROLE_TARGET, HEED_REASON_ORDER);

  g_ptr_array_set_size (fixture->paths, 2);
  put (fixture, "c", "0.5\n1.5\n");
  put (fixture, "d", "0.5\n0.5\n");
  put (fixture, "e", "0-0\n0-1\n");
  more = detect (fixture);
  assert_role (more, 0, HEED_ROLE_PROBABILITIES, HEED_REASON_FRACTIONS);
  assert_role (more, 1, HEED_ROLE_SOURCE, HEED_REASON_ORDER);
  assert_role (more, 2, HEED_ROLE_TARGET, HEED_REASON_ORDER);
  assert_role (more, 3, HEED_ROLE_NONE, HEED_REASON_NONE);
  assert_role (more, 4, HEED_ROLE_GOLD_FROM_0, HEED_REASON_ZERO);
}

/* What cannot be read says so, and the others are what they are. */
static void
test_corpus_detection_names_problems (Fixture       *fixture,
                                      gconstpointer  data)
{
  g_autoptr(GArray) detected = NULL;

  put (fixture, "empty", "");
  put (fixture, "test.csv", "source,target\nyes,oui\n");
  detected = detect (fixture);
  g_assert_nonnull (strstr (get (detected, 0)->problem->message, "empty file"));
  assert_role (detected, 0, HEED_ROLE_NONE, HEED_REASON_NONE);
  assert_role (detected, 1, HEED_ROLE_CSV, HEED_REASON_CSV);
}

/* What a person says is opened so: a file of bars as plain lines, links from 1 as from 0. */
static void
test_corpus_detection_is_corrected (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autoptr(GArray) detected = NULL;
  g_auto(HeedCorpusRoles) roles = { 0 };
  g_autoptr(HeedCorpusFiles) files = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(HeedCorpusPair) pair = { NULL, NULL };

  put (fixture, "a", "the ||| cat\n");
  put (fixture, "b", "le ||| chat\n");
  put (fixture, "c", "1-1\n");
  detected = detect (fixture);
  get (detected, 0)->role = HEED_ROLE_TARGET;
  get (detected, 1)->role = HEED_ROLE_SOURCE;
  get (detected, 2)->role = HEED_ROLE_GOLD_FROM_0;
  g_assert_true (heed_detected_files_find_roles (detected, &roles, &error));
  g_assert_no_error (error);
  files = heed_corpus_files_open_as (&roles, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (heed_corpus_files_read (files, 0, &pair, NULL));
  g_assert_cmpstr (pair.source, ==, "le ||| chat");
  g_assert_cmpuint (heed_gold_file_get_first (heed_corpus_files_get_gold (files)), ==, 0);
  g_assert_cmpuint (heed_gold_file_get (heed_corpus_files_get_gold (files), 0)->links[0].source, ==,
                    1);

  /* and it says again what it was read as */
  get (detected, 0)->role = HEED_ROLE_NONE;
  get (detected, 2)->role = HEED_ROLE_GOLD_FROM_1;
  heed_detected_files_set_roles (detected, files);
  g_assert_cmpint (get (detected, 0)->role, ==, HEED_ROLE_TARGET);
  g_assert_cmpint (get (detected, 2)->role, ==, HEED_ROLE_GOLD_FROM_0);
}

static void
assert_no_roles (GArray     *detected,
                 const char *message)
{
  g_auto(HeedCorpusRoles) roles = { 0 };
  g_autoptr(GError) error = NULL;

  g_assert_false (heed_detected_files_find_roles (detected, &roles, &error));
  g_assert_nonnull (strstr (error->message, message));
}

static void
test_corpus_detection_refuses_what_cannot_be (Fixture       *fixture,
                                              gconstpointer  data)
{
  g_autoptr(GArray) detected = NULL;

  put (fixture, "a", "one\n");
  put (fixture, "b", "un\n");
  detected = detect (fixture);
  get (detected, 1)->role = HEED_ROLE_SOURCE;
  assert_no_roles (detected, "source: expected one file, found ");
  get (detected, 0)->role = get (detected, 1)->role = HEED_ROLE_TARGET;
  assert_no_roles (detected, "target: expected one file, found ");
  get (detected, 0)->role = HEED_ROLE_NONE;
  assert_no_roles (detected, "source: expected a file, found none");
  get (detected, 0)->role = HEED_ROLE_TABS;
  assert_no_roles (detected, "target: expected none beside ");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/app/corpus-detection/say-why", test_corpus_detection_says_why);
  ADD ("/app/corpus-detection/know-forms", test_corpus_detection_knows_forms);
  ADD ("/app/corpus-detection/know-rows", test_corpus_detection_knows_rows);
  ADD ("/app/corpus-detection/know-probabilities", test_corpus_detection_knows_probabilities);
  ADD ("/app/corpus-detection/take-numbers-for-text",
       test_corpus_detection_takes_numbers_for_text);
  ADD ("/app/corpus-detection/name-problems", test_corpus_detection_names_problems);
  ADD ("/app/corpus-detection/are-corrected", test_corpus_detection_is_corrected);
  ADD ("/app/corpus-detection/refuse-what-cannot-be", test_corpus_detection_refuses_what_cannot_be);
#undef ADD

  return g_test_run ();
}
