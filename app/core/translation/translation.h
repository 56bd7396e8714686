/* translation.h — a sentence and its translation, as far as it is decoded
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/words/tokens.h"

G_BEGIN_DECLS

typedef struct {
  HeedTokens        *source;             /* NULL before the sentence was encoded */
  char **unknown; /* parts of the text that are not in the vocabulary; or NULL */
  GPtrArray         *steps;              /* of HeedStep */
  HeedAttentionSite  site;               /* the displayed attention */
  guint64            heads;              /* bit h selects head h for the mean; 0 selects all */
  HeedMatrix        *encoder_attention;  /* S x S, if site is in the encoder; or NULL */
  HeedMatrix        *encoder_scores;     /* S x S, likewise */
  GPtrArray         *encoder_heads;      /* likewise, of HeedMatrix: for each layer the mean and
                                          * then its heads; NULL if they are too large */
  guint              n_per_layer;        /* matrices per layer in encoder_heads */
  HeedBeamTree      *tree;               /* all hypotheses of the beam; or NULL */
  gboolean           is_whole;           /* no more steps will follow */
  GError            *error;              /* why it ended too soon; or NULL */
  double             seconds;            /* the engine's computing time so far */
  HeedMatrix        *chosen;             /* cached mean of the chosen heads; or NULL */
  gconstpointer      chosen_step;        /* the last step in chosen */
  guint64            chosen_heads;
  HeedAttentionSite  chosen_site;
} HeedTranslation;

HeedTranslation *heed_translation_new           (void);
HeedTranslation *heed_translation_copy          (const HeedTranslation *translation);
void             heed_translation_free          (HeedTranslation       *translation);
void             heed_translation_forget        (HeedTranslation       *translation);

/* Moves everything out of @later: if it has a source, that replaces the old contents; its steps are
 * appended. */
void             heed_translation_absorb        (HeedTranslation       *translation,
                                                 HeedTranslation       *later);

guint            heed_translation_get_n_source  (const HeedTranslation *translation);
HeedStep        *heed_translation_get_step      (const HeedTranslation *translation,
                                                 guint                  position);
double           heed_translation_get_log_prob  (const HeedTranslation *translation);
guint            heed_translation_count_repeated (const HeedTranslation *translation);

/* The matrices of the displayed site, or of another one; the caller owns them. */
HeedMatrix      *heed_translation_dup_attention (const HeedTranslation *translation);
HeedMatrix      *heed_translation_dup_attention_at (const HeedTranslation *translation,
                                                HeedAttentionSite      site);
HeedMatrix      *heed_translation_dup_scores    (const HeedTranslation *translation);

/* One row of them, borrowed; NULL if there is no such row, or no attention. */
const float     *heed_translation_get_attention (const HeedTranslation *translation,
                                                 guint                  row,
                                                 guint                 *n_keys);
const float     *heed_translation_get_scores    (const HeedTranslation *translation,
                                                 guint                  row,
                                                 guint                 *n_keys);

/* The tokens of the rows and of the columns, in an array for the caller to free; their texts are
 * borrowed. begin is the token that the decoder reads first. */
HeedToken       *heed_translation_list_target   (const HeedTranslation *translation,
                                                 guint                 *n_tokens);
HeedToken       *heed_translation_list_rows     (const HeedTranslation *translation,
                                                 guint                 *n_tokens);
HeedToken       *heed_translation_list_columns  (const HeedTranslation *translation,
                                                 HeedToken              begin,
                                                 guint                 *n_tokens);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedTranslation, heed_translation_free)

G_END_DECLS
