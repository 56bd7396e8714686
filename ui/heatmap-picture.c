/* heatmap-picture.c — the slow parts of a heatmap, cached between frames
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The cells are an image with one pixel per number, which cairo scales up faster than it fills
 * rectangles: 512 x 512 cells cost as much as twenty. Each distinct label is laid out once. Adding
 * a row to the matrix costs one row of pixels, because unchanged rows are not painted again.
 */

#include "ui/heatmap-picture.h"

#include <math.h>
#include <string.h>

#include "ui/token-label.h"

/* Initial number of rows of the surface; it is doubled as needed. */
#define FIRST_ROWS 32

#define LATIN_SAMPLE "Ég"

/* The largest width and height of a cairo image surface. */
#define MAX_PIXELS 32767

struct _HeedHeatmapPicture
{
  PangoContext         *context;
  guint                 context_serial;  /* of the context when the labels were laid out */
  GHashTable           *layouts;         /* label -> PangoLayout */

  char                **row_labels;
  guint                 n_row_labels;
  double                row_label_width;     /* px, of the widest */
  char                **column_labels;
  guint                 n_column_labels;
  double               *column_label_widths; /* px, n_columns of the matrix; NULL until needed */
  double                row_line_height;     /* px */
  double                column_line_height;  /* px, of the highest label */

  HeedMatrix           *matrix;
  HeedMatrix           *painted;         /* what cells shows; NULL if nothing yet */
  cairo_surface_t      *cells;
  const HeedColorScale *scale;
  HeedShading           shading;
  guint64               n_painted_rows;
  HeedHeatmapNotes     *notes;           /* NULL: none */
};

/**
 * heed_heatmap_picture_new:
 * @context: font, language and resolution of the text
 *
 * Returns: (transfer full): an empty picture
 */
HeedHeatmapPicture *
heed_heatmap_picture_new (PangoContext *context)
{
  HeedHeatmapPicture *picture = g_new0 (HeedHeatmapPicture, 1);

  picture->context = g_object_ref (context);
  picture->layouts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  picture->scale = heed_color_scale_get (HEED_PALETTE_BLUES, FALSE);
  picture->row_labels = g_new0 (char *, 1);
  picture->column_labels = g_new0 (char *, 1);

  return picture;
}

/**
 * heed_heatmap_picture_free:
 *
 * Frees the picture and everything cached in it.
 */
void
heed_heatmap_picture_free (HeedHeatmapPicture *picture)
{
  g_object_unref (picture->context);
  g_hash_table_unref (picture->layouts);
  g_strfreev (picture->row_labels);
  g_strfreev (picture->column_labels);
  g_free (picture->column_label_widths);
  g_clear_pointer (&picture->matrix, heed_matrix_unref);
  g_clear_pointer (&picture->painted, heed_matrix_unref);
  g_clear_pointer (&picture->cells, cairo_surface_destroy);
  g_clear_pointer (&picture->notes, heed_heatmap_notes_unref);
  g_free (picture);
}

static PangoLayout *
new_layout (HeedHeatmapPicture *picture,
            const char         *label,
            gboolean            is_strong)
{
  PangoLayout *layout = pango_layout_new (picture->context);
  PangoAttrList *attributes = heed_token_label_new_attributes (label);

  if (attributes == NULL)
    attributes = pango_attr_list_new ();

  if (is_strong)
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));

  pango_layout_set_text (layout, label, -1);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_attr_list_unref (attributes);

  return layout;
}

/* Drops the cached layouts and sizes if the font or the resolution has changed. */
static void
check_context (HeedHeatmapPicture *picture)
{
  guint serial = pango_context_get_serial (picture->context);

  if (picture->context_serial == serial)
    return;

  picture->context_serial = serial;
  picture->row_label_width = 0.0;
  picture->row_line_height = 0.0;
  g_clear_pointer (&picture->column_label_widths, g_free);
  g_hash_table_remove_all (picture->layouts);
}

/**
 * heed_heatmap_picture_get_label_layout:
 * @label: any text
 * @is_strong: whether it is bold
 *
 * Returns: (transfer full): a layout of @label, shared between callers unless @is_strong
 */
