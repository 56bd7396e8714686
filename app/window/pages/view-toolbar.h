/* view-toolbar.h — the buttons below an attention that say how it is shown
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEED_TYPE_VIEW_TOOLBAR (heed_view_toolbar_get_type ())
G_DECLARE_FINAL_TYPE (HeedViewToolbar, heed_view_toolbar, HEED, VIEW_TOOLBAR, GtkWidget)

GtkWidget *heed_view_toolbar_new            (void);

/* Whether the model's words may be in pieces, so that there is a choice. */
void       heed_view_toolbar_set_has_pieces (HeedViewToolbar *self,
                                             gboolean         has_pieces);

/* Whether there are several layers or heads, and whether they are all shown now. */
void       heed_view_toolbar_set_heads      (HeedViewToolbar *self,
                                             gboolean         has_heads,
                                             gboolean         shows_heads);

/* What stands beside it in a row flows with its own buttons from now on: what was before it
 * comes first, what was behind it last. */
void       heed_view_toolbar_take_row       (HeedViewToolbar *self);

G_END_DECLS
