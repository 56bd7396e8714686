/* vocabulary.h — the texts of token ids
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Immutable. If two ids have the same text, _find returns the lower one. */
typedef struct _HeedVocabulary HeedVocabulary;

HeedVocabulary *heed_vocabulary_new      (const char *const  *texts,
                                          guint               n_texts,
                                          GError            **error);
void            heed_vocabulary_free     (HeedVocabulary     *vocabulary);
guint           heed_vocabulary_get_size (HeedVocabulary     *vocabulary);
const char     *heed_vocabulary_get_text (HeedVocabulary     *vocabulary,
                                          guint32             id);
gboolean        heed_vocabulary_find     (HeedVocabulary     *vocabulary,
                                          const char         *text,
                                          guint32            *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedVocabulary, heed_vocabulary_free)

G_END_DECLS
