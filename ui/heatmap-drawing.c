/* heatmap-drawing.c — draws a heatmap on any cairo surface, with or without a display
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The widget, exported files and heed-cli show the same picture because all of them draw it here.
 * On a screen the cells are one scaled image. On vector surfaces they are rectangles as long as
 * there are few of them: viewers smooth an image that they scale up, and rectangles can be edited.
 */

#include "ui/heatmap-drawing.h"

#include <math.h>

#include "ui/cell-numbers.h"
#include "ui/column-span.h"
#include "ui/heatmap-zoom.h"
#include "ui/shapes.h"
#include "ui/text-drawing.h"

#define DEFAULT_FONT       "Sans 11"

/* All in px. */
#define CELL_GAP_PX        1.0
#define MIN_CELL_FOR_GAP_PX 6.0
#define LABEL_OVERLAP_PX   8.0   /* extra height for a label that is taller than its row */
#define ROW_MARK_PX        2.0
#define CELL_MARK_PX       3.0
#define MIN_CELL_FOR_RING_PX 12.0
#define TITLE_MARGIN_PX    4.0

/* Opacity of the paper laid over the rows that were not played yet. */
#define DIM_ALPHA          0.62

/* With more cells than this, vector surfaces get an image too. */
#define MAX_RECTANGLES     20000

static HeedColor
color_of (guint32 rgb)
{
  return heed_color_from_pixel (0xff000000u | rgb);
}

/**
 * heed_heatmap_colors_get:
 * @is_dark: whether the paper is dark
 *
 * The colours of a picture that is drawn without a theme.
 *
 * Returns: one colour per purpose
 */
HeedHeatmapColors
heed_heatmap_colors_get (gboolean is_dark)
{
  if (is_dark)
    return (HeedHeatmapColors) {
      .paper = color_of (0x2d2d2d),
      .text = color_of (0xeeeeec),
      .muted = color_of (0x919190),
      .strong = color_of (0x86b9f2),
      .mark = color_of (0xff8c3f),
      .hit = color_of (0x57e389),
      .wrong = color_of (0xff7b70),
    };

  return (HeedHeatmapColors) {
    .paper = color_of (0xffffff),
    .text = color_of (0x2e3436),
    .muted = color_of (0x8b8e8f),
    .strong = color_of (0x1a5fb4),
    .mark = color_of (0xd0550b),
    .hit = color_of (0x1a7f4b),
    .wrong = color_of (0xb3131b),
  };
}

/**
 * heed_heatmap_colors_get_links:
 *
 * Returns: the colours of link marks
 */
HeedLinkColors
heed_heatmap_colors_get_links (const HeedHeatmapColors *colors)
{
  return (HeedLinkColors) { colors->paper, colors->text, colors->hit, colors->wrong,
                            colors->mark };
}

static gboolean
has_gaps (const HeedHeatmapLayout *layout)
{
  return MIN (layout->cell_width, layout->cell_height) >= MIN_CELL_FOR_GAP_PX;
}

static gboolean
is_made_of_shapes (cairo_t                 *cr,
                   const HeedHeatmapLayout *layout)
{
  cairo_surface_type_t type = cairo_surface_get_type (cairo_get_target (cr));
  gboolean is_vectors = type == CAIRO_SURFACE_TYPE_PDF || type == CAIRO_SURFACE_TYPE_PS ||
                        type == CAIRO_SURFACE_TYPE_SVG;

  return is_vectors && has_gaps (layout) &&
         (guint64) layout->n_rows * layout->n_columns <= MAX_RECTANGLES;
}

static void
clip_to_view (cairo_t                 *cr,
              const HeedHeatmapLayout *layout,
              double                   margin)
{
  cairo_rectangle (cr,
                   layout->left - margin, layout->top - margin,
                   layout->view_width + 2 * margin, layout->view_height + 2 * margin);
  cairo_clip (cr);
}

