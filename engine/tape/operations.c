/* operations.c — the small operations between layers
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/tape/operations.h"

#include <string.h>

#include "engine/kernels/elementwise.h"

typedef struct
{
  HeedOperation  base;
  HeedTensor    *y;
  HeedTensor    *a;
  HeedTensor    *b;
} TwoInputs;

/*     y = a + b */
static void
add_backward (HeedTape      *tape,
              HeedOperation *operation)
{
  TwoInputs *add = (TwoInputs *) operation;

  if (add->y->gradient == NULL)
    return;

  if (add->a->needs_gradient)
    heed_tape_add_gradient (tape, add->a, add->y->gradient);
  if (add->b->needs_gradient)
    heed_tape_add_gradient (tape, add->b, add->y->gradient);
}

HeedTensor *
heed_add (HeedTape   *tape,
          HeedTensor *a,
          HeedTensor *b)
{
  HeedTensor *y = heed_tape_new_tensor (tape, a->n_rows, a->n_columns);
  TwoInputs *add = heed_tape_record (tape, TwoInputs, add_backward);

  g_assert (a->n_rows == b->n_rows && a->n_columns == b->n_columns);

  memcpy (y->values, a->values, heed_tensor_n_values (a) * sizeof (float));
  heed_accumulate (y->values, b->values, heed_tensor_n_values (b));

  if (add != NULL)
    {
      add->y = y;
      add->a = a;
      add->b = b;
    }

  return y;
}

typedef struct
{
  HeedOperation  base;
  HeedTensor    *y;
  HeedTensor    *x;
} OneInput;

/* y = function (x), element by element */
static HeedTensor *
apply (HeedTape    *tape,
       HeedTensor  *x,
       void       (*function) (float *y, const float *x, gsize n),
       void       (*backward) (HeedTape *tape, HeedOperation *operation))
{
  HeedTensor *y = heed_tape_new_tensor (tape, x->n_rows, x->n_columns);
  OneInput *one = heed_tape_record (tape, OneInput, backward);

  function (y->values, x->values, heed_tensor_n_values (x));

  if (one != NULL)
    {
      one->y = y;
      one->x = x;
    }

  return y;
}

/*     y = tanh (x);  d_x += d_y (1 - y^2) */
static void
tanh_backward (HeedTape      *tape,
               HeedOperation *operation)
{
  OneInput *one = (OneInput *) operation;

  if (one->y->gradient != NULL)
    heed_tanh_backward (heed_tape_gradient (tape, one->x), one->y->gradient,
                        one->y->values, heed_tensor_n_values (one->y));
}

HeedTensor *
heed_tanh_of (HeedTape   *tape,
              HeedTensor *x)
{
  return apply (tape, x, heed_tanh, tanh_backward);
}

typedef struct
{
  HeedOperation   base;
  HeedTensor     *y;
  HeedTensor    **parts;
  guint           n_parts;
} ManyInputs;

static void
remember_parts (HeedTape           *tape,
                ManyInputs         *many,
                HeedTensor         *y,
                HeedTensor *const  *parts,
                guint               n_parts)
{
  if (many == NULL)
    return;

  many->y = y;
  many->n_parts = n_parts;
  many->parts = heed_arena_allocate (heed_tape_get_arena (tape), n_parts * sizeof *parts);
  memcpy (many->parts, parts, n_parts * sizeof *parts);
}

static void
concatenate_backward (HeedTape      *tape,
                      HeedOperation *operation)
{
  ManyInputs *many = (ManyInputs *) operation;
  guint first = 0;

  if (many->y->gradient == NULL)
    return;

  for (guint i = 0; i < many->n_parts; first += many->parts[i]->n_columns, i++)
    {
      HeedTensor *part = many->parts[i];
      float *d_part;

      if (!part->needs_gradient)
        continue;

      d_part = heed_tape_gradient (tape, part);
      for (guint row = 0; row < part->n_rows; row++)
        heed_accumulate (d_part + (gsize) row * part->n_columns,
                         many->y->gradient + (gsize) row * many->y->n_columns + first,
                         part->n_columns);
    }
}

