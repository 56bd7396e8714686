/* sentence-list.h — a list of sentences to step through, one per line
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Limits for a list: sentences, characters per sentence, and bytes of a file. */
#define HEED_SENTENCE_LIST_MAX       1000
#define HEED_SENTENCE_LIST_MAX_CHARS 2000
#define HEED_SENTENCE_LIST_MAX_BYTES (1024 * 1024)

char **heed_sentence_list_new  (const char  *text);

/* Returns the text of a file, valid UTF-8, so that the user can check it before it is used. */
char  *heed_sentence_list_read (const char  *path,
                                GError     **error);

G_END_DECLS
