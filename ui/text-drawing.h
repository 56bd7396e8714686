/* text-drawing.h — text on any cairo surface, and as text where it is to stay text
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* As pango_cairo_show_layout(). */
void heed_text_show (cairo_t         *cr,
                     PangoLayout     *layout);

/* What is shown on that surface from now on is not drawn but written into svg, as
 * elements of SVG. */
void heed_text_note (cairo_surface_t *surface,
                     GString         *svg);

G_END_DECLS
