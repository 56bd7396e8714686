/* file-source.h — the numbers of a model, out of the tensors of a file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/networks/parameters.h"
#include "engine/networks/tensor-places.h"
#include "engine/networks/unread.h"

G_BEGIN_DECLS

/* A source for heed_network_bind(), with this as user_data. Numbers are found under
 * the name that places gives or else under their own. The file is kept open as long
 * as the parameters live. */
typedef struct {
  HeedParameters   *parameters;   /* where they are added */
  HeedWeights      *weights;
  HeedTensorPlaces *places;
  HeedCoverage     *coverage;     /* where it is noted what was read; or NULL */
  gboolean          adds_biases;  /* one that the file has for an embedding is added to each row */
} HeedFileSource;

HeedTensor *heed_file_source (gpointer      user_data,
                              const char   *name,
                              guint         n_rows,
                              guint         n_columns,
                              gboolean      is_optional,
                              GError      **error);

G_END_DECLS
