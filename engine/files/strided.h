/* strided.h — a tensor that views a storage, as an array without strides
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/pickle-value.h"

G_BEGIN_DECLS

/* array->data points into the storage if its numbers follow one another there,
 * else into a copy, which is given in copy and whose size is taken off budget.
 * The storage has its numbers. */
gboolean heed_strided_to_array (const HeedPickleTensor  *tensor,
                                gsize                   *budget,
                                HeedArray               *array,
                                GBytes                 **copy,
                                GError                 **error);

G_END_DECLS
