/* reel-moment.h — drawing one moment of a film
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/training/reel.h"
#include "ui/color-scale.h"

G_BEGIN_DECLS

#define HEED_REEL_MOMENT_FONT "Sans 10"

/* Draws a line of text at the current point, ellipsised at width px. */
void heed_reel_moment_draw_text (cairo_t                  *cr,
                                 const char               *text,
                                 const char               *font,
                                 HeedColor                 color,
                                 double                    width);

/* Draws the attention in the area; for a model without attention, its output. */
void heed_reel_moment_draw      (const HeedReel           *reel,
                                 const HeedSnapshot       *frame,
                                 cairo_t                  *cr,
                                 const cairo_rectangle_t  *area);

G_END_DECLS
