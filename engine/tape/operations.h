/* operations.h — the small operations between layers
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/tape/tape.h"

G_BEGIN_DECLS

/* Each returns a tensor that lives until the next heed_tape_begin(). */
HeedTensor *heed_add            (HeedTape           *tape,
                                 HeedTensor         *a,
                                 HeedTensor         *b);
HeedTensor *heed_tanh_of        (HeedTape           *tape,
                                 HeedTensor         *x);

/* [a ; b ; ...]: n_parts tensors with the same number of rows, side by side */
HeedTensor *heed_concatenate    (HeedTape           *tape,
                                 HeedTensor *const  *parts,
                                 guint               n_parts);

/* n_parts tensors with the same number of columns, one below the other */
HeedTensor *heed_stack          (HeedTape           *tape,
                                 HeedTensor *const  *parts,
                                 guint               n_parts);

/* Sets each number to 0 with this probability and multiplies the others by 1 / (1 - probability).
 * Returns x itself if the tape has no random generator or the probability is 0. */
HeedTensor *heed_dropout        (HeedTape           *tape,
                                 HeedTensor         *x,
                                 float               probability);

/* The factors of dropout: n_values numbers, each 0 or 1 / (1 - probability). NULL if the tape has
 * no random generator or the probability is 0. */
float      *heed_draw_dropout   (HeedTape           *tape,
                                 gsize               n_values,
                                 float               probability);

HeedTensor *heed_zeros          (HeedTape           *tape,
                                 guint               n_rows,
                                 guint               n_columns);

G_END_DECLS
