/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "ui/heatmap-picture.h"

#define N 40

typedef struct {
  HeedHeatmapPicture *picture;
  float               values[N * N];
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  g_autoptr(GRand) random = g_rand_new_with_seed (1);

  fixture->picture = heed_heatmap_picture_new (context);
  g_object_unref (context);

  for (guint i = 0; i < N * N; i++)
    fixture->values[i] = (float) g_rand_double (random);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  heed_heatmap_picture_free (fixture->picture);
}

static guint32
get_pixel (cairo_surface_t *cells,
           guint            row,
           guint            column)
{
  guint32 pixel;

  memcpy (&pixel,
          cairo_image_surface_get_data (cells) +
            row * (gsize) cairo_image_surface_get_stride (cells) + column * 4,
          sizeof pixel);

  return pixel;
}

static void
show (Fixture *fixture,
      guint    n_rows,
      guint    n_columns)
{
  g_autoptr(HeedMatrix) matrix = heed_matrix_new (n_rows, n_columns, fixture->values);

  heed_heatmap_picture_set_matrix (fixture->picture, matrix);
}

static void
assert_painted (Fixture *fixture)
{
  HeedMatrix *matrix = heed_heatmap_picture_get_matrix (fixture->picture);
  const HeedColorScale *scale = heed_heatmap_picture_get_scale (fixture->picture);
  cairo_surface_t *cells = heed_heatmap_picture_get_cells (fixture->picture);

  for (guint row = 0; row < matrix->n_rows; row++)
    for (guint column = 0; column < matrix->n_columns; column++)
      g_assert_cmphex (
        get_pixel (cells, row, column) & 0xffffff, ==,
        heed_color_scale_lookup (scale, matrix->values[row * matrix->n_columns + column]) &
          0xffffff);
}

/* A different shading repaints all rows; the same one repaints none. */
static void
test_heatmap_picture_shading_is_painted (Fixture       *fixture,
                                         gconstpointer  data)
{
  static const float values[] = { 0.5f, 0.25f, 0.04f, 0.21f };
  const HeedShading shading = { .scaling = HEED_SCALING_ROW_MAXIMUM, .threshold = 0.1 };
  g_autoptr(HeedMatrix) matrix = heed_matrix_new (1, 4, values);
  const HeedColorScale *scale;
  HeedColor wanted, found;
  guint64 n_painted;

  heed_heatmap_picture_set_matrix (fixture->picture, matrix);
  heed_heatmap_picture_get_cells (fixture->picture);
  heed_heatmap_picture_set_shading (fixture->picture, &shading);
  scale = heed_heatmap_picture_get_scale (fixture->picture);

  for (guint column = 0; column < 4; column++)
    {
      static const double shades[] = { 1.0, 0.5, 0.0, 0.42 };

      wanted = heed_color_from_pixel (heed_color_scale_lookup (scale, shades[column]));
      found = heed_heatmap_picture_get_cell_color (fixture->picture, 0, column);
      g_assert_cmpfloat (wanted.red, ==, found.red);
      g_assert_cmpfloat (wanted.blue, ==, found.blue);
    }

  n_painted = heed_heatmap_picture_get_n_painted_rows (fixture->picture);
  heed_heatmap_picture_set_shading (fixture->picture, &shading);
  heed_heatmap_picture_get_cells (fixture->picture);
  g_assert_cmpuint (heed_heatmap_picture_get_n_painted_rows (fixture->picture), ==, n_painted);
}

static void
test_heatmap_picture_has_one_pixel_a_number (Fixture       *fixture,
                                             gconstpointer  data)
{
  show (fixture, 7, 11);
  assert_painted (fixture);
}

static void
test_heatmap_picture_new_row_paints_one_row (Fixture       *fixture,
                                             gconstpointer  data)
{
  for (guint n_rows = 1; n_rows <= N; n_rows++)
    {
      show (fixture, n_rows, N);
      assert_painted (fixture);
      g_assert_cmpuint (heed_heatmap_picture_get_n_painted_rows (fixture->picture), ==, n_rows);
    }
}

static void
test_heatmap_picture_changed_row_paints_one_row (Fixture       *fixture,
                                                 gconstpointer  data)
{
  show (fixture, 10, N);
  assert_painted (fixture);
  fixture->values[4 * N + 3] = 0.123f;
  show (fixture, 10, N);
  assert_painted (fixture);
  g_assert_cmpuint (heed_heatmap_picture_get_n_painted_rows (fixture->picture), ==, 11);
}

static void
test_heatmap_picture_fewer_rows_paint_none (Fixture       *fixture,
                                            gconstpointer  data)
{
  show (fixture, 10, N);
  assert_painted (fixture);
  show (fixture, 4, N);
  assert_painted (fixture);
  g_assert_cmpuint (heed_heatmap_picture_get_n_painted_rows (fixture->picture), ==, 10);
}

static void
test_heatmap_picture_other_width_paints_all (Fixture       *fixture,
                                             gconstpointer  data)
{
  show (fixture, 10, N);
  assert_painted (fixture);
  show (fixture, 10, N - 1);
  assert_painted (fixture);
  show (fixture, 10, N);
  assert_painted (fixture);
}

