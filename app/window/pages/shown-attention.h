/* shown-attention.h — the attention that is looked at, as pictures and tables want it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/sinks.h"
#include "app/core/word-map.h"
#include "app/window/document.h"
#include "ui/attention-cells.h"
#include "ui/heatmap.h"
#include "ui/site-chooser.h"

G_BEGIN_DECLS

/* Words are those of the document in the units that were asked for. */
typedef struct {
  HeedMatrix  *attention;  /* words of rows x words of columns; NULL if there is none */
  HeedMatrix  *scores;     /* likewise */
  HeedMatrix  *tokens;     /* the attention of tokens, of which the other is made */
  HeedWordMap *rows;       /* who looks */
  HeedWordMap *columns;    /* what is looked at */
  HeedWordMap *source;     /* what is read */
  HeedWordMap *target;     /* what is written */
  HeedSinkRule sinks;      /* what was done to the attention of words, but not to that of tokens */
} HeedShownAttention;

/* How words are shown. */
typedef struct {
  gboolean  has_pieces;    /* whether words of the model may be in pieces */
  HeedShownAs units;         /* if so */
} HeedShownUnits;

HeedShownAttention *heed_shown_attention_new  (HeedDocument       *document,
                                               HeedShownUnits      units);
void                heed_shown_attention_free (HeedShownAttention *shown);

/* The token of a word that is meant where only one can be: of a row the one that was chosen
 * before, if it is in that word, or the first; of a column the one that the row
 * looks at most. -1 is none. */
int                 heed_shown_attention_pick_row    (const HeedShownAttention *shown,
                                                      int                       word,
                                                      int                       before);
int                 heed_shown_attention_pick_column (const HeedShownAttention *shown,
                                                      int                       word,
                                                      int                       row);

/* Takes out what rests on tokens that stand for no text, or leaves it. */
void                heed_shown_attention_apply_sinks  (HeedShownAttention *shown,
                                                       HeedSinkRule        rule);

/* The columns alone, for the caller to free. */
HeedToken          *heed_shown_attention_list_columns (HeedDocument *document,
                                                       guint        *n_columns);

/* To a heatmap, and as the rows of a table. */
void                heed_shown_attention_show_in   (const HeedShownAttention *shown,
                                                    HeedHeatmap              *heatmap);
HeedAttentionCells *heed_shown_attention_new_cells (const HeedShownAttention *shown);

/* What rows and columns are, for a person. */
const char         *heed_shown_attention_get_caption (HeedAttentionKind kind);

/* How much of a kind a model has. */
HeedSiteRange       heed_shown_attention_get_range (HeedModel         *model,
                                                    HeedAttentionKind  kind);

/* All that a model has, and what of it is chosen. */
void                heed_shown_attention_offer_sites (HeedModel         *model,
                                                      HeedAttentionSite  site,
                                                      HeedSiteChooser   *chooser);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedShownAttention, heed_shown_attention_free)

G_END_DECLS
