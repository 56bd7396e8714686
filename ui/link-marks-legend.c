/* link-marks-legend.c — draws the legend of boxes and signs, with or without a display
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/link-marks-legend.h"

#include "ui/shapes.h"
#include "ui/text-drawing.h"

#define SIGN_PX 15.0
#define NEAR_PX 5.0   /* between a sign and its name */
#define FAR_PX  14.0  /* between a name and the next sign */

static PangoLayout *
new_name (PangoContext *context,
          guint         i,
          int          *width,
          int          *height)
{
  PangoLayout *name = pango_layout_new (context);

  pango_layout_set_text (name, heed_link_marks_get_sample (i), -1);
  pango_layout_get_pixel_size (name, width, height);

  return name;
}

void
heed_link_marks_legend_measure (PangoContext *context,
                                double       *width,
                                double       *height)
{
  *width = -FAR_PX;
  *height = SIGN_PX + 2.0;

  for (guint i = 0; i < HEED_LINK_N_SAMPLES; i++)
    {
      int name_width, name_height;
      g_autoptr(PangoLayout) name = new_name (context, i, &name_width, &name_height);

      *width += SIGN_PX + NEAR_PX + name_width + FAR_PX;
      *height = MAX (*height, name_height);
    }
}

void
heed_link_marks_legend_draw (cairo_t                 *cr,
                             PangoContext            *context,
                             double                   left,
                             double                   middle,
                             const HeedHeatmapColors *colors)
{
  HeedLinkColors links = heed_heatmap_colors_get_links (colors);

  for (guint i = 0; i < HEED_LINK_N_SAMPLES; i++)
    {
      int width, height;
      g_autoptr(PangoLayout) name = new_name (context, i, &width, &height);

      heed_link_marks_draw_sample (
        cr, i, (HeedRectangle) { left, middle - SIGN_PX / 2.0, SIGN_PX, SIGN_PX }, &links);
      left += SIGN_PX + NEAR_PX;
      heed_shapes_set_color (cr, colors->text);
      cairo_move_to (cr, left, middle - height / 2.0);
      heed_text_show (cr, name);
      left += width + FAR_PX;
    }
}
