/* tape.h — records what was computed, for reverse-mode differentiation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     tape = heed_tape_new ();
 *     heed_tape_begin (tape, TRUE);
 *     y = heed_linear (tape, x, w, bias);         each layer records its operation
 *     ...
 *     heed_tape_backward (tape);                  runs their backward passes in reverse order
 *
 * A tape begun with FALSE records nothing: the same layers then only compute, as in
 * decoding.
 */

#pragma once

#include "engine/base/parallel.h"
#include "engine/base/random.h"
#include "engine/tape/tensor.h"

G_BEGIN_DECLS

typedef struct _HeedTape      HeedTape;
typedef struct _HeedOperation HeedOperation;

/* One recorded operation. Each layer's own struct begins with it and holds what the backward pass
 * needs; backward adds to the gradients of the operation's inputs. */
struct _HeedOperation
{
  void          (*backward) (HeedTape      *tape,
                             HeedOperation *operation);
  HeedOperation  *previous;
};

HeedTape   *heed_tape_new            (void);
void        heed_tape_free           (HeedTape      *tape);
void        heed_tape_begin          (HeedTape      *tape,
                                      gboolean       is_recording);
void        heed_tape_backward       (HeedTape      *tape);

/* The random generator for dropout; borrowed. NULL switches dropout off. */
void        heed_tape_set_random     (HeedTape      *tape,
                                      HeedRandom    *random);
HeedRandom *heed_tape_get_random     (HeedTape      *tape);

/* Threads that share large products, or NULL. They must outlive the tape. */
void        heed_tape_set_parallel   (HeedTape      *tape,
                                      HeedParallel  *parallel);
HeedParallel *heed_tape_get_parallel (HeedTape      *tape);

/* For layers. Tensors, their numbers and operations live until the next heed_tape_begin(). */
gboolean    heed_tape_is_recording   (HeedTape      *tape);
HeedArena  *heed_tape_get_arena      (HeedTape      *tape);
HeedTensor *heed_tape_new_tensor     (HeedTape      *tape,
                                      guint          n_rows,
                                      guint          n_columns);
HeedTensor *heed_tape_view_rows      (HeedTape      *tape,
                                      HeedTensor    *whole,
                                      guint          first_row,
                                      guint          n_rows);
gpointer    heed_tape_new_operation  (HeedTape      *tape,
                                      gsize          size,
                                      void         (*backward) (HeedTape *, HeedOperation *));
float      *heed_tape_gradient       (HeedTape      *tape,
                                      HeedTensor    *tensor);
float      *heed_tape_take_gradient  (HeedTape      *tape,
                                      HeedTensor    *tensor,
                                      gboolean      *adds);
void        heed_tape_add_gradient   (HeedTape      *tape,
                                      HeedTensor    *tensor,
                                      const float   *d);

/* Defers d_weight += d_y^T x and d_bias += sum over rows of d_y to the end of the backward pass:
 * a weight that is used at every position gets one large product instead of many small ones. */
void        heed_tape_defer_weight   (HeedTape      *tape,
                                      HeedTensor    *weight,
                                      HeedTensor    *bias,
                                      const float   *d_y,
                                      const float   *x,
                                      guint          n_rows);

#define heed_tape_record(tape, Type, backward) \
  ((Type *) heed_tape_new_operation ((tape), sizeof (Type), (backward)))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedTape, heed_tape_free)

G_END_DECLS
