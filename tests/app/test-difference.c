/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "app/window/pages/parts/difference.h"

/* "=-+": equal, removed, added. */
static void
assert_difference (const char *old,
                   const char *new,
                   const char *expected)
{
  guint32 old_ids[64], new_ids[64];
  g_autofree HeedDifference *parts = NULL;
  g_autoptr(GString) found = g_string_new (NULL);
  guint n_parts;

  for (gsize i = 0; i < strlen (old); i++)
    old_ids[i] = (guint32) old[i];
  for (gsize i = 0; i < strlen (new); i++)
    new_ids[i] = (guint32) new[i];

  parts = heed_difference_find (old_ids, (guint) strlen (old), new_ids, (guint) strlen (new),
                                &n_parts);
  for (guint i = 0; i < n_parts; i++)
    g_string_append_c (found, "=-+"[parts[i]]);

  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_difference_is_as_small_as_can_be (void)
{
  assert_difference ("", "", "");
  assert_difference ("abc", "abc", "===");
  assert_difference ("abc", "axc", "=-+=");
  assert_difference ("abc", "", "---");
  assert_difference ("", "abc", "+++");
  assert_difference ("abcd", "abd", "==-=");
  assert_difference ("abd", "abcd", "==+=");
  assert_difference ("aa", "aaa", "==+");
  assert_difference ("xaby", "xbay", "=-=+=");
  assert_difference ("abcabc", "acab", "=-===-");
}

/* Sentences that are too long to be aligned are still shown. */
static void
test_difference_of_long_sentences_is_what_lies_between (void)
{
  enum { N = 1000 };
  g_autofree guint32 *old_ids = g_new0 (guint32, N);
  g_autofree guint32 *new_ids = g_new0 (guint32, N);
  g_autofree HeedDifference *parts = NULL;
  guint n_parts, n_old = 0, n_new = 0;

  for (guint i = 100; i < 900; i++)
    new_ids[i] = 1;

  parts = heed_difference_find (old_ids, N, new_ids, N, &n_parts);
  for (guint i = 0; i < n_parts; i++)
    {
      n_old += parts[i] != HEED_DIFFERENCE_NEW;
      n_new += parts[i] != HEED_DIFFERENCE_OLD;
    }

  g_assert_cmpuint (n_parts, ==, 1800);
  g_assert_cmpuint (n_old, ==, N);
  g_assert_cmpuint (n_new, ==, N);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/difference/is-as-small-as-can-be", test_difference_is_as_small_as_can_be);
  g_test_add_func ("/app/difference/of-long-sentences-is-what-lies-between",
                   test_difference_of_long_sentences_is_what_lies_between);

  return g_test_run ();
}
