/* test-lines.c — lines are read in order, and an invalid one is reported
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "app/cli/lines.h"

static char *
write_file (const char *bytes,
            gsize       n_bytes)
{
  g_autoptr(GError) error = NULL;
  char *path = NULL;
  int descriptor = g_file_open_tmp ("heed-lines-XXXXXX", &path, &error);

  g_assert_no_error (error);
  close (descriptor);
  g_file_set_contents (path, bytes, (gssize) n_bytes, &error);
  g_assert_no_error (error);

  return path;
}

static HeedLines *
open_bytes (const char *bytes,
            gsize       n_bytes)
{
  g_autofree char *path = write_file (bytes, n_bytes);
  g_autoptr(GError) error = NULL;
  HeedLines *lines = heed_lines_open (path, &error);

  g_assert_no_error (error);
  g_unlink (path);

  return lines;
}

static void
assert_line (HeedLines  *lines,
             const char *text)
{
  g_autoptr(GError) error = NULL;
  const HeedLine *line = heed_lines_read (lines, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);
  g_assert_cmpstr (line->problem, ==, NULL);
  g_assert_cmpstr (line->text, ==, text);
}

static void
assert_problem (HeedLines  *lines,
                const char *problem)
{
  g_autoptr(GError) error = NULL;
  const HeedLine *line = heed_lines_read (lines, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);
  g_assert_cmpstr (line->problem, ==, problem);
  g_assert_cmpstr (line->text, ==, "");
}

static void
assert_end (HeedLines *lines)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_lines_read (lines, NULL, &error));
  g_assert_no_error (error);
}

static void
test_lines_every_kind_of_end_ends_a_line (void)
{
  const char bytes[] = "one\r\n\ntwo\nthree";
  g_autoptr(HeedLines) lines = open_bytes (bytes, strlen (bytes));

  assert_line (lines, "one");
  assert_line (lines, "");
  assert_line (lines, "two");
  assert_line (lines, "three");
  assert_end (lines);
}

static void
test_lines_an_empty_file_has_none (void)
{
  g_autoptr(HeedLines) lines = open_bytes ("", 0);

  assert_end (lines);
}

static void
test_lines_a_byte_order_mark_is_no_text (void)
{
  const char bytes[] = "\xef\xbb\xbf" "one\n\xef\xbb\xbf" "two\n";
  g_autoptr(HeedLines) lines = open_bytes (bytes, strlen (bytes));

  assert_line (lines, "one");
  assert_line (lines, "\xef\xbb\xbf" "two");
}

static void
test_lines_a_bad_line_keeps_its_place (void)
{
  const char bytes[] = "one\nt\xffo\nth\0ree\nfour\n";
  g_autoptr(HeedLines) lines = open_bytes (bytes, sizeof bytes - 1);

  assert_line (lines, "one");
  assert_problem (lines, "text: expected UTF-8, found byte 0xff at offset 1");
  assert_problem (lines, "text: expected UTF-8, found byte 0x00 at offset 2");
  assert_line (lines, "four");
  assert_end (lines);
}

static void
test_lines_are_whole_across_chunks (void)
{
  g_autoptr(GString) bytes = g_string_new (NULL);

  for (guint i = 0; i < 100000; i++)
    g_string_append_printf (bytes, "line %u\n", i);

  {
    g_autoptr(HeedLines) lines = open_bytes (bytes->str, bytes->len);

    for (guint i = 0; i < 100000; i++)
      {
        g_autofree char *text = g_strdup_printf ("line %u", i);

        assert_line (lines, text);
      }
    assert_end (lines);
  }
}

static void
test_lines_a_line_has_a_longest_length (void)
{
  g_autoptr(GString) bytes = g_string_new (NULL);
  g_autofree char *longest = g_strnfill (HEED_LINE_MAX_BYTES, 'x');
  g_autoptr(HeedLines) lines = NULL;

  g_string_append_printf (bytes, "%s\n%sx\nshort\n", longest, longest);
  lines = open_bytes (bytes->str, bytes->len);

  assert_line (lines, longest);
  assert_problem (lines, "text: expected at most 8388608 bytes a line, found more");
  assert_line (lines, "short");
}

static void
test_lines_arguments_are_lines (void)
{
  char *arguments[] = { "one", "two \xe2\x80\xa6", "\xff", NULL };
  g_autoptr(HeedLines) lines = heed_lines_new (arguments);

  assert_line (lines, "one");
  assert_line (lines, "two \xe2\x80\xa6");
  assert_problem (lines, "text: expected UTF-8, found byte 0xff at offset 0");
  assert_end (lines);
}

static void
test_lines_a_dash_among_arguments_is_standard_input (void)
{
  char *arguments[] = { "before", "-", "after", NULL };
  g_autoptr(HeedLines) lines = heed_lines_new (arguments);
  int saved = dup (STDIN_FILENO);
  int ends[2];

  g_assert_cmpint (pipe (ends), ==, 0);
  g_assert_cmpint (write (ends[1], "within\n", 7), ==, 7);
  close (ends[1]);
  dup2 (ends[0], STDIN_FILENO);
  close (ends[0]);

  assert_line (lines, "before");
  assert_line (lines, "within");
  assert_line (lines, "after");
  assert_end (lines);

  dup2 (saved, STDIN_FILENO);
  close (saved);
}

static void
test_lines_cancelling_ends_the_reading (void)
{
  char *arguments[] = { "one", NULL };
  g_autoptr(HeedLines) lines = heed_lines_new (arguments);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);

  g_assert_null (heed_lines_read (lines, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_lines_a_missing_file_is_an_error (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_lines_open ("/nonexistent/file", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* Two gzip members, as produced by cat of two gzipped files. */
