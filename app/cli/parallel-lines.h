/* parallel-lines.h — files that are read in parallel, line by line
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/cli/lines.h"

G_BEGIN_DECLS

typedef struct _HeedParallelLines HeedParallelLines;

/* paths is NULL-terminated; one of them may be "-". */
HeedParallelLines     *heed_parallel_lines_open (const char *const   *paths,
                                                 GError             **error);
void                   heed_parallel_lines_free (HeedParallelLines   *lines);

guint                  heed_parallel_lines_get_n_files (HeedParallelLines *lines);

/* The next line of each file, valid until the next call; NULL at their common end, and with an
 * error if reading failed or one file ends before another. */
const HeedLine *const *heed_parallel_lines_read (HeedParallelLines   *lines,
                                                 GCancellable        *cancellable,
                                                 GError             **error);

/* Sets an error with file and line number for a line that is not valid text or not as
 * expected: "FILE line N: PROBLEM". */
void                   heed_parallel_lines_fail (HeedParallelLines   *lines,
                                                 guint                file,
                                                 const char          *problem,
                                                 GError             **error);

/* Opens the files and calls func with each row of lines until it fails; a line that is
 * not valid text is an error. */
typedef gboolean (*HeedRowFunc) (HeedParallelLines      *lines,
                                 const HeedLine *const  *row,
                                 gpointer                data,
                                 GError                **error);

gboolean               heed_parallel_lines_each (const char *const   *paths,
                                                 HeedRowFunc          func,
                                                 gpointer             data,
                                                 GCancellable        *cancellable,
                                                 GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedParallelLines, heed_parallel_lines_free)

G_END_DECLS
