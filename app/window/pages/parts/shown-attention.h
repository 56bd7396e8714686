/* shown-attention.h — the displayed attention, in the displayed words
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/words/sinks.h"
#include "app/core/words/word-map.h"
#include "app/window/document/document.h"
#include "ui/attention-cells.h"
#include "ui/heatmap.h"
#include "ui/site-chooser.h"

G_BEGIN_DECLS

/* Words are those of the document in the requested units. */
typedef struct {
  HeedMatrix  *attention;  /* row words x column words; NULL if there is none */
  HeedMatrix  *scores;     /* likewise */
  HeedMatrix  *tokens;     /* the attention between tokens, from which attention is merged */
  HeedWordMap *rows;       /* queries */
  HeedWordMap *columns;    /* keys */
  HeedWordMap *source;     /* the source */
  HeedWordMap *target;     /* the translation */
  HeedSinkRule sinks;      /* the rule applied to attention, but not to tokens */
} HeedShownAttention;

/* The units in which words are displayed. */
typedef struct {
  gboolean  has_pieces;    /* whether the model's words may be several subwords */
  HeedShownAs units;         /* ignored unless has_pieces */
} HeedShownUnits;

HeedShownAttention *heed_shown_attention_new  (HeedDocument       *document,
                                               HeedShownUnits      units);
void                heed_shown_attention_free (HeedShownAttention *shown);

/* Return the token that represents a word where a single one is needed: for a row the selected
 * token before, if it is in that word, else the first; for a column the one with the largest
 * weight in the row. -1 means none. */
int                 heed_shown_attention_pick_row    (const HeedShownAttention *shown,
                                                      int                       word,
                                                      int                       before);
int                 heed_shown_attention_pick_column (const HeedShownAttention *shown,
                                                      int                       word,
                                                      int                       row);

/* Removes the weights of special tokens from the attention of words, as the rule says. */
void                heed_shown_attention_apply_sinks  (HeedShownAttention *shown,
                                                       HeedSinkRule        rule);

/* Returns only the tokens of the columns; caller frees. */
HeedToken          *heed_shown_attention_list_columns (HeedDocument *document,
                                                       guint        *n_columns);

/* Display the attention in a heatmap, and list it as the rows of a table. */
void                heed_shown_attention_show_in   (const HeedShownAttention *shown,
                                                    HeedHeatmap              *heatmap);
HeedAttentionCells *heed_shown_attention_new_cells (const HeedShownAttention *shown);

/* Returns the translated caption of rows and columns. */
const char         *heed_shown_attention_get_caption (HeedAttentionKind kind);

/* Returns the numbers of layers and heads that a model has of a kind. */
HeedSiteRange       heed_shown_attention_get_range (HeedModel         *model,
                                                    HeedAttentionKind  kind);

/* Sets the layers and heads of the model in the chooser, and the chosen site. */
void                heed_shown_attention_offer_sites (HeedModel         *model,
                                                      HeedAttentionSite  site,
                                                      HeedSiteChooser   *chooser);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedShownAttention, heed_shown_attention_free)

G_END_DECLS
