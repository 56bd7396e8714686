/* lesson-stage.h — the program as a lesson sees it and drives it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/lessons/lesson.h"
#include "app/core/models/model-library.h"
#include "app/core/sessions/session-file.h"
#include "app/core/words/sinks.h"
#include "app/window/page.h"
#include "app/window/sessions/session-keeper.h"

G_BEGIN_DECLS

/* All members are borrowed, and live as long as the window. */
typedef struct {
  HeedDocument      *document;
  HeedModelLibrary  *library;
  GtkStack          *pages;         /* one box per page, empty until the page is created */
  GtkWidget         *model_button;
  HeedSessionKeeper *keeper;       /* NULL if sessions are not saved */
} HeedLessonStage;

/* Returns the present state. */
HeedScene       *heed_lesson_stage_describe    (const HeedLessonStage *stage);

/* Makes one change towards the wanted scene, and is called again a little later. Returns TRUE
 * once the whole scene has been reached. */
gboolean         heed_lesson_stage_bring_about (const HeedLessonStage *stage,
                                                const HeedScene       *wanted);

/* Returns whether an operation is running whose end has to be waited for. */
gboolean         heed_lesson_stage_is_busy     (const HeedLessonStage *stage);

/* Returns the part; NULL if it does not exist, or its page has not been created yet. */
GtkWidget       *heed_lesson_stage_find_part   (const HeedLessonStage *stage,
                                                const char            *name);

/* How the weights of special tokens are displayed; lessons speak of pictures that have them. */
HeedSinkRule     heed_lesson_stage_get_sinks   (const HeedLessonStage *stage);
void             heed_lesson_stage_set_sinks   (const HeedLessonStage *stage,
                                                HeedSinkRule           rule);

/* Resolves the models of a lesson that are not among the installed ones as paths relative to the
 * folder of the lesson. */
void             heed_lesson_stage_find_models (const HeedLessonStage *stage,
                                                HeedLesson            *lesson,
                                                GFile                 *file);

/* Returns the user's session before the lesson, and restores it step by step; TRUE once it is
 * restored. */
HeedSessionFile *heed_lesson_stage_keep        (const HeedLessonStage *stage);
gboolean         heed_lesson_stage_put_back    (const HeedLessonStage *stage,
                                                HeedSessionFile       *kept,
                                                guint                 *phase);

G_END_DECLS
