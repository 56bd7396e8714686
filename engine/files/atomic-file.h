/* atomic-file.h — a file that is either wholly written or not there
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _HeedAtomicFile HeedAtomicFile;

/* Writes go to a file beside path; _commit syncs it and renames it over path.
 * _free without _commit leaves path as it was and removes the other. */
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
