/* line-store.h — the lines of a file, which stay in the file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     store = heed_line_store_open (path, cancellable, &error)
 *     heed_line_store_dup_line (store, i, &error)     any line, in any order, on any thread
 *
 * Of a line only the place is kept, eight bytes.
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* No sentence is longer. */
#define HEED_LINE_STORE_MAX_BYTES 65536

typedef struct _HeedLineStore HeedLineStore;

HeedLineStore *heed_line_store_open        (const char     *path,
                                            GCancellable   *cancellable,
                                            GError        **error);
HeedLineStore *heed_line_store_ref         (HeedLineStore  *self);
void           heed_line_store_unref       (HeedLineStore  *self);

const char    *heed_line_store_get_path    (HeedLineStore  *self);
guint          heed_line_store_get_n_lines (HeedLineStore  *self);

/* Without its line end; i from 0. NULL: it is no text, or the file has changed. */
char          *heed_line_store_dup_line    (HeedLineStore  *self,
                                            guint           i,
                                            GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedLineStore, heed_line_store_unref)

G_END_DECLS