static void
test_heatmap_picture_other_colours_paint_all (Fixture       *fixture,
                                              gconstpointer  data)
{
  show (fixture, 10, N);
  assert_painted (fixture);
  heed_heatmap_picture_set_scale (fixture->picture,
                                  heed_color_scale_get (HEED_PALETTE_GREYS, TRUE));
  assert_painted (fixture);
}

static void
test_heatmap_picture_says_whether_labels_changed (Fixture       *fixture,
                                                  gconstpointer  data)
{
  const char *first[] = { "a", "b" };
  const char *second[] = { "a", "c" };

  g_assert_true (heed_heatmap_picture_set_row_labels (fixture->picture, first, 2));
  g_assert_false (heed_heatmap_picture_set_row_labels (fixture->picture, first, 2));
  g_assert_true (heed_heatmap_picture_set_row_labels (fixture->picture, second, 2));
  g_assert_true (heed_heatmap_picture_set_row_labels (fixture->picture, second, 1));
  g_assert_cmpstr (heed_heatmap_picture_get_row_label (fixture->picture, 0), ==, "a");
  g_assert_cmpstr (heed_heatmap_picture_get_row_label (fixture->picture, 1), ==, "");
}

static void
test_heatmap_picture_measures_its_labels (Fixture       *fixture,
                                          gconstpointer  data)
{
  const char *labels[] = { "a", "much longer", "关于" };
  HeedHeatmapRequest request;

  show (fixture, 3, 3);
  heed_heatmap_picture_set_column_labels (fixture->picture, labels, 3);
  heed_heatmap_picture_get_request (fixture->picture, &request);

  g_assert_cmpfloat (request.column_label_widths[0], >, 0.0);
  g_assert_cmpfloat (request.column_label_widths[1], >, request.column_label_widths[0]);
  g_assert_cmpfloat (request.column_line_height, >=, request.row_line_height);
  g_assert_cmpfloat (request.row_label_width, ==, 0.0);

  /* Columns beyond the last label have no label. */
  show (fixture, 3, 5);
  heed_heatmap_picture_get_request (fixture->picture, &request);
  g_assert_cmpfloat (request.column_label_widths[4], ==, 0.0);
}

/* Chinese characters are higher than the Latin labels beside them. */
static void
test_heatmap_picture_titles_have_their_height (Fixture       *fixture,
                                               gconstpointer  data)
{
  g_autoptr(HeedHeatmapNotes) notes = heed_heatmap_notes_new ();
  g_autoptr(PangoLayout) text = NULL;
  HeedHeatmapRequest request;
  int height;

  notes->row_title = g_strdup ("target");
  notes->column_title = g_strdup ("源：英语");
  show (fixture, 3, 3);
  heed_heatmap_picture_set_notes (fixture->picture, notes);
  heed_heatmap_picture_get_request (fixture->picture, &request);
  text = heed_heatmap_picture_get_label_layout (fixture->picture, notes->column_title, FALSE);
  pango_layout_get_pixel_size (text, NULL, &height);

  g_assert_cmpfloat (request.column_title_height, >=, height * HEED_HEATMAP_TITLE_SCALE);
  g_assert_cmpfloat (request.row_title_height, >=,
                     request.row_line_height * HEED_HEATMAP_TITLE_SCALE);
}

static void
test_heatmap_picture_keeps_a_layout_for_each_spelling (Fixture       *fixture,
                                                       gconstpointer  data)
{
  g_autoptr(PangoLayout) once =
    heed_heatmap_picture_get_label_layout (fixture->picture, "the", FALSE);
  g_autoptr(PangoLayout) twice =
    heed_heatmap_picture_get_label_layout (fixture->picture, "the", FALSE);
  g_autoptr(PangoLayout) strong =
    heed_heatmap_picture_get_label_layout (fixture->picture, "the", TRUE);

  g_assert_true (once == twice);
  g_assert_true (once != strong);
}

static void
add (const char *path,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/ui/heatmap-picture/has-one-pixel-a-number", test_heatmap_picture_has_one_pixel_a_number);
  add ("/ui/heatmap-picture/shading-is-painted", test_heatmap_picture_shading_is_painted);
  add ("/ui/heatmap-picture/new-row-paints-one-row", test_heatmap_picture_new_row_paints_one_row);
  add ("/ui/heatmap-picture/changed-row-paints-one-row",
       test_heatmap_picture_changed_row_paints_one_row);
  add ("/ui/heatmap-picture/fewer-rows-paint-none", test_heatmap_picture_fewer_rows_paint_none);
  add ("/ui/heatmap-picture/other-width-paints-all", test_heatmap_picture_other_width_paints_all);
  add ("/ui/heatmap-picture/other-colours-paint-all", test_heatmap_picture_other_colours_paint_all);
  add ("/ui/heatmap-picture/says-whether-labels-changed",
       test_heatmap_picture_says_whether_labels_changed);
  add ("/ui/heatmap-picture/measures-its-labels", test_heatmap_picture_measures_its_labels);
  add ("/ui/heatmap-picture/titles-have-their-height",
       test_heatmap_picture_titles_have_their_height);
  add ("/ui/heatmap-picture/keeps-a-layout-for-each-spelling",
       test_heatmap_picture_keeps_a_layout_for_each_spelling);

  return g_test_run ();
}
