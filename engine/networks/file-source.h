/* file-source.h — reads the parameters of a model from the tensors of a file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/networks/parameters.h"
#include "engine/networks/tensor-places.h"
#include "engine/networks/unread.h"

G_BEGIN_DECLS

/* The user_data of heed_file_source(), a source for heed_network_bind(). The parameters keep a
 * reference to the file if they use its mapped numbers. */
typedef struct {
  HeedParameters   *parameters;   /* to which the tensors are added */
  HeedWeights      *weights;      /* the file */
  HeedTensorPlaces *places;       /* the names and places of tensors in the file */
  HeedCoverage     *coverage;     /* records what was read; or NULL */
  gboolean          adds_biases;  /* add the file's bias of an embedding to each row of it */
} HeedFileSource;

HeedTensor *heed_file_source (gpointer      user_data,
                              const char   *name,
                              guint         n_rows,
                              guint         n_columns,
                              gboolean      is_optional,
                              GError      **error);

G_END_DECLS
