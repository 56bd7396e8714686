/* ribbons-drawing.h — draws an attention as lines between two sentences, on any cairo surface
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>

#include "ui/heatmap-drawing.h"
#include "ui/partners.h"

G_BEGIN_DECLS

/* Smaller weights are not drawn, whatever the shading. */
#define HEED_RIBBONS_LEAST 0.02

/* The columns of the attention are on the left, its rows on the right. All sizes in px. */
typedef struct {
  double width;
  double height;
  double left;         /* where the lines begin */
  double right;        /* where the lines end */
  double top;          /* of the first token; may be negative when scrolled */
  double content;      /* height of each sentence */
  double line_height;
  guint  n_rows;
  guint  n_columns;
} HeedRibbonsLayout;

typedef struct {
  HeedShading       shading;
  HeedPlace         focus;            /* the token whose lines are highlighted */
  int               selected_row;     /* -1 is none */
  int               selected_column;
  guint             n_played;         /* rows from this one on are dimmed */
  HeedHeatmapColors colors;
} HeedRibbonsLook;

/* The picture must have a matrix. */
void      heed_ribbons_layout_compute  (HeedRibbonsLayout       *layout,
                                        HeedHeatmapPicture      *picture,
                                        double                   width,
                                        double                   height,
                                        double                   scroll_y);
double    heed_ribbons_layout_get_y    (const HeedRibbonsLayout *layout,
                                        HeedPlace                place);
HeedPlace heed_ribbons_layout_find     (const HeedRibbonsLayout *layout,
                                        double                   x,
                                        double                   y);

void      heed_ribbons_draw_picture    (cairo_t                 *cr,
                                        HeedHeatmapPicture      *picture,
                                        const HeedRibbonsLayout *layout,
                                        const HeedRibbonsLook   *look);

/* Paints the paper and the whole picture, scaled down if necessary. */
void      heed_ribbons_draw            (cairo_t                 *cr,
                                        HeedHeatmapPicture      *picture,
                                        const HeedRibbonsLook   *look,
                                        double                   width,
                                        double                   height);

G_END_DECLS
