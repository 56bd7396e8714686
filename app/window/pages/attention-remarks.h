/* attention-remarks.h — what the page says of the attention that is looked at
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/sinks.h"
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
  gboolean   *padding;      /* n_columns: nobody should look there, by the model's own id */
} HeedAttentionRemarks;

HeedAttentionRemarks *heed_attention_remarks_new  (HeedDocument         *document);
void                  heed_attention_remarks_free (HeedAttentionRemarks *remarks);

/* The attention if its shape is that of the tokens, or NULL: the badge says so. */
const HeedMatrix     *heed_attention_remarks_get_matrix (const HeedAttentionRemarks *remarks);

/* In a GtkLabel each: the attention in words, and whether it is what it claims. */
void                  heed_attention_remarks_show_verdict (const HeedAttentionRemarks *remarks,
                                                           HeedDocument               *document,
                                                           GtkWidget                  *label);
void                  heed_attention_remarks_show_badge   (const HeedAttentionRemarks *remarks,
                                                           HeedDocument               *document,
                                                           GtkWidget                  *label);

/* What is seen of tokens: which row and column each is in, if several are shown as one
 * word. */
typedef struct {
  HeedSinkRule  sinks;
  const guint  *rows;       /* the row of each token that looks; NULL: its own */
  guint         n_rows;     /* read if there are rows */
  const guint  *columns;    /* the column of each token that is looked at; NULL: its own */
  guint         n_columns;
} HeedRemarksView;

/* Titles of the axes, what is hatched, what takes most of the attention without standing
 * for text, and the probability of each row: of a word the product of its tokens'. */
HeedHeatmapNotes     *heed_attention_remarks_new_notes    (const HeedAttentionRemarks *remarks,
                                                           HeedDocument               *document,
                                                           const HeedRemarksView      *view);

/* The same of the words that the translation is shown in, for the caller to free; words
 * says in which of n_words each token is; NULL: each is its own. */
char                **heed_attention_remarks_list_probabilities (HeedDocument *document,
                                                                 const guint  *words,
                                                                 guint         n_words);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedAttentionRemarks, heed_attention_remarks_free)

G_END_DECLS
