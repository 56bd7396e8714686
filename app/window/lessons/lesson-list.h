/* lesson-list.h — the lessons that ship, in their order
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The folder of the lessons among the program's resources. */
#define HEED_LESSON_RESOURCES "/org/heed/Heed/lessons"

/* Returns their URIs; NULL-terminated. */
char **heed_lesson_list_dup        (void);

/* Returns the lesson after the given one; NULL if it is the last, or not in the list. */
GFile *heed_lesson_list_find_next  (GFile *file);

G_END_DECLS
