/* attention-remarks.h — what the page says of the attention that is looked at
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/document.h"
#include "ui/heatmap-notes.h"

G_BEGIN_DECLS

/* All of it is about tokens, however words are shown. */
typedef struct {
  HeedMatrix *attention;    /* NULL: there is none */
  HeedToken  *rows;         /* who looks */
  guint       n_rows;
  HeedToken  *columns;      /* what is looked at */
  guint       n_columns;
  gboolean   *hidden;       /* n_columns: nobody may look there */
} HeedAttentionRemarks;

HeedAttentionRemarks *heed_attention_remarks_new  (HeedDocument         *document);
void                  heed_attention_remarks_free (HeedAttentionRemarks *remarks);

/* In a GtkLabel each: the attention in words, and whether it is what it claims. */
void                  heed_attention_remarks_show_verdict (const HeedAttentionRemarks *remarks,
                                                           HeedDocument               *document,
                                                           GtkWidget                  *label);
void                  heed_attention_remarks_show_badge   (const HeedAttentionRemarks *remarks,
                                                           HeedDocument               *document,
                                                           GtkWidget                  *label);

/* Titles of the axes, what is hatched, and the probability of each row's token. */
HeedHeatmapNotes     *heed_attention_remarks_new_notes    (const HeedAttentionRemarks *remarks,
                                                           HeedDocument               *document);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedAttentionRemarks, heed_attention_remarks_free)

G_END_DECLS
