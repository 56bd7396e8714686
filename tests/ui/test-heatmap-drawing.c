/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: ui/cell-numbers.c,
 *   ui/shapes.c
 */

#include <cairo-svg.h>
#include <string.h>

#include "ui/heatmap-drawing.h"

#define WIDTH    600
#define HEIGHT   400
#define N_ROWS   10
#define N_COLUMNS 20

static const char *const words[] = {
  "the", "agreement", "on", "关于", "European", "Economic", "اتفاق", "was", "signed", "in",
  "August", "1992", ".", "⟨eos⟩", "a", "b", "c", "d", "e", "f",
};

/* Every cell has a different colour. */
static HeedMatrix *
new_matrix (void)
{
  float values[N_ROWS * N_COLUMNS];

  for (guint i = 0; i < N_ROWS * N_COLUMNS; i++)
    values[i] = (float) i / 255.0f;

  return heed_matrix_new (N_ROWS, N_COLUMNS, values);
}

static HeedHeatmapScene
make_scene (HeedMatrix *matrix)
{
  return (HeedHeatmapScene) {
    .row_labels = words,
    .n_row_labels = N_ROWS,
    .column_labels = words,
    .n_column_labels = N_COLUMNS,
    .matrix = matrix,
    .style.palette = HEED_PALETTE_VIRIDIS,
    .selected_row = -1,
    .selected_column = -1,
    .n_played = G_MAXUINT,
  };
}

static cairo_surface_t *
draw (const HeedHeatmapScene *scene)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  heed_heatmap_draw (cr, scene, WIDTH, HEIGHT);
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

  return pixel | 0xff000000u;
}

/* Computes the layout that heed_heatmap_draw() uses. */
static void
get_layout (const HeedHeatmapScene *scene,
            HeedHeatmapLayout      *layout)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoFontDescription *font = pango_font_description_from_string ("Sans 11");
  g_autoptr(HeedHeatmapPicture) picture = NULL;
  HeedHeatmapRequest request;

  pango_context_set_font_description (context, font);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_font_description_free (font);
  picture = heed_heatmap_picture_new (context);
  g_object_unref (context);

  heed_heatmap_picture_set_row_labels (picture, scene->row_labels, scene->n_row_labels);
  heed_heatmap_picture_set_column_labels (picture, scene->column_labels, scene->n_column_labels);
  heed_heatmap_picture_set_matrix (picture, scene->matrix);
  heed_heatmap_picture_get_request (picture, &request);
  request.width = WIDTH;
  request.height = HEIGHT;
  heed_heatmap_layout_compute (layout, &request);
}

static void
test_heatmap_drawing_hit_test_equals_drawing (void)
{
  g_autoptr(HeedMatrix) matrix = new_matrix ();
  HeedHeatmapScene scene = make_scene (matrix);
  const HeedColorScale *scale = heed_color_scale_get (HEED_PALETTE_VIRIDIS, FALSE);
  cairo_surface_t *surface = draw (&scene);
  g_autoptr(GRand) random = g_rand_new_with_seed (1);
  HeedHeatmapLayout layout;
  guint n_cells = 0;

  get_layout (&scene, &layout);

  for (guint i = 0; i < 5000; i++)
    {
      int x = g_rand_int_range (random, (int) layout.left, (int) (layout.left + layout.view_width));
      int y = g_rand_int_range (random, (int) layout.top, (int) (layout.top + layout.view_height));
      guint32 pixel = get_pixel (surface, x, y);
      guint row, column;

      g_assert_true (heed_heatmap_layout_find (&layout, x + 0.5, y + 0.5, &row, &column));

      if (pixel == 0xffffffff)
        continue;

      g_assert_cmphex (pixel, ==,
                       heed_color_scale_lookup (scale, matrix->values[row * N_COLUMNS + column]));
      n_cells++;
    }

  g_assert_cmpuint (n_cells, >, 4000);
  cairo_surface_destroy (surface);
}

