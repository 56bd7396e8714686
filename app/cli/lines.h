/* lines.h — reads sentences from the command line, from files, or from a pipe
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Longer lines are an error: a file that is not text may have no line end at all. */
#define HEED_LINE_MAX_BYTES (8 * 1024 * 1024)

typedef struct {
  const char *text;     /* UTF-8, without its line end; "" if problem is set */
  const char *problem;  /* why it is not valid text: "text: expected …, found …" */
  guint64     number;   /* from 1 */
} HeedLine;

typedef struct _HeedLines HeedLines;

/* _new treats each argument as a line, and reads standard input for "-" or if there are no
 * arguments; _open reads a file, "-" being standard input. */
HeedLines      *heed_lines_new  (char         **arguments);
HeedLines      *heed_lines_open (const char    *path,
                                 GError       **error);
void            heed_lines_free (HeedLines     *lines);

/* The next line, valid until the next call; NULL at the end, and with an error if
 * reading failed or was cancelled. */
const HeedLine *heed_lines_read (HeedLines     *lines,
                                 GCancellable  *cancellable,
                                 GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedLines, heed_lines_free)

G_END_DECLS