HeedTensor *
heed_concatenate (HeedTape           *tape,
                  HeedTensor *const  *parts,
                  guint               n_parts)
{
  guint n_columns = 0;
  guint first = 0;
  HeedTensor *y;

  if (n_parts == 1)
    return parts[0];

  for (guint i = 0; i < n_parts; i++)
    {
      g_assert (parts[i]->n_rows == parts[0]->n_rows);
      n_columns += parts[i]->n_columns;
    }

  y = heed_tape_new_tensor (tape, parts[0]->n_rows, n_columns);
  remember_parts (tape, heed_tape_record (tape, ManyInputs, concatenate_backward), y, parts,
                  n_parts);

  for (guint i = 0; i < n_parts; first += parts[i]->n_columns, i++)
    for (guint row = 0; row < y->n_rows; row++)
      memcpy (heed_tensor_row (y, row) + first, heed_tensor_row (parts[i], row),
              parts[i]->n_columns * sizeof (float));

  return y;
}

static void
stack_backward (HeedTape      *tape,
                HeedOperation *operation)
{
  ManyInputs *many = (ManyInputs *) operation;
  gsize first = 0;

  if (many->y->gradient == NULL)
    return;

  for (guint i = 0; i < many->n_parts; i++)
    {
      gsize n = heed_tensor_n_values (many->parts[i]);

      if (many->parts[i]->needs_gradient)
        heed_tape_add_gradient (tape, many->parts[i], many->y->gradient + first);
      first += n;
    }
}

HeedTensor *
heed_stack (HeedTape           *tape,
            HeedTensor *const  *parts,
            guint               n_parts)
{
  guint n_rows = 0;
  gsize first = 0;
  HeedTensor *y;

  for (guint i = 0; i < n_parts; i++)
    n_rows += parts[i]->n_rows;

  y = heed_tape_new_tensor (tape, n_rows, parts[0]->n_columns);
  remember_parts (tape, heed_tape_record (tape, ManyInputs, stack_backward), y, parts, n_parts);

  for (guint i = 0; i < n_parts; i++)
    {
      gsize n = heed_tensor_n_values (parts[i]);

      memcpy (y->values + first, parts[i]->values, n * sizeof (float));
      first += n;
    }

  return y;
}

typedef struct
{
  HeedOperation  base;
  HeedTensor    *y;
  HeedTensor    *x;
  float         *factors;  /* n_rows x n_columns: 0 or 1 / (1 - probability) */
} Dropout;

/*     y = x * factors;  d_x += d_y * factors */
static void
dropout_backward (HeedTape      *tape,
                  HeedOperation *operation)
{
  Dropout *dropout = (Dropout *) operation;

  if (dropout->y->gradient != NULL && dropout->x->needs_gradient)
    heed_multiply_add (heed_tape_gradient (tape, dropout->x), dropout->y->gradient,
                       dropout->factors, heed_tensor_n_values (dropout->y));
}

/* Uses each 64-bit random number for two draws of 32 bits. */
static void
draw_factors (HeedRandom *random,
              float      *factors,
              gsize       n_values,
              float       probability)
{
  guint32 limit = (guint32) (probability * 4294967295.0);
  float kept = 1.0f / (1.0f - probability);

  for (gsize i = 0; i < n_values; i += 2)
    {
      guint64 bits = heed_random_next (random);

      factors[i] = (guint32) bits < limit ? 0.0f : kept;
      if (i + 1 < n_values)
        factors[i + 1] = (guint32) (bits >> 32) < limit ? 0.0f : kept;
    }
}

float *
heed_draw_dropout (HeedTape *tape,
                   gsize     n_values,
                   float     probability)
{
  HeedRandom *random = heed_tape_get_random (tape);
  float *factors;

  if (random == NULL || probability <= 0.0f)
    return NULL;

  factors = heed_arena_floats (heed_tape_get_arena (tape), n_values);
  draw_factors (random, factors, n_values, probability);

  return factors;
}

HeedTensor *
heed_dropout (HeedTape   *tape,
              HeedTensor *x,
              float       probability)
{
  gsize n_values = heed_tensor_n_values (x);
  float *factors = heed_draw_dropout (tape, n_values, probability);
  HeedTensor *y;
  Dropout *dropout;

  if (factors == NULL)
    return x;

  y = heed_tape_new_tensor (tape, x->n_rows, x->n_columns);
  heed_multiply (y->values, x->values, factors, n_values);

  dropout = heed_tape_record (tape, Dropout, dropout_backward);
  if (dropout != NULL)
    {
      dropout->y = y;
      dropout->x = x;
      dropout->factors = factors;
    }

  return y;
}

/* Zeros, without a gradient. */
HeedTensor *
heed_zeros (HeedTape *tape,
            guint     n_rows,
            guint     n_columns)
{
  HeedTensor *zeros = heed_tape_new_tensor (tape, n_rows, n_columns);

  memset (zeros->values, 0, heed_tensor_n_values (zeros) * sizeof (float));
  zeros->needs_gradient = FALSE;

  return zeros;
}
