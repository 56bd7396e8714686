/* npy-header.h — what an array of NumPy says of itself before its numbers
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/weights.h"

G_BEGIN_DECLS

typedef struct {
  gboolean  has_numbers;    /* FALSE: texts or dates, and dtype means nothing */
  HeedDtype dtype;
  gboolean  is_big_endian;
  gboolean  is_fortran;     /* the first index runs fastest */
  guint     n_dims;
  gsize     shape[HEED_ARRAY_MAX_DIMS];
  gsize     n_bytes;        /* of the header; the numbers follow */
} HeedNpyHeader;

gboolean heed_npy_header_parse (HeedNpyHeader  *header,
                                const guint8   *tainted,
                                gsize           n_bytes,
                                GError        **error);

G_END_DECLS
