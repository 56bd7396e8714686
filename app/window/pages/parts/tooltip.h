/* tooltip.h — setting a tooltip repeatedly at no cost
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Sets the tooltip only if it differs. GTK queries the X server for the pointer position whenever
 * a tooltip is set, even to the same text: a round trip that is too slow for every frame. */
void heed_tooltip_set (GtkWidget  *widget,
                       const char *text);

G_END_DECLS
