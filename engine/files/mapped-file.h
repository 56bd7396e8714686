/* mapped-file.h — a file's bytes, which outlive what is done to the file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _HeedMappedFile HeedMappedFile;

/* Files of at most so many bytes are copied, and do not care what becomes of
 * the file. Larger ones come from the disk as they are used. */
#define HEED_MAPPED_FILE_MAX_COPY (4 * 1024 * 1024)

/* All of a file. Reading it is safe whatever happens to the file; whether what
 * was read is the file's is asked with heed_mapped_file_check(). */
GBytes         *heed_mapped_file_load  (const char      *path,
                                        GError         **error);

/* The mapped file in which data lies; NULL if it lies elsewhere, as in a copy. */
HeedMappedFile *heed_mapped_file_find  (gconstpointer    data);
HeedMappedFile *heed_mapped_file_ref   (HeedMappedFile  *file);
void            heed_mapped_file_unref (HeedMappedFile  *file);
gboolean        heed_mapped_file_check (HeedMappedFile  *file,
                                        GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedMappedFile, heed_mapped_file_unref)

G_END_DECLS
