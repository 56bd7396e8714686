/* test-sinks.c — the weight on the end token is measured, and removed by a given rule
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/words/sinks.h"

static const HeedToken columns[] = {
  { .text = "<s>", .is_special = TRUE }, { .text = "a" }, { .text = "b" },
  { .text = "</s>", .is_special = TRUE },
};

static const HeedToken rows[] = {
  { .text = "A" }, { .text = "B" }, { .text = "</s>", .is_special = TRUE },
};

static const float weights[] = {
  0.10f, 0.10f, 0.20f, 0.60f,
  0.00f, 0.50f, 0.50f, 0.00f,
  0.00f, 0.00f, 0.00f, 1.00f,
};

static HeedMatrix *
make (void)
{
  return heed_matrix_new (3, 4, weights);
}

static void
assert_row (const HeedMatrix *matrix,
            guint             row,
            const float      *expected)
{
  for (guint column = 0; column < 4; column++)
    g_assert_cmpfloat_with_epsilon (matrix->values[row * 4 + column], expected[column], 1e-6);
}

static void
test_sinks_their_share_is_that_of_rows_of_text (void)
{
  g_autoptr(HeedMatrix) attention = make ();
  g_autofree double *shares = heed_sinks_dup_shares (attention, rows);
  guint largest;

  g_assert_cmpfloat_with_epsilon (heed_sinks_measure (attention, rows, columns, &largest), 0.35,
                                  1e-6);
  g_assert_cmpuint (largest, ==, 3);
  g_assert_cmpfloat_with_epsilon (shares[0], 0.05, 1e-6);
  g_assert_cmpfloat_with_epsilon (shares[1], 0.3, 1e-6);
}

static void
test_sinks_of_text_alone_there_are_none (void)
{
  const HeedToken text[4] = { { .text = "a" }, { .text = "b" }, { .text = "c" }, { .text = "d" } };
  g_autoptr(HeedMatrix) attention = make ();
  guint largest;

  g_assert_cmpfloat (heed_sinks_measure (attention, rows, text, &largest), ==, 0.0);
}

static void
test_sinks_shown_is_the_same_matrix (void)
{
  g_autoptr(HeedMatrix) attention = make ();
  g_autoptr(HeedMatrix) shown = heed_sinks_apply (attention, columns, HEED_SINKS_SHOWN);

  g_assert_true (shown == attention);
}

static void
test_sinks_hidden_leaves_the_others_alone (void)
{
  const float first[] = { 0.0f, 0.1f, 0.2f, 0.0f };
  const float second[] = { 0.0f, 0.5f, 0.5f, 0.0f };
  g_autoptr(HeedMatrix) attention = make ();
  g_autoptr(HeedMatrix) hidden = heed_sinks_apply (attention, columns, HEED_SINKS_HIDDEN);

  assert_row (hidden, 0, first);
  assert_row (hidden, 1, second);
  assert_row (attention, 0, weights);
}

/* A row without other weights stays zero, since there is nothing to share among. */
static void
test_sinks_shared_rows_sum_to_one_if_they_can (void)
{
  const float first[] = { 0.0f, 1.0f / 3.0f, 2.0f / 3.0f, 0.0f };
  const float third[] = { 0.0f, 0.0f, 0.0f, 0.0f };
  g_autoptr(HeedMatrix) attention = make ();
  g_autoptr(HeedMatrix) shared = heed_sinks_apply (attention, columns, HEED_SINKS_SHARED);

  assert_row (shared, 0, first);
  assert_row (shared, 2, third);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/sinks/their-share-is-that-of-rows-of-text",
                   test_sinks_their_share_is_that_of_rows_of_text);
  g_test_add_func ("/app/sinks/of-text-alone-there-are-none",
                   test_sinks_of_text_alone_there_are_none);
  g_test_add_func ("/app/sinks/shown-is-the-same-matrix", test_sinks_shown_is_the_same_matrix);
  g_test_add_func ("/app/sinks/hidden-leaves-the-others-alone",
                   test_sinks_hidden_leaves_the_others_alone);
  g_test_add_func ("/app/sinks/shared-rows-sum-to-one-if-they-can",
                   test_sinks_shared_rows_sum_to_one_if_they_can);

  return g_test_run ();
}
