/* text-lines.h — the lines of a text file, gzipped or not
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _HeedTextLines HeedTextLines;

/* _next returns one line after the other, valid UTF-8 without its end (LF or CR LF), borrowed
 * until the next call. It returns NULL at the end, without an error, and for an invalid line,
 * with an error that names it. Line numbers start at 1. */
HeedTextLines *heed_text_lines_open       (const char     *path,
                                           GError        **error);
const char    *heed_text_lines_next       (HeedTextLines  *lines,
                                           GCancellable   *cancellable,
                                           GError        **error);
guint64        heed_text_lines_get_number (HeedTextLines  *lines);
void           heed_text_lines_free       (HeedTextLines  *lines);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedTextLines, heed_text_lines_free)

G_END_DECLS
