/* hdf5-chunks.h — chunked datasets of HDF5 files, with or without compression
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/hdf5-object.h"
#include "engine/files/weights.h"

G_BEGIN_DECLS

/* layout: the message after its class. filters: the filter pipeline of the pieces, or NULL.
 * array: its dtype and its shape, which must not be empty, are set. Returns its numbers, or NULL
 * with an error. */
GBytes *heed_hdf5_read_chunks (HeedHdf5              *file,
                               HeedHdf5Part           layout,
                               const HeedHdf5Message *filters,
                               const HeedArray       *array,
                               GError               **error);

G_END_DECLS
