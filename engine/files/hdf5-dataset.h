/* hdf5-dataset.h — reading a dataset of an HDF5 file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/hdf5-object.h"
#include "engine/files/weights.h"

G_BEGIN_DECLS

/* Returns whether an object with these messages is a dataset. */
gboolean heed_hdf5_is_dataset   (GArray     *messages);

/* array: has its name; everything else is set. numbers: the memory of its data, to be kept; NULL
 * for texts, which are not arrays. */
gboolean heed_hdf5_read_dataset (HeedHdf5   *file,
                                 GArray     *messages,
                                 HeedArray  *array,
                                 GBytes    **numbers,
                                 GError    **error);

G_END_DECLS
