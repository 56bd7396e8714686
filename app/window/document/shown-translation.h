/* shown-translation.h — the translation that a document shows, of two
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/document/free-translation.h"

G_BEGIN_DECLS

/* A sentence translated with the user's changes, and without. */
typedef struct {
  HeedTranslation     *changed;   /* with the changes, also if there are none; never NULL */
  const HeedBeamNode  *branch;    /* last node of its steps in its tree; NULL for the best one */
  HeedFreeTranslation *free;      /* without changes; known once there is a change */
  gboolean             is_before; /* shows free, if it is known */
} HeedShownTranslation;

void                   heed_shown_translation_init      (HeedShownTranslation       *self);
void                   heed_shown_translation_clear     (HeedShownTranslation       *self);

/* Returns the one that is shown; borrowed. */
const HeedTranslation *heed_shown_translation_get       (const HeedShownTranslation *self);

/* Adds what was decoded since; it is the best hypothesis. Only the attention of the encoder comes
 * with the news; site selects another one from the steps. */
void                   heed_shown_translation_absorb    (HeedShownTranslation       *self,
                                                         HeedTranslation            *news,
                                                         HeedAttentionSite           site);

/* Drops the changed translation, since there is nothing to translate. */
void                   heed_shown_translation_forget    (HeedShownTranslation       *self);

/* Keeps the present translation as the free one, for the first change; decodes it without changes
 * from the wish if it is not the best one or not complete. */
void                   heed_shown_translation_keep_free (HeedShownTranslation       *self,
                                                         gboolean                    is_complete,
                                                         const HeedDecoderWish      *wish);

/* Sets the heads that a displayed mean is taken over, as a bit set; 0: all heads. */
void                   heed_shown_translation_set_heads (HeedShownTranslation       *self,
                                                         guint64                     heads);

G_END_DECLS
