/* corpus-dumped.h — a pair of a corpus whose attention was read from a file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/corpus-way.h"

G_BEGIN_DECLS

/* The one attention that there is then. */
GArray        *heed_corpus_dumped_list_heads (void);
HeedCorpusWay *heed_corpus_dumped_new_way    (void);

/* As heed_corpus_way_read() has it of a model; what a model would say is NAN. */
void           heed_corpus_dumped_read       (HeedCorpusFiles       *files,
                                              guint                  i,
                                              const HeedCorpusWay   *way,
                                              const HeedCorpusPair  *pair,
                                              HeedCorpusReading     *reading);

G_END_DECLS
