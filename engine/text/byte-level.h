/* byte-level.h — bytes as the characters that byte-level vocabularies write for them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "é" is "Ã©" and " " is "Ġ". _parse gives NULL if a character stands for no byte. */
char   *heed_byte_level_write (const char *text);
GBytes *heed_byte_level_parse (const char *text);

G_END_DECLS
