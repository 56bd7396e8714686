/* free-translation.h — the translation of a sentence without the user's changes
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/translation/decoder.h"

G_BEGIN_DECLS

typedef struct _HeedFreeTranslation HeedFreeTranslation;

typedef void (*HeedFreeTranslationFunc) (gpointer user_data);

HeedFreeTranslation   *heed_free_translation_new    (HeedEngineWorker        *worker,
                                                     HeedFreeTranslationFunc  callback,
                                                     gpointer                 user_data);
void                   heed_free_translation_free   (HeedFreeTranslation     *self);

/* Discards the translation and stops decoding it. */
void                   heed_free_translation_forget (HeedFreeTranslation     *self);

/* _keep stores a copy of a translation that was already decoded. _ask decodes the wish without its
 * changes, and calls the callback when the translation is complete. */
void                   heed_free_translation_keep   (HeedFreeTranslation     *self,
                                                     const HeedTranslation   *translation);
void                   heed_free_translation_ask    (HeedFreeTranslation     *self,
                                                     const HeedDecoderWish   *wish);

/* Selects the attention to display. Returns FALSE if it is another one of the encoder, which has to
 * be requested with heed_free_translation_ask(). */
gboolean               heed_free_translation_look   (HeedFreeTranslation     *self,
                                                     HeedAttentionSite        site);

/* Returns NULL until the translation is complete. */
const HeedTranslation *heed_free_translation_get    (HeedFreeTranslation     *self);

/* Sets the heads that a displayed mean is taken over, as a bit set; 0: all heads. */
void                   heed_free_translation_set_heads (HeedFreeTranslation  *self,
                                                     guint64                  heads);

G_END_DECLS
