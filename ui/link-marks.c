/* link-marks.c — marks of gold links and their outcome over the cells of a heatmap
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Boxes are links drawn by people, signs are the outcome of the model's links; both differ in
 * shape, not only in colour. They are drawn as paths, since not every font has such glyphs. A halo
 * of paper around every line keeps it visible on a cell of any shade.
 */

#include "ui/link-marks.h"

#include <glib/gi18n.h>

#include "ui/shapes.h"

/* All in px. */
#define BOX_INSET     2.0   /* in addition to the gap after a cell */
#define GAP           1.0
#define MAX_BOX_LINE  2.0
#define HALO          1.5   /* paper on either side of a line */
#define MIN_FOR_BOX   5.0   /* smaller cells are filled */
#define MIN_FOR_SIGN  9.0
#define MAX_SIGN      15.0

#define SIGN_SHARE    0.55  /* relative to the smaller side of a cell */
#define SMALL_SHARE   0.32  /* the same, if there is a number in the cell */
#define SIGN_LINE     0.16  /* relative to the size of the sign */

/* --- Shapes -------------------------------------------------------------------- */

/* Strokes the current path with a halo of paper, so that it is visible on cells of any shade. */
static void
stroke (cairo_t   *cr,
        double     line_width,
        HeedColor  color,
        HeedColor  paper,
        gboolean   is_filled)
{
  double dashes[2];
  int n_dashes = cairo_get_dash_count (cr);

  if (n_dashes == 2)
    cairo_get_dash (cr, dashes, NULL);

  heed_shapes_set_color (cr, paper);
  cairo_set_dash (cr, NULL, 0, 0.0);
  cairo_set_line_width (cr, line_width + 2 * HALO);
  cairo_stroke_preserve (cr);

  heed_shapes_set_color (cr, color);
  cairo_set_dash (cr, dashes, n_dashes == 2 ? 2 : 0, 0.0);
  cairo_set_line_width (cr, line_width);
  if (is_filled)
    cairo_fill_preserve (cr);
  cairo_stroke (cr);
}

static void
draw_box (cairo_t              *cr,
          HeedRectangle         place,
          HeedGoldKind          kind,
          const HeedLinkColors *colors)
{
  double smaller = MIN (place.width, place.height);
  double line_width = CLAMP (smaller / 14.0, 1.0, MAX_BOX_LINE);
  const double dashes[] = { 2.2 * line_width, 1.8 * line_width };
  double inset = smaller >= 4 * MIN_FOR_BOX ? BOX_INSET : line_width / 2.0;

  cairo_save (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_MITER);
  cairo_rectangle (cr, place.x + inset, place.y + inset, MAX (place.width - 2 * inset, 1.0),
                   MAX (place.height - 2 * inset, 1.0));
  if (smaller >= MIN_FOR_BOX)
    {
      if (kind == HEED_GOLD_POSSIBLE)
        cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0.0);
      stroke (cr, line_width, colors->text, colors->paper, FALSE);
    }
  else
    {
      heed_shapes_set_color (cr, colors->text);
      cairo_fill (cr);
    }
  cairo_restore (cr);
}

