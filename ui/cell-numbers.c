/* cell-numbers.c — the weights of a heatmap, written into its cells
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Two decimals without the zero before them, since no weight has more than 1 and
 * a cell is narrow; nothing where that would be .00. There are a hundred such
 * texts at most, each laid out once. Numbers that are no weights have their zero
 * and their sign. Black or white, whichever the cell is
 * further from.
 */

#include "ui/cell-numbers.h"

#include <math.h>

#include "ui/number-format.h"
#include "ui/shapes.h"
#include "ui/text-drawing.h"

#define WIDEST      0.88  /* no digits are wider than eights */
#define PADDING_PX  3.0

/* Smaller than that nobody reads them, compared with the labels. */
#define MIN_SCALE   0.65
#define MAX_SCALE   0.85

/* Whether the numbers are weights, [0, 1]. */
static gboolean
has_weights (HeedHeatmapPicture *picture)
{
  const HeedShading *shading = heed_heatmap_picture_get_shading (picture);

  return !shading->is_signed && heed_shading_get_largest (shading) <= 1.0;
}

static char *
format (HeedHeatmapPicture *picture,
        double              number)
{
  return has_weights (picture) ? heed_number_format_share (number)
                               : heed_number_format_score (number);
}

static PangoLayout *
get_text (HeedHeatmapPicture *picture,
          double              value,
          double             *width,
          double             *height)
{
  g_autofree char *number = format (picture, value);
  PangoLayout *text = heed_heatmap_picture_get_label_layout (picture, number, FALSE);
  PangoRectangle logical;

  pango_layout_set_width (text, -1);
  pango_layout_get_extents (text, NULL, &logical);
  *width = (double) logical.width / PANGO_SCALE;
  *height = (double) logical.height / PANGO_SCALE;

  return text;
}

/* How much smaller than labels the numbers must be. */
static double
find_scale (HeedHeatmapPicture      *picture,
            const HeedHeatmapLayout *layout)
{
  double widest_number =
    has_weights (picture)
    ? WIDEST : -heed_shading_get_largest (heed_heatmap_picture_get_shading (picture));
  double width, height;
  g_autoptr(PangoLayout) widest = get_text (picture, widest_number, &width, &height);
  double scale = MIN ((layout->cell_width - 2 * PADDING_PX) / width, layout->cell_height / height);

  return MIN (scale, MAX_SCALE);
}

/**
 * heed_cell_numbers_fit:
 *
 * Returns: whether the cells have room for numbers that can be read
 */
gboolean
heed_cell_numbers_fit (HeedHeatmapPicture      *picture,
                       const HeedHeatmapLayout *layout)
{
  return find_scale (picture, layout) >= MIN_SCALE;
}

static void
draw_number (cairo_t       *cr,
             PangoLayout   *text,
             HeedRectangle  middle,  /* of which the text takes width and height */
             double         scale)
{
  cairo_save (cr);
  cairo_translate (cr, round (middle.x - middle.width * scale / 2.0),
                   round (middle.y - middle.height * scale / 2.0));
  cairo_scale (cr, scale, scale);
  heed_text_show (cr, text);
  cairo_restore (cr);
}

static void
draw_cell (cairo_t                 *cr,
           HeedHeatmapPicture      *picture,
           const HeedRectangle     *cell,
           guint                    row,
           guint                    column,
           double                   scale)
{
  HeedMatrix *matrix = heed_heatmap_picture_get_matrix (picture);
  float weight = matrix->values[(gsize) row * matrix->n_columns + column];
  double hundredths = floor (fabs ((double) weight) * 100.0 + 0.5);
  HeedRectangle middle = { cell->x + cell->width / 2.0, cell->y + cell->height / 2.0, 0.0, 0.0 };
  HeedColor color = heed_heatmap_picture_get_cell_color (picture, row, column);
  gboolean is_dark = heed_color_get_luminance (color) < 0.5;
  g_autoptr(PangoLayout) text = NULL;

  if (!(hundredths > 0.0) || (weight < 0.0f && has_weights (picture)))
    return;

  text = get_text (picture, copysign (hundredths / 100.0, (double) weight), &middle.width,
                   &middle.height);
  cairo_set_source_rgb (cr, is_dark, is_dark, is_dark);
  draw_number (cr, text, middle, scale);
}

/**
 * heed_cell_numbers_draw:
 * @cr: where the cells have just been drawn
 *
 * Writes nothing where there is no room.
 */
void
heed_cell_numbers_draw (cairo_t                 *cr,
                        HeedHeatmapPicture      *picture,
                        const HeedHeatmapLayout *layout)
{
  double scale = find_scale (picture, layout);
  guint first_row, end_row, first_column, end_column;

  if (scale < MIN_SCALE)
    return;

  heed_heatmap_layout_get_seen_rows (layout, &first_row, &end_row);
  heed_heatmap_layout_get_seen_columns (layout, &first_column, &end_column);

  cairo_save (cr);
  cairo_rectangle (cr, layout->left, layout->top, layout->view_width, layout->view_height);
  cairo_clip (cr);

  for (guint row = first_row; row < end_row; row++)
    for (guint column = first_column; column < end_column; column++)
      {
        HeedRectangle cell = heed_heatmap_layout_get_cell (layout, row, column);

        draw_cell (cr, picture, &cell, row, column, scale);
      }

  cairo_restore (cr);
}
