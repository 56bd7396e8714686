/* test-matvec.c — a linear map of a few rows equals three plain loops
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/kernels/matvec.h"

#include <math.h>
#include <string.h>

#include "engine/kernels/matmul.h"
#include "tests/engine/compare.h"
#include "tests/engine/numbers.h"

#define MOST_ROWS 9

static const gsize widths[] = { 1, 2, 7, 8, 9, 15, 16, 17, 32, 67, 129 };

/* One linear map: y is n_rows x n_out, and so is plain, the result of three loops. */
typedef struct
{
  gsize  n_rows;
  gsize  n_out;
  gsize  n_in;
  float *x;
  float *w;
  float *bias;
  float *y;
} Map;

static Map
new_map (gsize n_rows,
         gsize n_out,
         gsize n_in)
{
  return (Map) {
    n_rows, n_out, n_in,
    .x = numbers_new (n_rows * n_in, 1),
    .w = numbers_new (n_out * n_in, 2),
    .bias = numbers_new (n_out, 3),
    .y = numbers_new (n_rows * n_out, 4),
  };
}

static void
clear_map (Map *map)
{
  g_free (map->x);
  g_free (map->w);
  g_free (map->bias);
  g_free (map->y);
}

static void
assert_is_the_loops (const Map   *map,
                     const float *bias)
{
  g_autofree float *expected = g_new (float, map->n_rows * map->n_out);

  heed_matvec (map->y, map->x, map->w, bias, map->n_rows, map->n_out, map->n_in, map->n_out);
  heed_linear_forward_plain (expected, map->x, map->w, bias, map->n_rows, map->n_out, map->n_in);

  for (gsize i = 0; i < map->n_rows * map->n_out; i++)
    assert_close (map->y[i], expected[i], 1e-5 * (double) map->n_in, "output");
}

static void
every_size (void)
{
  for (gsize n_rows = 1; n_rows <= MOST_ROWS; n_rows++)
    for (gsize o = 0; o < G_N_ELEMENTS (widths); o++)
      for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
        {
          Map map = new_map (n_rows, widths[o], widths[i]);

          assert_is_the_loops (&map, map.bias);
          assert_is_the_loops (&map, NULL);
          clear_map (&map);
        }
}

/* The weight is larger than the cache and therefore read in another order. */
static void
large_weight (void)
{
  Map map = new_map (3, 130, 301);

  assert_is_the_loops (&map, map.bias);
  assert_is_the_loops (&map, NULL);
  clear_map (&map);
}

static void
test_matvec_is_the_three_loops (void)
{
  numbers_every_level (every_size);
  numbers_every_level (large_weight);
}

static void
unaligned_pointers (void)
{
  Map map = new_map (3, 19, 21);
  g_autofree float *room = g_new (float, 19 * 21 + 1);
  Map moved = map;

  memcpy (room + 1, map.w, 19 * 21 * sizeof *room);
  moved.w = room + 1;
  assert_is_the_loops (&moved, map.bias);
  clear_map (&map);
}

static void
test_matvec_takes_unaligned_pointers (void)
{
  numbers_every_level (unaligned_pointers);
}

static void
rows_alone (void)
{
  Map map = new_map (MOST_ROWS, 130, 301);
  g_autofree float *alone = g_new (float, map.n_out);

  heed_matvec (map.y, map.x, map.w, map.bias, map.n_rows, map.n_out, map.n_in, map.n_out);
  for (gsize r = 0; r < map.n_rows; r++)
    {
      heed_matvec (alone, map.x + r * map.n_in, map.w, map.bias, 1, map.n_out, map.n_in, map.n_out);
      assert_same_floats (map.y + r * map.n_out, alone, map.n_out, "a row alone");
    }
  clear_map (&map);
}

static void
test_matvec_rows_do_not_touch_each_other (void)
{
  numbers_every_level (rows_alone);
}

/* Computes the map in parts that begin at multiples of the block size. */
static void
parts (void)
{
  Map map = new_map (2, 130, 301);
  g_autofree float *in_parts = g_new (float, map.n_rows * map.n_out);

  heed_matvec (map.y, map.x, map.w, map.bias, map.n_rows, map.n_out, map.n_in, map.n_out);
  for (gsize first = 0; first < map.n_out; first += 3 * HEED_MATVEC_BLOCK)
    heed_matvec (in_parts + first, map.x, map.w + first * map.n_in, map.bias + first, map.n_rows,
                 MIN (3 * HEED_MATVEC_BLOCK, map.n_out - first), map.n_in, map.n_out);
  assert_same_floats (in_parts, map.y, map.n_rows * map.n_out, "output");
  clear_map (&map);
}

static void
test_matvec_parts_are_the_whole (void)
{
  numbers_every_level (parts);
}

/* A NaN or infinity affects only the numbers that depend on it. */
static void
not_finite (void)
{
  Map map = new_map (3, 18, 20);

  map.x[1 * 20 + 19] = NAN;
  map.w[17 * 20 + 3] = INFINITY;
  heed_matvec (map.y, map.x, map.w, map.bias, 3, 18, 20, 18);

  for (gsize r = 0; r < 3; r++)
    for (gsize o = 0; o < 18; o++)
      if (r == 1)
        g_assert_true (isnan (map.y[r * 18 + o]));
      else
        g_assert_cmpint (isfinite (map.y[r * 18 + o]) != 0, ==, o != 17);
  clear_map (&map);
}

static void
test_matvec_hides_no_nan (void)
{
  numbers_every_level (not_finite);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/matvec/is-the-three-loops", test_matvec_is_the_three_loops);
  g_test_add_func ("/engine/matvec/takes-unaligned-pointers", test_matvec_takes_unaligned_pointers);
  g_test_add_func ("/engine/matvec/rows-do-not-touch-each-other",
                   test_matvec_rows_do_not_touch_each_other);
  g_test_add_func ("/engine/matvec/parts-are-the-whole", test_matvec_parts_are_the_whole);
  g_test_add_func ("/engine/matvec/hides-no-nan", test_matvec_hides_no_nan);

  return g_test_run ();
}