/* Draws a sign centred at (x, y) into a square of the given size. */
static void
draw_sign (cairo_t              *cr,
           double                x,
           double                y,
           double                size,
           HeedLinkOutcome       outcome,
           const HeedLinkColors *colors)
{
  double half = size / 2.0;
  double line_width = MAX (size * SIGN_LINE, 1.2);
  HeedColor color = colors->text;

  cairo_save (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_new_path (cr);

  switch (outcome)
    {
    case HEED_OUTCOME_HIT:
      color = colors->hit;
      cairo_move_to (cr, x - 0.8 * half, y + 0.1 * half);
      cairo_line_to (cr, x - 0.2 * half, y + 0.7 * half);
      cairo_line_to (cr, x + 0.8 * half, y - 0.7 * half);
      break;

    case HEED_OUTCOME_WRONG:
      color = colors->wrong;
      cairo_move_to (cr, x - 0.7 * half, y - 0.7 * half);
      cairo_line_to (cr, x + 0.7 * half, y + 0.7 * half);
      cairo_move_to (cr, x + 0.7 * half, y - 0.7 * half);
      cairo_line_to (cr, x - 0.7 * half, y + 0.7 * half);
      break;

    case HEED_OUTCOME_MISSED:
      color = colors->missed;
      cairo_arc (cr, x, y, 0.7 * half, 0.0, 2.0 * G_PI);
      break;

    case HEED_OUTCOME_CARRIES:
      cairo_move_to (cr, x, y - 0.6 * half);
      cairo_line_to (cr, x + 0.6 * half, y);
      cairo_line_to (cr, x, y + 0.6 * half);
      cairo_line_to (cr, x - 0.6 * half, y);
      cairo_close_path (cr);
      break;

    case HEED_OUTCOME_NONE:
      break;
    }

  stroke (cr, line_width, color, colors->paper, outcome == HEED_OUTCOME_CARRIES);
  cairo_restore (cr);
}

/* --- Over cells ------------------------------------------------------------------ */

/* The rectangle from the first cell of a mark to its last, without the gap after it. */
static HeedRectangle
get_place (const HeedHeatmapLayout *layout,
           const HeedLinkMark      *mark)
{
  HeedRectangle first = heed_heatmap_layout_get_cell (layout, mark->first_row, mark->first_column);
  HeedRectangle last = heed_heatmap_layout_get_cell (layout, mark->first_row + mark->n_rows - 1,
                                                     mark->first_column + mark->n_columns - 1);

  return (HeedRectangle) { first.x, first.y, last.x + last.width - first.x - GAP,
                           last.y + last.height - first.y - GAP };
}

static gboolean
is_in_layout (const HeedHeatmapLayout *layout,
              const HeedLinkMark      *mark)
{
  return mark->n_rows > 0 && mark->n_columns > 0 && mark->first_row < layout->n_rows &&
         mark->n_rows <= layout->n_rows - mark->first_row &&
         mark->first_column < layout->n_columns &&
         mark->n_columns <= layout->n_columns - mark->first_column;
}

/* Draws the sign in the first cell, so that it is never between two cells; if there are numbers, in
 * the upper left corner of that cell. */
static void
draw_outcome (cairo_t                 *cr,
              const HeedHeatmapLayout *layout,
              const HeedLinkMark      *mark,
              HeedRectangle            place,
              const HeedLinkColors    *colors,
              gboolean                 has_numbers)
{
  double smaller = MIN (layout->cell_width, layout->cell_height);
  double size = MIN (smaller * (has_numbers ? SMALL_SHARE : SIGN_SHARE), MAX_SIGN);
  double x = place.x + (layout->cell_width - GAP) / 2.0;
  double y = place.y + (layout->cell_height - GAP) / 2.0;

  if (mark->outcome == HEED_OUTCOME_NONE || smaller < MIN_FOR_SIGN)
    return;

  if (has_numbers)
    {
      x = place.x + BOX_INSET + MAX_BOX_LINE + size / 2.0;
      y = place.y + BOX_INSET + MAX_BOX_LINE + size / 2.0;
    }

  draw_sign (cr, x, y, size, mark->outcome, colors);
}

void
heed_link_marks_draw (cairo_t                 *cr,
                      const HeedHeatmapLayout *layout,
                      const HeedLinkMark      *marks,
                      guint                    n_marks,
                      const HeedLinkColors    *colors,
                      gboolean                 has_numbers)
{
  if (n_marks == 0)
    return;

  cairo_save (cr);
  cairo_rectangle (cr, layout->left, layout->top, layout->view_width, layout->view_height);
  cairo_clip (cr);

  for (guint i = 0; i < n_marks; i++)
    {
      HeedRectangle place;

      if (!is_in_layout (layout, &marks[i]))
        continue;

      place = get_place (layout, &marks[i]);
      if (marks[i].kind != HEED_GOLD_NONE)
        draw_box (cr, place, marks[i].kind, colors);
      draw_outcome (cr, layout, &marks[i], place, colors, has_numbers);
    }

  cairo_restore (cr);
}

const HeedLinkMark *
heed_link_marks_find (const HeedLinkMark *marks,
                      guint               n_marks,
                      guint               row,
                      guint               column)
{
  for (guint i = 0; i < n_marks; i++)
    if (row >= marks[i].first_row && row - marks[i].first_row < marks[i].n_rows &&
        column >= marks[i].first_column && column - marks[i].first_column < marks[i].n_columns)
      return &marks[i];

  return NULL;
}

/* --- In words, and a legend -------------------------------------------------------- */

static const char *
describe_missing (HeedLinkOutcome outcome)
{
  return outcome == HEED_OUTCOME_WRONG     ? _("no link, found all the same")
         : outcome == HEED_OUTCOME_CARRIES ? _("carries the markup")
                                           : NULL;
}

/**
 * heed_link_marks_describe:
 *
 * Returns: (nullable): the text that a screen reader adds to the numbers of a cell
 */
const char *
heed_link_marks_describe (HeedGoldKind    kind,
                          HeedLinkOutcome outcome)
{
  switch (kind)
    {
    case HEED_GOLD_SURE:
      return outcome == HEED_OUTCOME_HIT      ? _("sure link, found")
             : outcome == HEED_OUTCOME_MISSED ? _("sure link, missed")
                                              : _("sure link");

    case HEED_GOLD_POSSIBLE:
      return outcome == HEED_OUTCOME_HIT ? _("possible link, found") : _("possible link");

    case HEED_GOLD_NONE:
      break;
    }

  return describe_missing (outcome);
}

typedef struct {
  HeedGoldKind     kind;
  HeedLinkOutcome  outcome;
  const char      *name;
} Sample;

static const Sample samples[HEED_LINK_N_SAMPLES] = {
  { HEED_GOLD_SURE, HEED_OUTCOME_NONE, N_("sure") },
  { HEED_GOLD_POSSIBLE, HEED_OUTCOME_NONE, N_("possible") },
  { HEED_GOLD_NONE, HEED_OUTCOME_HIT, N_("hit") },
  { HEED_GOLD_NONE, HEED_OUTCOME_WRONG, N_("wrong link") },
  { HEED_GOLD_NONE, HEED_OUTCOME_MISSED, N_("missed link") },
};

/**
 * heed_link_marks_get_sample:
 * @i: index of the sample, less than %HEED_LINK_N_SAMPLES
 *
 * Returns: its name
 */
const char *
heed_link_marks_get_sample (guint i)
{
  g_return_val_if_fail (i < HEED_LINK_N_SAMPLES, NULL);

  return _(samples[i].name);
}

void
heed_link_marks_draw_sample (cairo_t              *cr,
                             guint                 i,
                             HeedRectangle         place,
                             const HeedLinkColors *colors)
{
  g_return_if_fail (i < HEED_LINK_N_SAMPLES);

  if (samples[i].kind != HEED_GOLD_NONE)
    draw_box (cr, place, samples[i].kind, colors);
  else
    draw_sign (cr, place.x + place.width / 2.0, place.y + place.height / 2.0,
               MIN (place.width, place.height), samples[i].outcome, colors);
}
