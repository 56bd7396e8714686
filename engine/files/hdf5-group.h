/* hdf5-group.h — what a group of a file of HDF5 leads to
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/hdf5-object.h"

G_BEGIN_DECLS

typedef struct {
  char    *name;
  guint64  address;  /* of an object */
} HeedHdf5Link;

gboolean heed_hdf5_is_group   (GArray    *messages);

/* Of HeedHdf5Link, in the order of the file; NULL with an error. Links that lead
 * out of the file or by another name are refused. */
GArray  *heed_hdf5_list_links (HeedHdf5  *file,
                               GArray    *messages,
                               GError   **error);

G_END_DECLS
