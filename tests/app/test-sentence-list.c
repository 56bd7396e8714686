/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/models/sentence-list.h"

#include <glib/gstdio.h>
#include <string.h>

#include "engine/heed.h"

static char *
write_file (const char *bytes,
            gsize       n_bytes)
{
  char *path = NULL;
  int file = g_file_open_tmp ("heed-sentences-XXXXXX", &path, NULL);

  g_assert_true (g_close (file, NULL));
  g_assert_true (g_file_set_contents (path, bytes, (gssize) n_bytes, NULL));

  return path;
}

static void
assert_refused (const char *bytes,
                gsize       n_bytes,
                HeedError   code)
{
  g_autofree char *path = write_file (bytes, n_bytes);
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_sentence_list_read (path, &error));
  g_assert_error (error, HEED_ERROR, (int) code);
  g_unlink (path);
}

static void
test_sentence_list_is_one_a_line (void)
{
  g_auto(GStrv) sentences = heed_sentence_list_new (" The cat.\r\n\n\t\n我想喝茶。\rLast");

  g_assert_cmpuint (g_strv_length (sentences), ==, 3);
  g_assert_cmpstr (sentences[0], ==, "The cat.");
  g_assert_cmpstr (sentences[1], ==, "我想喝茶。");
  g_assert_cmpstr (sentences[2], ==, "Last");
}

static void
test_sentence_list_of_nothing_is_empty (void)
{
  g_auto(GStrv) sentences = heed_sentence_list_new (" \n \n");

  g_assert_null (sentences[0]);
}

static void
test_sentence_list_has_limits (void)
{
  GString *text = g_string_new (NULL);
  g_auto(GStrv) sentences = NULL;

  for (guint i = 0; i < HEED_SENTENCE_LIST_MAX_CHARS + 5; i++)
    g_string_append (text, "é");
  for (guint i = 0; i < HEED_SENTENCE_LIST_MAX + 5; i++)
    g_string_append (text, "\nline");

  sentences = heed_sentence_list_new (text->str);
  g_assert_cmpuint (g_strv_length (sentences), ==, HEED_SENTENCE_LIST_MAX);
  g_assert_cmpint (g_utf8_strlen (sentences[0], -1), ==, HEED_SENTENCE_LIST_MAX_CHARS);
  g_string_free (text, TRUE);
}

static void
test_sentence_list_is_read (void)
{
  g_autofree char *path = write_file ("One.\nTwo.\n", 10);
  g_autoptr(GError) error = NULL;
  g_autofree char *text = heed_sentence_list_read (path, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, "One.\nTwo.\n");
  g_unlink (path);
  g_assert_null (heed_sentence_list_read (path, NULL));
}

static void
test_sentence_list_strange_files_are_refused (void)
{
  g_autofree char *large = g_strnfill (HEED_SENTENCE_LIST_MAX_BYTES + 1, 'a');

  assert_refused ("\xff\xfe" "b", 3, HEED_ERROR_DAMAGED);
  assert_refused ("a\0b", 3, HEED_ERROR_DAMAGED);
  assert_refused (large, strlen (large), HEED_ERROR_TOO_LARGE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sentence-list/is-one-a-line", test_sentence_list_is_one_a_line);
  g_test_add_func ("/sentence-list/of-nothing-is-empty", test_sentence_list_of_nothing_is_empty);
  g_test_add_func ("/sentence-list/has-limits", test_sentence_list_has_limits);
  g_test_add_func ("/sentence-list/is-read", test_sentence_list_is_read);
  g_test_add_func ("/sentence-list/strange-files-are-refused",
                   test_sentence_list_strange_files_are_refused);

  return g_test_run ();
}
