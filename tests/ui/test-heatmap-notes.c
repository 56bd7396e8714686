/* test-heatmap-notes.c — axes have titles, and hidden cells are hatched
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <cairo-svg.h>
#include <string.h>

#include "ui/heatmap-drawing.h"

#define WIDTH  600
#define HEIGHT 400
#define N      4

static const char *const words[] = { "one", "two", "three", "four" };

/* All weights are zero, so every pixel that is not paper belongs to a note. */
static cairo_surface_t *
draw (HeedHeatmapNotes *notes,
      gboolean          is_dark)
{
  const float zeros[N * N] = { 0.0f };
  g_autoptr(HeedMatrix) matrix = heed_matrix_new (N, N, zeros);
  HeedHeatmapScene scene = {
    .row_labels = words,
    .n_row_labels = N,
    .column_labels = words,
    .n_column_labels = N,
    .matrix = matrix,
    .is_dark = is_dark,
    .selected_row = -1,
    .selected_column = -1,
    .n_played = G_MAXUINT,
    .notes = notes,
  };
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  heed_heatmap_draw (cr, &scene, WIDTH, HEIGHT);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

static guint32
get_pixel (cairo_surface_t *surface,
           int              x,
           int              y)
{
  guint32 pixel;

  memcpy (&pixel,
          cairo_image_surface_get_data (surface) +
            (gsize) y * (gsize) cairo_image_surface_get_stride (surface) + (gsize) x * 4,
          sizeof pixel);

  return pixel & 0xffffffu;
}

/* Returns how many pixels of a rectangle differ between two pictures. */
static guint
count_differences (cairo_surface_t *one,
                   cairo_surface_t *other,
                   HeedRectangle    part)
{
  guint n = 0;

  for (int y = (int) part.y; y < (int) (part.y + part.height); y++)
    for (int x = (int) part.x; x < (int) (part.x + part.width); x++)
      n += get_pixel (one, x, y) != get_pixel (other, x, y);

  return n;
}

static void
get_layout (HeedHeatmapNotes  *notes,
            HeedHeatmapLayout *layout)
{
  const float zeros[N * N] = { 0.0f };
  g_autoptr(HeedMatrix) matrix = heed_matrix_new (N, N, zeros);
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoFontDescription *font = pango_font_description_from_string ("Sans 11");
  g_autoptr(HeedHeatmapPicture) picture = NULL;
  HeedHeatmapRequest request;

  pango_context_set_font_description (context, font);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_font_description_free (font);
  picture = heed_heatmap_picture_new (context);
  g_object_unref (context);

  heed_heatmap_picture_set_row_labels (picture, words, N);
  heed_heatmap_picture_set_column_labels (picture, words, N);
  heed_heatmap_picture_set_matrix (picture, matrix);
  heed_heatmap_picture_set_notes (picture, notes);
  heed_heatmap_picture_get_request (picture, &request);
  request.width = WIDTH;
  request.height = HEIGHT;
  heed_heatmap_layout_compute (layout, &request);
}

static guint
count_hatched (cairo_surface_t         *hatched,
               cairo_surface_t         *plain,
               const HeedHeatmapLayout *layout,
               guint                    row,
               guint                    column)
{
  return count_differences (hatched, plain, heed_heatmap_layout_get_cell (layout, row, column));
}

static void
test_heatmap_notes_hidden_columns_are_hatched (void)
{
  g_autoptr(HeedHeatmapNotes) notes = heed_heatmap_notes_new ();
  g_autoptr(HeedHeatmapNotes) none = heed_heatmap_notes_new ();
  HeedHeatmapLayout layout;

  notes->hidden = g_new0 (gboolean, N);
  notes->n_hidden = N;
  notes->hidden[2] = TRUE;
  get_layout (notes, &layout);

  for (guint is_dark = 0; is_dark < 2; is_dark++)
    {
      cairo_surface_t *hatched = draw (notes, is_dark);
      cairo_surface_t *plain = draw (none, is_dark);

      for (guint row = 0; row < N; row++)
        for (guint column = 0; column < N; column++)
          if (column == 2)
            g_assert_cmpuint (count_hatched (hatched, plain, &layout, row, column), >, 20);
          else
            g_assert_cmpuint (count_hatched (hatched, plain, &layout, row, column), ==, 0);

      cairo_surface_destroy (hatched);
      cairo_surface_destroy (plain);
    }
}

static void
test_heatmap_notes_the_future_is_hatched (void)
{
  g_autoptr(HeedHeatmapNotes) notes = heed_heatmap_notes_new ();
  HeedHeatmapLayout layout;
  cairo_surface_t *plain = draw (NULL, FALSE);
  cairo_surface_t *hatched;

  notes->is_causal = TRUE;
  hatched = draw (notes, FALSE);
  get_layout (notes, &layout);

  for (guint row = 0; row < N; row++)
    for (guint column = 0; column < N; column++)
      if (column > row)
        g_assert_cmpuint (count_hatched (hatched, plain, &layout, row, column), >, 20);
      else
        g_assert_cmpuint (count_hatched (hatched, plain, &layout, row, column), ==, 0);

  cairo_surface_destroy (hatched);
  cairo_surface_destroy (plain);
}

/* Returns whether a part of the picture has any pixel that is not paper. */
static gboolean
has_ink (cairo_surface_t *surface,
         HeedRectangle    part)
{
  for (int y = (int) part.y; y < (int) (part.y + part.height); y++)
    for (int x = (int) part.x; x < (int) (part.x + part.width); x++)
      if (get_pixel (surface, x, y) != 0xffffffu)
        return TRUE;

  return FALSE;
}

static void
test_heatmap_notes_both_axes_have_titles (void)
{
  g_autoptr(HeedHeatmapNotes) notes = heed_heatmap_notes_new ();
  HeedHeatmapLayout layout;
  cairo_surface_t *surface;

  notes->row_title = g_strdup ("target: French, as emitted");
  notes->column_title = g_strdup ("source: English");
  get_layout (notes, &layout);
  g_assert_cmpfloat (layout.row_title_width, >, 0.0);
  g_assert_cmpfloat (layout.column_title_height, >, 0.0);

  /* Labels and titles must not overlap. */
  g_assert_cmpfloat (layout.row_title_x + layout.row_title_width, <=,
                     layout.left - layout.row_label_width);
  g_assert_cmpfloat (layout.column_title_y + layout.column_title_height, <, layout.top);

  surface = draw (notes, FALSE);
  g_assert_true (has_ink (surface, (HeedRectangle) { layout.row_title_x, 0.0,
                                                     layout.row_title_width, HEIGHT }));
  g_assert_true (has_ink (surface, (HeedRectangle) { 0.0, layout.column_title_y, WIDTH,
                                                     layout.column_title_height }));
  cairo_surface_destroy (surface);
}

static cairo_status_t
append_cb (void                *closure,
           const unsigned char *data,
           unsigned int         length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

/* An SVG file is larger with titles than without; returns its size. */
static gsize
measure_svg (HeedHeatmapNotes *notes)
{
  const float zeros[N * N] = { 0.0f };
  g_autoptr(HeedMatrix) matrix = heed_matrix_new (N, N, zeros);
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface =
    cairo_svg_surface_create_for_stream (append_cb, bytes, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  const HeedHeatmapScene scene = { .matrix = matrix, .selected_row = -1, .selected_column = -1,
                                   .n_played = G_MAXUINT, .notes = notes };

  heed_heatmap_draw (cr, &scene, WIDTH, HEIGHT);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);

  return bytes->len;
}

static void
test_heatmap_notes_are_in_exported_shapes (void)
{
  g_autoptr(HeedHeatmapNotes) notes = heed_heatmap_notes_new ();

  notes->column_title = g_strdup ("source");
  g_assert_cmpuint (measure_svg (notes), >, measure_svg (NULL) + 500);
}

/* The frames of a film are too small for titles. */
static void
test_heatmap_notes_small_pictures_have_no_titles (void)
{
  HeedHeatmapLayout layout;
  const HeedHeatmapRequest request = {
    .width = 120.0, .height = 120.0, .n_rows = 3, .n_columns = 3,
    .row_line_height = 15.0, .column_line_height = 15.0,
    .row_title_height = 13.0, .column_title_height = 13.0,
  };

  heed_heatmap_layout_compute (&layout, &request);
  g_assert_cmpfloat (layout.row_title_width, ==, 0.0);
  g_assert_cmpfloat (layout.column_title_height, ==, 0.0);
}

static void
test_heatmap_notes_say_something_of_rows (void)
{
  g_autoptr(HeedHeatmapNotes) notes = heed_heatmap_notes_new ();

  g_assert_null (heed_heatmap_notes_get_row (NULL, 0));
  g_assert_null (heed_heatmap_notes_get_row (notes, 0));
  notes->rows = g_strsplit ("p = 0.1,p = 0.2", ",", -1);
  g_assert_cmpstr (heed_heatmap_notes_get_row (notes, 1), ==, "p = 0.2");
  g_assert_null (heed_heatmap_notes_get_row (notes, 2));

  g_assert_null (heed_heatmap_notes_get_column (notes, 0));
  notes->columns = g_strsplit (",takes 80 %", ",", -1);
  g_assert_null (heed_heatmap_notes_get_column (notes, 0));
  g_assert_cmpstr (heed_heatmap_notes_get_column (notes, 1), ==, "takes 80 %");
}

/* Only the label of the marked column is drawn in another colour. */
static void
test_heatmap_notes_mark_who_takes_much (void)
{
  g_autoptr(HeedHeatmapNotes) notes = heed_heatmap_notes_new ();
  HeedHeatmapLayout layout;
  cairo_surface_t *plain = draw (NULL, FALSE);
  cairo_surface_t *marked;

  notes->columns = g_strsplit (",,,takes 80 %", ",", -1);
  marked = draw (notes, FALSE);
  get_layout (notes, &layout);

  for (guint column = 0; column < N; column++)
    {
      HeedRectangle cell = heed_heatmap_layout_get_cell (&layout, 0, column);
      guint n_others = count_differences (
        plain, marked, (HeedRectangle) { cell.x, 0.0, cell.width, layout.top - 1.0 });

      if (column == 3)
        g_assert_cmpuint (n_others, >, 20);
      else
        g_assert_cmpuint (n_others, ==, 0);
    }

  cairo_surface_destroy (plain);
  cairo_surface_destroy (marked);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/heatmap-notes/hidden-columns-are-hatched",
                   test_heatmap_notes_hidden_columns_are_hatched);
  g_test_add_func ("/ui/heatmap-notes/the-future-is-hatched",
                   test_heatmap_notes_the_future_is_hatched);
  g_test_add_func ("/ui/heatmap-notes/both-axes-have-titles",
                   test_heatmap_notes_both_axes_have_titles);
  g_test_add_func ("/ui/heatmap-notes/are-in-exported-shapes",
                   test_heatmap_notes_are_in_exported_shapes);
  g_test_add_func ("/ui/heatmap-notes/small-pictures-have-no-titles",
                   test_heatmap_notes_small_pictures_have_no_titles);
  g_test_add_func ("/ui/heatmap-notes/say-something-of-rows",
                   test_heatmap_notes_say_something_of_rows);
  g_test_add_func ("/ui/heatmap-notes/mark-who-takes-much",
                   test_heatmap_notes_mark_who_takes_much);

  return g_test_run ();
}
