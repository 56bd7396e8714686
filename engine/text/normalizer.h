/* normalizer.h — the normalizer of a tokenizer.json
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/files/json.h"

G_BEGIN_DECLS

typedef struct _HeedNormalizer HeedNormalizer;

/* json may be NULL or null: then text is not changed. An unknown kind is an error that names it. */
HeedNormalizer *heed_normalizer_new   (const HeedJson  *json,
                                       GError         **error);
void            heed_normalizer_free  (HeedNormalizer  *self);

/* Returns valid UTF-8. All that the steps write is taken off n_bytes_left, which starts as
 * HEED_STEPS_MAX_BYTES; HEED_ERROR_TOO_LARGE if that is not enough. */
char           *heed_normalizer_apply (HeedNormalizer  *self,
                                       const char      *text,
                                       gsize           *n_bytes_left,
                                       GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedNormalizer, heed_normalizer_free)

G_END_DECLS
