/* translation.h — a sentence and its translation as far as it is known
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/tokens.h"

G_BEGIN_DECLS

typedef struct {
  HeedTokens *source;   /* NULL: nothing is known yet */
  GPtrArray  *steps;    /* of HeedStep */
  gboolean    is_whole; /* no more steps will come */
  GError     *error;    /* why none will, if it ended too soon */
  double      seconds;  /* the engine's own time for it so far */
} HeedTranslation;

HeedTranslation *heed_translation_new           (void);
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

HeedMatrix      *heed_translation_dup_attention (const HeedTranslation *translation,
                                                 HeedAttentionSite      site);
HeedMatrix      *heed_translation_dup_scores    (const HeedTranslation *translation,
                                                 HeedAttentionSite      site);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedTranslation, heed_translation_free)

G_END_DECLS
