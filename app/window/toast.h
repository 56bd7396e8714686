/* toast.h — one line over the window that goes by itself: "Saved to …"
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEED_TYPE_TOAST (heed_toast_get_type ())
G_DECLARE_FINAL_TYPE (HeedToast, heed_toast, HEED, TOAST, GtkWidget)

/* For some seconds, in the place of what was said before. */
void        heed_toast_show     (HeedToast  *self,
                                 const char *text);

/* NULL: nothing is said. */
const char *heed_toast_get_text (HeedToast  *self);

G_END_DECLS
