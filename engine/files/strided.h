/* strided.h — converting a strided tensor to a contiguous array
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/pickle-value.h"

G_BEGIN_DECLS

/* array->data points into the storage if the numbers of the tensor are contiguous there, else
 * into a copy, which is returned in copy and whose size is subtracted from budget. The numbers
 * of the storage must be set. */
gboolean heed_strided_to_array (const HeedPickleTensor  *tensor,
                                gsize                   *budget,
                                HeedArray               *array,
                                GBytes                 **copy,
                                GError                 **error);

G_END_DECLS
