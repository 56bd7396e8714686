/* layer.c — checks the gradients of a layer with random inputs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/layer.h"

#include <string.h>

#include "tests/engine/gradient.h"
#include "tests/engine/numbers.h"

#define FACTORS_SEED 99

typedef struct {
  HeedTape    *tape;
  LayerFunc    run;
  gpointer     user_data;
  const float *factors;  /* the gradient of the output, in its shape */
} Measured;

HeedTensor *
layer_tensor_new (const char *name,
                  guint       n_rows,
                  guint       n_columns,
                  guint64     seed)
{
  HeedTensor *tensor = g_new0 (HeedTensor, 1);

  *tensor = (HeedTensor) {
    .name = name,
    .n_rows = n_rows,
    .n_columns = n_columns,
    .values = numbers_new ((gsize) n_rows * n_columns, seed),
    .needs_gradient = TRUE,
  };

  for (gsize i = 0; i < heed_tensor_n_values (tensor); i++)
    tensor->values[i] *= 0.5f;

  return tensor;
}

void
layer_tensor_free (HeedTensor *tensor)
{
  g_free (tensor->values);
  g_free (tensor);
}

static double
combine (gpointer user_data)
{
  Measured *measured = user_data;
  HeedTensor *y;

  heed_tape_begin (measured->tape, FALSE);
  y = measured->run (measured->tape, measured->user_data);

  return gradient_combine (y->values, measured->factors, heed_tensor_n_values (y));
}

/* Leaves the gradient of each input in the tape's arena; returns that of the output. */
static float *
flow_back (HeedTape  *tape,
           LayerFunc  run,
           gpointer   user_data)
{
  HeedTensor *y;
  float *factors;

  heed_tape_begin (tape, TRUE);
  y = run (tape, user_data);
  factors = numbers_new (heed_tensor_n_values (y), FACTORS_SEED);
  memcpy (heed_tape_gradient (tape, y), factors, heed_tensor_n_values (y) * sizeof *factors);
  heed_tape_backward (tape);

  return factors;
}

void
assert_layer_gradients (LayerFunc          run,
                        gpointer           user_data,
                        HeedTensor *const *inputs)
{
  g_autoptr(HeedTape) recording = heed_tape_new ();
  g_autoptr(HeedTape) silent = heed_tape_new ();
  g_autofree float *factors = flow_back (recording, run, user_data);
  Measured measured = { silent, run, user_data, factors };

  for (guint i = 0; inputs[i] != NULL; i++)
    {
      if (inputs[i]->gradient == NULL)
        g_error ("%s: nothing flowed back", inputs[i]->name);

      assert_gradient (inputs[i]->name, inputs[i]->values, inputs[i]->gradient,
                       heed_tensor_n_values (inputs[i]), combine, &measured);
    }

  for (guint i = 0; inputs[i] != NULL; i++)
    inputs[i]->gradient = NULL;
}
