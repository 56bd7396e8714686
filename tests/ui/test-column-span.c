/* test-column-span.c — columns are added to and removed from a span, in any order
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/column-span.h"

static char *
spell (const HeedColumnSpan *span)
{
  GString *text = g_string_new (NULL);
  guint n_columns;
  const guint *columns = heed_column_span_get (span, &n_columns);

  for (guint i = 0; i < n_columns; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? " " : "", columns[i]);

  return g_string_free (text, FALSE);
}

static void
assert_span (const HeedColumnSpan *span,
             const char           *expected)
{
  g_autofree char *text = spell (span);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_column_span_takes_in_what_is_apart (void)
{
  g_autoptr(HeedColumnSpan) span = heed_column_span_new ();

  g_assert_cmpint (heed_column_span_pick (span, 4, 1), ==, 4);
  assert_span (span, "1 4");
  g_assert_cmpint (heed_column_span_pick (span, 4, 9), ==, 4);
  g_assert_cmpint (heed_column_span_pick (span, 4, 2), ==, 4);
  assert_span (span, "1 2 4 9");
}

/* If the selected column is removed, the first of the others is selected; one column is no span. */
static void
test_column_span_lets_go (void)
{
  g_autoptr(HeedColumnSpan) span = heed_column_span_new ();

  heed_column_span_pick (span, 4, 1);
  heed_column_span_pick (span, 4, 9);
  g_assert_cmpint (heed_column_span_pick (span, 4, 4), ==, 1);
  assert_span (span, "1 9");
  g_assert_cmpint (heed_column_span_pick (span, 1, 1), ==, 9);
  assert_span (span, "");
}

static void
test_column_span_of_one_is_none (void)
{
  g_autoptr(HeedColumnSpan) span = heed_column_span_new ();

  g_assert_cmpint (heed_column_span_pick (span, -1, 3), ==, 3);
  assert_span (span, "");
  g_assert_cmpint (heed_column_span_pick (span, 3, 3), ==, 3);
  assert_span (span, "");
  heed_column_span_set_between (span, 3, 3);
  g_assert_cmpint (heed_column_span_pick (span, 3, 3), ==, 3);
  assert_span (span, "");
}

static void
test_column_span_goes_either_way (void)
{
  g_autoptr(HeedColumnSpan) span = heed_column_span_new ();

  heed_column_span_set_between (span, 5, 3);
  assert_span (span, "3 4 5");
  heed_column_span_pick (span, 5, 0);
  assert_span (span, "0 3 4 5");
}

static void
test_column_span_counts_neighbours (void)
{
  static const guint columns[] = { 2, 3, 4, 7 };

  g_assert_cmpuint (heed_columns_count_run (columns, 4), ==, 3);
  g_assert_cmpuint (heed_columns_count_run (columns + 3, 1), ==, 1);
  g_assert_cmpuint (heed_columns_count_run (columns, 0), ==, 0);
  g_assert_true (heed_columns_have (columns, 4, 7));
  g_assert_false (heed_columns_have (columns, 4, 5));
  g_assert_false (heed_columns_have (columns, 3, 7));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/column-span/takes-in-what-is-apart",
                   test_column_span_takes_in_what_is_apart);
  g_test_add_func ("/ui/column-span/lets-go", test_column_span_lets_go);
  g_test_add_func ("/ui/column-span/of-one-is-none", test_column_span_of_one_is_none);
  g_test_add_func ("/ui/column-span/goes-either-way", test_column_span_goes_either_way);
  g_test_add_func ("/ui/column-span/counts-neighbours", test_column_span_counts_neighbours);

  return g_test_run ();
}
