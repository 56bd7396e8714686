/* heatmap-private.h — what the files of the heatmap widget share
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   heatmap.c           the object: what it shows, how it is laid out
 *   heatmap-view.c      where its cells are in the widget: size, scroll, zoom
 *   heatmap-input.c     pointer and keyboard
 *   heatmap-readout.c   the numbers beside the pointer
 *   heatmap-export.c    the same picture for a file
 */

#pragma once

#include "ui/heatmap-layout.h"
#include "ui/heatmap-picture.h"
#include "ui/heatmap.h"
#include "ui/scroll-area.h"

G_BEGIN_DECLS

struct _HeedHeatmap
{
  HeedScrollArea       parent_instance;

  HeedHeatmapPicture  *picture;
  HeedMatrix          *scores;
  HeedAttentionKind    kind;

  int                  selected_row;     /* -1 is none */
  int                  selected_column;  /* -1 is none */
  guint                n_played;
  double               zoom;             /* px, height of a cell; 0 fits */
  HeedPalette          palette;

  /* heatmap-input.c */
  int                  hover_row;        /* -1 is none, or the label of a column */
  int                  hover_column;     /* -1 is none, or the label of a row */
  double               pointer_x;        /* px; NAN while it is elsewhere */
  double               pointer_y;
  double               drag_x;           /* px, scroll when dragging began */
  double               drag_y;
};

gboolean heed_heatmap_get_layout      (HeedHeatmap             *self,
                                       HeedHeatmapLayout       *layout);
gboolean heed_heatmap_is_cell         (HeedHeatmap             *self,
                                       int                      row,
                                       int                      column);
/* After anything that changes the size of the cells. */
void     heed_heatmap_update_view     (HeedHeatmap             *self);
void     heed_heatmap_reveal          (HeedHeatmap             *self,
                                       int                      row,
                                       int                      column);
void     heed_heatmap_zoom_around     (HeedHeatmap             *self,
                                       double                   factor,
                                       double                   x,
                                       double                   y);

/* Emit a signal. */
void     heed_heatmap_user_select     (HeedHeatmap             *self,
                                       int                      row,
                                       int                      column);
void     heed_heatmap_user_activate   (HeedHeatmap             *self,
                                       int                      row,
                                       int                      column);
void     heed_heatmap_set_hover       (HeedHeatmap             *self,
                                       int                      row,
                                       int                      column);

void     heed_heatmap_init_input      (HeedHeatmap             *self);
void     heed_heatmap_add_bindings    (GtkWidgetClass          *widget_class);
void     heed_heatmap_update_hover    (HeedHeatmap             *self);

void     heed_heatmap_draw_readout    (HeedHeatmap             *self,
                                       cairo_t                 *cr,
                                       const HeedHeatmapLayout *layout);

G_END_DECLS
