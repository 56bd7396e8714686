/* focus-scroll.h — what a key goes to is scrolled into sight first
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A key that is pressed while the widget with the focus has been scrolled out
 * of sight brings that widget back. What would press a button does no more than
 * that, so that nobody presses what they do not see. */
void heed_focus_scroll_add (GtkScrolledWindow *window);

G_END_DECLS
