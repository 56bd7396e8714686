/* heatmap-layout.c — the geometry of a heatmap, independent of any widget
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Drawing, hit-testing and export all use this file, so they cannot disagree. Fitting chooses the
 * largest cells that leave room for the labels, but never cells so small that the labels could not
 * be read; the cells scroll instead. The user can still zoom out further to see all of a long
 * sentence. Cells have a whole number of pixels from MIN_SHARP on, so that their edges are sharp.
 *
 * The size of the labels depends on that of the cells and vice versa: fitting starts with the
 * largest cells and shrinks them until everything has room.
 */

#include "ui/heatmap-layout.h"

#include <math.h>

/* All in px. */
#define MARGIN             12.0
#define MAX_FIT_HEIGHT     56.0
#define MAX_FIT_WIDTH      112.0
#define MIN_SHARP          4.0
#define GUTTER_UNIT        24.0
#define MIN_LABEL_WIDTH    24.0
#define MAX_COLUMN_LABEL   150.0
#define LEVEL_SPACE        6.0   /* between words */
#define LETTER_SPACE       1.0   /* between letters */
#define LETTER_WIDTH       12.0  /* of the widest letter, approximately */
#define MAX_LETTER_WIDTH   16.0  /* of the widest letter of any script */
#define MIN_TITLED_WIDTH   180.0
#define MIN_TITLED_HEIGHT  260.0

#define MAX_GUTTER_PART    0.3   /* of the width, for row labels */
#define MAX_HEADER_PART    0.36  /* of the height, for column labels */
#define MAX_ASPECT         2.2   /* largest ratio of cell width to cell height */
#define BOLD_PART          1.08  /* width of bold text relative to plain, for few letters */
#define BOLD_WORD_PART     1.18  /* the same for words: "voudrais" in DejaVu Sans */
#define MIN_TEXT_SCALE     0.65  /* text is not scaled below this; labels are skipped instead */
#define MIN_SLANTED_SCALE  0.78
#define MAX_MISFITS_PART   0.2   /* fraction of the labels that may be upright among level ones */

/* While a translation grows, cells are sized as if it already had as many tokens as its source, up
 * to this many, so that they do not shrink with every step. */
#define MAX_ROWS_EXPECTED  16

/* The space that the labels take from the picture. */
typedef struct {
  double         gutter;    /* px, left of the cells */
  double         header;    /* px, above them */
  double         overhang;  /* px, by which slanted labels extend beyond the cells on the right */
  double         row_title;     /* px, left of the gutter */
  double         column_title;  /* px, above the header */
} Frame;

static double
sharpen (double size)
{
  return size >= MIN_SHARP ? floor (size) : size;
}

/* Fits text with a given line height into a pitch: the scale is at most 1, and if the text would
 * become smaller than smallest, only every step-th label is drawn. */
static void
fit_text (double  pitch,
          double  line_height,
          double  smallest,
          double *scale,
          guint  *step)
{
  *scale = CLAMP (pitch / line_height, smallest, 1.0);
  *step = (guint) fmax (1.0, ceil (smallest * line_height / pitch - 1e-9));
}

static void
place_row_labels (HeedHeatmapLayout        *layout,
                  const HeedHeatmapRequest *request,
                  Frame                    *frame)
{
  double widest = request->row_label_width * BOLD_WORD_PART;
  double limit = fmax (MAX_GUTTER_PART * request->width, MIN_LABEL_WIDTH);

  fit_text (layout->cell_height, request->row_line_height, MIN_TEXT_SCALE,
            &layout->row_label_scale, &layout->row_label_step);

  if (request->row_label_width <= 0.0)
    {
      layout->row_label_width = 0.0;
      frame->gutter = 0.0;
      return;
    }

  /* Rounded up to whole units, so that the cells do not move with every longer word. */
  layout->row_label_width =
    fmin (ceil (widest * layout->row_label_scale / GUTTER_UNIT) * GUTTER_UNIT, limit);
  frame->gutter = layout->row_label_width + HEED_HEATMAP_LABEL_GAP_PX;
}

