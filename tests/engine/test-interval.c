/* test-interval.c — how far an error rate can be trusted
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "engine/heed.h"
#include "tests/engine/compare.h"

#define N_SENTENCES 400
#define N_DRAWS     2000

static const HeedAlignmentCounts right = { 1, 1, 1, 1 };
static const HeedAlignmentCounts wrong = { 1, 1, 0, 0 };

static void
test_equal_sentences_leave_no_doubt (void)
{
  HeedAlignmentCounts sentences[N_SENTENCES];
  HeedInterval interval;

  for (guint i = 0; i < N_SENTENCES; i++)
    sentences[i] = (HeedAlignmentCounts) { 4, 4, 3, 3 };

  interval = heed_alignment_error_interval (sentences, N_SENTENCES, N_DRAWS, 1);
  assert_close (interval.low, 0.25, 1e-12, "low");
  assert_close (interval.high, 0.25, 1e-12, "high");
}

/* If each sentence has one link, right with probability p, the rate is binomial: the interval is
 * 1.96 standard deviations, sqrt (p (1 - p) / n), to either side. */
static void
test_it_is_as_wide_as_the_binomial (void)
{
  HeedAlignmentCounts sentences[N_SENTENCES];
  double p = 0.3;
  double deviation = sqrt (p * (1.0 - p) / N_SENTENCES);
  HeedInterval interval;

  for (guint i = 0; i < N_SENTENCES; i++)
    sentences[i] = i < p * N_SENTENCES ? wrong : right;

  interval = heed_alignment_error_interval (sentences, N_SENTENCES, N_DRAWS, 1);
  assert_close (interval.low, p - 1.96 * deviation, 0.2 * deviation, "low");
  assert_close (interval.high, p + 1.96 * deviation, 0.2 * deviation, "high");
}

static void
test_a_seed_draws_the_same (void)
{
  const HeedAlignmentCounts sentences[] = { right, wrong, right, { 3, 2, 1, 2 }, wrong };
  HeedInterval one = heed_alignment_error_interval (sentences, 5, 100, 7);
  HeedInterval same = heed_alignment_error_interval (sentences, 5, 100, 7);

  g_assert_cmpfloat (one.low, ==, same.low);
  g_assert_cmpfloat (one.high, ==, same.high);
  g_assert_cmpfloat (one.low, <, one.high);
}

/* Both aligners are wrong in the same sentences, and one of them in an eighth more: only these
 * contribute to the difference, so its interval is much narrower than that of either rate. */
static void
test_a_difference_is_drawn_in_pairs (void)
{
  HeedAlignmentCounts found[N_SENTENCES];
  HeedAlignmentCounts others[N_SENTENCES];
  double p = 1.0 / 8.0;
  double deviation = sqrt (p * (1.0 - p) / N_SENTENCES);
  HeedInterval interval;

  for (guint i = 0; i < N_SENTENCES; i++)
    {
      others[i] = i % 2 == 0 ? wrong : right;
      found[i] = i % 8 == 1 ? wrong : others[i];
    }

  interval = heed_alignment_difference_interval (found, others, N_SENTENCES, N_DRAWS, 1);
  assert_close (interval.low, p - 1.96 * deviation, 0.2 * deviation, "low");
  assert_close (interval.high, p + 1.96 * deviation, 0.2 * deviation, "high");

  interval = heed_alignment_difference_interval (found, found, N_SENTENCES, N_DRAWS, 1);
  g_assert_cmpfloat (interval.low, ==, 0.0);
  g_assert_cmpfloat (interval.high, ==, 0.0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/interval/equal-sentences-leave-no-doubt",
                   test_equal_sentences_leave_no_doubt);
  g_test_add_func ("/engine/interval/it-is-as-wide-as-the-binomial",
                   test_it_is_as_wide_as_the_binomial);
  g_test_add_func ("/engine/interval/a-seed-draws-the-same", test_a_seed_draws_the_same);

  g_test_add_func ("/engine/interval/a-difference-is-drawn-in-pairs",
                   test_a_difference_is_drawn_in_pairs);

  return g_test_run ();
}
