/* view-toolbar.h — the buttons below an attention that choose how it is displayed
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEED_TYPE_VIEW_TOOLBAR (heed_view_toolbar_get_type ())
G_DECLARE_FINAL_TYPE (HeedViewToolbar, heed_view_toolbar, HEED, VIEW_TOOLBAR, GtkWidget)

/* Whether the model's words may be several subwords, so that there is a choice of units. */
void       heed_view_toolbar_set_has_pieces (HeedViewToolbar *self,
                                             gboolean         has_pieces);

/* Whether there are several layers or heads, and whether all of them are displayed. */
void       heed_view_toolbar_set_heads      (HeedViewToolbar *self,
                                             gboolean         has_heads,
                                             gboolean         shows_heads);

/* Moves its siblings in the row into the toolbar, where they wrap together with its buttons: those
 * before it to the start, those after it to the end. */
void       heed_view_toolbar_take_row       (HeedViewToolbar *self);

G_END_DECLS
