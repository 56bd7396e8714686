/* tape.c — records what was computed, for reverse-mode differentiation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The gradient of a computed tensor is allocated in the tape's arena when the first
 * contribution arrives; a tensor that the loss does not depend on has none.
 * Gradients of weights belong to the owner of the weights and are added to.
 *
 * A recurrent layer uses the same weight at every position. The weight's gradient is
 * a sum of many products of few rows each, and such products are slow, so they are
 * collected during the backward pass and then computed as one.
 */

#include "engine/tape/tape.h"

#include <string.h>

#include "engine/kernels/elementwise.h"
#include "engine/kernels/matmul.h"

typedef struct _Use Use;

/* One use of a weight: d_y (n_rows x n_out) and x (n_rows x n_in). */
struct _Use
{
  const float *d_y;
  const float *x;
  guint        n_rows;
  Use         *next;
};

typedef struct
{
  HeedTensor *weight;
  HeedTensor *bias;    /* or NULL */
  Use        *uses;
  guint       n_rows;  /* of all uses */
} DeferredWeight;

struct _HeedTape
{
  HeedArena     *arena;
  HeedRandom    *random;
  HeedParallel  *parallel;
  HeedOperation *last;
  GArray        *deferred;  /* DeferredWeight, in the order of first use */
  gboolean       is_recording;
};

#define FIRST_ARENA_BYTES (32 * 1024)

HeedTape *
heed_tape_new (void)
{
  HeedTape *tape = g_new0 (HeedTape, 1);

  tape->arena = heed_arena_new (FIRST_ARENA_BYTES);
  tape->deferred = g_array_new (FALSE, FALSE, sizeof (DeferredWeight));

  return tape;
}

void
heed_tape_free (HeedTape *tape)
{
  heed_arena_free (tape->arena);
  g_array_unref (tape->deferred);
  g_free (tape);
}

/**
 * heed_tape_begin:
 * @is_recording: whether heed_tape_backward() will be called
 *
 * Discards all tensors and operations of the tape.
 */
void
heed_tape_begin (HeedTape *tape,
                 gboolean  is_recording)
{
  heed_arena_reset (tape->arena);
  g_array_set_size (tape->deferred, 0);
  tape->last = NULL;
  tape->is_recording = is_recording;
}

void
heed_tape_set_random (HeedTape   *tape,
                      HeedRandom *random)
{
  tape->random = random;
}

HeedRandom *
heed_tape_get_random (HeedTape *tape)
{
  return tape->random;
}

void
heed_tape_set_parallel (HeedTape     *tape,
                        HeedParallel *parallel)
{
  tape->parallel = parallel;
}

HeedParallel *
heed_tape_get_parallel (HeedTape *tape)
{
  return tape->parallel;
}

gboolean
heed_tape_is_recording (HeedTape *tape)
{
  return tape->is_recording;
}

HeedArena *
heed_tape_get_arena (HeedTape *tape)
{
  return tape->arena;
}

/**
 * heed_tape_new_tensor:
 *
 * Returns: (transfer none): n_rows x n_columns uninitialised numbers; it needs a
 *   gradient if the tape is recording
 */
HeedTensor *
heed_tape_new_tensor (HeedTape *tape,
                      guint     n_rows,
                      guint     n_columns)
{
  HeedTensor *tensor = heed_arena_new_struct (tape->arena, HeedTensor);

  *tensor = (HeedTensor) {
    .n_rows = n_rows,
    .n_columns = n_columns,
    .values = heed_arena_floats (tape->arena, (gsize) n_rows * n_columns),
    .needs_gradient = tape->is_recording,
  };

  return tensor;
}

/**
 * heed_tape_view_rows:
 * @whole: the tensor to show rows of
 * @first_row: from 0
 * @n_rows: the number of rows
 *
 * Returns: (transfer none): a view of the rows of @whole, not a copy; its gradient is
 *   part of the gradient of @whole
 */
HeedTensor *
heed_tape_view_rows (HeedTape   *tape,
                     HeedTensor *whole,
                     guint       first_row,
                     guint       n_rows)
{
  HeedTensor *view = heed_arena_new_struct (tape->arena, HeedTensor);

  g_assert (first_row + n_rows <= whole->n_rows);

  *view = (HeedTensor) {
    .n_rows = n_rows,
    .n_columns = whole->n_columns,
    .values = heed_tensor_row (whole, first_row),
    .needs_gradient = whole->needs_gradient,
    .whole = whole,
    .first_row = first_row,
  };

  return view;
}

/* Returns: (transfer none) (nullable): size bytes, zeroed, for the layer's own struct, or NULL if
 * the tape is not recording. */
gpointer
heed_tape_new_operation (HeedTape *tape,
                         gsize     size,
                         void    (*backward) (HeedTape *, HeedOperation *))
{
  HeedOperation *operation;

  if (!tape->is_recording)
    return NULL;

  operation = heed_arena_allocate (tape->arena, size);
  memset (operation, 0, size);
  operation->backward = backward;
  operation->previous = tape->last;
  tape->last = operation;

  return operation;
}

static float *
new_zeros (HeedTape *tape,
           gsize     n_values)
{
  float *zeros = heed_arena_floats (tape->arena, n_values);

  memset (zeros, 0, n_values * sizeof *zeros);

  return zeros;
}

