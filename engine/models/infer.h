/* infer.h — what a description leaves out but the weights show
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/weights.h"
#include "engine/models/description.h"
#include "engine/models/tensor-places.h"

G_BEGIN_DECLS

void heed_description_infer (HeedDescription   *description,
                             HeedWeights       *weights,
                             HeedTensorPlaces  *places);

G_END_DECLS
