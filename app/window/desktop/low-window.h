/* low-window.h — a style for windows of little height
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Windows that are less high have the class "low", for which style.css has less padding. */
#define HEED_LOW_WINDOW_PX 680

/* Sets and removes the class as the window is resized. */
void heed_low_window_watch (GtkWindow *window);

G_END_DECLS
