/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/training/training-data.h"

#include <glib/gstdio.h>
#include <string.h>

#include "engine/heed.h"

typedef struct {
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->folder = g_dir_make_tmp ("heed-test-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "pairs.tsv", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

/* Writes every source twice, with two targets. */
static void
write_pairs (Fixture *fixture,
             guint    n_sources)
{
  g_autoptr(GString) lines = g_string_new (NULL);

  for (guint i = 0; i < n_sources; i++)
    g_string_append_printf (lines, "source %u\tfirst %u\nsource %u\tsecond %u\n", i, i, i, i);

  g_file_set_contents (fixture->path, lines->str, -1, NULL);
}

static GHashTable *
read_sources (const char *path,
              guint      *n_lines)
{
  GHashTable *sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  *n_lines = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] == '\0')
        continue;

      g_hash_table_add (sources, g_strndup (lines[i], strcspn (lines[i], "\t")));
      (*n_lines)++;
    }

  return sources;
}

static void
test_training_data_no_source_is_on_both_sides (Fixture       *fixture,
                                               gconstpointer  user_data)
{
  g_auto(HeedTrainingData) data = { 0 };
  g_autoptr(GHashTable) learned = NULL;
  g_autoptr(GHashTable) held_out = NULL;
  guint n_learned, n_held_out;
  GHashTableIter iter;
  gpointer source;

  write_pairs (fixture, 500);
  g_assert_true (heed_training_data_part (&data, fixture->path, NULL, NULL, NULL));
  learned = read_sources (data.train_path, &n_learned);
  held_out = read_sources (data.valid_path, &n_held_out);

  g_assert_cmpuint (n_learned + n_held_out, ==, 1000);
  g_assert_cmpuint (n_held_out, >, 50);
  g_assert_cmpuint (n_held_out, <, 200);

  g_hash_table_iter_init (&iter, held_out);
  while (g_hash_table_iter_next (&iter, &source, NULL))
    g_assert_false (g_hash_table_contains (learned, source));
}

static void
test_training_data_nothing_is_left_behind (Fixture       *fixture,
                                           gconstpointer  user_data)
{
  g_auto(HeedTrainingData) data = { 0 };
  g_autofree char *folder = NULL;

  write_pairs (fixture, 100);
  g_assert_true (heed_training_data_part (&data, fixture->path, NULL, NULL, NULL));
  folder = g_strdup (data.folder);
  g_assert_true (g_file_test (folder, G_FILE_TEST_IS_DIR));
  heed_training_data_clear (&data);

  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_training_data_a_file_of_its_own_is_held_out_whole (Fixture       *fixture,
                                                        gconstpointer  user_data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "held-out.csv", NULL);
  g_auto(HeedTrainingData) data = { 0 };
  g_autoptr(GHashTable) learned = NULL;
  g_autoptr(GHashTable) held_out = NULL;
  guint n_learned, n_held_out;

  write_pairs (fixture, 100);
  g_file_set_contents (path, "one,un\n\"two, three\",deux\n", -1, NULL);
  g_assert_true (heed_training_data_part (&data, fixture->path, path, NULL, NULL));
  g_unlink (path);
  learned = read_sources (data.train_path, &n_learned);
  held_out = read_sources (data.valid_path, &n_held_out);

  g_assert_cmpuint (n_learned, ==, 200);
  g_assert_cmpuint (n_held_out, ==, 2);
  g_assert_true (g_hash_table_contains (held_out, "two, three"));
}

static void
test_training_data_as_many_are_held_out_as_there_are_for (Fixture       *fixture,
                                                          gconstpointer  user_data)
{
  static const guint expected[][2] = { { 10, 6 }, { 100, 20 }, { 5000, 500 } };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_auto(HeedTrainingData) data = { 0 };
      g_autoptr(GHashTable) held_out = NULL;
      guint n_held_out;

      write_pairs (fixture, expected[i][0]);
      g_assert_true (heed_training_data_part (&data, fixture->path, NULL, NULL, NULL));
      held_out = read_sources (data.valid_path, &n_held_out);
      g_assert_cmpuint (n_held_out, ==, expected[i][1]);
    }
}

/* The held-out pairs are not only those with the same beginning. */
static void
test_training_data_of_every_kind_some_are_held_out (Fixture       *fixture,
                                                    gconstpointer  user_data)
{
  g_auto(HeedTrainingData) data = { 0 };
  g_autoptr(GString) lines = g_string_new (NULL);
  g_autoptr(GHashTable) held_out = NULL;
  g_autoptr(GHashTable) kinds = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer source;
  guint n_held_out;

  for (guint i = 0; i < 400; i++)
    g_string_append_printf (lines, "%c %u\tx\n", 'a' + i % 4, i);
  g_file_set_contents (fixture->path, lines->str, -1, NULL);
  g_assert_true (heed_training_data_part (&data, fixture->path, NULL, NULL, NULL));
  held_out = read_sources (data.valid_path, &n_held_out);

  g_hash_table_iter_init (&iter, held_out);
  while (g_hash_table_iter_next (&iter, &source, NULL))
    g_hash_table_add (kinds, GINT_TO_POINTER (*(const char *) source));
  g_assert_cmpuint (g_hash_table_size (kinds), ==, 4);
}

/* Errors of the engine about a part name the user's file. */
static void
test_training_data_errors_name_the_own_file (Fixture       *fixture,
                                             gconstpointer  user_data)
{
  g_auto(HeedTrainingData) data = { 0 };
  g_autofree char *expected = NULL;
  GError *error;

  write_pairs (fixture, 100);
  g_assert_true (heed_training_data_part (&data, fixture->path, NULL, NULL, NULL));
  error = g_error_new (HEED_ERROR, HEED_ERROR_DAMAGED, "%s: expected more", data.train_path);
  heed_training_data_name_own (&data, error);
  expected = g_strdup_printf ("%s: expected more", fixture->path);
  g_assert_cmpstr (error->message, ==, expected);
  g_error_free (error);
}

static void
test_training_data_too_few_pairs_are_counted (Fixture       *fixture,
                                              gconstpointer  user_data)
{
  g_auto(HeedTrainingData) data = { 0 };
  g_autoptr(GError) error = NULL;
  g_autofree char *expected = NULL;

  g_file_set_contents (fixture->path, "a\tb\n\n\nc\td\nno tab", -1, NULL);
  g_assert_false (heed_training_data_part (&data, fixture->path, NULL, NULL, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED);
  expected = g_strdup_printf ("%s: expected at least 20 pairs, found 2; line 5: one column",
                              fixture->path);
  g_assert_cmpstr (error->message, ==, expected);
}

#define ADD(name, test) \
  g_test_add ("/app/training-data/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("no-source-is-on-both-sides", test_training_data_no_source_is_on_both_sides);
  ADD ("nothing-is-left-behind", test_training_data_nothing_is_left_behind);
  ADD ("a-file-of-its-own-is-held-out-whole",
       test_training_data_a_file_of_its_own_is_held_out_whole);
  ADD ("as-many-are-held-out-as-there-are-for",
       test_training_data_as_many_are_held_out_as_there_are_for);
  ADD ("of-every-kind-some-are-held-out", test_training_data_of_every_kind_some_are_held_out);
  ADD ("errors-name-the-own-file", test_training_data_errors_name_the_own_file);
  ADD ("too-few-pairs-are-counted", test_training_data_too_few_pairs_are_counted);

  return g_test_run ();
}
