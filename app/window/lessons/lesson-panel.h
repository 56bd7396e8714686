/* lesson-panel.h — a guided lesson, above the page on which it is done
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/lessons/lesson-stage.h"

G_BEGIN_DECLS

#define HEED_TYPE_LESSON_PANEL (heed_lesson_panel_get_type ())
G_DECLARE_FINAL_TYPE (HeedLessonPanel, heed_lesson_panel, HEED, LESSON_PANEL, GtkWidget)

void     heed_lesson_panel_set_stage (HeedLessonPanel       *self,
                                      const HeedLessonStage *stage);

/* Starts the lesson at its first step. Returns FALSE if the file is not a lesson; the previous
 * lesson then continues. */
gboolean heed_lesson_panel_open      (HeedLessonPanel       *self,
                                      GFile                 *file,
                                      GError               **error);

G_END_DECLS
