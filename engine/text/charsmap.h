/* charsmap.h — checks the table by which a SentencePiece model rewrites text
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean heed_charsmap_check (const guint8  *tainted,
                              gsize          n_bytes,
                              GError       **error);

/* What the table makes of the shortest beginning of text that it knows, of one
 * that was checked; NULL if it knows none. Lives as long as the table. */
const char *heed_charsmap_find (GBytes      *table,
                                const char  *text,
                                gsize        n_bytes);

G_END_DECLS
