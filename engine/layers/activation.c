/* activation.c — the activation of a feed-forward block, on the tape
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/layers/activation.h"

#include "engine/kernels/activations.h"
#include "engine/kernels/elementwise.h"

typedef struct
{
  HeedOperation   base;
  HeedTensor     *y;
  HeedTensor     *x;
  HeedActivation  activation;
} Activate;

static void
activate_backward (HeedTape      *tape,
                   HeedOperation *operation)
{
  Activate *activate = (Activate *) operation;
  gsize n = heed_tensor_n_values (activate->y);
  const float *d_y = activate->y->gradient;
  float *d_x;

  if (d_y == NULL)
    return;

  d_x = heed_tape_gradient (tape, activate->x);
  switch (activate->activation)
    {
    case HEED_ACTIVATION_GELU:
      heed_gelu_backward (d_x, d_y, activate->x->values, n);
      break;

    case HEED_ACTIVATION_GELU_TANH:
      heed_gelu_tanh_backward (d_x, d_y, activate->x->values, n);
      break;

    case HEED_ACTIVATION_SWISH:
      heed_swish_backward (d_x, d_y, activate->x->values, n);
      break;

    case HEED_ACTIVATION_RELU:
      heed_relu_backward (d_x, d_y, activate->y->values, n);
      break;
    }
}

/**
 * heed_activate:
 * @x: n_rows x D
 *
 * Source: kernels/activations.c
 *
 * Returns: n_rows x D, the activation of each number
 */
HeedTensor *
heed_activate (HeedTape       *tape,
               HeedTensor     *x,
               HeedActivation  activation)
{
  HeedTensor *y = heed_tape_new_tensor (tape, x->n_rows, x->n_columns);
  Activate *activate = heed_tape_record (tape, Activate, activate_backward);
  gsize n = heed_tensor_n_values (x);

  switch (activation)
    {
    case HEED_ACTIVATION_GELU:
      heed_gelu (y->values, x->values, n);
      break;

    case HEED_ACTIVATION_GELU_TANH:
      heed_gelu_tanh (y->values, x->values, n);
      break;

    case HEED_ACTIVATION_SWISH:
      heed_swish (y->values, x->values, n);
      break;

    case HEED_ACTIVATION_RELU:
      heed_relu (y->values, x->values, n);
      break;
    }

  if (activate != NULL)
    {
      activate->y = y;
      activate->x = x;
      activate->activation = activation;
    }

  return y;
}

typedef struct
{
  HeedOperation  base;
  HeedTensor    *y;
  HeedTensor    *gate;
  HeedTensor    *x;
} Gate;

/*     y = gate * x;  d_gate += d_y * x;  d_x += d_y * gate */
static void
gate_backward (HeedTape      *tape,
               HeedOperation *operation)
{
  Gate *gated = (Gate *) operation;
  gsize n = heed_tensor_n_values (gated->y);

  if (gated->y->gradient == NULL)
    return;

  heed_multiply_add (heed_tape_gradient (tape, gated->gate), gated->y->gradient, gated->x->values,
                     n);
  heed_multiply_add (heed_tape_gradient (tape, gated->x), gated->y->gradient, gated->gate->values,
                     n);
}

/**
 * heed_gate:
 * @gate: n_rows x D
 * @x: n_rows x D
 *
 * Source: Shazeer 2020, "GLU Variants Improve Transformer", equation 6
 *
 * Returns: n_rows x D, the activated gate times @x
 */
HeedTensor *
heed_gate (HeedTape   *tape,
           HeedTensor *gate,
           HeedTensor *x)
{
  HeedTensor *y = heed_tape_new_tensor (tape, x->n_rows, x->n_columns);
  Gate *gated = heed_tape_record (tape, Gate, gate_backward);

  heed_multiply (y->values, gate->values, x->values, heed_tensor_n_values (x));

  if (gated != NULL)
    {
      gated->y = y;
      gated->gate = gate;
      gated->x = x;
    }

  return y;
}
