/* markup-bar.h — words of the source set in bold or as a link, and where the translation has them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/pages/shown-attention.h"

G_BEGIN_DECLS

#define HEED_TYPE_MARKUP_BAR (heed_markup_bar_get_type ())
G_DECLARE_FINAL_TYPE (HeedMarkupBar, heed_markup_bar, HEED, MARKUP_BAR, GtkWidget)

GtkWidget *heed_markup_bar_new     (void);

/* B and K, for the class of a page that has the actions. */
void       heed_markup_bar_add_keys (GtkWidgetClass          *page_class);

/* Gives a page the actions "markup.bold", "link", "rule" and "clear", and the button its menu;
 * words that are selected in the heatmap are marked. Once. */
void       heed_markup_bar_install (HeedMarkupBar            *self,
                                    GtkWidget                *page,
                                    GtkMenuButton            *button,
                                    HeedHeatmap              *heatmap);

/* What the page shows, borrowed until the next; of another sentence, marks are gone. Adds the
 * cells that carry marks over to the notes of the heatmap. */
void       heed_markup_bar_show    (HeedMarkupBar            *self,
                                    HeedDocument             *document,
                                    const HeedShownAttention *shown,
                                    HeedHeatmapNotes         *notes);

/* In front of a room: the texts alone. */
void       heed_markup_bar_set_presenting (HeedMarkupBar     *self,
                                    gboolean                  is_presenting);

G_END_DECLS
