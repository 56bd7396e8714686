/* pre-tokenizer.h — the pre-tokenizer of a tokenizer.json
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json.h"

G_BEGIN_DECLS

typedef struct _HeedPreTokenizer HeedPreTokenizer;

/* json may be NULL or null: then a text is not split. An unknown kind is an error that names it. */
HeedPreTokenizer *heed_pre_tokenizer_new   (const HeedJson    *json,
                                            GError           **error);
void              heed_pre_tokenizer_free  (HeedPreTokenizer  *self);

/* is_first: whether the text is at the beginning of the input. Returns a list of strings. All that
 * the steps write is taken off n_bytes_left, which starts as HEED_STEPS_MAX_BYTES;
 * HEED_ERROR_TOO_LARGE if that is not enough. */
GPtrArray        *heed_pre_tokenizer_apply (HeedPreTokenizer  *self,
                                            const char        *text,
                                            gboolean           is_first,
                                            gsize             *n_bytes_left,
                                            GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedPreTokenizer, heed_pre_tokenizer_free)

G_END_DECLS
