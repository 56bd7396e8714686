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

G_END_DECLS
