/* warm-up.h — does, while nobody waits, what the first sentence would wait for
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* After root's first frame; one font a turn of the main loop. */
void        heed_warm_up            (GtkWidget *root);

/* The fonts that root and what is in it write with, each once and each also
 * bold; of PangoLayout. */
GPtrArray  *heed_warm_up_list_fonts (GtkWidget *root) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
