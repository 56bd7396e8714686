/* corpus-file.h — the output file of heed-cli corpus, and what an earlier run left in it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/cli/pair-blocks.h"
#include "app/core/corpus/corpus-totals.h"

G_BEGIN_DECLS

typedef struct _HeedCorpusFile HeedCorpusFile;

/* path NULL: standard output. resumes: keeps the complete lines of the first pairs and truncates
 * the rest; otherwise the file is overwritten. */
HeedCorpusFile *heed_corpus_file_open     (const char           *path,
                                           gboolean              resumes,
                                           GError              **error);
void            heed_corpus_file_free     (HeedCorpusFile       *file);

/* Number of pairs that already have a line, including those with a problem. */
guint64         heed_corpus_file_get_n    (HeedCorpusFile       *file);

/* Reads the next line already written, whose source must be that of pair, and adds it to totals as
 * when it was written, except for the precision that %.9g loses. gold may be NULL. */
gboolean        heed_corpus_file_add_done (HeedCorpusFile       *file,
                                           const HeedPairLine   *pair,
                                           const HeedAlignment  *gold,
                                           HeedCorpusTotals     *totals,
                                           GError              **error);

/* Appends complete lines. */
gboolean        heed_corpus_file_write    (HeedCorpusFile       *file,
                                           const char           *text,
                                           GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedCorpusFile, heed_corpus_file_free)

G_END_DECLS
