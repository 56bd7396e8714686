/* test-activation.c — the activation functions of a feed-forward block and their slopes
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: engine/kernels/activations.c
 */

#include <math.h>

#include "engine/layers/activation.h"
#include "tests/engine/compare.h"
#include "tests/engine/layer.h"
#include "tests/engine/numbers.h"

/* Computes the activation in double precision by its published formula. */
static double
plain (HeedActivation activation,
       double         x)
{
  switch (activation)
    {
    case HEED_ACTIVATION_GELU:
      return x * 0.5 * erfc (-x / sqrt (2.0));

    case HEED_ACTIVATION_GELU_TANH:
      return 0.5 * x * (1.0 + tanh (sqrt (2.0 / G_PI) * (x + 0.044715 * x * x * x)));

    case HEED_ACTIVATION_SWISH:
      return x / (1.0 + exp (-x));

    case HEED_ACTIVATION_RELU:
      break;
    }

  return MAX (x, 0.0);
}

static const HeedActivation activations[] = {
  HEED_ACTIVATION_RELU, HEED_ACTIVATION_GELU, HEED_ACTIVATION_GELU_TANH, HEED_ACTIVATION_SWISH
};

static void
every_one_is_its_formula (void)
{
  g_autoptr(HeedTape) tape = heed_tape_new ();
  g_autoptr(LayerTensor) x = layer_tensor_new ("x", 1, 2001, 1);

  for (guint i = 0; i < x->n_columns; i++)
    x->values[i] = ((int) i - 1000) / 50.0f;

  for (guint a = 0; a < G_N_ELEMENTS (activations); a++)
    {
      HeedTensor *y;

      heed_tape_begin (tape, FALSE);
      y = heed_activate (tape, x, activations[a]);
      for (guint i = 0; i < x->n_columns; i++)
        assert_close (y->values[i], plain (activations[a], x->values[i]),
                      2e-6 * MAX (fabsf (x->values[i]), 0.1), "y");
    }
}

static void
test_activation_every_one_is_its_formula (void)
{
  numbers_every_level (every_one_is_its_formula);
}

typedef struct {
  HeedTensor     *inputs[3];
  HeedActivation  activation;
} Gated;

static HeedTensor *
run_gated (HeedTape *tape,
           gpointer  user_data)
{
  const Gated *gated = user_data;

  return heed_gate (tape, heed_activate (tape, gated->inputs[0], gated->activation),
                    gated->inputs[1]);
}

static void
gradients_are_the_slopes (void)
{
  g_autoptr(LayerTensor) gate = layer_tensor_new ("gate", 3, 11, 1);
  g_autoptr(LayerTensor) x = layer_tensor_new ("x", 3, 11, 2);

  for (guint a = 0; a < G_N_ELEMENTS (activations); a++)
    {
      Gated gated = { { gate, x, NULL }, activations[a] };

      assert_layer_gradients (run_gated, &gated, gated.inputs);
    }
}

static void
test_activation_gradients_are_the_slopes (void)
{
  numbers_every_level (gradients_are_the_slopes);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/activation/every-one-is-its-formula",
                   test_activation_every_one_is_its_formula);
  g_test_add_func ("/engine/activation/gradients-are-the-slopes",
                   test_activation_gradients_are_the_slopes);

  return g_test_run ();
}
