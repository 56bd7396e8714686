/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/links/head-list.h"

#include <math.h>

static const HeedToken tokens[] = {
  { .text = "a", .starts_word = TRUE },
  { .text = "b", .starts_word = TRUE },
  { .text = "</s>", .is_special = TRUE, .starts_word = TRUE },
};

static HeedHead
measure (const float *values)
{
  g_autoptr(HeedWordMap) columns = heed_word_map_new_plain (tokens, 3);
  g_autoptr(HeedMatrix) matrix = heed_matrix_new (3, 3, values);
  HeedHead head = { .attention = matrix };

  heed_head_measure (&head, columns);

  return head;
}

static void
test_head_list_measures_what_is_known (void)
{
  static const float diagonal[] = { 1, 0, 0, 0, 1, 0, 0, 0, 1 };
  static const float at_the_end[] = { 0, 0, 1, 0, 0, 1, 0, 0, 1 };
  static const float third = 1.0f / 3.0f;
  const float even[] = { third, third, third, third, third, third, third, third, third };
  HeedHead head = measure (diagonal);

  g_assert_cmpfloat (head.entropy, ==, 0.0);
  g_assert_cmpfloat (head.diagonality, ==, 1.0);
  g_assert_cmpfloat_with_epsilon (head.end_mass, 1.0 / 3.0, 1e-6);

  head = measure (at_the_end);
  g_assert_cmpfloat (head.end_mass, ==, 1.0);
  g_assert_cmpfloat_with_epsilon (head.diagonality, 0.5, 1e-6);

  head = measure (even);
  g_assert_cmpfloat_with_epsilon (head.entropy, log (3.0), 1e-6);
  g_assert_cmpfloat_with_epsilon (head.end_mass, 1.0 / 3.0, 1e-6);
}

static void
test_head_list_is_sorted_by_what_is_asked (void)
{
  GArray *heads = g_array_new (FALSE, FALSE, sizeof (HeedHead));
  const HeedHead first = { .site.head = 0, .entropy = 2.0, .diagonality = 0.9, .end_mass = 0.1,
                           .agreement = -0.2 };
  const HeedHead second = { .site.head = 1, .entropy = 1.0, .diagonality = 0.2, .end_mass = 0.1,
                            .agreement = 0.7 };
  const HeedHead third = { .site.head = 2, .entropy = 3.0, .diagonality = 0.5, .end_mass = 0.8,
                           .agreement = NAN };
  static const int expected[][3] = { { 0, 1, 2 }, { 1, 0, 2 }, { 0, 2, 1 }, { 2, 0, 1 },
                                     { 1, 0, 2 } };

  g_array_append_val (heads, third);
  g_array_append_val (heads, second);
  g_array_append_val (heads, first);

  for (guint order = 0; order <= HEED_HEADS_BY_AGREEMENT; order++)
    {
      heed_head_list_sort (heads, (HeedHeadOrder) order);
      for (guint i = 0; i < 3; i++)
        g_assert_cmpint (g_array_index (heads, HeedHead, i).site.head, ==, expected[order][i]);
    }

  g_array_unref (heads);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/head-list/measures-what-is-known", test_head_list_measures_what_is_known);
  g_test_add_func ("/app/head-list/is-sorted-by-what-is-asked",
                   test_head_list_is_sorted_by_what_is_asked);

  return g_test_run ();
}