static void
test_lines_gzipped_file_is_read (void)
{
  static const char zipped[] =
    "\x1f\x8b\x08\0\0\0\0\0\0\x03\x4b\xe4\x4a\xe2\x02\0\x97\x2a\x57\x18\4\0\0\0"
    "\x1f\x8b\x08\0\0\0\0\0\0\x03\x4b\xe6\x02\0\x85\xc3\xdc\xef\2\0\0\0";
  g_autoptr(HeedLines) lines = open_bytes (zipped, sizeof zipped - 1);

  assert_line (lines, "a");
  assert_line (lines, "b");
  assert_line (lines, "c");
  assert_end (lines);
}

static void
test_lines_cut_gzipped_file_is_an_error_that_names_it (void)
{
  static const char zipped[] = "\x1f\x8b\x08\0\0\0\0\0\0\x03\x4b\xe4";
  g_autofree char *path = write_file (zipped, sizeof zipped - 1);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedLines) lines = heed_lines_open (path, &error);

  g_assert_no_error (error);
  while (heed_lines_read (lines, NULL, &error) != NULL)
    ;
  g_assert_nonnull (error);
  g_assert_true (g_str_has_prefix (error->message, path));
  g_unlink (path);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/lines/every-kind-of-end-ends-a-line",
                   test_lines_every_kind_of_end_ends_a_line);
  g_test_add_func ("/app/lines/gzipped-file-is-read", test_lines_gzipped_file_is_read);
  g_test_add_func ("/app/lines/cut-gzipped-file-is-an-error-that-names-it",
                   test_lines_cut_gzipped_file_is_an_error_that_names_it);
  g_test_add_func ("/app/lines/an-empty-file-has-none", test_lines_an_empty_file_has_none);
  g_test_add_func ("/app/lines/a-byte-order-mark-is-no-text",
                   test_lines_a_byte_order_mark_is_no_text);
  g_test_add_func ("/app/lines/a-bad-line-keeps-its-place", test_lines_a_bad_line_keeps_its_place);
  g_test_add_func ("/app/lines/are-whole-across-chunks", test_lines_are_whole_across_chunks);
  g_test_add_func ("/app/lines/a-line-has-a-longest-length",
                   test_lines_a_line_has_a_longest_length);
  g_test_add_func ("/app/lines/arguments-are-lines", test_lines_arguments_are_lines);
  g_test_add_func ("/app/lines/a-dash-among-arguments-is-standard-input",
                   test_lines_a_dash_among_arguments_is_standard_input);
  g_test_add_func ("/app/lines/cancelling-ends-the-reading",
                   test_lines_cancelling_ends_the_reading);
  g_test_add_func ("/app/lines/a-missing-file-is-an-error", test_lines_a_missing_file_is_an_error);

  return g_test_run ();
}
