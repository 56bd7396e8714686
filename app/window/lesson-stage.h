/* lesson-stage.h — the program as a lesson sees it and drives it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/lesson.h"
#include "app/core/model-library.h"
#include "app/core/session-file.h"
#include "app/window/page.h"
#include "app/window/session-keeper.h"

G_BEGIN_DECLS

/* All of it borrowed; it lives as long as the window. */
typedef struct {
  HeedDocument      *document;
  HeedModelLibrary  *library;
  GtkStack          *pages;         /* a box each, with the page in it or nothing yet */
  GtkWidget         *model_button;
  HeedSessionKeeper *keeper;       /* NULL: sessions are not kept */
} HeedLessonStage;

/* What is so now. */
HeedScene       *heed_lesson_stage_describe    (const HeedLessonStage *stage);

/* Does one thing of what is wanted, and is asked again a little later; TRUE: all of it
 * is so. */
gboolean         heed_lesson_stage_bring_about (const HeedLessonStage *stage,
                                                const HeedScene       *wanted);

/* Whether something is under way that has to be waited for. */
gboolean         heed_lesson_stage_is_busy     (const HeedLessonStage *stage);

/* NULL: there is none, or its page was not made yet. */
GtkWidget       *heed_lesson_stage_find_part   (const HeedLessonStage *stage,
                                                const char            *name);

/* A model that is none of those that ship is a file, as seen from the folder of the
 * lesson. */
void             heed_lesson_stage_find_models (const HeedLessonStage *stage,
                                                HeedLesson            *lesson,
                                                GFile                 *file);

/* Everything that a person had before, and back to it, a piece a call; TRUE: done. */
HeedSessionFile *heed_lesson_stage_keep        (const HeedLessonStage *stage);
gboolean         heed_lesson_stage_put_back    (const HeedLessonStage *stage,
                                                HeedSessionFile       *kept,
                                                guint                 *phase);

G_END_DECLS
