/* lesson-actions.h — the window's actions that begin lessons, and the menu of them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/lessons/lesson-panel.h"

G_BEGIN_DECLS

/* Adds the actions `win.lesson`, with the URI of a lesson, and `win.open-lesson`, which opens a
 * file dialog. */
void heed_lesson_actions_add   (GtkApplicationWindow *window,
                                HeedLessonPanel      *panel);

/* Fills the menu with the lessons that ship, in their order, and an item to open another one. */
void heed_lesson_actions_list  (GMenu                *menu);

G_END_DECLS
