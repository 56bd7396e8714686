/* test-find.c — the search for the first number above a limit against a plain loop
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/kernels/find.h"

#include <math.h>

#include "tests/engine/numbers.h"

#define MOST 100

static gsize
find_plainly (const float *x,
              float        limit,
              gsize        first,
              gsize        n)
{
  while (first < n && !(x[first] > limit))
    first++;

  return first;
}

static void
assert_alike (const float *x,
              float        limit,
              gsize        first,
              gsize        n)
{
  gsize found;

  heed_find_above (x, limit, first, n, &found);
  g_assert_cmpuint (found, ==, find_plainly (x, limit, first, n));
}

/* Places one number at each position and searches from each position. */
static void
every_place (void)
{
  for (gsize n = 0; n <= MOST; n++)
    for (gsize place = 0; place <= n; place += 3)
      {
        g_autofree float *x = g_new0 (float, n);

        if (place < n)
          x[place] = 1.0f;
        for (gsize first = 0; first <= n; first++)
          assert_alike (x, 0.5f, first, n);
      }
}

static void
test_find_above_is_the_loop (void)
{
  numbers_every_level (every_place);
}

static void
odd_numbers (void)
{
  g_autofree float *x = numbers_new (MOST, 1);
  const float limits[] = { NAN, INFINITY, -INFINITY, -0.0f, 1.9f };

  x[20] = x[70] = NAN;
  x[60] = INFINITY;
  x[3] = -INFINITY;

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    for (gsize first = 0; first <= MOST; first++)
      assert_alike (x, limits[i], first, MOST);
}

static void
test_find_above_knows_odd_numbers (void)
{
  numbers_every_level (odd_numbers);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/find/above-is-the-loop", test_find_above_is_the_loop);
  g_test_add_func ("/engine/find/above-knows-odd-numbers", test_find_above_knows_odd_numbers);

  return g_test_run ();
}
