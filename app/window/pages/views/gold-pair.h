/* gold-pair.h — gold links for the source and the translation of a document
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/links/gold.h"
#include "app/window/document/document.h"

G_BEGIN_DECLS

/* Takes the links of a sentence of the file, or none if file is NULL. The document must have a
 * translation. */
HeedGold *heed_gold_pair_new (HeedDocument  *document,
                              HeedGoldFile  *file,
                              guint          sentence,
                              GError       **error);

G_END_DECLS
