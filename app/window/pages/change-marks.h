/* change-marks.h — which places of the heatmap the changes touch
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/shown-attention.h"

G_BEGIN_DECLS

/* shown says which rows and columns stand for which tokens. */
void heed_change_marks_show_in (HeedDocument             *document,
                                const HeedShownAttention *shown,
                                HeedHeatmap              *heatmap);

G_END_DECLS
