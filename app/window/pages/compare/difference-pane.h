/* difference-pane.h — the difference between the attentions of two sides
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/pages/compare/compare-link.h"

G_BEGIN_DECLS

#define HEED_TYPE_DIFFERENCE_PANE (heed_difference_pane_get_type ())
G_DECLARE_FINAL_TYPE (HeedDifferencePane, heed_difference_pane, HEED, DIFFERENCE_PANE, GtkWidget)

GtkWidget *heed_difference_pane_new     (void);

void       heed_difference_pane_line_up (HeedDifferencePane   *self,
                                         GtkSizeGroup         *heads,
                                         GtkSizeGroup         *feet);

/* Displays the difference of the first side and the chosen one, and the selection of the first. */
void       heed_difference_pane_show    (HeedDifferencePane   *self,
                                         const HeedLinkedSide *sides,
                                         guint                 n_sides);
void       heed_difference_pane_select  (HeedDifferencePane   *self,
                                         int                   row,
                                         int                   column);

HeedHeatmap *heed_difference_pane_get_heatmap (HeedDifferencePane *self);

/* NULL if there is no difference; a label then says why. */
HeedMatrix *heed_difference_pane_get_matrix (HeedDifferencePane *self);

G_END_DECLS
