/* corpus-file.h — where the lines of a corpus go, and what an earlier run left there
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/cli/pair-blocks.h"
#include "app/core/corpus-totals.h"

G_BEGIN_DECLS

typedef struct _HeedCorpusFile HeedCorpusFile;

/* path NULL is standard output. resumes: the whole lines of the first pairs stay, and what
 * is behind them goes; else the file begins anew. */
HeedCorpusFile *heed_corpus_file_open     (const char           *path,
                                           gboolean              resumes,
                                           GError              **error);
void            heed_corpus_file_free     (HeedCorpusFile       *file);

/* How many pairs have their line already, those with a problem too. */
guint64         heed_corpus_file_get_n    (HeedCorpusFile       *file);

/* The line of the next of them, of which pair must be the source; totals take it as they
 * took it when it was written, but for what %.9g leaves out. gold may be NULL. */
gboolean        heed_corpus_file_add_done (HeedCorpusFile       *file,
                                           const HeedPairLine   *pair,
                                           const HeedAlignment  *gold,
                                           HeedCorpusTotals     *totals,
                                           GError              **error);

/* Whole lines, behind the others. */
gboolean        heed_corpus_file_write    (HeedCorpusFile       *file,
                                           const char           *text,
                                           GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedCorpusFile, heed_corpus_file_free)

G_END_DECLS
