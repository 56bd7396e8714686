/* test-distribution.c — logits are read as a distribution, or refused if they are none
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "engine/decoding/step.h"
#include "tests/engine/compare.h"

#define N_TOKENS 3

/* A logit of -INFINITY is a token that is banned, which leaves a distribution over the others. */
static void
test_distribution_may_have_banned_tokens (void)
{
  const float logits[N_TOKENS] = { 1.0f, -INFINITY, 1.0f };
  float probs[N_TOKENS];
  HeedDistribution distribution;

  g_assert_true (heed_distribution_read (&distribution, logits, probs, N_TOKENS));
  assert_close (distribution.log_sum, 1.0 + log (2.0), 1e-6, "log of the sum");
  assert_close (distribution.entropy, log (2.0), 1e-6, "entropy");
  g_assert_cmpuint (distribution.best, ==, 0);
  g_assert_cmpfloat (probs[1], ==, 0.0f);
}

static void
test_distribution_is_refused_without_a_finite_sum (void)
{
  static const float cases[][N_TOKENS] = {
    { 1.0f, NAN, 1.0f },
    { INFINITY, 0.0f, 1.0f },
    { -INFINITY, INFINITY, 0.0f },
    { -INFINITY, -INFINITY, -INFINITY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      float probs[N_TOKENS];
      HeedDistribution distribution;

      g_assert_false (heed_distribution_read (&distribution, cases[i], probs, N_TOKENS));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/distribution/may-have-banned-tokens",
                   test_distribution_may_have_banned_tokens);
  g_test_add_func ("/engine/distribution/is-refused-without-a-finite-sum",
                   test_distribution_is_refused_without_a_finite_sum);

  return g_test_run ();
}
