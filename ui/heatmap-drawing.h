/* heatmap-drawing.h — draws a heatmap on any cairo surface, with or without a display
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>

#include "engine/values.h"
#include "ui/color-scale.h"
#include "ui/heatmap-layout.h"
#include "ui/heatmap-picture.h"

G_BEGIN_DECLS

typedef struct {
  HeedColor paper;   /* behind everything, and between the cells */
  HeedColor text;    /* labels */
  HeedColor muted;   /* labels of rows that were not played yet; also axis titles */
  HeedColor strong;  /* labels of the selected row and column */
  HeedColor mark;    /* around the selected row and cell; missed links */
  HeedColor hit;     /* found links that are right */
  HeedColor wrong;   /* found links that are wrong */
} HeedHeatmapColors;

/* The state of a heatmap that changes from frame to frame. */
typedef struct {
  int               selected_row;     /* -1 is none */
  int               selected_column;  /* -1 is none */
  const guint      *span;             /* n_span columns selected together, in order; or NULL */
  guint             n_span;
  guint             n_played;         /* rows from this one on are dimmed */
  gboolean          shows_numbers;    /* in cells that are large enough */
  HeedHeatmapColors colors;
} HeedHeatmapLook;

/* Everything needed to draw one picture. Contents are borrowed. */
typedef struct {
  const char *const *row_labels;      /* as returned by heed_token_label_new() */
  guint              n_row_labels;
  const char *const *column_labels;
  guint              n_column_labels;
  HeedMatrix        *matrix;          /* [0, 1] */
  HeedHeatmapStyle   style;
  gboolean           is_dark;
  int                selected_row;    /* -1 is none */
  int                selected_column; /* -1 is none */
  guint              n_played;        /* G_MAXUINT: all rows */
  HeedHeatmapNotes  *notes;           /* axis titles, masked cells, links; or NULL */
  const char        *font;            /* a Pango font description; NULL: "Sans 11" */
} HeedHeatmapScene;

void              heed_heatmap_draw          (cairo_t                 *cr,
                                              const HeedHeatmapScene  *scene,
                                              double                   width,
                                              double                   height);

void              heed_heatmap_draw_picture  (cairo_t                 *cr,
                                              HeedHeatmapPicture      *picture,
                                              const HeedHeatmapLayout *layout,
                                              const HeedHeatmapLook   *look);

/* Return the font context of a scene, and a picture with its labels, weights and colours, for
 * drawing them in another form. */
PangoContext     *heed_heatmap_scene_new_context (const HeedHeatmapScene *scene,
                                              cairo_t                 *cr);
HeedHeatmapPicture *heed_heatmap_scene_new_picture (const HeedHeatmapScene *scene,
                                              cairo_t                 *cr);
HeedHeatmapColors heed_heatmap_colors_get    (gboolean                 is_dark);
HeedLinkColors    heed_heatmap_colors_get_links (const HeedHeatmapColors *colors);

G_END_DECLS