static gboolean
has_ink (cairo_surface_t *surface,
         int              left,
         int              top,
         int              right,
         int              bottom)
{
  for (int y = top; y < bottom; y++)
    for (int x = left; x < right; x++)
      if (get_pixel (surface, x, y) != 0xffffffff)
        return TRUE;

  return FALSE;
}

static void
test_heatmap_drawing_every_row_has_its_label (void)
{
  g_autoptr(HeedMatrix) matrix = new_matrix ();
  HeedHeatmapScene scene = make_scene (matrix);
  cairo_surface_t *surface = draw (&scene);
  HeedHeatmapLayout layout;

  get_layout (&scene, &layout);

  for (guint row = 0; row < N_ROWS; row++)
    {
      HeedRectangle cell = heed_heatmap_layout_get_cell (&layout, row, 0);

      g_assert_true (
        has_ink (surface, 0, (int) cell.y, (int) layout.left - 1, (int) (cell.y + cell.height)));
    }

  g_assert_true (has_ink (surface, (int) layout.left, 0, WIDTH, (int) layout.top));
  cairo_surface_destroy (surface);
}

static void
test_heatmap_drawing_needs_no_labels (void)
{
  g_autoptr(HeedMatrix) matrix = new_matrix ();
  HeedHeatmapScene scene = make_scene (matrix);
  cairo_surface_t *surface;

  scene.n_row_labels = scene.n_column_labels = 0;
  surface = draw (&scene);
  g_assert_true (has_ink (surface, 0, 0, WIDTH, HEIGHT));
  cairo_surface_destroy (surface);
}

static void
test_heatmap_drawing_without_matrix_is_paper (void)
{
  HeedHeatmapScene scene = make_scene (NULL);
  cairo_surface_t *surface = draw (&scene);

  g_assert_false (has_ink (surface, 0, 0, WIDTH, HEIGHT));
  cairo_surface_destroy (surface);
}

/* Links change the pixels of linked cells only, in light and dark colours. */
static void
test_heatmap_drawing_links_are_over_their_cells_alone (void)
{
  g_autoptr(HeedMatrix) matrix = new_matrix ();

  for (guint is_dark = 0; is_dark < 2; is_dark++)
    {
      g_autoptr(HeedHeatmapNotes) notes = heed_heatmap_notes_new ();
      HeedHeatmapScene scene = make_scene (matrix);
      cairo_surface_t *plain;
      cairo_surface_t *linked;
      HeedHeatmapLayout layout;
      guint n_inside = 0, n_outside = 0;
      HeedRectangle cell;

      notes->has_gold = TRUE;
      notes->links = g_new0 (HeedLinkMark, 1);
      notes->links[0] = (HeedLinkMark) { 3, 1, 5, 1, HEED_GOLD_SURE, HEED_OUTCOME_MISSED };
      notes->n_links = 1;
      scene.is_dark = is_dark;
      plain = draw (&scene);
      scene.notes = notes;
      linked = draw (&scene);
      get_layout (&scene, &layout);
      cell = heed_heatmap_layout_get_cell (&layout, 3, 5);

      for (int y = 0; y < HEIGHT; y++)
        for (int x = 0; x < WIDTH; x++)
          if (get_pixel (plain, x, y) != get_pixel (linked, x, y))
            {
              gboolean is_inside = x >= cell.x - 2.0 && x < cell.x + cell.width + 2.0 &&
                                   y >= cell.y - 2.0 && y < cell.y + cell.height + 2.0;

              *(is_inside ? &n_inside : &n_outside) += 1;
            }

      g_assert_cmpuint (n_inside, >, 60);
      g_assert_cmpuint (n_outside, ==, 0);
      cairo_surface_destroy (plain);
      cairo_surface_destroy (linked);
    }
}

