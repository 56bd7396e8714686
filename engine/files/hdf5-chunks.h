/* hdf5-chunks.h — numbers of a file of HDF5 that are in pieces, packed perhaps
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/hdf5-object.h"
#include "engine/files/weights.h"

G_BEGIN_DECLS

/* layout: behind its class. filters: how the pieces are packed, or NULL. array: has
 * its dtype and its shape, which is not empty. Gives its numbers, or NULL with an
 * error. */
GBytes *heed_hdf5_read_chunks (HeedHdf5              *file,
                               HeedHdf5Part           layout,
                               const HeedHdf5Message *filters,
                               const HeedArray       *array,
                               GError               **error);

G_END_DECLS