/* Whether a label fits horizontally above its column. */
static gboolean
is_level (double label_width,
          double cell_width)
{
  double space = CLAMP ((label_width - LETTER_WIDTH) / 2.0, LETTER_SPACE, LEVEL_SPACE);

  return label_width * BOLD_PART + space <= cell_width;
}

/* The width of a label in bold, as when selected; words grow by more than single letters. */
static double
get_bold_width (double label_width)
{
  return label_width * (label_width > MAX_LETTER_WIDTH ? BOLD_WORD_PART : BOLD_PART);
}

/* The width of the widest label; if only_misfits, of those that do not fit horizontally. */
static double
find_widest (const HeedHeatmapLayout  *layout,
             const HeedHeatmapRequest *request,
             gboolean                  only_misfits,
             guint                    *n_misfits)
{
  double widest = 0.0;

  *n_misfits = 0;

  if (request->column_label_widths == NULL)
    return 0.0;

  for (guint i = 0; i < request->n_columns; i++)
    {
      gboolean is_misfit = !is_level (request->column_label_widths[i], layout->cell_width);

      *n_misfits += is_misfit;

      if (is_misfit || !only_misfits)
        widest = fmax (widest, get_bold_width (request->column_label_widths[i]));
    }

  return widest;
}

/* Whether the few labels that do not fit may be upright while the others are level. That is
 * allowed only if the labels are mostly letters; one upright label among words looks like a
 * mistake, so then all are slanted. */
static gboolean
may_misfit (const HeedHeatmapRequest *request,
            guint                     n_misfits)
{
  double most = MAX_MISFITS_PART * request->n_columns;
  guint n_words = 0;

  for (guint i = 0; request->column_label_widths != NULL && i < request->n_columns; i++)
    n_words += request->column_label_widths[i] > MAX_LETTER_WIDTH;

  return n_misfits <= fmax (1.0, most) && n_words <= fmax (n_misfits, most);
}

static void
choose_angle (HeedHeatmapLayout        *layout,
              const HeedHeatmapRequest *request,
              guint                     n_misfits)
{
  double line_height = request->column_line_height;
  double slanted_pitch = layout->cell_width * G_SQRT2 / 2.0;

  layout->column_label_step = 1;
  layout->column_label_scale = 1.0;

  if (n_misfits == 0 || (may_misfit (request, n_misfits) &&
                         layout->cell_width >= MIN_SLANTED_SCALE * line_height))
    layout->column_label_angle = HEED_LABELS_LEVEL;
  else if (slanted_pitch >= MIN_SLANTED_SCALE * line_height)
    {
      layout->column_label_angle = HEED_LABELS_SLANTED;
      fit_text (slanted_pitch, line_height, MIN_SLANTED_SCALE,
                &layout->column_label_scale, &layout->column_label_step);
    }
  else
    {
      layout->column_label_angle = HEED_LABELS_UPRIGHT;
      fit_text (layout->cell_width, line_height, MIN_TEXT_SCALE,
                &layout->column_label_scale, &layout->column_label_step);
    }
}

/* How far slanted labels extend beyond the last column. Each starts at the middle of its column. */
static double
measure_overhang (const HeedHeatmapLayout  *layout,
                  const HeedHeatmapRequest *request)
{
  double overhang = 0.0;

  for (guint i = 0; i < request->n_columns; i++)
    {
      double length =
        fmin (get_bold_width (request->column_label_widths[i]) * layout->column_label_scale,
              layout->column_label_width);
      double behind = (request->n_columns - i - 0.5) * layout->cell_width;

      overhang = fmax (overhang, length * G_SQRT2 / 2.0 - behind);
    }

  return overhang;
}

