/* attention-card.h — where one row of an attention looks, and how that came about
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "engine/values.h"
#include "ui/row-word.h"

G_BEGIN_DECLS

#define HEED_TYPE_ATTENTION_CARD (heed_attention_card_get_type ())
G_DECLARE_FINAL_TYPE (HeedAttentionCard, heed_attention_card, HEED, ATTENTION_CARD, GtkWidget)

/* How this model compares a query with a key: which formula is shown. */
void              heed_attention_card_set_score      (HeedAttentionCard  *self,
                                                      HeedScoreKind       score_kind,
                                                      HeedScoreVariation  variation);

/* Which attention it is; TRUE if it was another one. */
gboolean          heed_attention_card_set_site       (HeedAttentionCard  *self,
                                                      HeedAttentionSite   site);
HeedAttentionSite heed_attention_card_get_site       (HeedAttentionCard  *self);

/* The tokens that can be looked at. */
void              heed_attention_card_set_keys       (HeedAttentionCard  *self,
                                                      const HeedToken    *tokens,
                                                      guint               n_tokens);
const char       *heed_attention_card_get_key_label  (HeedAttentionCard  *self,
                                                      guint               key);

/* Copied; weights may be NULL. query: of the row, or -1. */
void              heed_attention_card_set_row        (HeedAttentionCard  *self,
                                                      int                 query,
                                                      const float        *weights,
                                                      const float        *scores,
                                                      guint               n_keys);

/* The word of the row, from the next row on; taken. NULL, the default: tokens are shown. */
void              heed_attention_card_take_word      (HeedAttentionCard  *self,
                                                      HeedRowWord        *word);
const HeedRowWord *heed_attention_card_get_word      (HeedAttentionCard  *self);

/* What another picture of the same weights has otherwise; NULL, the default: nothing. */
void              heed_attention_card_set_picture_note
                                                     (HeedAttentionCard  *self,
                                                      const char         *text);

void              heed_attention_card_set_headline   (HeedAttentionCard  *self,
                                                      const char         *text);

/* How the weight that is written out came about; NULL is not known. */
void              heed_attention_card_set_arithmetic (HeedAttentionCard  *self,
                                                      HeedArithmetic     *arithmetic);

/* That arithmetic, if its equations are those of the attention that is looked at. */
HeedArithmetic   *heed_attention_card_get_arithmetic (HeedAttentionCard  *self);

/* Whether it is also that of the row and of the token that is written out. */
gboolean          heed_attention_card_is_current     (HeedAttentionCard  *self);

/* The token whose numbers are written out; -1: the heaviest. And which that is. */
void              heed_attention_card_set_selected   (HeedAttentionCard  *self,
                                                      int                 key);
guint             heed_attention_card_get_written    (HeedAttentionCard  *self);

void              heed_attention_card_light_up       (HeedAttentionCard  *self,
                                                      int                 quantity);

G_END_DECLS
