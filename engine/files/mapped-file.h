/* mapped-file.h — mapping a file safely, even if it is modified meanwhile
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _HeedMappedFile HeedMappedFile;

/* Files up to this size are copied, so that later changes do not matter. Larger ones are read
 * from the disk on demand. */
#define HEED_MAPPED_FILE_MAX_COPY (4 * 1024 * 1024)

/* Returns the contents of a file. Reading them is safe whatever happens to the file;
 * heed_mapped_file_check() tells whether they were those of the file. */
GBytes         *heed_mapped_file_load  (const char      *path,
                                        GError         **error);

/* Returns the mapped file that contains data; NULL if there is none, for instance because the
 * file was copied. */
HeedMappedFile *heed_mapped_file_find  (gconstpointer    data);
HeedMappedFile *heed_mapped_file_ref   (HeedMappedFile  *file);
void            heed_mapped_file_unref (HeedMappedFile  *file);
gboolean        heed_mapped_file_check (HeedMappedFile  *file,
                                        GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedMappedFile, heed_mapped_file_unref)

G_END_DECLS
