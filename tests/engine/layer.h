/* layer.h — checks the gradients of a layer with random inputs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/tape/tape.h"

G_BEGIN_DECLS

/* Runs the layer on its inputs and returns its output. */
typedef HeedTensor *(*LayerFunc) (HeedTape *tape,
                                  gpointer  user_data);

/* n_rows x n_columns numbers between -1 and 1; the tensor can receive a gradient. */
HeedTensor *layer_tensor_new       (const char         *name,
                                    guint               n_rows,
                                    guint               n_columns,
                                    guint64             seed);
void        layer_tensor_free      (HeedTensor         *tensor);

/* Propagates a random gradient back from the output of run; the gradient of each
 * input must be the measured slope. inputs is NULL-terminated. */
void        assert_layer_gradients (LayerFunc           run,
                                    gpointer            user_data,
                                    HeedTensor *const  *inputs);

typedef HeedTensor LayerTensor;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LayerTensor, layer_tensor_free)

G_END_DECLS
