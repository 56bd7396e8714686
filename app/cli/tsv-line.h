/* tsv-line.h — a source and what it became, on one line
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a line must be, for the message about one that is not. */
#define HEED_TSV_EXPECTED "expected source, tab or \" ||| \", target, found neither"

/* source, a tab, target, and perhaps a tab and somebody's note; or source ||| target, as
 * fast_align has it. FALSE, and nothing is set, if it is neither. */
gboolean heed_tsv_line_split (const char  *text,
                              char       **source,
                              char       **target);

G_END_DECLS
