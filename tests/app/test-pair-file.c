/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/core/files/pair-record.c,
 *   app/core/corpus/pair-summary.c
 */

#include "app/core/files/pair-file.h"

#include <glib/gstdio.h>
#include <string.h>

#include "engine/heed.h"

#define N_FILES   2000
#define MAX_BYTES 60

typedef struct {
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->folder = g_dir_make_tmp ("heed-test-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "pairs.csv", NULL);
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

static HeedPairFile *
read_bytes (Fixture    *fixture,
            const char *bytes,
            gssize      n_bytes)
{
  HeedPairFile *file;
  GError *error = NULL;

  g_assert_true (g_file_set_contents (fixture->path, bytes, n_bytes, NULL));
  file = heed_pair_file_read (fixture->path, NULL, &error);
  g_assert_no_error (error);

  return file;
}

/* Writes the pairs as "source|target@line", in order. */
static char *
spell (const HeedPairFile *file)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < file->pairs->len; i++)
    {
      const HeedFilePair *pair = &g_array_index (file->pairs, HeedFilePair, i);

      g_string_append_printf (text, "%s%s|%s@%" G_GUINT64_FORMAT, i > 0 ? " " : "", pair->source,
                              pair->target, pair->line);
    }

  return g_strdup (text->str);
}

