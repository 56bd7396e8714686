/* tooltip.h — a tooltip that is set again and again
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GTK asks the X server where the pointer is whenever a tooltip is set, also to
 * what it was: a round trip that nobody may make in every frame. */
void heed_tooltip_set (GtkWidget  *widget,
                       const char *text);

G_END_DECLS
