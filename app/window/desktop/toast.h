/* toast.h — a line over the window that disappears after some seconds: "Saved to …"
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEED_TYPE_TOAST (heed_toast_get_type ())
G_DECLARE_FINAL_TYPE (HeedToast, heed_toast, HEED, TOAST, GtkWidget)

/* Displays a text for some seconds; replaces the text before. */
void        heed_toast_show     (HeedToast  *self,
                                 const char *text);

/* Returns the displayed text; NULL if there is none. */
const char *heed_toast_get_text (HeedToast  *self);

G_END_DECLS
