/* wall-drawing.h — many attentions at once, small, on any cairo surface
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
  char       *number;       /* what it is sorted by; or "" */
  char       *description;  /* in words, for who cannot see it */
  gboolean    is_current;
} HeedWallHead;

typedef struct {
  const HeedWallHead *heads;       /* in reading order */
  guint               n_heads;
  guint               n_per_line;  /* 0: as many as fit best */
  HeedHeatmapStyle    style;
  gboolean            is_dark;
} HeedWall;

/* One without labels, fitted to a place. */
void heed_wall_draw_head (cairo_t            *cr,
                          HeedHeatmapPicture *picture,
                          double              width,
                          double              height);

/* Paints the paper and all of them. */
void heed_wall_draw      (cairo_t            *cr,
                          const HeedWall     *wall,
                          PangoContext       *context,
                          double              width,
                          double              height);

G_END_DECLS
