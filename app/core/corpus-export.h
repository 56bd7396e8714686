/* corpus-export.h — what a corpus says, written for other programs and for people
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * By the ending of the file's name: links of Pharaoh with their weights, a line a pair
 * (.links); a table (.csv); a JSON object a line (.jsonl); a page with the first pairs
 * drawn (.html). A file is there when it is whole.
 */

#pragma once

#include "app/core/corpus-report.h"

G_BEGIN_DECLS

/* ".links", ".csv", ".jsonl", ".html". */
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
