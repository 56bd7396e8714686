/* attention-card.h — the weights of one row of an attention, with the arithmetic behind them
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

/* The score function of the model, which selects the formula shown. */
void              heed_attention_card_set_score      (HeedAttentionCard  *self,
                                                      HeedScoreKind       score_kind,
                                                      HeedScoreVariation  variation);

/* Sets the site whose weights are shown. Returns FALSE if it was already set. */
gboolean          heed_attention_card_set_site       (HeedAttentionCard  *self,
                                                      HeedAttentionSite   site);
HeedAttentionSite heed_attention_card_get_site       (HeedAttentionCard  *self);

/* The key tokens of the attention. Copied. */
void              heed_attention_card_set_keys       (HeedAttentionCard  *self,
                                                      const HeedToken    *tokens,
                                                      guint               n_tokens);
const char       *heed_attention_card_get_key_label  (HeedAttentionCard  *self,
                                                      guint               key);

/* Copied; weights and scores may be NULL. query: the index of the row, or -1. */
void              heed_attention_card_set_row        (HeedAttentionCard  *self,
                                                      int                 query,
                                                      const float        *weights,
                                                      const float        *scores,
                                                      guint               n_keys);

/* Sets the word that the next row belongs to; takes ownership. NULL,
 * the default: tokens are shown. */
void              heed_attention_card_take_word      (HeedAttentionCard  *self,
                                                      HeedRowWord        *word);
const HeedRowWord *heed_attention_card_get_word      (HeedAttentionCard  *self);

/* A note on how the picture differs from the list; NULL, the default: none. */
void              heed_attention_card_set_picture_note
                                                     (HeedAttentionCard  *self,
                                                      const char         *text);

void              heed_attention_card_set_headline   (HeedAttentionCard  *self,
                                                      const char         *text);

/* How the written-out weight was computed; NULL if not known. */
void              heed_attention_card_set_arithmetic (HeedAttentionCard  *self,
                                                      HeedArithmetic     *arithmetic);

/* Returns the arithmetic if it belongs to the site shown; borrowed, or NULL. */
HeedArithmetic   *heed_attention_card_get_arithmetic (HeedAttentionCard  *self);

/* Whether the arithmetic also belongs to the row shown and to the key written out. */
gboolean          heed_attention_card_is_current     (HeedAttentionCard  *self);

/* Selects the key whose numbers are written out; -1: the heaviest.
 * get_written() returns that key. */
void              heed_attention_card_set_selected   (HeedAttentionCard  *self,
                                                      int                 key);
guint             heed_attention_card_get_written    (HeedAttentionCard  *self);

void              heed_attention_card_light_up       (HeedAttentionCard  *self,
                                                      int                 quantity);

G_END_DECLS
