/* figure-file.h — an attention into a file of any form
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/figure.h"

G_BEGIN_DECLS

typedef struct {
  double    width;         /* px; points in a PDF */
  double    height;
  gboolean  has_outlines;  /* an SVG has the outlines of letters, and no text */
  gboolean  has_title;     /* for who asks a page for it: what is seen has one */
  double    scale;         /* of a PNG: pixels to a px; 0 is 1 */
} HeedFigureForm;

/* "svg", "pdf", … ended by NULL: what can be written, by the ending of a name. */
const char *const *heed_figure_list_endings (void);
gboolean           heed_figure_can_save     (const char            *path);
gboolean           heed_figure_save         (const HeedFigure      *figure,
                                             const char            *path,
                                             const HeedFigureForm  *form,
                                             GError               **error);

G_END_DECLS
