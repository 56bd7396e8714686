/* atomic-file.h — writing a file atomically
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _HeedAtomicFile HeedAtomicFile;

/* Data is written to a temporary file next to path; _commit syncs it and renames it to path.
 * _free without _commit leaves path unchanged and removes the temporary file. */
HeedAtomicFile *heed_atomic_file_new    (const char      *path,
                                         GError         **error);
gboolean        heed_atomic_file_write  (HeedAtomicFile  *file,
                                         gconstpointer    data,
                                         gsize            n_bytes,
                                         GError         **error);
gboolean        heed_atomic_file_commit (HeedAtomicFile  *file,
                                         GError         **error);
void            heed_atomic_file_free   (HeedAtomicFile  *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedAtomicFile, heed_atomic_file_free)

G_END_DECLS
