/* subword-model.h — the model of a tokenizer.json: words become ids
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json.h"

G_BEGIN_DECLS

/* Immutable, usable from any thread. */
typedef struct _HeedSubwordModel HeedSubwordModel;

HeedSubwordModel *heed_subword_model_new     (const HeedJson    *json,
                                              GError           **error);
void              heed_subword_model_free    (HeedSubwordModel  *self);

/* Appends the ids of a word, guint32. unknown takes what is none, or is NULL:
 * then that is the unknown token, and FALSE if there is none. */
gboolean          heed_subword_model_encode  (HeedSubwordModel  *self,
                                              const char        *word,
                                              GArray            *ids,
                                              GPtrArray         *unknown,
                                              GError           **error);

/* From text to id + 1, as long as the model lives. */
GHashTable       *heed_subword_model_get_ids (HeedSubwordModel  *self);

/* What a word's last piece ends with, "</w>"; or "". */
const char       *heed_subword_model_get_end (HeedSubwordModel  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedSubwordModel, heed_subword_model_free)

G_END_DECLS
