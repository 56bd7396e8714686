/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <string.h>

#include "ui/heatmap-drawing.h"
#include "ui/link-marks.h"

#define SIZE 200
#define CELL 40

/* Five rows and columns of 40 px. */
static const HeedHeatmapLayout layout = {
  .n_rows = 5, .n_columns = 5, .width = SIZE, .height = SIZE,
  .view_width = SIZE, .view_height = SIZE, .cell_width = CELL, .cell_height = CELL,
};

static const HeedColor cells[] = { { 1.0, 1.0, 1.0, 1.0 }, { 0.1, 0.3, 0.7, 1.0 },
                                   { 0.0, 0.0, 0.0, 1.0 } };

/* Black on white, so that marks must not differ by colour alone. */
static const HeedLinkColors contrast = { .paper = { 1.0, 1.0, 1.0, 1.0 }, .text.alpha = 1.0,
                                         .hit.alpha = 1.0, .wrong.alpha = 1.0,
                                         .missed.alpha = 1.0 };

static cairo_surface_t *
draw (const HeedLinkMark   *marks,
      guint                 n_marks,
      const HeedLinkColors *colors,
      HeedColor             behind)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SIZE, SIZE);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, behind.red, behind.green, behind.blue);
  cairo_paint (cr);
  heed_link_marks_draw (cr, &layout, marks, n_marks, colors, FALSE);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static HeedColor
get_pixel (cairo_surface_t *surface,
           int              x,
           int              y)
{
  guint32 pixel;

  memcpy (&pixel,
          cairo_image_surface_get_data (surface) +
            (gsize) y * (gsize) cairo_image_surface_get_stride (surface) + (gsize) x * 4,
          sizeof pixel);

  return heed_color_from_pixel (0xff000000u | pixel);
}

static double
get_light (double share)
{
  return share <= 0.04045 ? share / 12.92 : pow ((share + 0.055) / 1.055, 2.4);
}

static double
get_luminance (HeedColor color)
{
  return 0.2126 * get_light (color.red) + 0.7152 * get_light (color.green) +
         0.0722 * get_light (color.blue);
}

/* Source: WCAG 2.1, "contrast ratio" */
static double
get_ratio (HeedColor a,
           HeedColor b)
{
  double left = get_luminance (a);
  double right = get_luminance (b);

  return (MAX (left, right) + 0.05) / (MIN (left, right) + 0.05);
}

static gboolean
is_like (HeedColor a,
         HeedColor b)
{
  return ABS (a.red - b.red) + ABS (a.green - b.green) + ABS (a.blue - b.blue) < 0.1;
}

/* Counts the pixels of the cell in row 1, column 1 that are close to a colour. */
static guint
count (cairo_surface_t *surface,
       HeedColor        color)
{
  guint n = 0;

  for (int y = CELL; y < 2 * CELL; y++)
    for (int x = CELL; x < 2 * CELL; x++)
      n += is_like (get_pixel (surface, x, y), color);

  return n;
}

static HeedLinkMark
mark_cell (HeedGoldKind    kind,
           HeedLinkOutcome outcome)
{
  return (HeedLinkMark) { 1, 1, 1, 1, kind, outcome };
}

static guint
count_of (HeedLinkMark          mark,
          const HeedLinkColors *colors,
          HeedColor             behind,
          HeedColor             color)
{
  cairo_surface_t *surface = draw (&mark, 1, colors, behind);
  guint n = count (surface, color);

  cairo_surface_destroy (surface);

  return n;
}

/* Along the upper edge of a box, the line of a sure link is
 * continuous and that of a possible link is dashed. */
static void
test_link_marks_possible_boxes_are_dashed (void)
{
  HeedLinkMark sure = mark_cell (HEED_GOLD_SURE, HEED_OUTCOME_NONE);
  HeedLinkMark possible = mark_cell (HEED_GOLD_POSSIBLE, HEED_OUTCOME_NONE);
  guint n_sure = count_of (sure, &contrast, cells[0], contrast.text);
  guint n_possible = count_of (possible, &contrast, cells[0], contrast.text);

  g_assert_cmpuint (n_sure, >=, 4 * (CELL - 8) * 2 - 40);
  g_assert_cmpuint (n_possible, >, n_sure / 3);
  g_assert_cmpuint (n_possible, <, n_sure * 3 / 4);
}

