/* ribbons.h — a widget that shows an attention as lines between two sentences
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ui/ribbons-drawing.h"
#include "ui/scroll-area.h"

G_BEGIN_DECLS

#define HEED_TYPE_RIBBONS (heed_ribbons_get_type ())
G_DECLARE_FINAL_TYPE (HeedRibbons, heed_ribbons, HEED, RIBBONS, HeedScrollArea)

/* Put it into a GtkScrolledWindow. */
GtkWidget *heed_ribbons_new          (void);

/* The key tokens, on the left, and the query tokens, on the right. Copied. */
void       heed_ribbons_set_source   (HeedRibbons            *self,
                                      const HeedToken        *tokens,
                                      guint                   n_tokens);
void       heed_ribbons_set_target   (HeedRibbons            *self,
                                      const HeedToken        *tokens,
                                      guint                   n_tokens);
void       heed_ribbons_set_matrix   (HeedRibbons            *self,
                                      HeedMatrix             *matrix);

/* The same options as for a heatmap. */
void       heed_ribbons_set_style    (HeedRibbons            *self,
                                      const HeedHeatmapStyle *style);
void       heed_ribbons_set_n_played (HeedRibbons            *self,
                                      guint                   n_played);
void       heed_ribbons_select       (HeedRibbons            *self,
                                      int                     row,
                                      int                     column);

/* The token whose lines are highlighted: under the pointer, else the
 * one with the keyboard focus. */
HeedPlace  heed_ribbons_get_focus    (HeedRibbons            *self);

G_END_DECLS
