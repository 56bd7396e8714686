/* corpus-titles.h — the names of link settings, for display
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/corpus/link-settings.h"

G_BEGIN_DECLS

/* Returns a title such as "Layer 4 · Head 2", without parts of which the model has only one;
 * NULL if there is no attention. */
char *heed_corpus_titles_new_site (HeedModel               *model,
                                   const HeedAttentionSite *site);
/* Returns a title such as "Heads 1·2, 4·1", of layer and head. */
char *heed_corpus_titles_new_set  (const GArray            *sites);

/* Returns a title such as "argmax" or "at least 0.30". */
char *heed_corpus_titles_new_rule (const HeedLinkOptions   *links);

G_END_DECLS
