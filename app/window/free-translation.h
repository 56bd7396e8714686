/* free-translation.h — what a sentence becomes when nobody changes anything
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/decoder.h"

G_BEGIN_DECLS

typedef struct _HeedFreeTranslation HeedFreeTranslation;

typedef void (*HeedFreeTranslationFunc) (gpointer user_data);

HeedFreeTranslation   *heed_free_translation_new    (HeedEngineWorker        *worker,
                                                     HeedFreeTranslationFunc  callback,
                                                     gpointer                 user_data);
void                   heed_free_translation_free   (HeedFreeTranslation     *self);

/* Nothing is known, and nothing asked for. */
void                   heed_free_translation_forget (HeedFreeTranslation     *self);

/* It is this one, or has to be found, without the changes that are wished for; the
 * callback hears when it is whole. */
void                   heed_free_translation_keep   (HeedFreeTranslation     *self,
                                                     const HeedTranslation   *translation);
void                   heed_free_translation_ask    (HeedFreeTranslation     *self,
                                                     const HeedDecoderWish   *wish);

/* Looked at there; FALSE: what the encoder says there has to be asked for. */
gboolean               heed_free_translation_look   (HeedFreeTranslation     *self,
                                                     HeedAttentionSite        site);

/* NULL while it is not whole. */
const HeedTranslation *heed_free_translation_get    (HeedFreeTranslation     *self);

/* Whose mean is looked at, where one is; 0: of all. */
void                   heed_free_translation_set_heads (HeedFreeTranslation  *self,
                                                     guint64                  heads);

G_END_DECLS
