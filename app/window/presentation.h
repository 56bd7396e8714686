/* presentation.h — a window in front of a room: large, bare, for a projector
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Of a window that is presented, for style sheets. */
#define HEED_PRESENTATION_CLASS "presentation"

#define HEED_TYPE_PRESENTATION (heed_presentation_get_type ())
G_DECLARE_FINAL_TYPE (HeedPresentation, heed_presentation, HEED, PRESENTATION, GObject)

HeedPresentation *heed_presentation_new           (GtkWindow        *window);

gboolean          heed_presentation_get_is_active (HeedPresentation *self);
void              heed_presentation_set_is_active (HeedPresentation *self,
                                                   gboolean          is_active);

/* Of all text, px, in a window that high; dpi as GTK has it, 1024 times as many. */
int               heed_presentation_get_type_size (int               height,
                                                   int               dpi);

G_END_DECLS
