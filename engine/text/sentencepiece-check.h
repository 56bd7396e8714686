/* sentencepiece-check.h — validation of a SentencePiece model before the library reads it
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
