/* layer.h — a layer between tensors of random numbers
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/tape/tape.h"

G_BEGIN_DECLS

/* Runs the layer from its inputs and returns what it gave. */
typedef HeedTensor *(*LayerFunc) (HeedTape *tape,
                                  gpointer  user_data);

/* n_rows x n_columns between -1 and 1; something may flow back to it. */
HeedTensor *layer_tensor_new       (const char         *name,
                                    guint               n_rows,
                                    guint               n_columns,
                                    guint64             seed);
void        layer_tensor_free      (HeedTensor         *tensor);

/* Sends a random gradient back from what run returns; what arrives at each of
 * inputs, up to NULL, must be the slope. */
void        assert_layer_gradients (LayerFunc           run,
                                    gpointer            user_data,
                                    HeedTensor *const  *inputs);

typedef HeedTensor LayerTensor;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LayerTensor, layer_tensor_free)

G_END_DECLS