PangoLayout *
heed_heatmap_picture_get_label_layout (HeedHeatmapPicture *picture,
                                       const char         *label,
                                       gboolean            is_strong)
{
  PangoLayout *layout;

  if (is_strong)
    return new_layout (picture, label, TRUE);

  check_context (picture);
  layout = g_hash_table_lookup (picture->layouts, label);

  if (layout == NULL)
    {
      layout = new_layout (picture, label, FALSE);
      g_hash_table_insert (picture->layouts, g_strdup (label), layout);
    }

  return g_object_ref (layout);
}

/* The size of a label at full size, px. */
static void
measure_label (HeedHeatmapPicture *picture,
               const char         *label,
               double             *width,
               double             *height)
{
  g_autoptr(PangoLayout) layout = heed_heatmap_picture_get_label_layout (picture, label, FALSE);
  PangoRectangle logical;

  pango_layout_set_width (layout, -1);
  pango_layout_get_extents (layout, NULL, &logical);
  *width = (double) logical.width / PANGO_SCALE;
  *height = (double) logical.height / PANGO_SCALE;
}

static guint
count_columns (HeedHeatmapPicture *picture)
{
  return picture->matrix != NULL ? picture->matrix->n_columns : picture->n_column_labels;
}

static void
measure_row_labels (HeedHeatmapPicture *picture)
{
  picture->row_label_width = 0.0;

  for (guint i = 0; i < picture->n_row_labels; i++)
    {
      double width, height;

      measure_label (picture, picture->row_labels[i], &width, &height);
      picture->row_label_width = MAX (picture->row_label_width, width);
    }
}

/* Rows use the line height of Latin text, which other scripts exceed only in their margins. Columns
 * are closer together and need the full height. */
static void
measure_column_labels (HeedHeatmapPicture *picture)
{
  guint n_columns = count_columns (picture);

  picture->column_line_height = picture->row_line_height;
  picture->column_label_widths = g_new0 (double, n_columns);

  for (guint i = 0; i < MIN (n_columns, picture->n_column_labels); i++)
    {
      double height;

      measure_label (picture, picture->column_labels[i], &picture->column_label_widths[i], &height);
      picture->column_line_height = MAX (picture->column_line_height, height);
    }
}

static void
ensure_measured (HeedHeatmapPicture *picture)
{
  check_context (picture);

  if (picture->row_line_height == 0.0)
    {
      double width;

      measure_label (picture, LATIN_SAMPLE, &width, &picture->row_line_height);
    }

  if (picture->row_label_width == 0.0)
    measure_row_labels (picture);

  if (picture->column_label_widths == NULL)
    measure_column_labels (picture);
}

static gboolean
is_used (HeedHeatmapPicture *picture,
         const char         *label)
{
  return g_strv_contains ((const char *const *) picture->row_labels, label) ||
         g_strv_contains ((const char *const *) picture->column_labels, label);
}

static gboolean
is_unused_cb (gpointer key,
              gpointer value,
              gpointer user_data)
{
  return !is_used (user_data, key);
}

/* Drops layouts of labels that are no longer used, once most of them are unused. */
static void
drop_unused_layouts (HeedHeatmapPicture *picture)
{
  guint n_labels = picture->n_row_labels + picture->n_column_labels;

  if (g_hash_table_size (picture->layouts) > 2 * n_labels + FIRST_ROWS)
    g_hash_table_foreach_remove (picture->layouts, is_unused_cb, picture);
}

static char **
copy_labels (const char *const *labels,
             guint              n_labels)
{
  char **copy = g_new0 (char *, n_labels + 1);

  for (guint i = 0; i < n_labels; i++)
    copy[i] = g_strdup (labels[i]);

  return copy;
}

static gboolean
are_equal (char              **have,
           guint               n_have,
           const char *const  *labels,
           guint               n_labels)
{
  if (n_have != n_labels)
    return FALSE;

  for (guint i = 0; i < n_labels; i++)
    if (!g_str_equal (have[i], labels[i]))
      return FALSE;

  return TRUE;
}

