/* output.h — writes results to standard output, messages to standard error
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Writes and flushes, so that a reader at the other end of a pipe gets it immediately. */
gboolean heed_output_write     (const char  *text,
                                gsize        n_bytes,
                                GError     **error);

/* Whether a file can be written to path, checked before any work is done for it: its folder must
 * exist and be writable, and path must not be a folder. "-" is always accepted. */
gboolean heed_output_check_file (const char  *path,
                                 GError     **error);

/* The result of a verb that continued after lines it could not process. */
gboolean heed_output_check_none_failed (const char  *verb,
                                        guint64      n_failed,
                                        guint64      n_lines,
                                        GError     **error);

/* Prints a warning while the work continues: one line "heed-cli: …". */
void     heed_output_warn      (const char  *message);

/* For terminals: whether to use colours, and a copy of text without control characters. */
gboolean heed_output_has_color     (void);
char    *heed_output_dup_visible   (const char *text);

/* The text on one line: line breaks are written as \
 * , as a user would type them. */
char    *heed_output_dup_line      (const char *text);

/* Widths in terminal columns, of which a Chinese character takes two. */
guint    heed_output_measure_width (const char *text);
void     heed_output_append_padded (GString    *out,
                                    const char *text,
                                    guint       n_columns);

G_END_DECLS
