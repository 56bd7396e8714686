/* text-drawing.h — draws text on any cairo surface; SVG gets text elements instead of outlines
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* Like pango_cairo_show_layout(). */
void heed_text_show (cairo_t         *cr,
                     PangoLayout     *layout);

/* From now on, text shown on the surface is not drawn but appended to svg as SVG text elements. */
void heed_text_note (cairo_surface_t *surface,
                     GString         *svg);

G_END_DECLS
