/* binder.h — finds the tensors that a network needs, and checks their shapes
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/tape/tensor.h"

G_BEGIN_DECLS

/* Where a model gets its tensors from, one by one: a file, a generator of
 * random numbers, another copy of itself. Returns NULL with an error, or NULL
 * without one for an optional tensor that is not there. */
typedef HeedTensor *(*HeedTensorSource) (gpointer      user_data,
                                         const char   *name,
                                         guint         n_rows,
                                         guint         n_columns,
                                         gboolean      is_optional,
                                         GError      **error);

/* A walk over all tensors of a model. After the first one that is missing it
 * asks for no more. */
typedef struct {
  HeedTensorSource   source;
  gpointer           user_data;
  GError           **error;
  gboolean           has_failed;
} HeedBinder;

HeedTensor *heed_bind (HeedBinder  *binder,
                       guint        n_rows,
                       guint        n_columns,
                       gboolean     is_optional,
                       const char  *format,
                       ...) G_GNUC_PRINTF (5, 6);

G_END_DECLS
