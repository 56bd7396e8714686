/* attention-remarks.h — verdict, badge and heatmap notes for the displayed attention
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/words/sinks.h"
#include "app/window/document/document.h"
#include "ui/heatmap-notes.h"

G_BEGIN_DECLS

/* Always in tokens, even where several tokens are displayed as one word. */
typedef struct {
  HeedMatrix *attention;    /* NULL if there is none */
  HeedToken  *rows;         /* queries */
  guint       n_rows;
  HeedToken  *columns;      /* keys */
  guint       n_columns;
  gboolean   *hidden;       /* n_columns: TRUE if hidden by a change */
  gboolean   *padding;      /* n_columns: TRUE for the model's padding token */
} HeedAttentionRemarks;

HeedAttentionRemarks *heed_attention_remarks_new  (HeedDocument         *document);
void                  heed_attention_remarks_free (HeedAttentionRemarks *remarks);

/* NULL if the shape of the attention does not match the tokens, which the badge reports. */
const HeedMatrix     *heed_attention_remarks_get_matrix (const HeedAttentionRemarks *remarks);

/* Each fills a GtkLabel: the verdict in words, and the result of the integrity checks. */
void                  heed_attention_remarks_show_verdict (const HeedAttentionRemarks *remarks,
                                                           HeedDocument               *document,
                                                           GtkWidget                  *label);
void                  heed_attention_remarks_show_badge   (const HeedAttentionRemarks *remarks,
                                                           HeedDocument               *document,
                                                           GtkWidget                  *label);

/* How tokens are displayed: the row and the column of each, if several tokens are displayed as
 * one word. */
typedef struct {
  HeedSinkRule  sinks;
  const guint  *rows;       /* the row of each query token; NULL if each has its own */
  guint         n_rows;     /* ignored if rows is NULL */
  const guint  *columns;    /* the column of each key token; NULL if each has its own */
  guint         n_columns;
} HeedRemarksView;

/* Axis titles, hatched columns, special tokens that take much of the attention, and the
 * probability of each row: for a word, the product of its tokens' probabilities. */
HeedHeatmapNotes     *heed_attention_remarks_new_notes    (const HeedAttentionRemarks *remarks,
                                                           HeedDocument               *document,
                                                           const HeedRemarksView      *view);

/* Returns these probabilities for the words of the translation; caller frees. words has the
 * index (< n_words) of each token's word; NULL if each token is a word. */
char                **heed_attention_remarks_list_probabilities (HeedDocument *document,
                                                                 const guint  *words,
                                                                 guint         n_words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedAttentionRemarks, heed_attention_remarks_free)

G_END_DECLS