/**
 * heed_heatmap_picture_set_row_labels:
 * @labels: (array length=n_labels): the labels of the rows; copied
 *
 * Returns: whether they differ from the previous ones
 */
gboolean
heed_heatmap_picture_set_row_labels (HeedHeatmapPicture *picture,
                                     const char *const  *labels,
                                     guint               n_labels)
{
  if (are_equal (picture->row_labels, picture->n_row_labels, labels, n_labels))
    return FALSE;

  g_strfreev (picture->row_labels);
  picture->row_labels = copy_labels (labels, n_labels);
  picture->n_row_labels = n_labels;
  picture->row_label_width = 0.0;
  drop_unused_layouts (picture);

  return TRUE;
}

/**
 * heed_heatmap_picture_set_column_labels:
 * @labels: (array length=n_labels): the labels of the columns; copied
 *
 * Returns: whether they differ from the previous ones
 */
gboolean
heed_heatmap_picture_set_column_labels (HeedHeatmapPicture *picture,
                                        const char *const  *labels,
                                        guint               n_labels)
{
  if (are_equal (picture->column_labels, picture->n_column_labels, labels, n_labels))
    return FALSE;

  g_strfreev (picture->column_labels);
  picture->column_labels = copy_labels (labels, n_labels);
  picture->n_column_labels = n_labels;
  g_clear_pointer (&picture->column_label_widths, g_free);
  drop_unused_layouts (picture);

  return TRUE;
}

/**
 * heed_heatmap_picture_get_row_labels:
 * @n_labels: (out): number of labels
 *
 * Returns: (transfer none): the labels of the rows
 */
const char *const *
heed_heatmap_picture_get_row_labels (HeedHeatmapPicture *picture,
                                     guint              *n_labels)
{
  *n_labels = picture->n_row_labels;

  return (const char *const *) picture->row_labels;
}

/**
 * heed_heatmap_picture_get_column_labels:
 * @n_labels: (out): number of labels
 *
 * Returns: (transfer none): the labels of the columns
 */
const char *const *
heed_heatmap_picture_get_column_labels (HeedHeatmapPicture *picture,
                                        guint              *n_labels)
{
  *n_labels = picture->n_column_labels;

  return (const char *const *) picture->column_labels;
}

/**
 * heed_heatmap_picture_get_row_label:
 *
 * Returns: (transfer none): the label of the row; "" if it has none
 */
const char *
heed_heatmap_picture_get_row_label (HeedHeatmapPicture *picture,
                                    guint               row)
{
  return row < picture->n_row_labels ? picture->row_labels[row] : "";
}

/**
 * heed_heatmap_picture_get_column_label:
 *
 * Returns: (transfer none): the label of the column; "" if it has none
 */
const char *
heed_heatmap_picture_get_column_label (HeedHeatmapPicture *picture,
                                       guint               column)
{
  return column < picture->n_column_labels ? picture->column_labels[column] : "";
}

/**
 * heed_heatmap_picture_get_column_label_width:
 *
 * Returns: the width of the label at full size, px
 */
double
heed_heatmap_picture_get_column_label_width (HeedHeatmapPicture *picture,
                                             guint               column)
{
  ensure_measured (picture);

  return column < count_columns (picture) ? picture->column_label_widths[column] : 0.0;
}

/* A title may be in a script that is higher than that of the labels. */
static double
measure_title (HeedHeatmapPicture *picture,
               const char         *title)
{
  g_autoptr(PangoLayout) text = heed_heatmap_picture_get_label_layout (picture, title, FALSE);
  int height;

  pango_layout_get_pixel_size (text, NULL, &height);

  return fmax (height, picture->row_line_height) * HEED_HEATMAP_TITLE_SCALE;
}

/**
 * heed_heatmap_picture_get_request:
 * @request: (out): filled with the sizes that depend on the picture; the rest is 0
 *
 * The picture must have a matrix.
 */
