/* corpus-titles.h — what the parts of a way to read links are called
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/corpus-way.h"

G_BEGIN_DECLS

/* "Layer 4 · Head 2", without what is no choice in the model; NULL: there is none. */
char *heed_corpus_titles_new_site (HeedModel               *model,
                                   const HeedAttentionSite *site);
/* "Heads 1·2, 4·1", of layer and head */
char *heed_corpus_titles_new_set  (const GArray            *sites);

/* "argmax", "at least 0.30" */
char *heed_corpus_titles_new_rule (const HeedLinkOptions   *links);

G_END_DECLS
