/* binder.h — finds the tensors that a network needs, and checks their shapes
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/tape/tensor.h"

G_BEGIN_DECLS

/* Returns one tensor of a model, from a file, a random generator or another copy of the model.
 * Returns NULL with an error, or NULL without an error for an optional tensor that does not
 * exist. */
typedef HeedTensor *(*HeedTensorSource) (gpointer      user_data,
                                         const char   *name,
                                         guint         n_rows,
                                         guint         n_columns,
                                         gboolean      is_optional,
                                         GError      **error);

/* Collects all tensors of a model. After the first failure it does not call source again. */
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
