/* gzip.h — gzipped bytes for tests
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Appends one gzip member that contains data to file. */
void gzip_append (GByteArray    *file,
                  gconstpointer  data,
                  gsize          n_bytes);

G_END_DECLS
