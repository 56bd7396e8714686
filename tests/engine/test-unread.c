/* test-unread.c — which numbers of a file nothing read
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * test-opening.c has the reasons why a tensor need not be read.
 */

#include "engine/networks/unread.h"

#include "engine/files/weights-builder.h"

#define N_ROWS    6
#define N_COLUMNS 2

/* Returns what is said about a matrix of 6 x 2 of which these rectangles were read, or NULL. */
static char *
dup_why (const HeedRectangle *rectangles,
         guint                n_rectangles)
{
  static const float numbers[N_ROWS * N_COLUMNS] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 };
  const HeedArray array = {
    .name = "in_proj_weight",
    .dtype = HEED_DTYPE_F32,
    .n_dims = 2,
    .shape = { N_ROWS, N_COLUMNS },
    .n_values = N_ROWS * N_COLUMNS,
    .data = (const guint8 *) numbers,
    .n_bytes = sizeof numbers,
  };
  g_autoptr(HeedWeights) weights = heed_weights_new ();
  g_autoptr(HeedCoverage) coverage = heed_coverage_new ();
  g_autoptr(GPtrArray) unread = NULL;
  HeedBlueprint blueprint;

  heed_blueprint_init (&blueprint);
  heed_weights_add_array (weights, &array);
  for (guint i = 0; i < n_rectangles; i++)
    heed_coverage_note (coverage, &array, &rectangles[i]);

  unread = heed_coverage_list_unread (coverage, weights, &blueprint);
  g_assert_cmpuint (unread->len, <=, 1);

  return unread->len > 0 ? g_strdup (((HeedUnread *) g_ptr_array_index (unread, 0))->why) : NULL;
}

static void
test_unread_rectangles_that_overlap_count_once (void)
{
  static const struct { HeedRectangle rectangles[4]; guint n; const char *why; } cases[] = {
    { { { 0, 2, 0, 2 }, { 0, 4, 0, 2 } }, 2, "only 8 of 12 numbers are read" },
    { { { 0, 6, 0, 1 }, { 0, 6, 0, 1 } }, 2, "only 6 of 12 numbers are read" },
    { { { 0, 4, 0, 1 }, { 2, 6, 0, 2 }, { 1, 3, 1, 2 } }, 3, "only 11 of 12 numbers are read" },
    { { { 4, 6, 0, 2 }, { 0, 2, 0, 2 }, { 1, 5, 0, 2 } }, 3, NULL },
    { { { 0, 2, 0, 2 }, { 2, 4, 0, 2 }, { 4, 6, 0, 2 } }, 3, NULL },
    { { { 0 } }, 0, "a weight that nothing reads" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *why = dup_why (cases[i].rectangles, cases[i].n);

      g_assert_cmpstr (why, ==, cases[i].why);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/unread/rectangles-that-overlap-count-once",
                   test_unread_rectangles_that_overlap_count_once);

  return g_test_run ();
}