/**
 * heed_tape_gradient:
 *
 * A tensor that needs no gradient, as those of a loaded model, may be shared by threads
 * and outlive the tape, so it is not modified: the caller gets scratch memory, and what
 * is added there is lost.
 *
 * Returns: (transfer none): n_rows x n_columns numbers to add to, initially zeros
 */
float *
heed_tape_gradient (HeedTape   *tape,
                    HeedTensor *tensor)
{
  gsize n_values = heed_tensor_n_values (tensor);

  if (tensor->gradient != NULL)
    return tensor->gradient;

  if (!tensor->needs_gradient)
    return new_zeros (tape, n_values);

  if (tensor->whole != NULL)
    {
      tensor->gradient =
        heed_tape_gradient (tape, tensor->whole) + (gsize) tensor->first_row * tensor->n_columns;
    }
  else
    {
      tensor->gradient = new_zeros (tape, n_values);
    }

  return tensor->gradient;
}

/**
 * heed_tape_take_gradient:
 * @adds: (out): whether the caller must add to the gradient
 *
 * Like heed_tape_gradient(), but saves the zeros for a caller that writes every number.
 *
 * Returns: (transfer none): n_rows x n_columns numbers, to add to if @adds, otherwise
 *   uninitialised
 */
float *
heed_tape_take_gradient (HeedTape   *tape,
                         HeedTensor *tensor,
                         gboolean   *adds)
{
  *adds = tensor->gradient != NULL || tensor->whole != NULL;

  if (!*adds)
    tensor->gradient = heed_arena_floats (tape->arena, heed_tensor_n_values (tensor));

  return heed_tape_gradient (tape, tensor);
}

/**
 * heed_tape_add_gradient:
 * @d: n_rows x n_columns, to be added to the gradient of @tensor
 */
void
heed_tape_add_gradient (HeedTape    *tape,
                        HeedTensor  *tensor,
                        const float *d)
{
  gsize n_values = heed_tensor_n_values (tensor);
  gboolean adds;
  float *gradient = heed_tape_take_gradient (tape, tensor, &adds);

  if (adds)
    heed_accumulate (gradient, d, n_values);
  else
    memcpy (gradient, d, n_values * sizeof (float));
}

static DeferredWeight *
find_deferred (HeedTape   *tape,
               HeedTensor *weight)
{
  DeferredWeight new_one = { .weight = weight };

  for (guint i = 0; i < tape->deferred->len; i++)
    {
      DeferredWeight *deferred = &g_array_index (tape->deferred, DeferredWeight, i);

      if (deferred->weight == weight)
        return deferred;
    }

  g_array_append_val (tape->deferred, new_one);

  return &g_array_index (tape->deferred, DeferredWeight, tape->deferred->len - 1);
}

void
heed_tape_defer_weight (HeedTape    *tape,
                        HeedTensor  *weight,
                        HeedTensor  *bias,
                        const float *d_y,
                        const float *x,
                        guint        n_rows)
{
  DeferredWeight *deferred = find_deferred (tape, weight);
  Use *use = heed_arena_new_struct (tape->arena, Use);

  *use = (Use) { d_y, x, n_rows, deferred->uses };
  deferred->uses = use;
  deferred->bias = bias;
  deferred->n_rows += n_rows;
}

/* Copies the rows of all uses below each other, so that they become one product. */
static void
gather_uses (HeedTape              *tape,
             const DeferredWeight  *deferred,
             const float          **d_y,
             const float          **x)
{
  gsize n_out = deferred->weight->n_rows;
  gsize n_in = deferred->weight->n_columns;
  float *d_y_all = heed_arena_floats (tape->arena, deferred->n_rows * n_out);
  float *x_all = heed_arena_floats (tape->arena, deferred->n_rows * n_in);
  gsize row = 0;

  for (const Use *use = deferred->uses; use != NULL; use = use->next)
    {
      memcpy (d_y_all + row * n_out, use->d_y, use->n_rows * n_out * sizeof (float));
      memcpy (x_all + row * n_in, use->x, use->n_rows * n_in * sizeof (float));
      row += use->n_rows;
    }

  *d_y = d_y_all;
  *x = x_all;
}

static void
finish_weight (HeedTape             *tape,
               const DeferredWeight *deferred)
{
  const float *d_y = deferred->uses->d_y;
  const float *x = deferred->uses->x;

  if (deferred->uses->next != NULL)
    gather_uses (tape, deferred, &d_y, &x);

  heed_linear_backward_weights (
    heed_tape_gradient (tape, deferred->weight),
    deferred->bias != NULL ? heed_tape_gradient (tape, deferred->bias) : NULL, d_y, x,
    deferred->n_rows, deferred->weight->n_rows, deferred->weight->n_columns);
}

/**
 * heed_tape_backward:
 *
 * Runs the backward passes of all operations since heed_tape_begin(), last first. The
 * loss function must already have set the gradients of its inputs.
 */
void
heed_tape_backward (HeedTape *tape)
{
  g_return_if_fail (tape->is_recording);

  for (HeedOperation *operation = tape->last; operation != NULL; operation = operation->previous)
    operation->backward (tape, operation);

  for (guint i = 0; i < tape->deferred->len; i++)
    finish_weight (tape, &g_array_index (tape->deferred, DeferredWeight, i));
}
