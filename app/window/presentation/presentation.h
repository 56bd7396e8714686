/* presentation.h — displaying a window for an audience: full screen, large type, projector colours
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The CSS class of a window while it is presented. */
#define HEED_PRESENTATION_CLASS "presentation"

#define HEED_TYPE_PRESENTATION (heed_presentation_get_type ())
G_DECLARE_FINAL_TYPE (HeedPresentation, heed_presentation, HEED, PRESENTATION, GObject)

HeedPresentation *heed_presentation_new           (GtkWindow        *window);

gboolean          heed_presentation_get_is_active (HeedPresentation *self);
void              heed_presentation_set_is_active (HeedPresentation *self,
                                                   gboolean          is_active);

/* Returns the font size, px, for a window of this height, px. dpi is 1024 times the dots per inch,
 * as in GtkSettings:gtk-xft-dpi. */
int               heed_presentation_get_type_size (int               height,
                                                   int               dpi);

G_END_DECLS
