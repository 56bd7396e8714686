/* document-figure.h — the attention of a document as a figure for export
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/figures/figure.h"
#include "app/window/pages/parts/shown-attention.h"

G_BEGIN_DECLS

/* Fills in a matrix as the heatmap shows it, which must have one; everything is borrowed. */
void  heed_document_figure_make        (HeedFigure               *figure,
                                        HeedDocument             *document,
                                        HeedHeatmap              *heatmap,
                                        const HeedShownAttention *shown);

/* Returns the changes whose effect is shown, in words: none while the translation without changes
 * is shown. For HeedFigure's changes. */
char **heed_document_figure_list_changes (HeedDocument             *document)
                                          G_GNUC_WARN_UNUSED_RESULT;

/* A caption below the figure; caller frees. */
char *heed_document_figure_new_caption (HeedDocument             *document);

G_END_DECLS
