/* document-figure.h — the attention of a document as something to take away
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/figure.h"
#include "app/window/pages/shown-attention.h"

G_BEGIN_DECLS

/* A matrix as the heatmap shows it; everything is borrowed. There must be one. */
void  heed_document_figure_make        (HeedFigure               *figure,
                                        HeedDocument             *document,
                                        HeedHeatmap              *heatmap,
                                        const HeedShownAttention *shown);

/* For below it. */
char *heed_document_figure_new_caption (HeedDocument             *document);

G_END_DECLS
