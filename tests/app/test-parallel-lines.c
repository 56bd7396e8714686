/* test-parallel-lines.c — lines of several files are read together or not at all
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <unistd.h>

#include "app/cli/parallel-lines.h"
#include "app/cli/verb.h"


static char *
write_file (const char *text)
{
  g_autoptr(GError) error = NULL;
  char *path = NULL;
  int descriptor = g_file_open_tmp ("heed-parallel-XXXXXX", &path, &error);

  g_assert_no_error (error);
  close (descriptor);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);

  return path;
}

static HeedParallelLines *
open_files (const char *first,
            const char *second)
{
  g_autofree char *a = write_file (first);
  g_autofree char *b = write_file (second);
  const char *const paths[] = { a, b, NULL };
  g_autoptr(GError) error = NULL;
  HeedParallelLines *lines = heed_parallel_lines_open (paths, &error);

  g_assert_no_error (error);
  g_unlink (a);
  g_unlink (b);

  return lines;
}

static void
test_parallel_lines_come_together (void)
{
  g_autoptr(HeedParallelLines) lines = open_files ("one\ntwo\n", "un\ndeux");
  g_autoptr(GError) error = NULL;
  const HeedLine *const *pair = heed_parallel_lines_read (lines, NULL, &error);

  g_assert_cmpstr (pair[0]->text, ==, "one");
  g_assert_cmpstr (pair[1]->text, ==, "un");
  g_assert_cmpuint (pair[1]->number, ==, 1);

  pair = heed_parallel_lines_read (lines, NULL, &error);
  g_assert_cmpstr (pair[0]->text, ==, "two");
  g_assert_cmpstr (pair[1]->text, ==, "deux");

  g_assert_null (heed_parallel_lines_read (lines, NULL, &error));
  g_assert_no_error (error);
}

static void
assert_second_line_fails (const char *first,
                          const char *second,
                          const char *pattern)
{
  g_autoptr(HeedParallelLines) lines = open_files (first, second);
  g_autoptr(GError) error = NULL;

  g_assert_nonnull (heed_parallel_lines_read (lines, NULL, &error));
  g_assert_null (heed_parallel_lines_read (lines, NULL, &error));
  g_assert_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA);
  g_assert_true (g_pattern_match_simple (pattern, error->message));
}

static void
test_parallel_lines_a_shorter_file_is_an_error (void)
{
  assert_second_line_fails (
    "a\nb\n", "a\n", "*heed-parallel-*: expected as many lines as in *heed-parallel-*, found 1");
  assert_second_line_fails (
    "a\n", "a\nb\n", "*heed-parallel-*: expected as many lines as in *heed-parallel-*, found 1");
}

static void
test_parallel_lines_a_line_that_is_no_text_keeps_its_place (void)
{
  g_autoptr(HeedParallelLines) lines = open_files ("a\nb\n", "\xff\nb\n");
  const HeedLine *const *pair = heed_parallel_lines_read (lines, NULL, NULL);

  g_assert_null (pair[0]->problem);
  g_assert_nonnull (pair[1]->problem);

  pair = heed_parallel_lines_read (lines, NULL, NULL);
  g_assert_cmpstr (pair[1]->text, ==, "b");
}

static void
test_parallel_lines_standard_input_is_one_file (void)
{
  const char *const paths[] = { "-", "-", NULL };
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_parallel_lines_open (paths, &error));
  g_assert_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE);
}

static void
test_parallel_lines_a_missing_file_is_an_error (void)
{
  g_autofree char *path = write_file ("");
  const char *const paths[] = { path, "/nowhere/at/all", NULL };
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_parallel_lines_open (paths, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_unlink (path);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/parallel-lines/come-together", test_parallel_lines_come_together);
  g_test_add_func ("/app/parallel-lines/a-shorter-file-is-an-error",
                   test_parallel_lines_a_shorter_file_is_an_error);
  g_test_add_func ("/app/parallel-lines/a-line-that-is-no-text-keeps-its-place",
                   test_parallel_lines_a_line_that_is_no_text_keeps_its_place);
  g_test_add_func ("/app/parallel-lines/standard-input-is-one-file",
                   test_parallel_lines_standard_input_is_one_file);
  g_test_add_func ("/app/parallel-lines/a-missing-file-is-an-error",
                   test_parallel_lines_a_missing_file_is_an_error);

  return g_test_run ();
}
