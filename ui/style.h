/* style.h — the style sheet, and the colours that drawing code reads from it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "ui/color-scale.h"

G_BEGIN_DECLS

void      heed_style_install   (GdkDisplay *display);

HeedColor heed_style_get_color (GtkWidget  *widget);
HeedColor heed_style_lookup    (GtkWidget  *widget,
                                const char *name);
gboolean  heed_style_is_dark   (GtkWidget  *widget);

/* Whether a high-contrast theme is active. */
gboolean  heed_style_is_high_contrast (void);

G_END_DECLS
