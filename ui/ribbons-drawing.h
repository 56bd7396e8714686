/* ribbons-drawing.h — lines between two sentences, on any cairo surface
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>

#include "ui/heatmap-drawing.h"
#include "ui/partners.h"

G_BEGIN_DECLS

/* Lighter weights make no line, whatever was asked. */
#define HEED_RIBBONS_LEAST 0.02

/* The columns of the attention stand on the left, its rows on the right. All in
 * px. */
typedef struct {
  double width;
  double height;
  double left;         /* where lines begin */
  double right;        /* where they end */
  double top;          /* of the first token; less than 0 if it is scrolled away */
  double content;      /* height of either sentence */
  double line_height;
  guint  n_rows;
  guint  n_columns;
} HeedRibbonsLayout;

typedef struct {
  HeedShading       shading;
  HeedPlace         focus;            /* whose lines are lit */
  int               selected_row;     /* -1 is none */
  int               selected_column;
  guint             n_played;         /* rows from this one on are dimmed */
  HeedHeatmapColors colors;
} HeedRibbonsLook;

/* There must be a matrix in the picture. */
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

/* On paper, all of it, made smaller if it has to be. */
void      heed_ribbons_draw            (cairo_t                 *cr,
                                        HeedHeatmapPicture      *picture,
                                        const HeedRibbonsLook   *look,
                                        double                   width,
                                        double                   height);

G_END_DECLS
