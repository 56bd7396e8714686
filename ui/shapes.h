/* shapes.h — outlines that cairo does not have
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>
#include <glib.h>

#include "ui/color-scale.h"

G_BEGIN_DECLS

void heed_shapes_add_round_rectangle (cairo_t   *cr,
                                      double     x,
                                      double     y,
                                      double     width,
                                      double     height,
                                      double     radius);
void heed_shapes_set_color           (cairo_t   *cr,
                                      HeedColor  color);

G_END_DECLS
