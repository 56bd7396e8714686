/* ribbons.h — an attention as lines between two sentences
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

/* Lives in a GtkScrolledWindow. */
GtkWidget *heed_ribbons_new          (void);

/* What is looked at, on the left, and who looks, on the right. Copied. */
void       heed_ribbons_set_source   (HeedRibbons            *self,
                                      const HeedToken        *tokens,
                                      guint                   n_tokens);
void       heed_ribbons_set_target   (HeedRibbons            *self,
                                      const HeedToken        *tokens,
                                      guint                   n_tokens);
void       heed_ribbons_set_matrix   (HeedRibbons            *self,
                                      HeedMatrix             *matrix);

/* As of a heatmap. */
void       heed_ribbons_set_style    (HeedRibbons            *self,
                                      const HeedHeatmapStyle *style);
void       heed_ribbons_set_n_played (HeedRibbons            *self,
                                      guint                   n_played);
void       heed_ribbons_select       (HeedRibbons            *self,
                                      int                     row,
                                      int                     column);

/* Whose lines are lit: under the pointer, else where the keyboard is. */
HeedPlace  heed_ribbons_get_focus    (HeedRibbons            *self);

G_END_DECLS
