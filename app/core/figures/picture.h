/* picture.h — saving a drawing as SVG, PDF or PNG
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

typedef void (*HeedPictureFunc) (gpointer  data,
                                 cairo_t  *cr,
                                 double    width,
                                 double    height);

typedef struct {
  double      width;         /* px; points in a PDF */
  double      height;
  gboolean    has_outlines;  /* an SVG has letters as outlines instead of text */
  const char *title;         /* of an SVG, for screen readers; or NULL */
  double      scale;         /* of a PNG: pixels per px; 0 means 1 */
} HeedPictureForm;

/* Whether the extension of the name is one of the three formats. */
gboolean heed_picture_can_save (const char *path);

gboolean heed_picture_save (const char       *path,
                            double            width,
                            double            height,
                            HeedPictureFunc   draw,
                            gpointer          data,
                            GError          **error);

gboolean heed_picture_save_as  (const char            *path,
                                const HeedPictureForm *form,
                                HeedPictureFunc        draw,
                                gpointer               data,
                                GError               **error);

cairo_surface_t *heed_picture_create_image (double width,
                                            double height,
                                            double scale);

/* Appends the image to bytes as a PNG; FALSE on failure. */
gboolean heed_picture_append_png (cairo_surface_t *image,
                                  GByteArray      *bytes);

G_END_DECLS
