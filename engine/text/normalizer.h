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
char           *heed_normalizer_apply (HeedNormalizer  *self,
                                       const char      *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedNormalizer, heed_normalizer_free)

G_END_DECLS
