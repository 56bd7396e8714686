/* corpus-export.h — exporting the results of a corpus for other programs and for people
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The ending of the file's name selects the format: links in Pharaoh format with their
 * weights, one line per pair (.links); a table (.csv); one JSON object per line (.jsonl); a
 * page with drawings of the first pairs (.html). A file is replaced only once it is
 * complete.
 */

#pragma once

#include "app/core/corpus/corpus-report.h"

G_BEGIN_DECLS

/* Returns whether the ending is ".links", ".csv", ".jsonl" or ".html". */
gboolean heed_corpus_export_can_write  (const char              *path);

/* Thread: any */
gboolean heed_corpus_export_write      (const HeedCorpusExport  *self,
                                        const char              *path,
                                        GCancellable            *cancellable,
                                        GError                 **error);

/* The same on a thread of GIO; the callback is called on the main thread. */
void     heed_corpus_export_async      (const HeedCorpusExport  *self,
                                        const char              *path,
                                        GCancellable            *cancellable,
                                        GAsyncReadyCallback      callback,
                                        gpointer                 user_data);
gboolean heed_corpus_export_finish     (GAsyncResult            *result,
                                        GError                 **error);

G_END_DECLS
