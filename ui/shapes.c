/* shapes.c — cairo outlines and colours that cairo itself lacks
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/shapes.h"

/**
 * heed_shapes_add_round_rectangle:
 * @radius: of the corners; reduced if the rectangle is too small for it
 *
 * Adds a closed outline to the current path.
 */
void
heed_shapes_add_round_rectangle (cairo_t *cr,
                                 double   x,
                                 double   y,
                                 double   width,
                                 double   height,
                                 double   radius)
{
  double right = x + width;
  double bottom = y + height;
  double r = MIN (radius, MIN (width, height) / 2.0);

  cairo_new_sub_path (cr);
  cairo_arc (cr, right - r, y + r, r, -G_PI_2, 0.0);
  cairo_arc (cr, right - r, bottom - r, r, 0.0, G_PI_2);
  cairo_arc (cr, x + r, bottom - r, r, G_PI_2, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, -G_PI_2);
  cairo_close_path (cr);
}

/**
 * heed_shapes_set_color:
 * @color: the source colour for drawing
 */
void
heed_shapes_set_color (cairo_t   *cr,
                       HeedColor  color)
{
  cairo_set_source_rgba (cr, color.red, color.green, color.blue, color.alpha);
}
