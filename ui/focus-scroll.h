/* focus-scroll.h — scrolls the focused widget back into view when a key is pressed
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* If a key is pressed while the focused widget is scrolled out of view, scrolls it back into
 * view, in every scrolled window that is `within` or below it. A key that would press a button
 * then has no further effect, so that users never press what they do not see. */
void heed_focus_scroll_add (GtkWidget *within);

G_END_DECLS
