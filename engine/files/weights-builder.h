/* weights-builder.h — how a reader fills weights before it hands them out
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * For the readers of this folder only; everybody else sees weights.h.
 */

#pragma once

#include "engine/files/weights.h"

G_BEGIN_DECLS

HeedWeights *heed_weights_new          (void);

/* Names, keys and values are copied; numbers are not. They lie in blocks, each
 * of which _keep_block makes live as long as the weights. _add_array gives
 * FALSE, and adds nothing, if the name is taken. */
void         heed_weights_keep_block   (HeedWeights      *weights,
                                        GBytes           *block);
gboolean     heed_weights_add_array    (HeedWeights      *weights,
                                        const HeedArray  *array);
void         heed_weights_add_metadata (HeedWeights      *weights,
                                        const char       *key,
                                        const char       *value);

/* From sizes of a file: n_values and n_bytes, or FALSE if they do not fit. */
gboolean     heed_array_count          (HeedArray        *array);

gboolean     heed_dtype_find           (const char       *name,
                                        HeedDtype        *dtype);

/* Numbers that lie with their last byte first become as HeedArray has them. */
GBytes      *heed_dtype_swap           (HeedDtype         dtype,
                                        GBytes           *numbers);

G_END_DECLS