static void
place_column_labels (HeedHeatmapLayout        *layout,
                     const HeedHeatmapRequest *request,
                     Frame                    *frame)
{
  double limit = fmin (fmax (MAX_HEADER_PART * request->height, MIN_LABEL_WIDTH), MAX_COLUMN_LABEL);
  double line_height, widest;
  guint n_misfits;

  frame->header = frame->overhang = 0.0;
  layout->column_label_width = 0.0;
  widest = find_widest (layout, request, FALSE, &n_misfits);
  choose_angle (layout, request, n_misfits);

  if (widest <= 0.0)
    return;

  line_height = request->column_line_height * layout->column_label_scale;

  switch (layout->column_label_angle)
    {
    case HEED_LABELS_SLANTED:
      layout->column_label_width = fmin (widest * layout->column_label_scale, limit);
      frame->header = (layout->column_label_width + line_height / 2.0) * G_SQRT2 / 2.0;
      frame->overhang = measure_overhang (layout, request);
      break;

    case HEED_LABELS_UPRIGHT:
      layout->column_label_width = fmin (widest * layout->column_label_scale, limit);
      frame->header = layout->column_label_width;
      break;

    case HEED_LABELS_LEVEL:
      layout->column_label_width = fmin (find_widest (layout, request, TRUE, &n_misfits), limit);
      frame->header = fmax (line_height, layout->column_label_width);
      break;
    }

  frame->header = ceil (frame->header + HEED_HEATMAP_LABEL_GAP_PX);
}

static double
get_room_across (const HeedHeatmapRequest *request,
                 const Frame              *frame)
{
  return fmax (request->width - 2 * MARGIN - frame->row_title - frame->gutter - frame->overhang,
               1.0);
}

static double
get_room_down (const HeedHeatmapRequest *request,
               const Frame              *frame)
{
  return fmax (request->height - 2 * MARGIN - frame->column_title - frame->header, 1.0);
}

/* Shrinks the cells to the room that the labels leave.
 *
 * Returns: whether they had to shrink */
static gboolean
shrink_cells (HeedHeatmapLayout        *layout,
              const HeedHeatmapRequest *request,
              const Frame              *frame)
{
  guint n_rows_expected = MAX (request->n_rows, MIN (request->n_columns, MAX_ROWS_EXPECTED));
  double height = floor (get_room_down (request, frame) / n_rows_expected);
  double width = floor (get_room_across (request, frame) / request->n_columns);
  HeedHeatmapLayout before = *layout;

  height = fmin (height, layout->cell_height);
  layout->cell_height = fmax (height, HEED_HEATMAP_MIN_FIT_PX);
  width = fmin (width, fmin (layout->cell_width, MAX_ASPECT * layout->cell_height));
  layout->cell_width = fmax (floor (width), HEED_HEATMAP_MIN_FIT_PX);

  return layout->cell_width < before.cell_width || layout->cell_height < before.cell_height;
}

static void
fit_cells (HeedHeatmapLayout        *layout,
           const HeedHeatmapRequest *request,
           Frame                    *frame)
{
  layout->cell_width = MAX_FIT_WIDTH;
  layout->cell_height = MAX_FIT_HEIGHT;

  do
    {
      place_row_labels (layout, request, frame);
      place_column_labels (layout, request, frame);
    }
  while (shrink_cells (layout, request, frame));
}

/* Zooming keeps the aspect ratio that fitting found. */
static void
zoom_cells (HeedHeatmapLayout *layout,
            double             zoom)
{
  double aspect = layout->cell_width / layout->cell_height;

  layout->cell_height = sharpen (zoom);
  layout->cell_width = sharpen (zoom * aspect);
}

/* Titles are left out if the picture is small. */
static void
place_titles (const HeedHeatmapRequest *request,
              Frame                    *frame)
{
  if (request->width < MIN_TITLED_WIDTH || request->height < MIN_TITLED_HEIGHT)
    return;

  frame->row_title = ceil (request->row_title_height);
  frame->column_title = ceil (request->column_title_height);
}

/* Places the view in the picture: centred horizontally, so that a short sentence does not stick to
 * an edge, and at the top, since rows are added at the bottom. */
