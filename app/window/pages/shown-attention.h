/* shown-attention.h — the attention that is looked at, as pictures and tables want it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/document.h"
#include "ui/attention-cells.h"
#include "ui/heatmap.h"
#include "ui/site-chooser.h"

G_BEGIN_DECLS

/* Texts are borrowed from the document, until it changes. */
typedef struct {
  HeedMatrix *attention;  /* n_rows x n_columns; NULL if there is none */
  HeedMatrix *scores;     /* likewise */
  HeedToken  *rows;       /* who looks */
  guint       n_rows;
  HeedToken  *columns;    /* what is looked at */
  guint       n_columns;
} HeedShownAttention;

HeedShownAttention *heed_shown_attention_new  (HeedDocument       *document);
void                heed_shown_attention_free (HeedShownAttention *shown);

/* The columns alone, for the caller to free. */
HeedToken          *heed_shown_attention_list_columns (HeedDocument *document,
                                                       guint        *n_columns);

/* To a heatmap, and as the rows of a table. */
void                heed_shown_attention_show_in   (const HeedShownAttention *shown,
                                                    HeedHeatmap              *heatmap);
HeedAttentionCells *heed_shown_attention_new_cells (const HeedShownAttention *shown);

/* What rows and columns are, for a person. */
const char         *heed_shown_attention_get_caption (HeedAttentionKind kind);

/* All that a model has, and what of it is chosen. */
void                heed_shown_attention_offer_sites (HeedModel         *model,
                                                      HeedAttentionSite  site,
                                                      HeedSiteChooser   *chooser);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedShownAttention, heed_shown_attention_free)

G_END_DECLS
