/* line-store.h — random access to the lines of a file without keeping them in memory
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     store = heed_line_store_open (path, cancellable, &error)
 *     heed_line_store_dup_line (store, i, &error)     any line, in any order, on any thread
 *
 * Only the offset of each line is kept in memory, eight bytes.
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The longest line that can be read. */
#define HEED_LINE_STORE_MAX_BYTES 65536

typedef struct _HeedLineStore HeedLineStore;

HeedLineStore *heed_line_store_open        (const char     *path,
                                            GCancellable   *cancellable,
                                            GError        **error);
void           heed_line_store_free        (HeedLineStore  *self);

const char    *heed_line_store_get_path    (HeedLineStore  *self);
guint          heed_line_store_get_n_lines (HeedLineStore  *self);

/* Returns line i, from 0, without its line end; the caller frees it. NULL if it is not text, or
 * the file has changed. */
char          *heed_line_store_dup_line    (HeedLineStore  *self,
                                            guint           i,
                                            GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedLineStore, heed_line_store_free)

G_END_DECLS
