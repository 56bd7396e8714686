/* characters.h — splitting a line into characters, and into words at white space
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

gboolean  heed_character_is_space (gunichar     character);
gunichar  heed_character_next     (const char **line);
gunichar *heed_characters_read    (const char  *line,
                                   guint       *n_characters);
char    **heed_characters_split   (const char  *line);
