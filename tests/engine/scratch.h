/* scratch.h — files that live as long as a test program
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A path in a folder of its own, which goes when the program does; _write makes
 * the file. Free both with g_free(). _list names what is in the folder. */
char  *scratch_path   (const char    *name);
char  *scratch_write  (const char    *name,
                       gconstpointer  data,
                       gsize          n_bytes);
char  *scratch_list   (void);

/* A folder in it, empty. */
char  *scratch_make_folder (const char *name);

/* A block of memory of exactly n_bytes, so that a sanitizer sees one read too
 * far. */
GBytes *scratch_block (gconstpointer  data,
                       gsize          n_bytes);

G_END_DECLS
