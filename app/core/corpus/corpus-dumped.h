/* corpus-dumped.h — reading a pair of a corpus from an attention dump instead of a model
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/corpus/link-settings.h"

G_BEGIN_DECLS

/* The only attention of a dump, as a list of heads, and the default settings to read its links. */
GArray           *heed_corpus_dumped_list_heads   (void);
HeedLinkSettings *heed_corpus_dumped_new_settings (void);

/* Does what heed_corpus_read_pairs() does for a model. The numbers that only a model can compute
 * are NAN. */
void              heed_corpus_dumped_read         (HeedCorpusFiles         *files,
                                                   guint                    i,
                                                   const HeedLinkSettings  *settings,
                                                   const HeedCorpusPair    *pair,
                                                   HeedCorpusReading       *reading);

G_END_DECLS
