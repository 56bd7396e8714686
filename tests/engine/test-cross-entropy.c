/* test-cross-entropy.c — the loss of the output layer and its gradient
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "engine/layers/linear.h"
#include "tests/engine/compare.h"
#include "tests/engine/gradient.h"
#include "tests/engine/layer.h"

#define N_ROWS  150  /* more than two of the chunks of the implementation */
#define N_IN    3
#define N_WORDS 11

typedef struct {
  HeedTape   *tape;
  HeedTensor *x;
  HeedTensor *weight;
  HeedTensor *bias;
  guint32     targets[N_ROWS];
  float       row_weights[N_ROWS];
  float       smoothing;
} Loss;

/* Every fifth row is padding; the other rows have different weights. */
static void
loss_init (Loss  *loss,
           float  smoothing)
{
  *loss = (Loss) {
    .tape = heed_tape_new (),
    .x = layer_tensor_new ("x", N_ROWS, N_IN, 1),
    .weight = layer_tensor_new ("weight", N_WORDS, N_IN, 2),
    .bias = layer_tensor_new ("bias", 1, N_WORDS, 3),
    .smoothing = smoothing,
  };

  for (guint r = 0; r < N_ROWS; r++)
    {
      loss->targets[r] = (r * 7) % N_WORDS;
      loss->row_weights[r] = 0.25f * (float) (r % 5);
    }
}

static void
loss_clear (Loss *loss)
{
  heed_tape_free (loss->tape);
  layer_tensor_free (loss->x);
  layer_tensor_free (loss->weight);
  g_clear_pointer (&loss->bias, layer_tensor_free);
}

static double
run (gpointer user_data)
{
  Loss *loss = user_data;
  const HeedLabels labels = { loss->targets, loss->row_weights, loss->smoothing };

  return heed_cross_entropy (loss->tape, loss->x, loss->weight, loss->bias, &labels);
}

static double
run_silently (gpointer user_data)
{
  heed_tape_begin (((Loss *) user_data)->tape, FALSE);

  return run (user_data);
}

/* Computes the equations of heed_cross_entropy() in double precision. */
static double
row_loss (const Loss *loss,
          guint       row)
{
  double logits[N_WORDS];
  double sum = 0.0, result = 0.0;

  for (guint v = 0; v < N_WORDS; v++)
    {
      logits[v] = loss->bias != NULL ? loss->bias->values[v] : 0.0;
      for (guint i = 0; i < N_IN; i++)
        logits[v] +=
          (double) heed_tensor_row (loss->x, row)[i] * heed_tensor_row (loss->weight, v)[i];
      sum += exp (logits[v]);
    }

  for (guint v = 0; v < N_WORDS; v++)
    {
      double wanted =
        loss->smoothing / N_WORDS + (v == loss->targets[row] ? 1.0 - loss->smoothing : 0.0);

      result -= wanted * (logits[v] - log (sum));
    }

  return result;
}

static void
assert_loss (Loss *loss)
{
  double expected = 0.0;

  for (guint r = 0; r < N_ROWS; r++)
    expected += loss->row_weights[r] * row_loss (loss, r);

  assert_close (run_silently (loss), expected, 1e-5 * expected, "loss");
}

/* The scores of padding rows are not written. */
static void
test_rows_are_scored_alike (void)
{
  HeedRowScore scores[N_ROWS];
  Loss loss;

  loss_init (&loss, 0.0f);
  for (guint r = 0; r < N_ROWS; r++)
    scores[r] = (HeedRowScore) { 7.0f, 8.0f };

  heed_tape_begin (loss.tape, FALSE);
  heed_score_rows (loss.tape, loss.x, loss.weight, loss.bias,
                   &(HeedLabels) { loss.targets, loss.row_weights, 0.0f }, scores);

  for (guint r = 0; r < N_ROWS; r++)
    {
      guint32 target = loss.targets[r];
      double entropy = 0.0;

      if (loss.row_weights[r] == 0.0f)
        {
          g_assert_cmpfloat (scores[r].log_prob, ==, 7.0f);
          g_assert_cmpfloat (scores[r].entropy, ==, 8.0f);
          continue;
        }

      assert_close (scores[r].log_prob, -row_loss (&loss, r), 1e-5, "log-probability");
      for (loss.targets[r] = 0; loss.targets[r] < N_WORDS; loss.targets[r]++)
        entropy += row_loss (&loss, r) * exp (-row_loss (&loss, r));
      loss.targets[r] = target;
      assert_close (scores[r].entropy, entropy, 1e-5, "entropy");
    }

  loss_clear (&loss);
}

