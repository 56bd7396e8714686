/* hdf5-object.h — the header messages of an object in an HDF5 file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/hdf5-part.h"

G_BEGIN_DECLS

/* Numbered as in the specification. */
typedef enum {
  HEED_HDF5_SPACE         = 0x01,
  HEED_HDF5_LINK_INFO     = 0x02,
  HEED_HDF5_TYPE          = 0x03,
  HEED_HDF5_LINK          = 0x06,
  HEED_HDF5_EXTERNAL      = 0x07,
  HEED_HDF5_LAYOUT        = 0x08,
  HEED_HDF5_FILTERS       = 0x0b,
  HEED_HDF5_CONTINUATION  = 0x10,
  HEED_HDF5_SYMBOL_TABLE  = 0x11
} HeedHdf5MessageType;

typedef struct {
  guint        type;       /* may be none of the above */
  gboolean     is_shared;  /* stored elsewhere */
  HeedHdf5Part part;
} HeedHdf5Message;

/* Returns an array of HeedHdf5Message, in file order; NULL on error. */
GArray                *heed_hdf5_read_object  (HeedHdf5  *file,
                                               guint64    address,
                                               GError   **error);

/* Returns the first message of that type, or NULL. */
const HeedHdf5Message *heed_hdf5_find_message (GArray              *messages,
                                               HeedHdf5MessageType  type);

/* Finds the address of the root group. */
gboolean               heed_hdf5_find_root    (HeedHdf5  *file,
                                               guint64   *address,
                                               GError   **error);

G_END_DECLS
