/* zip-file.h — zip archives for tests
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  const char    *name;
  gconstpointer  bytes;
  gsize          n_bytes;
} ZipFile;

GByteArray *zip_file_pack (const ZipFile  *files,
                           guint           n_files,
                           gboolean        is_compressed);

G_END_DECLS