/* In both themes, and on cells of every weight. */
static void
test_link_marks_are_seen_on_every_cell (void)
{
  const HeedHeatmapColors light = heed_heatmap_colors_get (FALSE);
  const HeedHeatmapColors dark = heed_heatmap_colors_get (TRUE);
  const HeedLinkColors themes[] = { heed_heatmap_colors_get_links (&light),
                                    heed_heatmap_colors_get_links (&dark), contrast };

  for (guint theme = 0; theme < G_N_ELEMENTS (themes); theme++)
    for (guint cell = 0; cell < G_N_ELEMENTS (cells); cell++)
      {
        const HeedLinkColors *colors = &themes[theme];
        const struct {
          HeedLinkMark mark;
          HeedColor    color;
        } cases[] = {
          { mark_cell (HEED_GOLD_SURE, HEED_OUTCOME_NONE), colors->text },
          { mark_cell (HEED_GOLD_POSSIBLE, HEED_OUTCOME_NONE), colors->text },
          { mark_cell (HEED_GOLD_NONE, HEED_OUTCOME_HIT), colors->hit },
          { mark_cell (HEED_GOLD_NONE, HEED_OUTCOME_WRONG), colors->wrong },
          { mark_cell (HEED_GOLD_NONE, HEED_OUTCOME_MISSED), colors->missed },
          { mark_cell (HEED_GOLD_NONE, HEED_OUTCOME_CARRIES), colors->text },
        };

        for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
          {
            /* The line itself, and the outline in the paper's
             * colour that separates it from the cell. */
            g_assert_cmpuint (count_of (cases[i].mark, colors, cells[cell], cases[i].color), >=,
                              12);
            g_assert_cmpuint (count_of (cases[i].mark, colors, cells[cell], colors->paper), >=,
                              12);
            g_assert_cmpfloat (get_ratio (cases[i].color, colors->paper), >=, 3.0);
          }
      }
}

/* Without colours, a check, a cross and a ring differ in shape: the middle of a cross has ink,
 * that of a ring has none, and a check has none at the upper left. */
static void
test_link_marks_signs_differ_in_shape (void)
{
  const HeedLinkMark hit = mark_cell (HEED_GOLD_NONE, HEED_OUTCOME_HIT);
  const HeedLinkMark wrong = mark_cell (HEED_GOLD_NONE, HEED_OUTCOME_WRONG);
  const HeedLinkMark missed = mark_cell (HEED_GOLD_NONE, HEED_OUTCOME_MISSED);
  cairo_surface_t *a = draw (&hit, 1, &contrast, cells[0]);
  cairo_surface_t *b = draw (&wrong, 1, &contrast, cells[0]);
  cairo_surface_t *c = draw (&missed, 1, &contrast, cells[0]);
  int middle = CELL + CELL / 2;

  g_assert_true (is_like (get_pixel (b, middle - 1, middle - 1), contrast.text));
  g_assert_false (is_like (get_pixel (c, middle - 1, middle - 1), contrast.text));
  g_assert_true (is_like (get_pixel (b, middle - 5, middle - 5), contrast.text));
  g_assert_false (is_like (get_pixel (a, middle - 5, middle - 5), contrast.text));
  g_assert_true (count (c, contrast.text) > 20);
  g_assert_true (count (a, contrast.text) > 10);

  cairo_surface_destroy (a);
  cairo_surface_destroy (b);
  cairo_surface_destroy (c);
}

static void
test_link_marks_of_pieces_are_one_box (void)
{
  const HeedLinkMark mark = { 1, 2, 1, 3, HEED_GOLD_SURE, HEED_OUTCOME_NONE };
  cairo_surface_t *surface = draw (&mark, 1, &contrast, cells[0]);

  for (int x = CELL + 6; x < 4 * CELL - 6; x++)
    g_assert_true (is_like (get_pixel (surface, x, 2 * CELL), contrast.paper));
  g_assert_true (is_like (get_pixel (surface, 2 * CELL, CELL + 2), contrast.text));
  cairo_surface_destroy (surface);
}

