/* test-scores.c — the scores of a query for its keys, and their gradients
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "engine/kernels/scores.h"
#include "tests/engine/compare.h"
#include "tests/engine/gradient.h"
#include "tests/engine/numbers.h"

#define FACTOR 0.75f

/* One query and its keys, whose rows are separated by those of another sentence. */
typedef struct {
  gsize  n;
  gsize  n_keys;
  gsize  stride;
  float *query;    /* n */
  float *keys;     /* n_keys x stride, of which the first n of each row count */
  float *v;        /* n */
  float *weights;  /* n_keys */
  float *scores;   /* n_keys */
  float *context;  /* n */
} Looking;

static void
looking_init (Looking *looking,
              gsize    n_keys,
              gsize    n,
              gsize    gap)
{
  gsize stride = n + gap;

  *looking = (Looking) {
    .n = n,
    .n_keys = n_keys,
    .stride = stride,
    .query = numbers_new (n, 1),
    .keys = numbers_new ((n_keys - 1) * stride + n, 2),
    .v = numbers_new (n, 3),
    .weights = numbers_new (n_keys, 4),
    .scores = numbers_new (n_keys, 5),
    .context = numbers_new (n, 6),
  };
}

static void
looking_clear (Looking *looking)
{
  g_free (looking->query);
  g_free (looking->keys);
  g_free (looking->v);
  g_free (looking->weights);
  g_free (looking->scores);
  g_free (looking->context);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Looking, looking_clear)

static gsize
count_key_numbers (const Looking *looking)
{
  return (looking->n_keys - 1) * looking->stride + looking->n;
}

static void
assert_plain (gsize n_keys,
              gsize n,
              gsize gap)
{
  g_auto(Looking) looking = { 0 };
  double tolerance = 1e-6 * (1.0 + (double) n);

  looking_init (&looking, n_keys, n, gap);

  heed_additive_scores (looking.scores, looking.query, looking.keys, looking.v, n_keys,
                        looking.stride, n);
  for (gsize k = 0; k < n_keys; k++)
    {
      double expected = 0.0;

      for (gsize i = 0; i < n; i++)
        expected +=
          looking.v[i] * tanh ((double) looking.query[i] + looking.keys[k * looking.stride + i]);
      assert_close (looking.scores[k], expected, tolerance, "additive score");
    }

  heed_dot_scores (looking.scores, looking.query, looking.keys, FACTOR, n_keys, looking.stride, n);
  for (gsize k = 0; k < n_keys; k++)
    {
      double expected = 0.0;

      for (gsize i = 0; i < n; i++)
        expected += (double) FACTOR * looking.query[i] * looking.keys[k * looking.stride + i];
      assert_close (looking.scores[k], expected, tolerance, "dot score");
    }

  heed_weighted_sum (looking.context, looking.weights, looking.keys, n_keys, looking.stride, n);
  for (gsize i = 0; i < n; i++)
    {
      double expected = 0.0;

      for (gsize k = 0; k < n_keys; k++)
        expected += (double) looking.weights[k] * looking.keys[k * looking.stride + i];
      assert_close (looking.context[i], expected, 1e-6 * (1.0 + (double) n_keys), "context");
    }
}

static void
every_size (void)
{
  for (gsize n = 1; n <= 35; n++)
    assert_plain (1 + n % 5, n, n % 3 * n);
  assert_plain (130, 64, 0);
  assert_plain (1, 257, 3);
}

static void
test_scores_are_the_plain_loops (void)
{
  numbers_every_level (every_size);
}

static double
combine_additive (gpointer user_data)
{
  Looking *looking = user_data;

  heed_additive_scores (looking->scores, looking->query, looking->keys, looking->v,
                        looking->n_keys, looking->stride, looking->n);

  return gradient_combine (looking->scores, looking->weights, looking->n_keys);
}