static void
test_cross_entropy_is_its_equation (void)
{
  for (guint i = 0; i <= 1; i++)
    {
      Loss loss;

      loss_init (&loss, i == 0 ? 0.0f : 0.2f);
      assert_loss (&loss);
      g_clear_pointer (&loss.bias, layer_tensor_free);
      assert_loss (&loss);
      loss_clear (&loss);
    }
}

static void
test_cross_entropy_gradients_are_the_slopes (void)
{
  for (guint i = 0; i <= 1; i++)
    {
      g_autoptr(HeedTape) recording = heed_tape_new ();
      HeedTensor *inputs[3];
      HeedTape *silent;
      Loss loss;

      loss_init (&loss, i == 0 ? 0.0f : 0.2f);
      inputs[0] = loss.x;
      inputs[1] = loss.weight;
      inputs[2] = loss.bias;

      silent = loss.tape;
      loss.tape = recording;
      heed_tape_begin (recording, TRUE);
      run (&loss);
      loss.tape = silent;

      for (guint input = 0; input < G_N_ELEMENTS (inputs); input++)
        assert_gradient (inputs[input]->name, inputs[input]->values, inputs[input]->gradient,
                         heed_tensor_n_values (inputs[input]), run_silently, &loss);

      loss_clear (&loss);
    }
}

static void
test_cross_entropy_padding_counts_nothing (void)
{
  Loss loss;
  double before;

  loss_init (&loss, 0.1f);
  before = run_silently (&loss);

  for (guint r = 0; r < N_ROWS; r += 5)
    {
      heed_tensor_row (loss.x, r)[0] = NAN;
      loss.targets[r] = 0;
    }
  g_assert_cmpfloat (run_silently (&loss), ==, before);

  for (guint r = 0; r < N_ROWS; r++)
    loss.row_weights[r] = 0.0f;
  g_assert_cmpfloat (run_silently (&loss), ==, 0.0);

  loss_clear (&loss);
}

static void
test_cross_entropy_of_ignorance_is_log_of_the_vocabulary (void)
{
  Loss loss;

  loss_init (&loss, 0.0f);
  for (guint i = 0; i < N_WORDS * N_IN; i++)
    loss.weight->values[i] = 0.0f;
  for (guint v = 0; v < N_WORDS; v++)
    loss.bias->values[v] = 3.0f;
  for (guint r = 0; r < N_ROWS; r++)
    loss.row_weights[r] = 1.0f / N_ROWS;

  assert_close (run_silently (&loss), log (N_WORDS), 1e-5, "loss");
  loss_clear (&loss);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/cross-entropy/rows-are-scored-alike", test_rows_are_scored_alike);
  g_test_add_func ("/engine/cross-entropy/is-its-equation", test_cross_entropy_is_its_equation);
  g_test_add_func ("/engine/cross-entropy/gradients-are-the-slopes",
                   test_cross_entropy_gradients_are_the_slopes);
  g_test_add_func ("/engine/cross-entropy/padding-counts-nothing",
                   test_cross_entropy_padding_counts_nothing);
  g_test_add_func ("/engine/cross-entropy/of-ignorance-is-log-of-the-vocabulary",
                   test_cross_entropy_of_ignorance_is_log_of_the_vocabulary);

  return g_test_run ();
}
