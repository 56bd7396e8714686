/* sentencepiece-check.h — looks a SentencePiece model through before the library does
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean heed_sentencepiece_check (GBytes  *model,
                                   GError **error);

G_END_DECLS
