/* plain-words.h — text that Moses' tokenizer parts without its lists of abbreviations
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The words and marks with spaces between; NULL with an error if there is anything
 * but letters, digits, commas, ! and ?. */
char *heed_plain_words_part (const char  *text,
                             GError     **error);

G_END_DECLS
