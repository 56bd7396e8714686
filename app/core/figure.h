/* figure.h — an attention as one takes it away: a picture, a page, a table, TeX
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/translation.h"
#include "ui/heatmap-drawing.h"
#include "ui/partners.h"
#include "ui/wall-drawing.h"

G_BEGIN_DECLS

typedef enum {
  HEED_FIGURE_MATRIX,
  HEED_FIGURE_RIBBONS,
  HEED_FIGURE_TEXT,
  HEED_FIGURE_WALL
} HeedFigureView;

/* Everything is borrowed. */
typedef struct _HeedFigure HeedFigure;
struct _HeedFigure
{
  HeedFigureView          view;
  HeedHeatmapScene        scene;        /* labels, weights, titles of axes, colours */
  const char             *title;        /* above it; NULL: none */
  const char             *caption;      /* below it: which model, which attention; or NULL */

  const HeedToken        *rows;         /* RIBBONS and TEXT: who looks, as a text */
  guint                   n_rows;
  const HeedToken        *columns;      /* likewise, what is looked at */
  guint                   n_columns;
  HeedAttentionKind       kind;
  HeedPlace               focus;        /* whose partners are lit; -1: nobody's */
  int                     row;          /* which one is chosen, to be copied; -1: none */
  int                     column;       /* likewise */

  const HeedWallHead     *heads;        /* WALL */
  guint                   n_heads;
  guint                   n_per_line;   /* 0: as many as fit best */

  const char             *text;         /* JSON: the sentence as typed */
  HeedModel              *model;        /* JSON: whose translation it is */
  const HeedTranslation  *translation;  /* JSON; NULL: there is none */

  const HeedFigure       *sides;        /* pictures and pages: what stands in its place, */
  guint                   n_sides;      /* side by side; 0: it stands alone */
};

/* A HeedPictureFunc: with title, axes and legend, without a cursor. */
void               heed_figure_draw         (gpointer               figure,
                                             cairo_t               *cr,
                                             double                 width,
                                             double                 height);

G_END_DECLS
