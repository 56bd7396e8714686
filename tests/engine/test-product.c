/* test-product.c — a product of two matrices equals three plain loops
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/kernels/product.h"

#include <math.h>

#include "tests/engine/compare.h"
#include "tests/engine/numbers.h"

/* Sizes around those of the tile, the panel, the 8 x 8 square, and the parts for threads. */
static const gsize rows[] = { 1, 5, 6, 7, 8, 20, 97 };
static const gsize columns[] = { 1, 7, 8, 9, 16, 17, 20, 33 };
static const gsize depths[] = { 1, 7, 8, 20, 33 };

#define BEYOND 3  /* numbers between the end of one row and the next, not part of the matrix */

typedef struct
{
  HeedProduct  product;
  float       *a;
  float       *b;
  float       *c;
  float       *plain;
  float       *bias;
  gsize        n_c;
} Case;

/* The block ends with the last number of the last row, so that a sanitizer detects reads past
 * it. */
static float *
new_block (gsize    n_rows,
           gsize    n_columns,
           guint64  seed)
{
  return numbers_new ((n_rows - 1) * (n_columns + BEYOND) + n_columns, seed);
}

/* way: bits 0 to 3 select how a and b are stored and what c starts from. */
static Case
new_case (gsize m,
          gsize n,
          gsize k,
          guint way)
{
  Case test = { .n_c = (m - 1) * (n + BEYOND) + n };
  gboolean a_turned = way & 1, b_turned = way & 2;

  test.a = a_turned ? new_block (k, m, 1) : new_block (m, k, 1);
  test.b = b_turned ? new_block (n, k, 2) : new_block (k, n, 2);
  test.c = new_block (m, n, 3);
  test.plain = numbers_copy (test.c, test.n_c);
  test.bias = numbers_new (n, 4);
  test.product = (HeedProduct) {
    .m = m, .n = n, .k = k,
    .a = { test.a, (a_turned ? m : k) + BEYOND }, .a_is_transposed = a_turned,
    .b = { test.b, (b_turned ? k : n) + BEYOND }, .b_is_transposed = b_turned,
    .c = { test.c, n + BEYOND }, .adds = (way & 4) != 0,
    .bias = way & 8 ? test.bias : NULL,
    .factor = 0.75f,
  };

  return test;
}

static void
clear_case (Case *test)
{
  g_free (test->a);
  g_free (test->b);
  g_free (test->c);
  g_free (test->plain);
  g_free (test->bias);
}

static void
assert_is_the_loops (gsize m,
                     gsize n,
                     gsize k,
                     void  (*multiply) (const HeedProduct *product))
{
  for (guint way = 0; way < 16; way++)
    {
      Case test = new_case (m, n, k, way);
      HeedProduct plain = test.product;

      plain.c.values = test.plain;
      multiply (&test.product);
      heed_product_plain (&plain);

      for (gsize i = 0; i < test.n_c; i++)
        assert_close (test.c[i], test.plain[i], 1e-6 * (4.0 + (double) k), "c");
      clear_case (&test);
    }
}

static void
every_size (void)
{
  for (gsize r = 0; r < G_N_ELEMENTS (rows); r++)
    for (gsize s = 0; s < G_N_ELEMENTS (columns); s++)
      for (gsize i = 0; i < G_N_ELEMENTS (depths); i++)
        assert_is_the_loops (rows[r], columns[s], depths[i], heed_product_packed);

  assert_is_the_loops (211, 20, 19, heed_product_packed);
  assert_is_the_loops (20, 273, 19, heed_product_packed);
  assert_is_the_loops (20, 20, 531, heed_product_packed);
  assert_is_the_loops (211, 273, 275, heed_product_packed);
}

static void
test_product_is_the_three_loops (void)
{
  numbers_every_level (every_size);
}

static void
whoever_does_it (void)
{
  assert_is_the_loops (7, 9, 11, heed_product);
  assert_is_the_loops (70, 68, 66, heed_product);
}

static void
test_product_is_the_same_whoever_does_it (void)
{
  numbers_every_level (whoever_does_it);
}

/* If the depth is 0, c is what it starts from. */
static void
no_depth (void)
{
  const float bias[] = { 1.0f, 2.0f };
  float c[] = { 3.0f, 4.0f };

  heed_product_packed (
    &(HeedProduct) { .m = 1, .n = 2, .c = { c, 2 }, .adds = TRUE, .factor = 1.0f });
  g_assert_cmpfloat (c[1], ==, 4.0f);
  heed_product_packed (
    &(HeedProduct) { .m = 1, .n = 2, .c = { c, 2 }, .bias = bias, .factor = 1.0f });
  g_assert_cmpfloat (c[1], ==, 2.0f);
}

static void
test_product_of_nothing_is_the_start (void)
{
  numbers_every_level (no_depth);
}

/* A row has the same bits alone and among others, wherever it is in a tile. */
static void
rows_alone (void)
{
  const gsize n = 37, k = 531;
  Case all = new_case (103, n, k, 8);

  heed_product_packed (&all.product);

  for (gsize r = 0; r < all.product.m; r += 17)
    {
      g_autofree float *alone = g_new0 (float, n);
      HeedProduct one = all.product;

      one.m = 1;
      one.a.values += r * one.a.stride;
      one.c.values = alone;
      heed_product_packed (&one);
      assert_same_floats (all.c + r * all.product.c.stride, alone, n, "a row alone");
    }

  clear_case (&all);
}

static void
test_product_rows_do_not_touch_each_other (void)
{
  numbers_every_level (rows_alone);
}

/* A NaN or infinity affects only the numbers that depend on it; one that c holds before, where c
 * does not start from itself, has no effect. */
static void
not_finite (void)
{
  for (guint way = 0; way < 4; way++)
    {
      const gsize m = 13, n = 21, k = 10;
      Case test = new_case (m, n, k, way);
      HeedProduct *p = &test.product;

      test.a[way & 1 ? 9 * p->a.stride + 12 : 12 * p->a.stride + 9] = NAN;
      test.b[way & 2 ? 20 * p->b.stride + 3 : 3 * p->b.stride + 20] = INFINITY;
      test.c[0] = NAN;
      heed_product_packed (p);

      for (gsize r = 0; r < m; r++)
        for (gsize s = 0; s < n; s++)
          g_assert_cmpint (isfinite (test.c[r * p->c.stride + s]) != 0, ==, r != 12 && s != 20);
      clear_case (&test);
    }
}

static void
test_product_hides_no_nan (void)
{
  numbers_every_level (not_finite);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/product/is-the-three-loops", test_product_is_the_three_loops);
  g_test_add_func ("/engine/product/is-the-same-whoever-does-it",
                   test_product_is_the_same_whoever_does_it);
  g_test_add_func ("/engine/product/of-nothing-is-the-start", test_product_of_nothing_is_the_start);
  g_test_add_func ("/engine/product/rows-do-not-touch-each-other",
                   test_product_rows_do_not_touch_each_other);
  g_test_add_func ("/engine/product/hides-no-nan", test_product_hides_no_nan);

  return g_test_run ();
}
