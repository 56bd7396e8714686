/* plain-words.h — splitting text that Moses' tokenizer handles without its lists of abbreviations
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Returns the words and marks separated by spaces; NULL on error if the text contains anything
 * but letters, digits, commas, ! and ?. */
char *heed_plain_words_part (const char  *text,
                             GError     **error);

G_END_DECLS
