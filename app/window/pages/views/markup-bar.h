/* markup-bar.h — markup of source words, projected to the translation by attention
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/markup/markup.h"
#include "app/window/pages/parts/shown-attention.h"

G_BEGIN_DECLS

#define HEED_TYPE_MARKUP_BAR (heed_markup_bar_get_type ())
G_DECLARE_FINAL_TYPE (HeedMarkupBar, heed_markup_bar, HEED, MARKUP_BAR, GtkWidget)

/* Adds the keys B and K to the class of a page that has the actions. */
void       heed_markup_bar_add_keys (GtkWidgetClass          *page_class);

/* Gives a page the actions "markup.bold", "link", "rule" and "clear", which mark the words selected
 * in the heatmap, and the button its menu. To be called once. */
void       heed_markup_bar_install (HeedMarkupBar            *self,
                                    GtkWidget                *page,
                                    GtkMenuButton            *button,
                                    HeedHeatmap              *heatmap);

/* Sets what the page displays; borrowed until the next call. Another sentence removes all marks.
 * Adds the cells that transfer marks to the notes of the heatmap. */
void       heed_markup_bar_show    (HeedMarkupBar            *self,
                                    HeedDocument             *document,
                                    const HeedShownAttention *shown,
                                    HeedHeatmapNotes         *notes);

/* The marked words of a sentence, and the rule by which they are carried over; marks is copied. */
GArray    *heed_markup_bar_get_marks (HeedMarkupBar          *self);
HeedMarkupRule heed_markup_bar_get_rule (HeedMarkupBar       *self);
void       heed_markup_bar_set_marks (HeedMarkupBar          *self,
                                    const char               *text,
                                    GArray                   *marks,
                                    HeedMarkupRule            rule);

/* Hides the close button in presentation mode. */
void       heed_markup_bar_set_presenting (HeedMarkupBar     *self,
                                    gboolean                  is_presenting);

G_END_DECLS
