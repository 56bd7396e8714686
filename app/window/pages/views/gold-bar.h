/* gold-bar.h — a bar below the heatmap to open, score, edit and save gold links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/document/document.h"

G_BEGIN_DECLS

#define HEED_TYPE_GOLD_BAR (heed_gold_bar_get_type ())
G_DECLARE_FINAL_TYPE (HeedGoldBar, heed_gold_bar, HEED, GOLD_BAR, GtkWidget)

/* document may be NULL. The bar is visible while the document has open links. */
void          heed_gold_bar_set_document (HeedGoldBar    *self,
                                          HeedDocument   *document);

/* "gold.open", "begin", "edit", "undo", "redo", "save", "save-as", "return", "close"; the page that
 * has the button and the keys inserts them. */
GActionGroup *heed_gold_bar_get_actions  (HeedGoldBar    *self);

/* Gives the button a menu that opens and closes links, created at the first click. */
void          heed_gold_bar_set_button   (HeedGoldBar    *self,
                                          GtkMenuButton  *button);

/* In presentation mode only score and legend are visible, not the controls. */
void          heed_gold_bar_set_presenting (HeedGoldBar  *self,
                                          gboolean        is_presenting);

/* Updates the bar for the displayed translation. */
void          heed_gold_bar_update       (HeedGoldBar    *self);

/* Opens a file whose first sentence has the links of the displayed pair. */
void          heed_gold_bar_open         (HeedGoldBar    *self,
                                          const char     *path);

/* Adds the key G to the class of a page that has the actions. */
void          heed_gold_bar_add_keys     (GtkWidgetClass *page_class);

G_END_DECLS
