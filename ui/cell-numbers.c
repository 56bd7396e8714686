/* cell-numbers.c — the weights of a heatmap, written into its cells
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Weights have two decimals without the leading zero, since no weight is larger than 1 and cells
 * are narrow; a weight that would be .00 is not written. There are at most a hundred such texts,
 * each laid out once. Other quantities keep their leading zero and their sign. Text is black or
 * white, whichever contrasts more with the cell.
 */

#include "ui/cell-numbers.h"

#include <math.h>

#include "ui/number-format.h"
#include "ui/shapes.h"
#include "ui/text-drawing.h"

#define WIDEST      0.88  /* no number is wider than one with eights */
#define PADDING_PX  3.0

/* Smaller text, relative to the labels, cannot be read. */
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

/* The scale of the numbers relative to the labels, so that the widest fits a cell. */
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
 * Returns: whether the cells are large enough for legible numbers
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
             HeedRectangle  middle,  /* its width and height are those of the text */
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
 * @cr: the context in which the cells have just been drawn
 *
 * Draws nothing if the cells are too small.
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