static void
assert_read (Fixture    *fixture,
             const char *bytes,
             const char *expected)
{
  g_autoptr(HeedPairFile) file = read_bytes (fixture, bytes, -1);
  g_autofree char *found = spell (file);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_pair_file_tabs_commas_and_semicolons (Fixture       *fixture,
                                           gconstpointer  user_data)
{
  assert_read (fixture, "a\tb\nc, d\te; f\n", "a|b@1 c, d|e; f@2");
  assert_read (fixture, "a,b\nc;,d\n", "a|b@1 c;|d@2");
  assert_read (fixture, "a;b\nc, d;e\n", "a|b@1 c, d|e@2");
  assert_read (fixture, "a\tb\tCC-BY 2.0\n", "a|b@1");
  assert_read (fixture, "", "");
}

static void
test_pair_file_line_ends_marks_and_spaces (Fixture       *fixture,
                                           gconstpointer  user_data)
{
  assert_read (fixture, "\xef\xbb\xbf" "a\tb\r\n \r\nc\td", "a|b@1 c|d@3");
  assert_read (fixture, "a\tb\rc\td\r", "a|b@1 c|d@2");
  assert_read (fixture, "# by hand\n\n a \t b c \n", "a|b c@3");
}

static void
test_pair_file_what_spreadsheets_write (Fixture       *fixture,
                                        gconstpointer  user_data)
{
  static const char utf16[] = "\xff\xfe" "a\0\t\0\xe9\0\r\0\n\0";
  g_autoptr(HeedPairFile) wide = read_bytes (fixture, utf16, sizeof utf16 - 1);
  g_autofree char *found = spell (wide);

  g_assert_cmpstr (found, ==, "a|é@1");
  assert_read (fixture, "English,French\r\n\"Hi, you\",\"Dis \"\"salut\"\"\"\r\nGo,Va\r\n",
               "Hi, you|Dis \"salut\"@2 Go|Va@3");
  assert_read (fixture, "\"two\nlines\",b\nc,\"d\te\"\n", "two lines|b@1 c|d e@3");
  assert_read (fixture, "\"Say \"\"hi\"\"\"\tb\n\"Hi.\" He left.\tc\n",
               "Say \"hi\"|b@1 \"Hi.\" He left.|c@2");
  assert_read (fixture, "a,b,,\nc,d,,\n", "a|b@1 c|d@2");
}

static void
assert_skipped (Fixture    *fixture,
                const char *bytes,
                const char *pairs,
                const char *skip)
{
  g_autoptr(HeedPairFile) file = read_bytes (fixture, bytes, -1);
  g_autofree char *found = spell (file);
  g_autofree char *words = heed_pair_file_dup_skip (file, 0);

  g_assert_cmpstr (found, ==, pairs);
  g_assert_cmpuint (file->n_skipped, ==, 1);
  g_assert_true (g_str_has_prefix (words, skip));
}

/* An invalid line is skipped, and no other. */
static void
test_pair_file_flaws_are_named_by_line (Fixture       *fixture,
                                        gconstpointer  user_data)
{
  assert_skipped (fixture, "a\tb\n\nno tab\nc\td\n", "a|b@1 c|d@4", "line 3: one column");
  assert_skipped (fixture, "a\tb\n\tb\n", "a|b@1", "line 2: no source");
  assert_skipped (fixture, "a\tb\nc\t \n", "a|b@1", "line 2: no target");
  assert_skipped (fixture, "a,b\nc,d\nOh, well,e\nf,g\n", "a|b@1 c|d@2 f|g@4",
                  "line 3: more columns");
  assert_skipped (fixture, "a,b\n\"c,d\ne,f\n", "a|b@1 e|f@3", "line 2: a quote");
  assert_skipped (fixture, "a,b\n\"c\" d,e\nf,g\n", "a|b@1 f|g@3", "line 2: a quote");
  assert_skipped (fixture, "a\tb\nc\xff\td\ne\tf\n", "a|b@1 e|f@3", "line 2: not valid UTF-8");
}

static void
test_pair_file_no_line_is_too_long_for_memory (Fixture       *fixture,
                                               gconstpointer  user_data)
{
  g_autofree char *book = g_strnfill (100000, 'x');
  g_autofree char *lines = g_strconcat ("a\tb\nc\t", book, "\ne\tf\n", NULL);

  assert_skipped (fixture, lines, "a|b@1 e|f@3", "line 2: longer than 64 KiB");
}

static void
test_pair_file_what_is_no_text_is_refused (Fixture       *fixture,
                                           gconstpointer  user_data)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "a\tb\0c\n", 6, NULL));
  g_assert_null (heed_pair_file_read (fixture->path, NULL, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
  g_clear_error (&error);

  /* In UTF-16, two zero bytes make a NUL. */
  g_assert_true (g_file_set_contents (fixture->path, "\xff\xfe" "a\0\0\0b\0", 8, NULL));
  g_assert_null (heed_pair_file_read (fixture->path, NULL, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
}

static void
assert_is_clean (const char *text)
{
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpint (*text, !=, '\0');
  g_assert_null (strpbrk (text, "\t\r\n"));
}

/* Any file is read to its end, and every line is counted once. */
static void
test_pair_file_any_bytes_are_survived (Fixture       *fixture,
                                       gconstpointer  user_data)
{
  static const char alphabet[] = "ab \"\"\"\t\t,,;;\r\n\n#\xc3\xa9\xff";
  g_autoptr(GRand) random = g_rand_new_with_seed (11);

  for (guint i = 0; i < N_FILES; i++)
    {
      guint n_bytes = (guint) g_rand_int_range (random, 0, MAX_BYTES);
      g_autofree char *bytes = g_malloc (n_bytes + 1);
      g_autoptr(HeedPairFile) file = NULL;
      guint64 line = 0;

      for (guint k = 0; k < n_bytes; k++)
        bytes[k] = alphabet[g_rand_int_range (random, 0, sizeof alphabet - 1)];
      bytes[n_bytes] = '\0';

      file = read_bytes (fixture, bytes, n_bytes);
      for (guint k = 0; k < file->pairs->len; k++)
        {
          const HeedFilePair *pair = &g_array_index (file->pairs, HeedFilePair, k);

          assert_is_clean (pair->source);
          assert_is_clean (pair->target);
          g_assert_cmpuint (pair->line, >, line);
          line = pair->line;
        }
      g_assert_cmpuint (line, <=, n_bytes + 1);
    }
}

static void
test_pair_file_gzipped_is_read_as_well (Fixture       *fixture,
                                        gconstpointer  user_data)
{
  g_autoptr(GZlibCompressor) zip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9);
  char bytes[256];
  gsize n_read, n_written;
  g_autoptr(HeedPairFile) file = NULL;
  g_autofree char *found = NULL;

  g_assert_cmpint (g_converter_convert (G_CONVERTER (zip), "a\tb\n", 4, bytes, sizeof bytes,
                                        G_CONVERTER_INPUT_AT_END, &n_read, &n_written, NULL), ==,
                   G_CONVERTER_FINISHED);
  file = read_bytes (fixture, bytes, (gssize) n_written);
  found = spell (file);
  g_assert_cmpstr (found, ==, "a|b@1");
}

static void
test_pair_file_summary_says_what_was_read_and_what_not (Fixture       *fixture,
                                                        gconstpointer  user_data)
{
  g_autoptr(HeedPairFile) file =
    read_bytes (fixture, "en;fr\n# mine\n\nGo.;Va !\nHi.;Salut.\nstray\nRun!;Cours !\n", -1);
  g_autofree char *summary = heed_pair_file_dup_summary (file);

  g_assert_cmpstr (summary, ==,
                   "3 pairs, columns parted by semicolons\n"
                   "“Go.” → “Va !”\n“Hi.” → “Salut.”\n“Run!” → “Cours !”\n"
                   "Passed over: the names of the columns, 1 empty line, 1 comment.\n"
                   "1 line is no pair:\nline 6: one column");
}

static void
test_pair_file_lengths_are_of_almost_all (Fixture       *fixture,
                                          gconstpointer  user_data)
{
  g_autoptr(GString) lines = g_string_new (NULL);
  g_autoptr(HeedPairFile) file = NULL;

  for (guint i = 0; i < 150; i++)
    g_string_append (lines, i == 70 ? "a b c d e f g h i j\tx\n" : "Go on.\tVas-y !\n");
  file = read_bytes (fixture, lines->str, -1);

  g_assert_cmpuint (file->n_words, ==, 4);        /* Vas - y ! */
  g_assert_cmpuint (file->n_characters, ==, 7);
}

#define ADD(name, test) g_test_add ("/app/pair-file/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("tabs-commas-and-semicolons", test_pair_file_tabs_commas_and_semicolons);
  ADD ("line-ends-marks-and-spaces", test_pair_file_line_ends_marks_and_spaces);
  ADD ("what-spreadsheets-write", test_pair_file_what_spreadsheets_write);
  ADD ("flaws-are-named-by-line", test_pair_file_flaws_are_named_by_line);
  ADD ("no-line-is-too-long-for-memory", test_pair_file_no_line_is_too_long_for_memory);
  ADD ("what-is-no-text-is-refused", test_pair_file_what_is_no_text_is_refused);
  ADD ("any-bytes-are-survived", test_pair_file_any_bytes_are_survived);
  ADD ("gzipped-is-read-as-well", test_pair_file_gzipped_is_read_as_well);
  ADD ("summary-says-what-was-read-and-what-not",
       test_pair_file_summary_says_what_was_read_and_what_not);
  ADD ("lengths-are-of-almost-all", test_pair_file_lengths_are_of_almost_all);

  return g_test_run ();
}
