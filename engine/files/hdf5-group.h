/* hdf5-group.h — the links in a group of an HDF5 file
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

/* Returns an array of HeedHdf5Link, in file order; NULL on error. Links to other files and
 * symbolic links are refused. */
GArray  *heed_hdf5_list_links (HeedHdf5  *file,
                               GArray    *messages,
                               GError   **error);

G_END_DECLS
