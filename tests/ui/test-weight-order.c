/* test-weight-order.c — sorting by weight, and how far the remaining weight is spread
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/weight-order.h"

#include <math.h>

static void
test_weight_order_is_heaviest_first (void)
{
  const float weights[] = { 0.1f, 0.4f, 0.1f, 0.3f, 0.1f };
  const guint expected[] = { 1, 3, 0, 2, 4 };
  g_autofree guint *order = heed_weight_order_new (weights, G_N_ELEMENTS (weights));

  g_assert_cmpmem (order, sizeof expected, expected, sizeof expected);
}

static void
test_weight_order_entropy_is_of_the_spread (void)
{
  const float one[] = { 0.0f, 1.0f, 0.0f };
  const float even[] = { 0.25f, 0.25f, 0.25f, 0.25f };

  g_assert_cmpfloat_with_epsilon (heed_weight_entropy (one, G_N_ELEMENTS (one)), 0.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (heed_weight_entropy (even, G_N_ELEMENTS (even)), log (4.0),
                                  1e-12);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/weight-order/is-heaviest-first", test_weight_order_is_heaviest_first);
  g_test_add_func ("/ui/weight-order/entropy-is-of-the-spread",
                   test_weight_order_entropy_is_of_the_spread);

  return g_test_run ();
}
