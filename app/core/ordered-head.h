/* ordered-head.h — which head of a layer follows the order of the source
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/translation.h"

G_BEGIN_DECLS

/* A mean hides what its heads do. Of those of the layer that is looked at, the one
 * that follows the order best; -1 if none does, or it is no attention between two
 * sentences. order is its correlation. */
int heed_ordered_head_find (const HeedTranslation *translation,
                            HeedModel             *model,
                            double                *order);

G_END_DECLS
