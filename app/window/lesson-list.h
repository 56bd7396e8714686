/* lesson-list.h — the lessons that ship, in their order
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where they lie in the program. */
#define HEED_LESSON_RESOURCES "/org/heed/Heed/lessons"

/* URIs; ends in NULL. */
char **heed_lesson_list_dup        (void);

/* The one behind that; NULL: it is the last, or none of them. */
GFile *heed_lesson_list_find_next  (GFile *file);

G_END_DECLS
