/* infer.h — fills in missing sizes of a description from the weights
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/weights.h"
#include "engine/networks/description.h"
#include "engine/networks/tensor-places.h"

G_BEGIN_DECLS

/* A file, and the places of the model's tensors in it. */
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
