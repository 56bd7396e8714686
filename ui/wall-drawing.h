/* wall-drawing.h — draws small pictures of many attentions on any cairo surface
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <pango/pangocairo.h>

#include "ui/heatmap-drawing.h"
#include "ui/shading.h"

G_BEGIN_DECLS

typedef struct {
  HeedMatrix *attention;
  char       *title;        /* "Layer 1 · Head 2" */
  char       *number;       /* the number it is sorted by; or "" */
  char       *description;  /* text for screen readers */
  gboolean    is_current;
} HeedWallHead;

typedef struct {
  const HeedWallHead *heads;       /* in reading order */
  guint               n_heads;
  guint               n_per_line;  /* 0: whatever allows the largest pictures */
  HeedHeatmapStyle    style;
  gboolean            is_dark;
} HeedWall;

/* Draws one attention without labels, scaled to the given size. */
void heed_wall_draw_head (cairo_t            *cr,
                          HeedHeatmapPicture *picture,
                          double              width,
                          double              height);

/* Paints the paper and all heads. */
void heed_wall_draw      (cairo_t            *cr,
                          const HeedWall     *wall,
                          PangoContext       *context,
                          double              width,
                          double              height);

G_END_DECLS