void
heed_heatmap_picture_get_request (HeedHeatmapPicture *picture,
                                  HeedHeatmapRequest *request)
{
  g_return_if_fail (picture->matrix != NULL);

  ensure_measured (picture);

  *request = (HeedHeatmapRequest) {
    .n_rows = picture->matrix->n_rows,
    .n_columns = picture->matrix->n_columns,
    .row_label_width = picture->row_label_width,
    .column_label_widths = picture->column_label_widths,
    .row_line_height = picture->row_line_height,
    .column_line_height = picture->column_line_height,
  };

  if (picture->notes != NULL && picture->notes->row_title != NULL)
    request->row_title_height = measure_title (picture, picture->notes->row_title);
  if (picture->notes != NULL && picture->notes->column_title != NULL)
    request->column_title_height = measure_title (picture, picture->notes->column_title);
}

/**
 * heed_heatmap_picture_set_notes:
 * @notes: (nullable): the notes around the cells
 */
void
heed_heatmap_picture_set_notes (HeedHeatmapPicture *picture,
                                HeedHeatmapNotes   *notes)
{
  if (notes != NULL)
    heed_heatmap_notes_ref (notes);

  g_clear_pointer (&picture->notes, heed_heatmap_notes_unref);
  picture->notes = notes;
}

/**
 * heed_heatmap_picture_get_notes:
 *
 * Returns: (transfer none) (nullable): the notes around the cells
 */
HeedHeatmapNotes *
heed_heatmap_picture_get_notes (HeedHeatmapPicture *picture)
{
  return picture->notes;
}

/**
 * heed_heatmap_picture_set_matrix:
 * @matrix: (nullable): the numbers to show, [0, 1]; at most 32767 x 32767
 */
void
heed_heatmap_picture_set_matrix (HeedHeatmapPicture *picture,
                                 HeedMatrix         *matrix)
{
  guint n_columns = count_columns (picture);

  g_return_if_fail (matrix == NULL ||
                    (matrix->n_rows <= MAX_PIXELS && matrix->n_columns <= MAX_PIXELS));

  if (matrix != NULL)
    heed_matrix_ref (matrix);

  g_clear_pointer (&picture->matrix, heed_matrix_unref);
  picture->matrix = matrix;

  if (n_columns != count_columns (picture))
    g_clear_pointer (&picture->column_label_widths, g_free);
}

/**
 * heed_heatmap_picture_get_matrix:
 *
 * Returns: (transfer none) (nullable): the numbers shown
 */
HeedMatrix *
heed_heatmap_picture_get_matrix (HeedHeatmapPicture *picture)
{
  return picture->matrix;
}

/**
 * heed_heatmap_picture_set_scale:
 * @scale: the colour of each number; borrowed, must outlive the picture
 */
void
heed_heatmap_picture_set_scale (HeedHeatmapPicture   *picture,
                                const HeedColorScale *scale)
{
  if (picture->scale == scale)
    return;

  picture->scale = scale;
  g_clear_pointer (&picture->painted, heed_matrix_unref);
}

/**
 * heed_heatmap_picture_get_scale:
 *
 * Returns: (transfer none): the colour of each number
 */
const HeedColorScale *
heed_heatmap_picture_get_scale (HeedHeatmapPicture *picture)
{
  return picture->scale;
}

/**
 * heed_heatmap_picture_set_shading:
 * @shading: how dark each number is
 */
void
heed_heatmap_picture_set_shading (HeedHeatmapPicture *picture,
                                  const HeedShading  *shading)
{
  if (heed_shading_is_equal (&picture->shading, shading))
    return;

  picture->shading = *shading;
  g_clear_pointer (&picture->painted, heed_matrix_unref);
}

/**
 * heed_heatmap_picture_get_shading:
 *
 * Returns: (transfer none): how dark each number is
 */
const HeedShading *
heed_heatmap_picture_get_shading (HeedHeatmapPicture *picture)
{
  return &picture->shading;
}

static gboolean
has_room (HeedHeatmapPicture *picture)
{
  return picture->cells != NULL &&
         cairo_image_surface_get_width (picture->cells) == (int) picture->matrix->n_columns &&
         cairo_image_surface_get_height (picture->cells) >= (int) picture->matrix->n_rows;
}

