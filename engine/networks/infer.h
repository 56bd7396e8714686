/* infer.h — fills in from the weights what a description leaves out
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/weights.h"
#include "engine/networks/description.h"
#include "engine/networks/tensor-places.h"

G_BEGIN_DECLS

/* A file, and where in it the tensors of a model are. */
typedef struct {
  HeedWeights      *weights;
  HeedTensorPlaces *places;
} HeedShapes;

gboolean heed_find_shape        (const HeedShapes  *file,
                                 const char        *name,
                                 guint             *n_rows,
                                 guint             *n_columns);
void     heed_infer_shape       (const HeedShapes  *file,
                                 const char        *name,
                                 guint             *n_rows,
                                 guint             *n_columns);

void     heed_description_infer (HeedDescription   *description,
                                 HeedWeights       *weights,
                                 HeedTensorPlaces  *places);

G_END_DECLS
