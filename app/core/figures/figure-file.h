/* figure-file.h — saving a figure of an attention in any file format
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/figures/figure.h"

G_BEGIN_DECLS

/* The default size of a figure. */
#define HEED_FIGURE_WIDTH_PX  1000.0
#define HEED_FIGURE_HEIGHT_PX 800.0

typedef struct {
  double    width;         /* px; points in a PDF */
  double    height;
  gboolean  has_outlines;  /* an SVG has letters as outlines instead of text */
  gboolean  has_title;     /* whether a page keeps the title of its figure */
  double    scale;         /* of a PNG: pixels per px; 0 means 1 */
} HeedFigureForm;

/* Sets the size of a PNG in pixels, and the same aspect ratio for all other pictures. Letters
 * scale with the picture. */
void               heed_figure_form_set_pixels (HeedFigureForm *form,
                                                guint           width,
                                                guint           height);

/* The supported file name extensions without their dot: "svg", "pdf", …; NULL-terminated. */
const char *const *heed_figure_list_endings (void);
gboolean           heed_figure_can_save     (const char            *path);
gboolean           heed_figure_save         (const HeedFigure      *figure,
                                             const char            *path,
                                             const HeedFigureForm  *form,
                                             GError               **error);

G_END_DECLS