/* Creates a larger surface. Painted rows are copied if the width is unchanged. */
static void
make_room (HeedHeatmapPicture *picture)
{
  guint n_rows = FIRST_ROWS;
  cairo_surface_t *cells;

  while (n_rows < picture->matrix->n_rows)
    n_rows = MIN (n_rows * 2, MAX_PIXELS);

  cells =
    cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) picture->matrix->n_columns, (int) n_rows);

  if (picture->painted != NULL && picture->painted->n_columns == picture->matrix->n_columns)
    {
      cairo_surface_flush (cells);
      memcpy (cairo_image_surface_get_data (cells),
              cairo_image_surface_get_data (picture->cells),
              (gsize) cairo_image_surface_get_stride (cells) * picture->painted->n_rows);
      cairo_surface_mark_dirty (cells);
    }
  else
    g_clear_pointer (&picture->painted, heed_matrix_unref);

  g_clear_pointer (&picture->cells, cairo_surface_destroy);
  picture->cells = cells;
}

static gboolean
is_row_painted (HeedHeatmapPicture *picture,
                guint               row)
{
  gsize at = (gsize) row * picture->matrix->n_columns;

  return picture->painted != NULL &&
         row < picture->painted->n_rows &&
         memcmp (picture->painted->values + at, picture->matrix->values + at,
                 picture->matrix->n_columns * sizeof (float)) == 0;
}

static void
paint_row (HeedHeatmapPicture *picture,
           guint               row)
{
  const float *values = picture->matrix->values + (gsize) row * picture->matrix->n_columns;
  gsize stride = (gsize) cairo_image_surface_get_stride (picture->cells);
  guint32 *pixels = (guint32 *) (cairo_image_surface_get_data (picture->cells) + row * stride);
  g_autofree float *shades = g_new (float, picture->matrix->n_columns);

  heed_shading_shade (&picture->shading, values, picture->matrix->n_columns, shades);
  for (guint column = 0; column < picture->matrix->n_columns; column++)
    pixels[column] = heed_color_scale_lookup (picture->scale, shades[column]);

  picture->n_painted_rows++;
}

/**
 * heed_heatmap_picture_get_cells:
 *
 * Paints the rows that have changed since the last call. The surface may have more rows than the
 * matrix.
 *
 * Cost:    one comparison per number, one look-up per number of a changed row
 *
 * Returns: (transfer none): an image with one pixel per number
 */
cairo_surface_t *
heed_heatmap_picture_get_cells (HeedHeatmapPicture *picture)
{
  g_return_val_if_fail (picture->matrix != NULL, NULL);

  if (picture->painted == picture->matrix)
    return picture->cells;

  if (!has_room (picture))
    make_room (picture);

  cairo_surface_flush (picture->cells);
  for (guint row = 0; row < picture->matrix->n_rows; row++)
    if (!is_row_painted (picture, row))
      paint_row (picture, row);
  cairo_surface_mark_dirty (picture->cells);

  g_clear_pointer (&picture->painted, heed_matrix_unref);
  picture->painted = heed_matrix_ref (picture->matrix);

  return picture->cells;
}

/**
 * heed_heatmap_picture_get_cell_color:
 * @row: row of the matrix
 * @column: column of the matrix
 *
 * Returns: the colour of that cell
 */
HeedColor
heed_heatmap_picture_get_cell_color (HeedHeatmapPicture *picture,
                                     guint               row,
                                     guint               column)
{
  cairo_surface_t *cells = heed_heatmap_picture_get_cells (picture);
  gsize stride = (gsize) cairo_image_surface_get_stride (cells);
  const guint32 *pixels =
    (const guint32 *) (gpointer) (cairo_image_surface_get_data (cells) + row * stride);

  return heed_color_from_pixel (0xff000000u | pixels[column]);
}

/**
 * heed_heatmap_picture_get_n_painted_rows:
 *
 * Returns: how many rows of pixels have been painted since the picture was created
 */
guint64
heed_heatmap_picture_get_n_painted_rows (HeedHeatmapPicture *picture)
{
  return picture->n_painted_rows;
}