static void
place_view (HeedHeatmapLayout        *layout,
            const HeedHeatmapRequest *request,
            const Frame              *frame)
{
  double all_width = layout->n_columns * layout->cell_width;
  double all_height = layout->n_rows * layout->cell_height;
  double room_across = get_room_across (request, frame);

  layout->view_width = fmin (all_width, room_across);
  layout->view_height = fmin (all_height, get_room_down (request, frame));
  layout->left = floor (MARGIN + frame->row_title + frame->gutter +
                        (room_across - layout->view_width) / 2.0);
  layout->top = MARGIN + frame->column_title + frame->header;
  layout->row_title_width = frame->row_title;
  layout->row_title_x = layout->left - frame->gutter - frame->row_title;
  layout->column_title_height = frame->column_title;
  layout->column_title_y = MARGIN;
  layout->scroll_x = round (CLAMP (request->scroll_x, 0.0, all_width - layout->view_width));
  layout->scroll_y = round (CLAMP (request->scroll_y, 0.0, all_height - layout->view_height));
}

/**
 * heed_heatmap_layout_compute:
 * @layout: (out): the geometry
 * @request: what is to be drawn, and the room for it
 *
 * Cost:    O(n_columns), repeated a few times
 */
void
heed_heatmap_layout_compute (HeedHeatmapLayout        *layout,
                             const HeedHeatmapRequest *request)
{
  Frame frame = { .gutter = 0.0 };

  g_return_if_fail (request->n_rows > 0 && request->n_columns > 0);
  g_return_if_fail (request->row_line_height > 0.0 && request->column_line_height > 0.0);

  *layout = (HeedHeatmapLayout) {
    .n_rows = request->n_rows,
    .n_columns = request->n_columns,
    .width = request->width,
    .height = request->height,
  };

  place_titles (request, &frame);
  fit_cells (layout, request, &frame);

  if (request->zoom > 0.0)
    {
      zoom_cells (layout, request->zoom);
      place_row_labels (layout, request, &frame);
      place_column_labels (layout, request, &frame);
    }

  place_view (layout, request, &frame);
}

static gboolean
is_in_view (double at,
            double start,
            double size)
{
  return at >= start && at < start + size;
}

/* Because of rounding, a point inside the view can lie beyond the last cell. */
static guint
find_index (double at,
            double cell_size,
            guint  n_cells)
{
  return MIN ((guint) (at / cell_size), n_cells - 1);
}

/**
 * heed_heatmap_layout_find:
 * @x: px from the left edge of the picture
 * @y: px from its top edge
 * @row: (out): set only if a cell was found
 * @column: (out): set only if a cell was found
 *
 * A point on a shared edge belongs to the cell below or to the right of it.
 *
 * Returns: whether (@x, @y) is inside a visible cell
 */
gboolean
heed_heatmap_layout_find (const HeedHeatmapLayout *layout,
                          double                   x,
                          double                   y,
                          guint                   *row,
                          guint                   *column)
{
  if (!is_in_view (x, layout->left, layout->view_width) ||
      !is_in_view (y, layout->top, layout->view_height))
    return FALSE;

  *row = find_index (y - layout->top + layout->scroll_y, layout->cell_height, layout->n_rows);
  *column = find_index (x - layout->left + layout->scroll_x, layout->cell_width, layout->n_columns);

  return TRUE;
}

/**
 * heed_heatmap_layout_find_row_label:
 * @row: (out): set only if a label was found
 *
 * Returns: whether (@x, @y) is on the label of a row
 */
gboolean
heed_heatmap_layout_find_row_label (const HeedHeatmapLayout *layout,
                                    double                   x,
                                    double                   y,
                                    guint                   *row)
{
  double start = layout->left - HEED_HEATMAP_LABEL_GAP_PX - layout->row_label_width;

  if (!is_in_view (x, start, layout->left - start) ||
      !is_in_view (y, layout->top, layout->view_height))
    return FALSE;

  *row = find_index (y - layout->top + layout->scroll_y, layout->cell_height, layout->n_rows);

  return TRUE;
}

/**
 * heed_heatmap_layout_find_column_label:
 * @column: (out): set only if a label was found
 *
 * Slanted labels are found along their direction.
 *
 * Returns: whether (@x, @y) is on the label of a column
 */