static void
test_link_marks_of_other_places_are_left_out (void)
{
  const HeedLinkMark marks[] = {
    { 5, 1, 0, 1, HEED_GOLD_SURE, HEED_OUTCOME_HIT },
    { 0, 1, 4, 2, HEED_GOLD_SURE, HEED_OUTCOME_HIT },
    { 0, 0, 0, 1, HEED_GOLD_SURE, HEED_OUTCOME_HIT },
    { G_MAXUINT, 1, G_MAXUINT, 1, HEED_GOLD_SURE, HEED_OUTCOME_HIT },
    { 1, G_MAXUINT, 1, 1, HEED_GOLD_SURE, HEED_OUTCOME_HIT },
  };
  cairo_surface_t *surface = draw (marks, G_N_ELEMENTS (marks), &contrast, cells[0]);

  for (int y = 0; y < SIZE; y++)
    for (int x = 0; x < SIZE; x++)
      g_assert_true (is_like (get_pixel (surface, x, y), cells[0]));
  cairo_surface_destroy (surface);
}

static void
test_link_marks_are_said_in_words (void)
{
  const HeedLinkMark mark = { 1, 2, 3, 1, HEED_GOLD_SURE, HEED_OUTCOME_MISSED };

  g_assert_cmpstr (heed_link_marks_describe (HEED_GOLD_SURE, HEED_OUTCOME_MISSED), ==,
                   "sure link, missed");
  g_assert_cmpstr (heed_link_marks_describe (HEED_GOLD_POSSIBLE, HEED_OUTCOME_NONE), ==,
                   "possible link");
  g_assert_cmpstr (heed_link_marks_describe (HEED_GOLD_NONE, HEED_OUTCOME_WRONG), ==,
                   "no link, found all the same");
  g_assert_cmpstr (heed_link_marks_describe (HEED_GOLD_NONE, HEED_OUTCOME_CARRIES), ==,
                   "carries the markup");
  g_assert_null (heed_link_marks_describe (HEED_GOLD_NONE, HEED_OUTCOME_NONE));

  g_assert_true (heed_link_marks_find (&mark, 1, 2, 3) == &mark);
  g_assert_null (heed_link_marks_find (&mark, 1, 3, 3));
  g_assert_null (heed_link_marks_find (&mark, 1, 1, 2));
}

static void
test_link_marks_a_legend_names_each (void)
{
  for (guint i = 0; i < HEED_LINK_N_SAMPLES; i++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SIZE, SIZE);
      cairo_t *cr = cairo_create (surface);

      heed_link_marks_draw_sample (cr, i, (HeedRectangle) { CELL, CELL, CELL, CELL },
                                   &contrast);
      cairo_destroy (cr);
      cairo_surface_flush (surface);
      g_assert_cmpuint (count (surface, contrast.paper), >, 10);
      g_assert_nonnull (heed_link_marks_get_sample (i));
      cairo_surface_destroy (surface);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/link-marks/possible-boxes-are-dashed",
                   test_link_marks_possible_boxes_are_dashed);
  g_test_add_func ("/ui/link-marks/are-seen-on-every-cell",
                   test_link_marks_are_seen_on_every_cell);
  g_test_add_func ("/ui/link-marks/signs-differ-in-shape", test_link_marks_signs_differ_in_shape);
  g_test_add_func ("/ui/link-marks/of-pieces-are-one-box", test_link_marks_of_pieces_are_one_box);
  g_test_add_func ("/ui/link-marks/of-other-places-are-left-out",
                   test_link_marks_of_other_places_are_left_out);
  g_test_add_func ("/ui/link-marks/are-said-in-words", test_link_marks_are_said_in_words);
  g_test_add_func ("/ui/link-marks/a-legend-names-each", test_link_marks_a_legend_names_each);

  return g_test_run ();
}
