/* test-random.c — the numbers of the published generator, and their distribution
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/base/random.h"
#include "tests/engine/compare.h"

#define N_DRAWS 60000

/* Source: the authors' xoshiro256starstar.c; the rand_xoshiro crate tests itself with the same
 * first ten numbers from this state. */
static void
test_random_is_xoshiro (void)
{
  static const guint64 expected[] = {
    G_GUINT64_CONSTANT (11520),
    G_GUINT64_CONSTANT (0),
    G_GUINT64_CONSTANT (1509978240),
    G_GUINT64_CONSTANT (1215971899390074240),
    G_GUINT64_CONSTANT (1216172134540287360),
    G_GUINT64_CONSTANT (607988272756665600),
    G_GUINT64_CONSTANT (16172922978634559625),
    G_GUINT64_CONSTANT (8476171486693032832),
    G_GUINT64_CONSTANT (10595114339597558777),
    G_GUINT64_CONSTANT (2904607092377533576),
  };
  HeedRandom random = { { 1, 2, 3, 4 } };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpuint (heed_random_next (&random), ==, expected[i]);
}

/* Source: Vigna's splitmix64.c; these are its first numbers for seed 1234567. */
static void
test_random_is_seeded_by_splitmix (void)
{
  HeedRandom random;

  heed_random_seed (&random, 1234567);
  g_assert_cmpuint (random.state[0], ==, G_GUINT64_CONSTANT (6457827717110365317));
  g_assert_cmpuint (random.state[1], ==, G_GUINT64_CONSTANT (3203168211198807973));
  g_assert_cmpuint (random.state[2], ==, G_GUINT64_CONSTANT (9817491932198370423));
  g_assert_cmpuint (random.state[3], ==, G_GUINT64_CONSTANT (4593380528125082431));
}

static void
test_random_same_seed_same_numbers (void)
{
  HeedRandom first, second, other;
  gboolean differs = FALSE;

  heed_random_seed (&first, 5);
  heed_random_seed (&second, 5);
  heed_random_seed (&other, 6);

  for (guint i = 0; i < 100; i++)
    {
      guint64 number = heed_random_next (&first);

      g_assert_cmpuint (number, ==, heed_random_next (&second));
      differs = differs || number != heed_random_next (&other);
    }
  g_assert_true (differs);
}

/* The standard errors of the mean and of the variance are 0.0012 and 0.0003. */
static void
test_random_uniform_is_uniform (void)
{
  HeedRandom random;
  double sum = 0.0, squares = 0.0;

  heed_random_seed (&random, 1);
  for (guint i = 0; i < N_DRAWS; i++)
    {
      double number = heed_random_uniform (&random);

      g_assert_cmpfloat (number, >=, 0.0);
      g_assert_cmpfloat (number, <, 1.0);
      sum += number;
      squares += number * number;
    }

  assert_close (sum / N_DRAWS, 0.5, 0.006, "mean");
  assert_close (squares / N_DRAWS - 0.25, 1.0 / 12.0, 0.006, "variance");
}

/* Each of six numbers is expected 10,000 times, with a standard deviation of 91. */
static void
test_random_below_is_fair (void)
{
  HeedRandom random;
  guint counts[6] = { 0 };

  heed_random_seed (&random, 2);
  for (guint i = 0; i < N_DRAWS; i++)
    {
      guint number = heed_random_below (&random, 6);

      g_assert_cmpuint (number, <, 6);
      counts[number]++;
    }
  for (guint i = 0; i < 6; i++)
    assert_close (counts[i], N_DRAWS / 6.0, 500.0, "how often");

  for (guint i = 0; i < 100; i++)
    g_assert_cmpuint (heed_random_below (&random, 1), ==, 0);
}

static void
test_random_shuffle_keeps_everything (void)
{
  HeedRandom random;
  guint values[50];
  guint n_moved = 0;
  gboolean seen[50] = { FALSE };

  for (guint i = 0; i < 50; i++)
    values[i] = i;
  heed_random_seed (&random, 3);
  heed_random_shuffle (&random, values, 50);

  for (guint i = 0; i < 50; i++)
    {
      g_assert_cmpuint (values[i], <, 50);
      g_assert_false (seen[values[i]]);
      seen[values[i]] = TRUE;
      n_moved += values[i] != i;
    }
  g_assert_cmpuint (n_moved, >, 40);
}

/* Each of the six orders of three is expected 1,000 times, with a standard deviation of 29. */
static void
test_random_shuffle_prefers_no_order (void)
{
  HeedRandom random;
  guint counts[3][3] = { { 0 } };

  heed_random_seed (&random, 4);
  for (guint i = 0; i < 6000; i++)
    {
      guint values[] = { 0, 1, 2 };

      heed_random_shuffle (&random, values, 3);
      counts[values[0]][values[1]]++;
    }

  for (guint first = 0; first < 3; first++)
    for (guint second = 0; second < 3; second++)
      assert_close (counts[first][second], first == second ? 0.0 : 1000.0, 150.0, "how often");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/random/is-xoshiro", test_random_is_xoshiro);
  g_test_add_func ("/engine/random/is-seeded-by-splitmix", test_random_is_seeded_by_splitmix);
  g_test_add_func ("/engine/random/same-seed-same-numbers", test_random_same_seed_same_numbers);
  g_test_add_func ("/engine/random/uniform-is-uniform", test_random_uniform_is_uniform);
  g_test_add_func ("/engine/random/below-is-fair", test_random_below_is_fair);
  g_test_add_func ("/engine/random/shuffle-keeps-everything", test_random_shuffle_keeps_everything);
  g_test_add_func ("/engine/random/shuffle-prefers-no-order", test_random_shuffle_prefers_no_order);

  return g_test_run ();
}