static double
combine_dot (gpointer user_data)
{
  Looking *looking = user_data;

  heed_dot_scores (looking->scores, looking->query, looking->keys, FACTOR,
                   looking->n_keys, looking->stride, looking->n);

  return gradient_combine (looking->scores, looking->weights, looking->n_keys);
}

static double
combine_context (gpointer user_data)
{
  Looking *looking = user_data;

  heed_weighted_sum (looking->context, looking->weights, looking->keys,
                     looking->n_keys, looking->stride, looking->n);

  return gradient_combine (looking->context, looking->query, looking->n);
}

/* The numbers between two keys must get no gradient; their measured slope is 0. */
static void
assert_slopes (gsize n_keys,
               gsize n,
               gsize gap)
{
  g_auto(Looking) looking = { 0 };
  g_autofree float *d_query = g_new0 (float, n);
  g_autofree float *d_v = g_new0 (float, n);
  g_autofree float *d_keys = NULL;
  g_autofree float *d_values = NULL;
  g_autofree float *d_weights = g_new0 (float, n_keys);

  looking_init (&looking, n_keys, n, gap);
  d_keys = g_new0 (float, count_key_numbers (&looking));
  d_values = g_new0 (float, count_key_numbers (&looking));

  heed_additive_scores_backward (d_query, d_keys, d_v, looking.weights, looking.query, looking.keys,
                                 looking.v, n_keys, looking.stride, n);
  assert_gradient ("additive, query", looking.query, d_query, n, combine_additive, &looking);
  assert_gradient ("additive, keys", looking.keys, d_keys, count_key_numbers (&looking),
                   combine_additive, &looking);
  assert_gradient ("additive, v", looking.v, d_v, n, combine_additive, &looking);

  heed_weighted_sum_backward (d_weights, d_values, looking.query, looking.weights, looking.keys,
                              n_keys, looking.stride, n);
  assert_gradient ("sum, weights", looking.weights, d_weights, n_keys, combine_context, &looking);
  assert_gradient ("sum, values", looking.keys, d_values, count_key_numbers (&looking),
                   combine_context, &looking);
}

static void
every_slope (void)
{
  assert_slopes (1, 1, 0);
  assert_slopes (3, 17, 5);
  assert_slopes (7, 32, 0);
}

static void
test_scores_backward_is_the_slope (void)
{
  numbers_every_level (every_slope);
}

/* Every gradient starts with other values; the result must be added to them. */
static void
dot_slopes (void)
{
  g_auto(Looking) looking = { 0 };
  g_autofree float *d_query = NULL;
  g_autofree float *d_keys = NULL;
  gsize n_numbers;

  looking_init (&looking, 4, 19, 2);
  n_numbers = count_key_numbers (&looking);
  d_query = numbers_new (looking.n, 8);
  d_keys = numbers_new (n_numbers, 9);
  heed_dot_scores_backward (d_query, d_keys, looking.weights, looking.query, looking.keys, FACTOR,
                            looking.n_keys, looking.stride, looking.n);

  {
    g_autofree float *before_query = numbers_new (looking.n, 8);
    g_autofree float *before_keys = numbers_new (n_numbers, 9);

    for (gsize i = 0; i < looking.n; i++)
      d_query[i] -= before_query[i];
    for (gsize i = 0; i < n_numbers; i++)
      d_keys[i] -= before_keys[i];
  }

  assert_gradient ("dot, query", looking.query, d_query, looking.n, combine_dot, &looking);
  assert_gradient ("dot, keys", looking.keys, d_keys, n_numbers, combine_dot, &looking);
}

static void
test_scores_dot_backward_adds_the_slope (void)
{
  numbers_every_level (dot_slopes);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/scores/are-the-plain-loops", test_scores_are_the_plain_loops);
  g_test_add_func ("/engine/scores/backward-is-the-slope", test_scores_backward_is_the_slope);
  g_test_add_func ("/engine/scores/dot-backward-adds-the-slope",
                   test_scores_dot_backward_adds_the_slope);

  return g_test_run ();
}
