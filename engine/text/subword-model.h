/* subword-model.h — the model of a tokenizer.json, which turns words into ids
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json.h"

G_BEGIN_DECLS

/* Immutable, may be used from any thread. */
typedef struct _HeedSubwordModel HeedSubwordModel;

HeedSubwordModel *heed_subword_model_new     (const HeedJson    *json,
                                              GError           **error);
void              heed_subword_model_free    (HeedSubwordModel  *self);

/* Appends the ids of a word, as guint32. Unknown parts are appended to unknown; if that is NULL,
 * the id of the unknown token is used instead, and if there is none, the function returns FALSE, as
 * it does for a word that is not UTF-8. */
gboolean          heed_subword_model_encode  (HeedSubwordModel  *self,
                                              const char        *word,
                                              GArray            *ids,
                                              GPtrArray         *unknown,
                                              GError           **error);

/* Maps texts to id + 1; valid as long as the model. */
GHashTable       *heed_subword_model_get_ids (HeedSubwordModel  *self);

/* The suffix of the last piece of a word, such as "</w>"; may be "". */
const char       *heed_subword_model_get_end (HeedSubwordModel  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedSubwordModel, heed_subword_model_free)

G_END_DECLS
