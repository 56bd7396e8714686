/* ordered-head.h — finding the head of a layer that follows the order of the source
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/translation/translation.h"

G_BEGIN_DECLS

/* Returns the head of the displayed layer that follows the source order best, which a mean over
 * the heads would hide; -1 if none does, or if the displayed attention is not cross-attention.
 * order is set to its correlation. */
int heed_ordered_head_find (const HeedTranslation *translation,
                            HeedModel             *model,
                            double                *order);

G_END_DECLS
