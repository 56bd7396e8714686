/* figure.h — an attention for export: a picture, a page, a table, TeX
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/translation/translation.h"
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

/* A figure; all members are borrowed. */
typedef struct _HeedFigure HeedFigure;
struct _HeedFigure
{
  HeedFigureView          view;
  HeedHeatmapScene        scene;        /* labels, weights, axis titles, colours */
  const char             *title;        /* above the figure; or NULL */
  const char             *caption;      /* below it: names the model and the attention; or NULL */

  const char *const      *changes;      /* each that the figure shows the effect of, in words; or
                                         * NULL */

  const HeedToken        *rows;         /* RIBBONS and TEXT: the query tokens */
  guint                   n_rows;
  const HeedToken        *columns;      /* likewise, the key tokens */
  guint                   n_columns;
  HeedAttentionKind       kind;
  HeedPlace               focus;        /* the token whose partners are highlighted; -1: none */
  int                     row;          /* the selected row, for copying; -1: none */
  int                     column;       /* likewise */

  const HeedWallHead     *heads;        /* WALL */
  guint                   n_heads;
  guint                   n_per_line;   /* heads per line; 0 chooses the number that fits best */

  const char             *text;         /* JSON: the sentence as typed */
  HeedModel              *model;        /* JSON: the model that made the translation */
  const HeedTranslation  *translation;  /* JSON; or NULL */

  const HeedFigure       *sides;        /* pictures and pages: drawn side by side instead of it */
  guint                   n_sides;      /* 0 or 1: the figure itself is drawn */
};

/* Returns "Changed: …", a line with all changes of the figure; NULL if it shows none. */
char              *heed_figure_new_changes_line (const HeedFigure      *figure)
                                                 G_GNUC_WARN_UNUSED_RESULT;

/* A HeedPictureFunc: draws the figure with title, axes and legend, without a cursor. */
void               heed_figure_draw             (gpointer               figure,
                                                 cairo_t               *cr,
                                                 double                 width,
                                                 double                 height);

G_END_DECLS
