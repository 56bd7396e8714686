/* output.h — results to standard output, messages to standard error
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Writes and flushes, so that whoever waits at the other end of a pipe has it. */
gboolean heed_output_write     (const char  *text,
                                gsize        n_bytes,
                                GError     **error);

/* Whether a file can come to be at path, asked before any work is done for it:
 * its folder is there and may be written to, and it is no folder itself. "-" is. */
gboolean heed_output_check_file (const char  *path,
                                 GError     **error);

/* What a verb returns that went on after lines it could not process. */
gboolean heed_output_check_none_failed (const char  *verb,
                                        guint64      n_failed,
                                        guint64      n_lines,
                                        GError     **error);

/* A message of the work that goes on: one line "heed-cli: …". */
void     heed_output_warn      (const char  *message);

/* For a person's eyes: whether to use colours, and text that cannot do harm. */
gboolean heed_output_has_color     (void);
char    *heed_output_dup_visible   (const char *text);

/* The text in one line: a line break in it is written \\n, as a person would type it. */
char    *heed_output_dup_line      (const char *text);

/* In columns of a terminal, where a Chinese character takes two. */
guint    heed_output_measure_width (const char *text);
void     heed_output_append_padded (GString    *out,
                                    const char *text,
                                    guint       n_columns);

G_END_DECLS
