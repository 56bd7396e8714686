/* weights-builder.h — the functions that readers use to construct weights
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Only for the readers in this folder; all other code uses weights.h.
 */

#pragma once

#include "engine/files/weights.h"

G_BEGIN_DECLS

HeedWeights *heed_weights_new          (void);

/* Names, keys and values are copied; numbers are not. They are in blocks, which _keep_block
 * keeps alive as long as the weights. _add_array returns FALSE, and adds nothing, if the name
 * exists already. */
void         heed_weights_keep_block   (HeedWeights      *weights,
                                        GBytes           *block);
gboolean     heed_weights_add_array    (HeedWeights      *weights,
                                        const HeedArray  *array);
void         heed_weights_add_metadata (HeedWeights      *weights,
                                        const char       *key,
                                        const char       *value);

/* Computes n_values and n_bytes from sizes in a file; FALSE on overflow. */
gboolean     heed_array_count          (HeedArray        *array);

gboolean     heed_dtype_find           (const char       *name,
                                        HeedDtype        *dtype);

/* Converts big-endian numbers to the byte order of HeedArray. */
GBytes      *heed_dtype_swap           (HeedDtype         dtype,
                                        GBytes           *numbers);

G_END_DECLS
