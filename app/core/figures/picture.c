/* picture.c — saving a drawing as SVG, PDF or PNG
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The file is composed in memory first, so that a full disk or a failed drawing
 * leaves an old file untouched. It does not use GTK, so it works without a display.
 *
 * Text stays text: in a PDF with embedded fonts, which Cairo does, and in an SVG as
 * text elements, unless outlines are requested.
 */

#include "app/core/figures/picture.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <gio/gio.h>

#include "ui/text-drawing.h"

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

/**
 * heed_picture_create_image:
 * @width: px
 * @height: px
 * @scale: pixels per px
 *
 * Returns: (transfer full): an image surface whose drawing units are px
 */
cairo_surface_t *
heed_picture_create_image (double width,
                           double height,
                           double scale)
{
  cairo_surface_t *image =
    cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) (width * scale + 0.5),
                                (int) (height * scale + 0.5));

  cairo_surface_set_device_scale (image, scale, scale);

  return image;
}

static cairo_surface_t *
create_surface (const char            *path,
                const HeedPictureForm *form,
                GByteArray            *bytes)
{
  double width = form->width;
  double height = form->height;

  if (g_str_has_suffix (path, ".svg"))
    return cairo_svg_surface_create_for_stream (append_bytes, bytes, width, height);

  if (g_str_has_suffix (path, ".pdf"))
    return cairo_pdf_surface_create_for_stream (append_bytes, bytes, width, height);

  return g_str_has_suffix (path, ".png")
           ? heed_picture_create_image (width, height, form->scale > 0.0 ? form->scale : 1.0)
           : NULL;
}

/* Inserts the text before the closing tag of the SVG. */
static void
add_text (GByteArray    *bytes,
          const GString *text)
{
  static const char end[] = "</svg>";
  char *found = g_strrstr_len ((const char *) bytes->data, bytes->len, end);

  if (found != NULL)
    g_byte_array_set_size (bytes, (guint) (found - (const char *) bytes->data));

  g_byte_array_append (bytes, (const guint8 *) text->str, (guint) text->len);
  g_byte_array_append (bytes, (const guint8 *) "</svg>\n", sizeof "</svg>\n" - 1);
}

static GString *
new_text (const HeedPictureForm *form)
{
  GString *text = g_string_new (NULL);

  if (form->title != NULL)
    {
      g_autofree char *title = g_markup_escape_text (form->title, -1);

      g_string_append_printf (text, "<title>%s</title>\n", title);
    }

  return text;
}

/* Draws and finishes the surface; returns the first error status of Cairo. */
static cairo_status_t
draw_on (cairo_surface_t       *surface,
         const HeedPictureForm *form,
         HeedPictureFunc        draw,
         gpointer               data,
         GByteArray            *bytes)
{
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  draw (data, cr, form->width, form->height);
  status = cairo_status (cr);
  cairo_destroy (cr);

  if (status == CAIRO_STATUS_SUCCESS &&
      cairo_surface_get_type (surface) == CAIRO_SURFACE_TYPE_IMAGE)
    status = cairo_surface_write_to_png_stream (surface, append_bytes, bytes);

  cairo_surface_finish (surface);

  return status == CAIRO_STATUS_SUCCESS ? cairo_surface_status (surface) : status;
}

/**
 * heed_picture_save_as:
 * @path: ends in .svg, .pdf or .png, which determines the format
 * @draw: the drawing function
 *
 * Errors: %G_IO_ERROR_INVALID_FILENAME if the extension is another one,
 *   %G_IO_ERROR_FAILED if it cannot be drawn; %G_FILE_ERROR.
 *
 * Returns: whether the file is written
 */
gboolean
heed_picture_save_as (const char             *path,
                      const HeedPictureForm  *form,
                      HeedPictureFunc         draw,
                      gpointer                data,
                      GError                **error)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  g_autoptr(GString) text = new_text (form);
  cairo_surface_t *surface = create_surface (path, form, bytes);
  gboolean is_svg;
  cairo_status_t status;

  if (surface == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME,
                   "file name: expected one that ends in .svg, .pdf or .png, found %s", path);
      return FALSE;
    }

  is_svg = cairo_surface_get_type (surface) == CAIRO_SURFACE_TYPE_SVG;
  if (is_svg && !form->has_outlines)
    heed_text_note (surface, text);
  status = draw_on (surface, form, draw, data, bytes);
  cairo_surface_destroy (surface);

  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                   "picture: expected %g x %g to be drawn, found %s", form->width, form->height,
                   cairo_status_to_string (status));
      return FALSE;
    }

  if (is_svg)
    add_text (bytes, text);

  return g_file_set_contents (path, (const char *) bytes->data, (gssize) bytes->len, error);
}

/**
 * heed_picture_save:
 * @width: px; points in a PDF
 * @height: px; points in a PDF
 *
 * Calls heed_picture_save_as() with default options.
 */
gboolean
heed_picture_save (const char       *path,
                   double            width,
                   double            height,
                   HeedPictureFunc   draw,
                   gpointer          data,
                   GError          **error)
{
  const HeedPictureForm form = { .width = width, .height = height };

  return heed_picture_save_as (path, &form, draw, data, error);
}
