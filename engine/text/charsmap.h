/* charsmap.h — validation of the normalisation table of a SentencePiece model
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

/* Returns the replacement of the shortest prefix of text that the table contains; NULL if there
 * is none. The table must have been checked; the result is valid as long as the table. */
const char *heed_charsmap_find (GBytes      *table,
                                const char  *text,
                                gsize        n_bytes);

G_END_DECLS
