/* change-marks.h — marks the parts of the heatmap that changes affect
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/parts/shown-attention.h"

G_BEGIN_DECLS

/* shown maps tokens to rows and columns of the heatmap. */
void heed_change_marks_show_in (HeedDocument             *document,
                                const HeedShownAttention *shown,
                                HeedHeatmap              *heatmap);

G_END_DECLS
