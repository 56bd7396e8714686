/* heatmap-layout.h — the geometry of a heatmap, independent of any widget
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Smallest cells that fitting chooses, px; the user can zoom to smaller ones. */
#define HEED_HEATMAP_MIN_FIT_PX 14.0

/* Between labels and cells, px. */
#define HEED_HEATMAP_LABEL_GAP_PX 8.0

typedef enum {
  HEED_LABELS_LEVEL,    /* horizontal; the few that do not fit are upright */
  HEED_LABELS_SLANTED,  /* rising at 45 degrees */
  HEED_LABELS_UPRIGHT   /* rising at 90 degrees */
} HeedLabelAngle;

/* The input of a layout. Sizes are in px, those of text at full size. */
typedef struct {
  double        width;                /* of the whole picture */
  double        height;
  guint         n_rows;               /* at least 1 */
  guint         n_columns;            /* at least 1 */
  double        row_label_width;      /* of the widest label */
  const double *column_label_widths;  /* n_columns; NULL if there are no labels */
  double        row_line_height;      /* of text */
  double        column_line_height;
  double        row_title_height;     /* of the title beside the row labels; 0: no title */
  double        column_title_height;  /* of the title above the column labels; 0: no title */
  double        zoom;                 /* height of a cell; 0 fits the cells to the picture */
  double        scroll_x;             /* width of the cells hidden on the left; clamped */
  double        scroll_y;
} HeedHeatmapRequest;

/* The cells are seen through a view; labels stay beside it while the cells scroll. */
typedef struct {
  guint          n_rows;
  guint          n_columns;
  double         width;               /* px, of the whole picture */
  double         height;
  double         left;                /* px, left edge of the view */
  double         top;
  double         view_width;          /* px, at most that of all cells together */
  double         view_height;
  double         cell_width;          /* px; a whole number if at least 4 */
  double         cell_height;
  double         scroll_x;            /* px, hidden on the left */
  double         scroll_y;
  double         row_title_width;     /* px, of the vertical title left of the row labels */
  double         row_title_x;         /* px, its left edge */
  double         column_title_height; /* px, of the title above the column labels */
  double         column_title_y;      /* px, its upper edge */
  double         row_label_width;     /* px, as drawn; longer labels are ellipsized */
  double         row_label_scale;     /* 1 is full size */
  guint          row_label_step;      /* only every n-th label is drawn */
  HeedLabelAngle column_label_angle;
  double         column_label_width;  /* px, along the label; longer labels are ellipsized */
  double         column_label_scale;
  guint          column_label_step;
} HeedHeatmapLayout;

typedef struct {
  double x;
  double y;
  double width;
  double height;
} HeedRectangle;

void          heed_heatmap_layout_compute           (HeedHeatmapLayout        *layout,
                                                     const HeedHeatmapRequest *request);

gboolean      heed_heatmap_layout_find              (const HeedHeatmapLayout  *layout,
                                                     double                    x,
                                                     double                    y,
                                                     guint                    *row,
                                                     guint                    *column);
gboolean      heed_heatmap_layout_find_row_label    (const HeedHeatmapLayout  *layout,
                                                     double                    x,
                                                     double                    y,
                                                     guint                    *row);
gboolean      heed_heatmap_layout_find_column_label (const HeedHeatmapLayout  *layout,
                                                     double                    x,
                                                     double                    y,
                                                     guint                    *column);

HeedLabelAngle heed_heatmap_layout_get_angle        (const HeedHeatmapLayout  *layout,
                                                     double                    label_width);
HeedRectangle heed_heatmap_layout_get_cell          (const HeedHeatmapLayout  *layout,
                                                     guint                     row,
                                                     guint                     column);
void          heed_heatmap_layout_get_seen_rows     (const HeedHeatmapLayout  *layout,
                                                     guint                    *first,
                                                     guint                    *end);
void          heed_heatmap_layout_get_seen_columns  (const HeedHeatmapLayout  *layout,
                                                     guint                    *first,
                                                     guint                    *end);
void          heed_heatmap_layout_scroll_to         (const HeedHeatmapLayout  *layout,
                                                     int                       row,
                                                     int                       column,
                                                     double                   *scroll_x,
                                                     double                   *scroll_y);

G_END_DECLS
