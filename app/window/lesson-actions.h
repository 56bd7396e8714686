/* lesson-actions.h — the window's actions that begin lessons, and the menu of them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/lesson-panel.h"

G_BEGIN_DECLS

/* `win.lesson`, with the URI of one, and `win.open-lesson`, which asks for a file. */
void heed_lesson_actions_add   (GtkApplicationWindow *window,
                                HeedLessonPanel      *panel);

/* Those that ship, in their order, and one's own. */
void heed_lesson_actions_list  (GMenu                *menu);

G_END_DECLS
