/* scratch.h — temporary files that are deleted when the test program exits
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* scratch_path() returns a path in a temporary folder, which is deleted when the program exits;
 * scratch_write() creates the file. Free both results with g_free(). scratch_list() returns the
 * names of the files in the folder. */
char  *scratch_path   (const char    *name);
char  *scratch_write  (const char    *name,
                       gconstpointer  data,
                       gsize          n_bytes);
char  *scratch_list   (void);

/* Creates an empty folder in the temporary folder. */
char  *scratch_make_folder (const char *name);

/* A block of memory of exactly n_bytes, so that a sanitizer detects reads past its end. */
GBytes *scratch_block (gconstpointer  data,
                       gsize          n_bytes);

G_END_DECLS
