/* gold-pair.h — gold links for the pair that a document shows
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/gold.h"
#include "app/window/document.h"

G_BEGIN_DECLS

/* Of a sentence of a file, or none if that is NULL; the document has a translation. */
HeedGold *heed_gold_pair_new (HeedDocument  *document,
                              HeedGoldFile  *file,
                              guint          sentence,
                              GError       **error);

G_END_DECLS
