/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/training-data.h"

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

/* Every source twice, with two targets. */
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
  g_assert_true (heed_training_data_part (&data, fixture->path, NULL, NULL));
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
  g_assert_true (heed_training_data_part (&data, fixture->path, NULL, NULL));
  folder = g_strdup (data.folder);
  g_assert_true (g_file_test (folder, G_FILE_TEST_IS_DIR));
  heed_training_data_clear (&data);

  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_training_data_file_of_its_own_is_held_out_as_it_is (Fixture       *fixture,
                                                         gconstpointer  user_data)
{
  g_auto(HeedTrainingData) data = { 0 };

  write_pairs (fixture, 100);
  g_assert_true (heed_training_data_part (&data, fixture->path, "/other", NULL));

  g_assert_cmpstr (data.train_path, ==, fixture->path);
  g_assert_cmpstr (data.valid_path, ==, "/other");
  g_assert_null (data.folder);
}

/* In one of the parts, at the line that it has in the whole. */
static void
test_training_data_bad_line_is_named_as_in_the_own_file (Fixture       *fixture,
                                                         gconstpointer  user_data)
{
  g_auto(HeedTrainingData) data = { 0 };
  g_autoptr(GString) lines = g_string_new ("\n\n");
  g_autofree char *configuration = NULL;
  g_autofree char *expected = NULL;
  g_autoptr(HeedTrainer) trainer = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append_printf (lines, i == 60 ? "no tab %u\n" : "a %u\tb\n", i);
  g_file_set_contents (fixture->path, lines->str, -1, NULL);
  g_assert_true (heed_training_data_part (&data, fixture->path, NULL, NULL));

  configuration = g_strdup_printf ("{\"data\": {\"train\": \"%s\", \"valid\": \"%s\"}}",
                                   data.train_path, data.valid_path);
  trainer = heed_trainer_new (configuration, "/", NULL, &error);
  g_assert_null (trainer);
  heed_training_data_name_own (&data, error);
  expected =
    g_strdup_printf ("%s: line 63: expected source, tab, target, found no tab", fixture->path);
  g_assert_true (g_str_has_suffix (error->message, expected));
}

static void
test_training_data_too_few_pairs_are_counted (Fixture       *fixture,
                                              gconstpointer  user_data)
{
  g_auto(HeedTrainingData) data = { 0 };
  g_autoptr(GError) error = NULL;

  g_file_set_contents (fixture->path, "a\tb\n\n\nc\td", -1, NULL);
  g_assert_false (heed_training_data_part (&data, fixture->path, NULL, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED);
  g_assert_nonnull (strstr (error->message, "expected at least 20 pairs, found 2"));
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
  ADD ("file-of-its-own-is-held-out-as-it-is",
       test_training_data_file_of_its_own_is_held_out_as_it_is);
  ADD ("bad-line-is-named-as-in-the-own-file",
       test_training_data_bad_line_is_named_as_in_the_own_file);
  ADD ("too-few-pairs-are-counted", test_training_data_too_few_pairs_are_counted);

  return g_test_run ();
}
