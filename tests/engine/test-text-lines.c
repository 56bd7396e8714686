/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/text-lines.h"

#include <string.h>

#include "engine/heed.h"
#include "tests/engine/scratch.h"

/* Returns the lines, separated by |, or NULL on error. */
static char *
read_lines (const char  *text,
            gsize        n_bytes,
            GError     **error)
{
  g_autofree char *path = scratch_write ("file", text, n_bytes);
  g_autoptr(HeedTextLines) lines = heed_text_lines_open (path, error);
  g_autoptr(GString) joined = g_string_new (NULL);
  g_autoptr(GError) flaw = NULL;
  const char *line;

  while ((line = heed_text_lines_next (lines, NULL, &flaw)) != NULL)
    g_string_append_printf (joined, "%s%s",
                            heed_text_lines_get_number (lines) == 1 ? "" : "|", line);

  if (flaw != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&flaw));
      return NULL;
    }

  return g_strdup (joined->str);
}

static void
assert_lines (const char *text,
              const char *expected)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *lines = read_lines (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_cmpstr (lines, ==, expected);
}

static void
assert_refused (const char *text,
                gsize       n_bytes,
                int         code,
                const char *line)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *lines = read_lines (text, n_bytes, &error);

  g_assert_null (lines);
  g_assert_error (error, HEED_ERROR, code);
  g_assert_true (g_str_has_prefix (error->message, line));
}

static void
test_text_lines_ends_are_not_part_of_them (void)
{
  assert_lines ("a\nb\n", "a|b");
  assert_lines ("a\r\nb\r\n", "a|b");
  assert_lines ("a\rb\nc", "a\rb|c");
  assert_lines ("a\n\n\nb", "a|||b");
  assert_lines ("", "");
}

static void
test_text_lines_byte_order_mark_is_dropped (void)
{
  assert_lines ("\xef\xbb\xbf" "a\n\xef\xbb\xbf" "b", "a|\xef\xbb\xbf" "b");
}

static void
test_text_lines_longer_than_a_block_are_whole (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *first = g_strnfill (65535, 'a');
  g_autofree char *second = g_strnfill (65536, 'b');
  g_autofree char *third = g_strnfill (1000000, 'c');
  g_autofree char *expected = g_strjoin ("|", first, second, third, NULL);

  g_string_append_printf (text, "%s\n%s\r\n%s", first, second, third);
  assert_lines (text->str, expected);
}

static void
test_text_lines_bad_utf8_names_the_line (void)
{
  assert_refused ("good\ngood\nb\xff" "d\n", 13, HEED_ERROR_DAMAGED, "line 3:");
  assert_refused ("good\nsurrogate \xed\xa0\x80\n", 19, HEED_ERROR_DAMAGED, "line 2:");
  assert_refused ("cut \xc3", 5, HEED_ERROR_DAMAGED, "line 1:");
  assert_refused ("zero \0 byte", 11, HEED_ERROR_DAMAGED, "line 1:");
}

static void
test_text_lines_endless_line_is_too_large (void)
{
  g_autofree char *text = g_strnfill (20000000, 'a');

  memcpy (text, "good\n", 5);
  assert_refused (text, 20000000, HEED_ERROR_TOO_LARGE, "line 2:");
}

static void
test_text_lines_missing_file_is_an_error (void)
{
  g_autofree char *path = scratch_path ("missing");
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_text_lines_open (path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/text-lines/ends-are-not-part-of-them",
                   test_text_lines_ends_are_not_part_of_them);
  g_test_add_func ("/engine/text-lines/byte-order-mark-is-dropped",
                   test_text_lines_byte_order_mark_is_dropped);
  g_test_add_func ("/engine/text-lines/longer-than-a-block-are-whole",
                   test_text_lines_longer_than_a_block_are_whole);
  g_test_add_func ("/engine/text-lines/bad-utf8-names-the-line",
                   test_text_lines_bad_utf8_names_the_line);
  g_test_add_func ("/engine/text-lines/endless-line-is-too-large",
                   test_text_lines_endless_line_is_too_large);
  g_test_add_func ("/engine/text-lines/missing-file-is-an-error",
                   test_text_lines_missing_file_is_an_error);

  return g_test_run ();
}
