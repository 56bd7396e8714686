/* picture.c — a drawing as a file: SVG, PDF or PNG
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The picture is made in memory first, so that a full disk or a drawing that
 * fails leaves the old file as it was. No GTK: it works without a display.
 */

#include "app/core/picture.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <gio/gio.h>

static cairo_status_t
append_bytes (void                *closure,
              const unsigned char *data,
              unsigned int         length)
{
  g_byte_array_append (closure, data, length);

  return CAIRO_STATUS_SUCCESS;
}

gboolean
heed_picture_append_png (cairo_surface_t *image,
                         GByteArray      *bytes)
{
  return cairo_surface_write_to_png_stream (image, append_bytes, bytes) == CAIRO_STATUS_SUCCESS;
}

gboolean
heed_picture_can_save (const char *path)
{
  return g_str_has_suffix (path, ".svg") || g_str_has_suffix (path, ".pdf") ||
         g_str_has_suffix (path, ".png");
}

static cairo_surface_t *
create_surface (const char *path,
                double      width,
                double      height,
                GByteArray *bytes)
{
  if (g_str_has_suffix (path, ".svg"))
    return cairo_svg_surface_create_for_stream (append_bytes, bytes, width, height);

  if (g_str_has_suffix (path, ".pdf"))
    return cairo_pdf_surface_create_for_stream (append_bytes, bytes, width, height);

  if (g_str_has_suffix (path, ".png"))
    return cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);

  return NULL;
}

/**
 * heed_picture_save:
 * @path: ends in .svg, .pdf or .png, which says what is written
 * @width: px; points in a PDF
 * @height: px; points in a PDF
 * @draw: draws it
 *
 * Errors: %G_IO_ERROR_INVALID_FILENAME if the ending is another one,
 *   %G_IO_ERROR_FAILED if it cannot be drawn; %G_FILE_ERROR.
 *
 * Returns: whether the file is written
 */
gboolean
heed_picture_save (const char       *path,
                   double            width,
                   double            height,
                   HeedPictureFunc   draw,
                   gpointer          data,
                   GError          **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = create_surface (path, width, height, bytes);
  cairo_status_t status;
  cairo_t *cr;

  if (surface == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME,
                   "file name: expected one that ends in .svg, .pdf or .png, found %s", path);
      return FALSE;
    }

  cr = cairo_create (surface);
  draw (data, cr, width, height);
  status = cairo_status (cr);
  cairo_destroy (cr);

  if (status == CAIRO_STATUS_SUCCESS &&
      cairo_surface_get_type (surface) == CAIRO_SURFACE_TYPE_IMAGE)
    status = cairo_surface_write_to_png_stream (surface, append_bytes, bytes);

  cairo_surface_finish (surface);

  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);

  cairo_surface_destroy (surface);

  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   "picture: expected %g x %g to be drawn, found %s", width, height,
                   cairo_status_to_string (status));
      return FALSE;
    }

  return g_file_set_contents (path, (const char *) bytes->data, (gssize) bytes->len, error);
}
