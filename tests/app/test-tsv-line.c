/* test-tsv-line.c — both ways to write a pair on one line, and invalid lines
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/tsv-line.h"

static void
assert_split (const char *text,
              const char *source,
              const char *target)
{
  g_autofree char *found_source = NULL;
  g_autofree char *found_target = NULL;

  g_assert_cmpint (heed_tsv_line_split (text, &found_source, &found_target), ==, source != NULL);
  g_assert_cmpstr (found_source, ==, source);
  g_assert_cmpstr (found_target, ==, target);
}

static void
test_tab (void)
{
  assert_split ("the cat\tle chat", "the cat", "le chat");
  assert_split ("\t", "", "");
  assert_split ("a\t\tnote", "a", "");
  assert_split ("a\tb\tnote\tmore", "a", "b");
  assert_split ("a ||| b\tc ||| d", "a ||| b", "c ||| d");
}

static void
test_bars (void)
{
  assert_split ("the cat ||| le chat", "the cat", "le chat");
  assert_split (" |||  ||| b", "", " ||| b");
  assert_split ("a ||| ", "a", "");
}

static void
test_neither (void)
{
  assert_split ("the cat", NULL, NULL);
  assert_split ("", NULL, NULL);
  assert_split ("a|||b", NULL, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/tsv-line/tab", test_tab);
  g_test_add_func ("/app/tsv-line/bars", test_bars);
  g_test_add_func ("/app/tsv-line/neither", test_neither);

  return g_test_run ();
}