static void
test_heatmap_drawing_dims_what_was_not_played (void)
{
  g_autoptr(HeedMatrix) matrix = new_matrix ();
  HeedHeatmapScene scene = make_scene (matrix);
  cairo_surface_t *all = draw (&scene);
  cairo_surface_t *some;
  HeedHeatmapLayout layout;

  scene.n_played = 4;
  some = draw (&scene);
  get_layout (&scene, &layout);

  for (guint row = 0; row < N_ROWS; row++)
    {
      HeedRectangle cell = heed_heatmap_layout_get_cell (&layout, row, 3);
      int x = (int) (cell.x + cell.width / 2.0);
      int y = (int) (cell.y + cell.height / 2.0);
      double before = heed_color_get_luminance (heed_color_from_pixel (get_pixel (all, x, y)));
      double after = heed_color_get_luminance (heed_color_from_pixel (get_pixel (some, x, y)));

      if (row < 4)
        g_assert_cmpfloat (after, ==, before);
      else
        g_assert_cmpfloat (after, >, before + 0.1);
    }

  cairo_surface_destroy (all);
  cairo_surface_destroy (some);
}

static void
test_heatmap_drawing_selection_is_around_its_cell (void)
{
  g_autoptr(HeedMatrix) matrix = new_matrix ();
  HeedHeatmapScene scene = make_scene (matrix);
  HeedColor mark = heed_heatmap_colors_get (FALSE).mark;
  cairo_surface_t *surface;
  HeedHeatmapLayout layout;
  HeedRectangle cell;
  HeedColor edge;

  scene.selected_row = 5;
  scene.selected_column = 7;
  surface = draw (&scene);
  get_layout (&scene, &layout);
  cell = heed_heatmap_layout_get_cell (&layout, 5, 7);

  edge = heed_color_from_pixel (
    get_pixel (surface, (int) cell.x - 1, (int) (cell.y + cell.height / 2.0)));
  g_assert_cmpfloat_with_epsilon (edge.red, mark.red, 0.01);
  g_assert_cmpfloat_with_epsilon (edge.green, mark.green, 0.01);

  /* The outline of the row extends over its full width. */
  edge = heed_color_from_pixel (get_pixel (surface, (int) layout.left + 4, (int) cell.y - 1));
  g_assert_cmpfloat_with_epsilon (edge.red, mark.red, 0.01);

  /* The cell itself is visible. */
  g_assert_cmphex (
    get_pixel (surface, (int) (cell.x + cell.width / 2.0), (int) (cell.y + cell.height / 2.0)), ==,
    heed_color_scale_lookup (heed_color_scale_get (HEED_PALETTE_VIRIDIS, FALSE),
                             matrix->values[5 * N_COLUMNS + 7]));
  cairo_surface_destroy (surface);
}

static void
test_heatmap_drawing_shows_all_of_a_large_matrix (void)
{
  g_autofree float *values = g_new0 (float, 300 * 300);
  g_autoptr(HeedMatrix) matrix = NULL;
  HeedHeatmapScene scene = make_scene (NULL);
  cairo_surface_t *surface;
  gboolean is_last_seen = FALSE;

  values[300 * 300 - 1] = 1.0f;
  matrix = heed_matrix_new (300, 300, values);
  scene.matrix = matrix;
  scene.n_row_labels = scene.n_column_labels = 0;
  surface = draw (&scene);

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      is_last_seen = is_last_seen || get_pixel (surface, x, y) == 0xfffde725;

  g_assert_true (is_last_seen);
  cairo_surface_destroy (surface);
}

static cairo_status_t
append (void                *closure,
        const unsigned char *data,
        unsigned int         length)
{
  g_string_append_len (closure, (const char *) data, length);

  return CAIRO_STATUS_SUCCESS;
}

static void
test_heatmap_drawing_file_of_shapes_has_no_image (void)
{
  g_autoptr(HeedMatrix) matrix = new_matrix ();
  HeedHeatmapScene scene = make_scene (matrix);
  g_autoptr(GString) svg = g_string_new (NULL);
  cairo_surface_t *surface = cairo_svg_surface_create_for_stream (append, svg, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  heed_heatmap_draw (cr, &scene, WIDTH, HEIGHT);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);

  g_assert_nonnull (strstr (svg->str, "</svg>"));
  g_assert_null (strstr (svg->str, "<image"));
}

