/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/pairs.h"

#include <string.h>

#include "engine/heed.h"
#include "tests/engine/gzip.h"
#include "tests/engine/scratch.h"

static HeedPairs *
load (gconstpointer  file,
      gsize          n_bytes,
      GError       **error)
{
  g_autofree char *path = scratch_write ("pairs.tsv", file, n_bytes);

  return heed_pairs_load (path, NULL, error);
}

static void
assert_refused (const char *text,
                int         code,
                const char *line)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (load (text, strlen (text), &error));
  g_assert_error (error, HEED_ERROR, code);
  g_assert_nonnull (strstr (error->message, "pairs.tsv: "));
  g_assert_nonnull (strstr (error->message, line));
}

static const char sound[] =
  "Go.\tVa !\n"
  "I’m cold.\tJ’ai froid.\tCC-BY 2.0\tmore\r\n"
  "你好\tHello";

static void
assert_sound (HeedPairs *pairs)
{
  guint n_pairs;
  const HeedPair *pair = heed_pairs_get (pairs, &n_pairs);

  g_assert_cmpuint (n_pairs, ==, 3);
  g_assert_cmpstr (pair[0].source, ==, "Go.");
  g_assert_cmpstr (pair[0].target, ==, "Va !");
  g_assert_cmpstr (pair[1].source, ==, "I’m cold.");
  g_assert_cmpstr (pair[1].target, ==, "J’ai froid.");
  g_assert_cmpstr (pair[2].source, ==, "你好");
  g_assert_cmpstr (pair[2].target, ==, "Hello");
}

static void
test_pairs_plain_file_is_read (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedPairs) pairs = load (sound, strlen (sound), &error);

  g_assert_no_error (error);
  assert_sound (pairs);
}

static void
test_pairs_gzipped_file_is_read (void)
{
  g_autoptr(GByteArray) file = g_byte_array_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedPairs) pairs = NULL;

  gzip_append (file, sound, strlen (sound));
  pairs = load (file->data, file->len, &error);

  g_assert_no_error (error);
  assert_sound (pairs);
}

/* Equal origins share one pointer; "" if a line has none. Without origins the pointer is NULL. */
static void
test_pairs_origins_are_the_third_column (void)
{
  static const char text[] = "a\tb\tgames\nc\td\tmanuals\tmore\ne\tf\ng\th\tgames\n";
  g_autofree char *path = scratch_write ("pairs.tsv", text, strlen (text));
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedPairs) pairs = heed_pairs_load_with_origins (path, NULL, &error);
  g_autoptr(HeedPairs) without = heed_pairs_load (path, NULL, &error);
  guint n_pairs;
  const HeedPair *pair;

  g_assert_no_error (error);
  pair = heed_pairs_get (pairs, &n_pairs);
  g_assert_cmpuint (n_pairs, ==, 4);
  g_assert_cmpstr (pair[0].origin, ==, "games");
  g_assert_cmpstr (pair[1].origin, ==, "manuals");
  g_assert_cmpstr (pair[2].origin, ==, "");
  g_assert_true (pair[3].origin == pair[0].origin);
  g_assert_null (heed_pairs_get (without, &n_pairs)[0].origin);

  heed_pairs_swap (pairs);
  g_assert_cmpstr (pair[1].source, ==, "d");
  g_assert_cmpstr (pair[1].target, ==, "c");
  g_assert_cmpstr (pair[1].origin, ==, "manuals");
  heed_pairs_swap (pairs);

  heed_pairs_append (without, pairs);
  pair = heed_pairs_get (without, &n_pairs);
  g_assert_cmpuint (n_pairs, ==, 8);
  g_assert_cmpstr (pair[7].source, ==, "g");
  g_assert_cmpstr (pair[7].target, ==, "h");
}

static void
assert_two (const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedPairs) pairs = load (text, strlen (text), &error);
  const HeedPair *pair;
  guint n_pairs;

  g_assert_no_error (error);
  pair = heed_pairs_get (pairs, &n_pairs);
  g_assert_cmpuint (n_pairs, ==, 2);
  g_assert_cmpstr (pair[0].source, ==, "go .");
  g_assert_cmpstr (pair[1].target, ==, "cours !");
}

static void
test_pairs_empty_lines_are_passed_over (void)
{
  assert_two ("go .\tva !\nrun .\tcours !\n\n");
  assert_two ("go .\tva !\n\nrun .\tcours !\n");
  assert_two ("\xef\xbb\xbf\n\ngo .\tva !\r\n\r\n \xe3\x80\x80 \nrun .\tcours !");
}

static void
test_pairs_empty_file_has_none (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedPairs) pairs = load ("", 0, &error);
  guint n_pairs;

  g_assert_no_error (error);
  heed_pairs_get (pairs, &n_pairs);
  g_assert_cmpuint (n_pairs, ==, 0);
}

static void
test_pairs_line_without_both_sides_is_named (void)
{
  assert_refused ("a\tb\nno tab here\n", HEED_ERROR_DAMAGED,
                  "line 2: expected source, tab, target, found no tab");
  assert_refused ("\n\r\na\tb\n \nc\n", HEED_ERROR_DAMAGED,
                  "line 5: expected source, tab, target, found no tab");
  assert_refused ("\t\n", HEED_ERROR_DAMAGED,
                  "line 1: expected source, tab, target, found no source");
  assert_refused ("\tb\n", HEED_ERROR_DAMAGED,
                  "line 1: expected source, tab, target, found no source");
  assert_refused ("a\t\n", HEED_ERROR_DAMAGED,
                  "line 1: expected source, tab, target, found no target");
  assert_refused ("a\t\tc\n", HEED_ERROR_DAMAGED,
                  "line 1: expected source, tab, target, found no target");
}

static void
test_pairs_bad_utf8_is_named (void)
{
  assert_refused ("a\tb\nc\td\xff\n", HEED_ERROR_DAMAGED, "line 2: not valid UTF-8");
}

static void
test_pairs_endless_line_is_too_large (void)
{
  g_autofree char *text = g_strnfill (20 * 1000 * 1000, 'a');

  memcpy (text, "a\tb\n", 4);
  assert_refused (text, HEED_ERROR_TOO_LARGE, "line 2:");
}

static void
test_pairs_cancelled_is_cancelled (void)
{
  g_autofree char *path = scratch_write ("pairs.tsv", sound, strlen (sound));
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (heed_pairs_load (path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/pairs/plain-file-is-read", test_pairs_plain_file_is_read);
  g_test_add_func ("/engine/pairs/gzipped-file-is-read", test_pairs_gzipped_file_is_read);
  g_test_add_func ("/engine/pairs/origins-are-the-third-column",
                   test_pairs_origins_are_the_third_column);
  g_test_add_func ("/engine/pairs/empty-lines-are-passed-over",
                   test_pairs_empty_lines_are_passed_over);
  g_test_add_func ("/engine/pairs/empty-file-has-none", test_pairs_empty_file_has_none);
  g_test_add_func ("/engine/pairs/line-without-both-sides-is-named",
                   test_pairs_line_without_both_sides_is_named);
  g_test_add_func ("/engine/pairs/bad-utf8-is-named", test_pairs_bad_utf8_is_named);
  g_test_add_func ("/engine/pairs/endless-line-is-too-large", test_pairs_endless_line_is_too_large);
  g_test_add_func ("/engine/pairs/cancelled-is-cancelled", test_pairs_cancelled_is_cancelled);

  return g_test_run ();
}
