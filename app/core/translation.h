/* translation.h — a sentence and its translation as far as it is known
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/tokens.h"

G_BEGIN_DECLS

typedef struct {
  HeedTokens        *source;             /* NULL: nothing is known yet */
  char **unknown; /* parts of the text that the model does not know; or NULL */
  GPtrArray         *steps;              /* of HeedStep */
  HeedAttentionSite  site;               /* where it is looked at */
  guint64            heads;              /* whose mean it is, bit h being head h; 0: of all */
  HeedMatrix        *encoder_attention;  /* S x S at site if that is in the encoder, or NULL */
  HeedMatrix        *encoder_scores;     /* S x S, likewise */
  GPtrArray         *encoder_heads;      /* likewise, of HeedMatrix: layer by layer its mean and
                                          * its heads; NULL if that would be too much */
  guint              n_per_layer;        /* of them */
  HeedBeamTree      *tree;               /* all that a beam tried after the first steps; or NULL */
  gboolean           is_whole;           /* no more steps will come */
  GError            *error;              /* why none will, if it ended too soon */
  double             seconds;            /* the engine's own time for it so far */
  HeedMatrix        *chosen;             /* mean of chosen heads, once somebody asked; or NULL */
  gconstpointer      chosen_step;        /* the last that is in it */
  guint64            chosen_heads;
  HeedAttentionSite  chosen_site;
} HeedTranslation;

HeedTranslation *heed_translation_new           (void);
HeedTranslation *heed_translation_copy          (const HeedTranslation *translation);
void             heed_translation_free          (HeedTranslation       *translation);
void             heed_translation_forget        (HeedTranslation       *translation);

/* Takes everything out of @later: a beginning replaces what there was, steps
 * are added to it. */
void             heed_translation_absorb        (HeedTranslation       *translation,
                                                 HeedTranslation       *later);

guint            heed_translation_get_n_source  (const HeedTranslation *translation);
HeedStep        *heed_translation_get_step      (const HeedTranslation *translation,
                                                 guint                  position);
double           heed_translation_get_log_prob  (const HeedTranslation *translation);
guint            heed_translation_count_repeated (const HeedTranslation *translation);

/* Of the site where it is looked at. */
HeedMatrix      *heed_translation_dup_attention (const HeedTranslation *translation);
HeedMatrix      *heed_translation_dup_attention_at (const HeedTranslation *translation,
                                                HeedAttentionSite      site);
HeedMatrix      *heed_translation_dup_scores    (const HeedTranslation *translation);

/* One row of them; NULL if there is none, or nothing is looked at there. */
const float     *heed_translation_get_attention (const HeedTranslation *translation,
                                                 guint                  row,
                                                 guint                 *n_keys);
const float     *heed_translation_get_scores    (const HeedTranslation *translation,
                                                 guint                  row,
                                                 guint                 *n_keys);

/* What the rows and the columns of them stand for, in an array for the caller to
 * free; texts are borrowed. begin is what the decoder reads first. */
HeedToken       *heed_translation_list_target   (const HeedTranslation *translation,
                                                 guint                 *n_tokens);
HeedToken       *heed_translation_list_rows     (const HeedTranslation *translation,
                                                 guint                 *n_tokens);
HeedToken       *heed_translation_list_columns  (const HeedTranslation *translation,
                                                 HeedToken              begin,
                                                 guint                 *n_tokens);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedTranslation, heed_translation_free)

G_END_DECLS