/* Returns how many pixels of a cell differ from its colour. */
static guint
count_ink (cairo_surface_t *surface,
           HeedRectangle    cell,
           guint32          color)
{
  guint n_pixels = 0;

  for (int y = (int) cell.y; y < cell.y + cell.height - 2; y++)
    for (int x = (int) cell.x; x < cell.x + cell.width - 2; x++)
      n_pixels += get_pixel (surface, x, y) != color;

  return n_pixels;
}

static void
test_heatmap_drawing_numbers_are_where_there_is_room (void)
{
  static const float values[] = { 0.93f, 0.07f, 0.002f, 0.5f };
  const HeedColorScale *scale = heed_color_scale_get (HEED_PALETTE_VIRIDIS, FALSE);
  g_autoptr(HeedMatrix) few = heed_matrix_new (2, 2, values);
  static const float zeros[2 * 50] = { [7] = 1.0f };
  g_autoptr(HeedMatrix) many = heed_matrix_new (2, 50, zeros);
  HeedHeatmapScene scene = make_scene (few);
  cairo_surface_t *surface, *without;
  HeedHeatmapLayout layout;

  scene.n_row_labels = scene.n_column_labels = 2;
  scene.style.shows_numbers = TRUE;
  get_layout (&scene, &layout);
  surface = draw (&scene);

  for (guint i = 0; i < 4; i++)
    {
      HeedRectangle cell = heed_heatmap_layout_get_cell (&layout, i / 2, i % 2);
      guint n_pixels = count_ink (surface, cell, heed_color_scale_lookup (scale, values[i]));

      /* .00 is not written. */
      if (i == 2)
        g_assert_cmpuint (n_pixels, ==, 0);
      else
        g_assert_cmpuint (n_pixels, >, 20);
    }

  cairo_surface_destroy (surface);

  /* With fifty columns, each is 14 px wide: too narrow for numbers. */
  scene = make_scene (many);
  without = draw (&scene);
  scene.style.shows_numbers = TRUE;
  surface = draw (&scene);
  g_assert_true (memcmp (cairo_image_surface_get_data (surface),
                         cairo_image_surface_get_data (without),
                         (gsize) cairo_image_surface_get_stride (surface) * HEIGHT) == 0);
  cairo_surface_destroy (surface);
  cairo_surface_destroy (without);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/ui/heatmap-drawing/links-are-over-their-cells-alone",
                   test_heatmap_drawing_links_are_over_their_cells_alone);
  g_test_add_func ("/ui/heatmap-drawing/hit-test-equals-drawing",
                   test_heatmap_drawing_hit_test_equals_drawing);
  g_test_add_func ("/ui/heatmap-drawing/every-row-has-its-label",
                   test_heatmap_drawing_every_row_has_its_label);
  g_test_add_func ("/ui/heatmap-drawing/numbers-are-where-there-is-room",
                   test_heatmap_drawing_numbers_are_where_there_is_room);
  g_test_add_func ("/ui/heatmap-drawing/needs-no-labels", test_heatmap_drawing_needs_no_labels);
  g_test_add_func ("/ui/heatmap-drawing/without-matrix-is-paper",
                   test_heatmap_drawing_without_matrix_is_paper);
  g_test_add_func ("/ui/heatmap-drawing/dims-what-was-not-played",
                   test_heatmap_drawing_dims_what_was_not_played);
  g_test_add_func ("/ui/heatmap-drawing/selection-is-around-its-cell",
                   test_heatmap_drawing_selection_is_around_its_cell);
  g_test_add_func ("/ui/heatmap-drawing/shows-all-of-a-large-matrix",
                   test_heatmap_drawing_shows_all_of_a_large_matrix);
  g_test_add_func ("/ui/heatmap-drawing/file-of-shapes-has-no-image",
                   test_heatmap_drawing_file_of_shapes_has_no_image);

  return g_test_run ();
}
