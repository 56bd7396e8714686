/* tsv-line.h — a line with a source and its target
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The expected form of a line, for error messages. */
#define HEED_TSV_EXPECTED "expected source, tab or \" ||| \", target, found neither"

/* Splits source, a tab, target, and optionally a tab and a note; or source ||| target, the format
 * of fast_align. Returns FALSE, and sets nothing, if it is neither. */
gboolean heed_tsv_line_split (const char  *text,
                              char       **source,
                              char       **target);

G_END_DECLS
