/* corpus-opener.h — opens the files of a corpus on a thread of its own
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "app/core/corpus/corpus-detection.h"

G_BEGIN_DECLS

/* Opens files in any order, in a NULL-terminated array; their contents determine which is which. */
void             heed_corpus_opener_find_async (const char *const          *paths,
                                                const HeedCorpusLanguages  *languages,
                                                GCancellable               *cancellable,
                                                GAsyncReadyCallback         callback,
                                                gpointer                    user_data);

/* Opens files whose roles were given by the user. */
void             heed_corpus_opener_open_async (const HeedCorpusRoles      *roles,
                                                GCancellable               *cancellable,
                                                GAsyncReadyCallback         callback,
                                                gpointer                    user_data);

/* Returns the files; transfer full. */
HeedCorpusFiles *heed_corpus_opener_finish     (GAsyncResult               *result,
                                                GError                    **error);

/* Detects the role of each file. The result is an array of HeedDetectedFile, transfer full. */
void             heed_corpus_opener_detect_async  (const char *const          *paths,
                                                   const HeedCorpusLanguages  *languages,
                                                   GCancellable               *cancellable,
                                                   GAsyncReadyCallback         callback,
                                                   gpointer                    user_data);
GArray          *heed_corpus_opener_detect_finish (GAsyncResult               *result,
                                                   GError                    **error);

G_END_DECLS
