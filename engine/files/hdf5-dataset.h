/* hdf5-dataset.h — an array in a file of HDF5
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/hdf5-object.h"
#include "engine/files/weights.h"

G_BEGIN_DECLS

/* Whether an object of these messages is one. */
gboolean heed_hdf5_is_dataset   (GArray     *messages);

/* array: has its name; gets everything else. numbers: what its data lies in, to be
 * kept; NULL of texts, which are no array. */
gboolean heed_hdf5_read_dataset (HeedHdf5   *file,
                                 GArray     *messages,
                                 HeedArray  *array,
                                 GBytes    **numbers,
                                 GError    **error);

G_END_DECLS
