/* operations.h — the small operations between layers
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/tape/tape.h"

G_BEGIN_DECLS

/* Each returns a new tensor that lives until the tape begins again. */
HeedTensor *heed_add            (HeedTape           *tape,
                                 HeedTensor         *a,
                                 HeedTensor         *b);
HeedTensor *heed_tanh_of        (HeedTape           *tape,
                                 HeedTensor         *x);

/* [a ; b ; ...], n tensors of as many rows side by side */
HeedTensor *heed_concatenate    (HeedTape           *tape,
                                 HeedTensor *const  *parts,
                                 guint               n_parts);

/* n tensors of as many columns one under the other */
HeedTensor *heed_stack          (HeedTape           *tape,
                                 HeedTensor *const  *parts,
                                 guint               n_parts);

/* Each number is 0 with this probability, or else 1 / (1 - probability) times
 * itself. x itself if the tape has no random numbers or the probability is 0. */
HeedTensor *heed_dropout        (HeedTape           *tape,
                                 HeedTensor         *x,
                                 float               probability);

/* The factors that dropout multiplies by: n_values of 0 or 1 / (1 - probability).
 * NULL if there is no dropout, as above. */
float      *heed_draw_dropout   (HeedTape           *tape,
                                 gsize               n_values,
                                 float               probability);

HeedTensor *heed_zeros          (HeedTape           *tape,
                                 guint               n_rows,
                                 guint               n_columns);

G_END_DECLS
