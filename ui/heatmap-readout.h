/* heatmap-readout.h — a bubble with the numbers of the cell under the pointer
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/heatmap-view.h"

G_BEGIN_DECLS

typedef struct {
  HeedHeatmapView *view;
  HeedMatrix      *scores;     /* before the softmax; NULL: not shown */
  PangoContext    *context;
  gboolean         has_focus;  /* without a pointer, the selected cell is read out */
} HeedHeatmapReadout;

void heed_heatmap_readout_draw (const HeedHeatmapReadout *readout,
                                cairo_t                  *cr,
                                const HeedHeatmapLayout  *layout);

G_END_DECLS