gboolean
heed_heatmap_layout_find_column_label (const HeedHeatmapLayout *layout,
                                       double                   x,
                                       double                   y,
                                       guint                   *column)
{
  double above = layout->top - y;

  if (above <= 0.0 || y < 0.0)
    return FALSE;

  if (layout->column_label_angle == HEED_LABELS_SLANTED)
    x -= above;

  if (!is_in_view (x, layout->left, layout->view_width))
    return FALSE;

  *column = find_index (x - layout->left + layout->scroll_x, layout->cell_width, layout->n_columns);

  return TRUE;
}

/**
 * heed_heatmap_layout_get_angle:
 * @label_width: width of a column label, px at full size
 *
 * Returns: the angle at which that label is drawn
 */
HeedLabelAngle
heed_heatmap_layout_get_angle (const HeedHeatmapLayout *layout,
                               double                   label_width)
{
  if (layout->column_label_angle == HEED_LABELS_LEVEL &&
      !is_level (label_width, layout->cell_width))
    return HEED_LABELS_UPRIGHT;

  return layout->column_label_angle;
}

/**
 * heed_heatmap_layout_get_cell:
 *
 * Returns: the bounds of the cell, px; outside the view if it is scrolled out of it
 */
HeedRectangle
heed_heatmap_layout_get_cell (const HeedHeatmapLayout *layout,
                              guint                    row,
                              guint                    column)
{
  return (HeedRectangle) {
    .x = layout->left - layout->scroll_x + column * layout->cell_width,
    .y = layout->top - layout->scroll_y + row * layout->cell_height,
    .width = layout->cell_width,
    .height = layout->cell_height,
  };
}

static void
get_seen (double  scroll,
          double  view_size,
          double  cell_size,
          guint   n_cells,
          guint  *first,
          guint  *end)
{
  *first = MIN ((guint) (scroll / cell_size), n_cells);
  *end = (guint) CLAMP (ceil ((scroll + view_size) / cell_size), *first, n_cells);
}

/**
 * heed_heatmap_layout_get_seen_rows:
 * @first: (out): the first row that is at least partly visible
 * @end: (out): one past the last
 */
void
heed_heatmap_layout_get_seen_rows (const HeedHeatmapLayout *layout,
                                   guint                   *first,
                                   guint                   *end)
{
  get_seen (layout->scroll_y, layout->view_height, layout->cell_height, layout->n_rows, first, end);
}

/**
 * heed_heatmap_layout_get_seen_columns:
 * @first: (out): the first column that is at least partly visible
 * @end: (out): one past the last
 */
void
heed_heatmap_layout_get_seen_columns (const HeedHeatmapLayout *layout,
                                      guint                   *first,
                                      guint                   *end)
{
  get_seen (layout->scroll_x, layout->view_width, layout->cell_width, layout->n_columns, first,
            end);
}

/* The scroll position nearest to the current one that makes a cell fully visible;
 * index < 0 leaves it unchanged. */
static double
scroll_into_view (double scroll,
                  double view_size,
                  double cell_size,
                  int    index)
{
  double start = index * cell_size;

  if (index < 0)
    return scroll;

  return CLAMP (scroll, fmin (start, start + cell_size - view_size), start);
}

/**
 * heed_heatmap_layout_scroll_to:
 * @row: a row, or -1 not to scroll vertically
 * @column: a column, or -1 not to scroll horizontally
 * @scroll_x: (out): px
 * @scroll_y: (out): px
 *
 * Finds the nearest scroll position that makes a cell fully visible.
 */
void
heed_heatmap_layout_scroll_to (const HeedHeatmapLayout *layout,
                               int                      row,
                               int                      column,
                               double                  *scroll_x,
                               double                  *scroll_y)
{
  *scroll_x = scroll_into_view (layout->scroll_x, layout->view_width, layout->cell_width, column);
  *scroll_y = scroll_into_view (layout->scroll_y, layout->view_height, layout->cell_height, row);
}
