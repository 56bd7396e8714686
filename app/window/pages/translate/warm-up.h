/* warm-up.h — loads fonts while the program is idle, before the first sentence needs them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Starts after the first frame of root; one font per iteration of the main loop. */
void        heed_warm_up            (GtkWidget *root);

/* Returns a PangoLayout for each distinct font of root and its descendants, and for the bold
 * variant of each. */
GPtrArray  *heed_warm_up_list_fonts (GtkWidget *root) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
