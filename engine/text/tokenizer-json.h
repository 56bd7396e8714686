/* tokenizer-json.h — reading a tokenizer.json of Hugging Face's tokenizers library
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/text/tokenizer.h"

G_BEGIN_DECLS

/* Immutable, may be used from any thread. */
typedef struct _HeedTokenizerJson HeedTokenizerJson;

HeedTokenizerJson *heed_tokenizer_json_new       (GBytes             *file,
                                                  GError            **error);
void               heed_tokenizer_json_free      (HeedTokenizerJson  *self);

/* _get_n returns one more than the highest id. _dup_words returns texts for display: byte-level
 * tokens are decoded if they are valid text. */
guint              heed_tokenizer_json_get_n     (HeedTokenizerJson  *self);
char             **heed_tokenizer_json_dup_words (HeedTokenizerJson  *self);

/* The tokens that the file puts around a text, each an id or HEED_NO_TOKEN. */
void               heed_tokenizer_json_get_frame (HeedTokenizerJson  *self,
                                                  guint32            *begin,
                                                  guint32            *end);

/* Appends ids, without begin and end. unknown is as in heed_subword_model_encode(). */
gboolean           heed_tokenizer_json_encode    (HeedTokenizerJson  *self,
                                                  const char         *text,
                                                  GArray             *ids,
                                                  GPtrArray          *unknown,
                                                  GError            **error);
char              *heed_tokenizer_json_decode    (HeedTokenizerJson  *self,
                                                  const guint32      *ids,
                                                  guint               n_ids);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedTokenizerJson, heed_tokenizer_json_free)

G_END_DECLS
