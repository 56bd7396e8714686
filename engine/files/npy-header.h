/* npy-header.h — parsing the header of a NumPy array
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/weights.h"

G_BEGIN_DECLS

typedef struct {
  gboolean  has_numbers;    /* FALSE for texts or dates; dtype is then undefined */
  HeedDtype dtype;
  gboolean  is_big_endian;
  gboolean  is_fortran;     /* the first index varies fastest */
  guint     n_dims;
  gsize     shape[HEED_ARRAY_MAX_DIMS];
  gsize     n_bytes;        /* size of the header; the numbers follow it */
} HeedNpyHeader;

gboolean heed_npy_header_parse (HeedNpyHeader  *header,
                                const guint8   *tainted,
                                gsize           n_bytes,
                                GError        **error);

G_END_DECLS
