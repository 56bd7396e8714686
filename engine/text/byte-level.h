/* byte-level.h — bytes as the printable characters of byte-level vocabularies
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* _write turns "é" into "Ã©" and " " into "Ġ"; _parse is its inverse, and returns NULL if a
 * character stands for no byte. */
char   *heed_byte_level_write (const char *text);
GBytes *heed_byte_level_parse (const char *text);

G_END_DECLS