static void
draw_image (cairo_t                 *cr,
            HeedHeatmapPicture      *picture,
            const HeedHeatmapLayout *layout)
{
  cairo_save (cr);
  clip_to_view (cr, layout, 0.0);
  cairo_translate (cr, layout->left - layout->scroll_x, layout->top - layout->scroll_y);
  cairo_scale (cr, layout->cell_width, layout->cell_height);
  cairo_set_source_surface (cr, heed_heatmap_picture_get_cells (picture), 0.0, 0.0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_restore (cr);
}

/* Draws paper over the last pixel of each cell, across and down, as gaps between the cells. */
static void
draw_gaps (cairo_t                 *cr,
           const HeedHeatmapLayout *layout,
           HeedColor                paper)
{
  guint first, end;

  heed_heatmap_layout_get_seen_columns (layout, &first, &end);
  for (guint column = first; column < end; column++)
    {
      HeedRectangle cell = heed_heatmap_layout_get_cell (layout, 0, column);

      cairo_rectangle (cr, cell.x + cell.width - CELL_GAP_PX, layout->top, CELL_GAP_PX,
                       layout->view_height);
    }

  heed_heatmap_layout_get_seen_rows (layout, &first, &end);
  for (guint row = first; row < end; row++)
    {
      HeedRectangle cell = heed_heatmap_layout_get_cell (layout, row, 0);

      cairo_rectangle (cr, layout->left, cell.y + cell.height - CELL_GAP_PX, layout->view_width,
                       CELL_GAP_PX);
    }

  cairo_save (cr);
  heed_shapes_set_color (cr, paper);
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
draw_rectangles (cairo_t                 *cr,
                 HeedHeatmapPicture      *picture,
                 const HeedHeatmapLayout *layout)
{
  cairo_save (cr);
  clip_to_view (cr, layout, 0.0);

  for (guint row = 0; row < layout->n_rows; row++)
    for (guint column = 0; column < layout->n_columns; column++)
      {
        HeedRectangle cell = heed_heatmap_layout_get_cell (layout, row, column);

        heed_shapes_set_color (cr, heed_heatmap_picture_get_cell_color (picture, row, column));
        cairo_rectangle (cr, cell.x, cell.y, cell.width - CELL_GAP_PX, cell.height - CELL_GAP_PX);
        cairo_fill (cr);
      }

  cairo_restore (cr);
}

static void
draw_cells (cairo_t                 *cr,
            HeedHeatmapPicture      *picture,
            const HeedHeatmapLayout *layout,
            const HeedHeatmapLook   *look)
{
  if (is_made_of_shapes (cr, layout))
    {
      draw_rectangles (cr, picture, layout);
      return;
    }

  draw_image (cr, picture, layout);

  if (has_gaps (layout))
    draw_gaps (cr, layout, look->colors.paper);
}

/* Lays paper over the rows that were not played yet. */
static void
dim_rows (cairo_t                 *cr,
          const HeedHeatmapLayout *layout,
          const HeedHeatmapLook   *look)
{
  HeedColor paper = look->colors.paper;
  HeedRectangle first;

  if (look->n_played >= layout->n_rows)
    return;

  first = heed_heatmap_layout_get_cell (layout, look->n_played, 0);

  cairo_save (cr);
  clip_to_view (cr, layout, 0.0);
  cairo_rectangle (cr, layout->left, first.y, layout->view_width, layout->height);
  cairo_set_source_rgba (cr, paper.red, paper.green, paper.blue, DIM_ALPHA);
  cairo_fill (cr);
  cairo_restore (cr);
}

/* If only every step-th label is drawn, the selected label is always drawn and
 * hides those it would touch. */
static gboolean
is_label_drawn (guint index,
                guint step,
                int   selected)
{
  if ((int) index == selected)
    return TRUE;

  return index % step == 0 && (selected < 0 || (guint) ABS ((int) index - selected) >= step);
}

/* Ellipsizes a label at limit, px at full size, and measures it. */
static void
limit_label (PangoLayout *layout,
             double       limit,
             double      *width,
             double      *height)
{
  PangoRectangle logical;

  pango_layout_set_width (layout, -1);
  pango_layout_get_extents (layout, NULL, &logical);

  if (logical.width > limit * PANGO_SCALE)
    {
      pango_layout_set_width (layout, (int) (limit * PANGO_SCALE));
      pango_layout_get_extents (layout, NULL, &logical);
    }

  *width = (double) logical.width / PANGO_SCALE;
  *height = (double) logical.height / PANGO_SCALE;
}

static HeedColor
choose_row_color (const HeedHeatmapLook *look,
                  guint                  row)
{
  if ((int) row == look->selected_row)
    return look->colors.strong;

  return row < look->n_played ? look->colors.text : look->colors.muted;
}

static void
draw_row_label (cairo_t                 *cr,
                HeedHeatmapPicture      *picture,
                const HeedHeatmapLayout *layout,
                const HeedHeatmapLook   *look,
                guint                    row)
{
  double scale = layout->row_label_scale;
  HeedRectangle cell = heed_heatmap_layout_get_cell (layout, row, 0);
  g_autoptr(PangoLayout) text =
    heed_heatmap_picture_get_label_layout (picture,
                                           heed_heatmap_picture_get_row_label (picture, row),
                                           (int) row == look->selected_row);
  double text_width, text_height;

  limit_label (text, layout->row_label_width / scale, &text_width, &text_height);

  cairo_save (cr);
  heed_shapes_set_color (cr, choose_row_color (look, row));
  cairo_translate (cr,
                   layout->left - HEED_HEATMAP_LABEL_GAP_PX - text_width * scale,
                   round (cell.y + (cell.height - text_height * scale) / 2.0));
  cairo_scale (cr, scale, scale);
  heed_text_show (cr, text);
  cairo_restore (cr);
}

static void
draw_row_labels (cairo_t                 *cr,
                 HeedHeatmapPicture      *picture,
                 const HeedHeatmapLayout *layout,
                 const HeedHeatmapLook   *look)
{
  double over = LABEL_OVERLAP_PX * layout->row_label_scale;
  guint first, end;

  cairo_save (cr);
  cairo_rectangle (cr, 0.0, layout->top - over, layout->left, layout->view_height + 2 * over);
  cairo_clip (cr);

  heed_heatmap_layout_get_seen_rows (layout, &first, &end);
  for (guint row = first; row < end; row++)
    if (is_label_drawn (row, layout->row_label_step, look->selected_row))
      draw_row_label (cr, picture, layout, look, row);

  cairo_restore (cr);
}

/* Rotates, and moves to where the text starts. */
static void
turn (cairo_t        *cr,
      HeedLabelAngle  angle,
      double          text_width,
      double          text_height)
{
  switch (angle)
    {
    case HEED_LABELS_SLANTED:
      cairo_rotate (cr, -G_PI_4);
      cairo_translate (cr, 0.0, -text_height / 2.0);
      break;

    case HEED_LABELS_UPRIGHT:
      cairo_rotate (cr, -G_PI_2);
      cairo_translate (cr, 0.0, -text_height / 2.0);
      break;

    case HEED_LABELS_LEVEL:
      cairo_translate (cr, -text_width / 2.0, -text_height);
      break;
    }
}

static gboolean
is_column_selected (const HeedHeatmapLook *look,
                    guint                  column)
{
  return (int) column == look->selected_column ||
         heed_columns_have (look->span, look->n_span, column);
}

/* The label of a column with a note has the mark colour: the column gets much attention although
 * it does not stand for text, and readers should notice that first. */
static HeedColor
choose_column_color (HeedHeatmapPicture    *picture,
                     const HeedHeatmapLook *look,
                     guint                  column)
{
  if (is_column_selected (look, column))
    return look->colors.strong;

  return heed_heatmap_notes_get_column (heed_heatmap_picture_get_notes (picture), column) != NULL
         ? look->colors.mark : look->colors.text;
}

static void
draw_column_label (cairo_t                 *cr,
                   HeedHeatmapPicture      *picture,
                   const HeedHeatmapLayout *layout,
                   const HeedHeatmapLook   *look,
                   guint                    column)
{
  gboolean is_selected = is_column_selected (look, column);
  double scale = layout->column_label_scale;
  HeedRectangle cell = heed_heatmap_layout_get_cell (layout, 0, column);
  HeedLabelAngle angle = heed_heatmap_layout_get_angle (
    layout, heed_heatmap_picture_get_column_label_width (picture, column));
  double limit = angle == HEED_LABELS_LEVEL ? cell.width : layout->column_label_width;
  g_autoptr(PangoLayout) text =
    heed_heatmap_picture_get_label_layout (picture,
                                           heed_heatmap_picture_get_column_label (picture, column),
                                           is_selected);
  double text_width, text_height;

  limit_label (text, limit / scale, &text_width, &text_height);

  cairo_save (cr);
  heed_shapes_set_color (cr, choose_column_color (picture, look, column));
  cairo_translate (cr, cell.x + (cell.width - CELL_GAP_PX) / 2.0,
                   layout->top - HEED_HEATMAP_LABEL_GAP_PX);
  cairo_scale (cr, scale, scale);
  turn (cr, angle, text_width, text_height);
  heed_text_show (cr, text);
  cairo_restore (cr);
}

/* A label belongs to the middle of its column and is hidden together with it. */
static gboolean
is_middle_seen (const HeedHeatmapLayout *layout,
                guint                    column)
{
  HeedRectangle cell = heed_heatmap_layout_get_cell (layout, 0, column);
  double middle = cell.x + cell.width / 2.0;

  return middle >= layout->left && middle <= layout->left + layout->view_width;
}

static void
draw_column_labels (cairo_t                 *cr,
                    HeedHeatmapPicture      *picture,
                    const HeedHeatmapLayout *layout,
                    const HeedHeatmapLook   *look)
{
  guint first, end;

  heed_heatmap_layout_get_seen_columns (layout, &first, &end);
  for (guint column = first; column < end; column++)
    if (is_middle_seen (layout, column) &&
        is_label_drawn (column, layout->column_label_step, look->selected_column))
      draw_column_label (cr, picture, layout, look, column);
}

/* Draws a title centred on the side of the view, ellipsized to the room in the picture. */
static void
draw_title (cairo_t            *cr,
            HeedHeatmapPicture *picture,
            const char         *title,
            double              middle,
            double              room)
{
  g_autoptr(PangoLayout) text = heed_heatmap_picture_get_label_layout (picture, title, FALSE);
  double text_width, text_height;

  limit_label (text, (room - 2 * TITLE_MARGIN_PX) / HEED_HEATMAP_TITLE_SCALE, &text_width,
               &text_height);
  text_width *= HEED_HEATMAP_TITLE_SCALE;

  cairo_translate (cr, CLAMP (round (middle - text_width / 2.0), TITLE_MARGIN_PX,
                              fmax (room - TITLE_MARGIN_PX - text_width, TITLE_MARGIN_PX)), 0.0);
  cairo_scale (cr, HEED_HEATMAP_TITLE_SCALE, HEED_HEATMAP_TITLE_SCALE);
  heed_text_show (cr, text);
}

static void
draw_titles (cairo_t                 *cr,
             HeedHeatmapPicture      *picture,
             const HeedHeatmapLayout *layout,
             const HeedHeatmapLook   *look)
{
  const HeedHeatmapNotes *notes = heed_heatmap_picture_get_notes (picture);

  if (layout->column_title_height > 0.0)
    {
      cairo_save (cr);
      heed_shapes_set_color (cr, look->colors.muted);
      cairo_translate (cr, 0.0, layout->column_title_y);
      draw_title (cr, picture, notes->column_title, layout->left + layout->view_width / 2.0,
                  layout->width);
      cairo_restore (cr);
    }

  if (layout->row_title_width > 0.0)
    {
      cairo_save (cr);
      heed_shapes_set_color (cr, look->colors.muted);
      cairo_translate (cr, layout->row_title_x, layout->height);
      cairo_rotate (cr, -G_PI_2);
      draw_title (cr, picture, notes->row_title,
                  layout->height - layout->top - layout->view_height / 2.0, layout->height);
      cairo_restore (cr);
    }
}

/* Strokes the outline of a cell, whose edges lie in the gaps before and after it. */
static void
outline (cairo_t       *cr,
         HeedRectangle  cell,
         double         line_width,
         double         outside)
{
  cairo_set_line_width (cr, line_width);
  cairo_rectangle (cr,
                   cell.x - CELL_GAP_PX - outside, cell.y - CELL_GAP_PX - outside,
                   cell.width + CELL_GAP_PX + 2 * outside, cell.height + CELL_GAP_PX + 2 * outside);
  cairo_stroke (cr);
}

static void
mark_row (cairo_t                 *cr,
          const HeedHeatmapLayout *layout,
          guint                    row)
{
  HeedRectangle cell = heed_heatmap_layout_get_cell (layout, row, 0);

  cell.width *= layout->n_columns;
  outline (cr, cell, ROW_MARK_PX, 0.0);
}

/* Outlines n_cells adjacent cells as one. */
static void
mark_cells (cairo_t                 *cr,
            const HeedHeatmapLayout *layout,
            const HeedHeatmapLook   *look,
            guint                    first,
            guint                    n_cells)
{
  HeedRectangle cell =
    heed_heatmap_layout_get_cell (layout, (guint) look->selected_row, first);

  cell.width *= n_cells;

  if (MIN (cell.width, cell.height) >= MIN_CELL_FOR_RING_PX)
    {
      heed_shapes_set_color (cr, look->colors.paper);
      outline (cr, cell, 1.0, -ROW_MARK_PX);
      heed_shapes_set_color (cr, look->colors.mark);
    }

  outline (cr, cell, CELL_MARK_PX, 0.0);
}

static void
mark_selected (cairo_t                 *cr,
               const HeedHeatmapLayout *layout,
               const HeedHeatmapLook   *look)
{
  guint n_cells;

  if (look->n_span == 0)
    mark_cells (cr, layout, look, (guint) look->selected_column, 1);

  for (guint i = 0; i < look->n_span; i += n_cells)
    {
      n_cells = heed_columns_count_run (look->span + i, look->n_span - i);
      mark_cells (cr, layout, look, look->span[i], n_cells);
    }
}

static void
draw_selection (cairo_t                 *cr,
                const HeedHeatmapLayout *layout,
                const HeedHeatmapLook   *look)
{
  if (look->selected_row < 0 || look->selected_row >= (int) layout->n_rows)
    return;

  cairo_save (cr);
  clip_to_view (cr, layout, CELL_MARK_PX);
  heed_shapes_set_color (cr, look->colors.mark);
  mark_row (cr, layout, (guint) look->selected_row);

  if (look->selected_column >= 0 && look->selected_column < (int) layout->n_columns)
    mark_selected (cr, layout, look);

  cairo_restore (cr);
}

static void
draw_links (cairo_t                 *cr,
            HeedHeatmapPicture      *picture,
            const HeedHeatmapLayout *layout,
            const HeedHeatmapLook   *look)
{
  const HeedHeatmapNotes *notes = heed_heatmap_picture_get_notes (picture);
  HeedLinkColors colors = heed_heatmap_colors_get_links (&look->colors);

  if (notes != NULL)
    heed_link_marks_draw (cr, layout, notes->links, notes->n_links, &colors,
                          look->shows_numbers && heed_cell_numbers_fit (picture, layout));
}

/**
 * heed_heatmap_draw_picture:
 * @cr: the context to draw on
 * @picture: labels and cells; must have a matrix
 * @layout: the geometry
 * @look: selection, dimming and colours
 *
 * Does not paint the paper behind the picture.
 */
void
heed_heatmap_draw_picture (cairo_t                 *cr,
                           HeedHeatmapPicture      *picture,
                           const HeedHeatmapLayout *layout,
                           const HeedHeatmapLook   *look)
{
  draw_cells (cr, picture, layout, look);
  heed_heatmap_notes_hatch (heed_heatmap_picture_get_notes (picture), cr, layout,
                            look->colors.muted);
  if (look->shows_numbers)
    heed_cell_numbers_draw (cr, picture, layout);
  draw_links (cr, picture, layout, look);
  dim_rows (cr, layout, look);
  draw_row_labels (cr, picture, layout, look);
  draw_column_labels (cr, picture, layout, look);
  draw_titles (cr, picture, layout, look);
  draw_selection (cr, layout, look);
}

/**
 * heed_heatmap_scene_new_context:
 * @cr: the context to draw on
 *
 * Returns: (transfer full): a context with the font of the scene
 */
PangoContext *
heed_heatmap_scene_new_context (const HeedHeatmapScene *scene,
                                cairo_t                *cr)
{
  PangoFontDescription *description =
    pango_font_description_from_string (scene->font != NULL ? scene->font : DEFAULT_FONT);
  PangoContext *context = pango_cairo_create_context (cr);

  pango_context_set_font_description (context, description);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_font_description_free (description);

  return context;
}

/**
 * heed_heatmap_scene_new_picture:
 * @cr: the context to draw on
 *
 * Returns: (transfer full): a picture with the labels, weights and colours of the scene
 */
HeedHeatmapPicture *
heed_heatmap_scene_new_picture (const HeedHeatmapScene *scene,
                                cairo_t                *cr)
{
  PangoContext *context = heed_heatmap_scene_new_context (scene, cr);
  HeedHeatmapPicture *picture = heed_heatmap_picture_new (context);

  g_object_unref (context);
  heed_heatmap_picture_set_row_labels (picture, scene->row_labels, scene->n_row_labels);
  heed_heatmap_picture_set_column_labels (picture, scene->column_labels, scene->n_column_labels);
  heed_heatmap_picture_set_matrix (picture, scene->matrix);
  heed_heatmap_picture_set_notes (picture, scene->notes);
  heed_heatmap_picture_set_scale (
    picture, heed_heatmap_style_get_scale (&scene->style, scene->is_dark));
  heed_heatmap_picture_set_shading (picture, &scene->style.shading);

  return picture;
}

/**
 * heed_heatmap_draw:
 * @cr: the context to draw on, with any surface
 * @scene: what to draw
 * @width: px, of the whole picture
 * @height: px
 *
 * Paints the paper and a heatmap fitted to it. Needs no display.
 */
void
heed_heatmap_draw (cairo_t                *cr,
                   const HeedHeatmapScene *scene,
                   double                  width,
                   double                  height)
{
  g_autoptr(HeedHeatmapPicture) picture = NULL;
  HeedHeatmapRequest request;
  HeedHeatmapLayout layout;
  HeedHeatmapLook look = {
    .selected_row = scene->selected_row,
    .selected_column = scene->selected_column,
    .n_played = scene->n_played,
    .shows_numbers = scene->style.shows_numbers,
    .colors = heed_heatmap_colors_get (scene->is_dark),
  };

  heed_shapes_set_color (cr, look.colors.paper);
  cairo_paint (cr);

  if (scene->matrix == NULL)
    return;

  picture = heed_heatmap_scene_new_picture (scene, cr);
  heed_heatmap_picture_get_request (picture, &request);
  request.width = width;
  request.height = height;
  request.zoom = heed_heatmap_zoom_get_smallest (&request);
  heed_heatmap_layout_compute (&layout, &request);
  heed_heatmap_draw_picture (cr, picture, &layout, &look);
}
