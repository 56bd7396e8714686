/* changes-view.h — the changes of a sentence as a list
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/document/document.h"

G_BEGIN_DECLS

#define HEED_TYPE_CHANGES_VIEW (heed_changes_view_get_type ())
G_DECLARE_FINAL_TYPE (HeedChangesView, heed_changes_view, HEED, CHANGES_VIEW, GtkWidget)

void       heed_changes_view_set_document (HeedChangesView *self,
                                           HeedDocument    *document);

/* While F8 is held in the widget, the translation without changes is displayed. */
void       heed_changes_view_watch_key    (HeedChangesView *self,
                                           GtkWidget       *widget);

G_END_DECLS
