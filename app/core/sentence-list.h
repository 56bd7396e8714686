/* sentence-list.h — sentences to step through, one a line
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* More than a lesson has, and longer than a sentence is. */
#define HEED_SENTENCE_LIST_MAX       1000
#define HEED_SENTENCE_LIST_MAX_CHARS 2000
#define HEED_SENTENCE_LIST_MAX_BYTES (1024 * 1024)

char **heed_sentence_list_new  (const char  *text);

/* The text of a file, to be looked at before it is used. */
char  *heed_sentence_list_read (const char  *path,
                                GError     **error);

G_END_DECLS
