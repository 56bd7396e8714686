/* gold-bar.h — gold links are opened, judged by, edited and saved: a line below the heatmap
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/document.h"

G_BEGIN_DECLS

#define HEED_TYPE_GOLD_BAR (heed_gold_bar_get_type ())
G_DECLARE_FINAL_TYPE (HeedGoldBar, heed_gold_bar, HEED, GOLD_BAR, GtkWidget)

GtkWidget    *heed_gold_bar_new          (void);

/* NULL lets go of it. It is seen while links of the document are open. */
void          heed_gold_bar_set_document (HeedGoldBar    *self,
                                          HeedDocument   *document);

/* "gold.open", "begin", "edit", "undo", "redo", "save", "save-as", "return", "close"; for whoever
 * has the button and the keys. */
GActionGroup *heed_gold_bar_get_actions  (HeedGoldBar    *self);

/* What opens and closes links, made when somebody first clicks on it. */
void          heed_gold_bar_set_button   (HeedGoldBar    *self,
                                          GtkMenuButton  *button);

/* In front of a room: what is to be clicked goes, score and legend stay. */
void          heed_gold_bar_set_presenting (HeedGoldBar  *self,
                                          gboolean        is_presenting);

/* Brings it up to date with what the document shows. */
void          heed_gold_bar_update       (HeedGoldBar    *self);

/* A file of links for the pair that is shown, its first sentence. */
void          heed_gold_bar_open         (HeedGoldBar    *self,
                                          const char     *path);

/* G, for the class of a page that has the actions. */
void          heed_gold_bar_add_keys     (GtkWidgetClass *page_class);

G_END_DECLS
