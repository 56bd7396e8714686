/* figure-file.h — an attention into a file of any form
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/figure.h"

G_BEGIN_DECLS

/* As a page has it, unless somebody wants another size. */
#define HEED_FIGURE_WIDTH_PX  1000.0
#define HEED_FIGURE_HEIGHT_PX 800.0

typedef struct {
  double    width;         /* px; points in a PDF */
  double    height;
  gboolean  has_outlines;  /* an SVG has the outlines of letters, and no text */
  gboolean  has_title;     /* for who asks a page for it: what is seen has one */
  double    scale;         /* of a PNG: pixels to a px; 0 is 1 */
} HeedFigureForm;

/* So many pixels of a PNG, and that shape for any picture; letters are as large as they
 * can be read where the smaller side is as long as on paper. */
void               heed_figure_form_set_pixels (HeedFigureForm *form,
                                                guint           width,
                                                guint           height);

/* "svg", "pdf", … ended by NULL: what can be written, by the ending of a name. */
const char *const *heed_figure_list_endings (void);
gboolean           heed_figure_can_save     (const char            *path);
gboolean           heed_figure_save         (const HeedFigure      *figure,
                                             const char            *path,
                                             const HeedFigureForm  *form,
                                             GError               **error);

G_END_DECLS
