/* lesson-panel-private.h — what is in the panel, for the files that work on it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/sessions/session-file.h"
#include "app/window/lessons/lesson-panel.h"
#include "app/window/lessons/lesson-stage.h"

G_BEGIN_DECLS

typedef enum {
  STATE_NONE,      /* no lesson */
  STATE_SETTING,   /* the step is being prepared */
  STATE_WAITING,   /* for the user */
  STATE_SHOWING,   /* the step is being done for the user */
  STATE_DONE,      /* or there was nothing to do */
  STATE_LEAVING    /* the state before the lesson is being restored */
} State;

/**
 * HeedLessonPanel:
 *
 * Shows the text of a step, its answers, and the buttons to move through the lesson.
 *
 * ## Actions
 *
 * `lesson.next`, `lesson.next-lesson`, `lesson.back`, `lesson.show-me`, `lesson.leave`,
 * and `lesson.answer` with the number of an answer.
 *
 * ## CSS nodes
 *
 * One node named `lessonpanel`; the part that a step points at has the class `pointed`.
 *
 * ## Accessibility
 *
 * A group with the lesson's name; the text of a step and the reply are status texts, so
 * that screen readers announce their changes.
 */
struct _HeedLessonPanel
{
  GtkWidget         parent_instance;

  GtkWidget        *box;
  GtkWidget        *title;
  GtkWidget        *place;
  GtkWidget        *show_me;
  GtkWidget        *back;
  GtkWidget        *next_lesson;
  GtkWidget        *next;
  GtkWidget        *leave;
  GtkWidget        *scrolled;
  GtkWidget        *say;
  GtkWidget        *answers;
  GtkWidget        *reply;

  HeedLessonStage   stage;
  HeedLesson       *lesson;   /* NULL if there is none */
  GFile            *following;  /* the next lesson; or NULL */
  HeedSessionFile  *kept;     /* the session before the lesson; or NULL */
  HeedSinkRule      kept_sinks;
  guint             phase;    /* of restoring it */
  guint             step;
  State             state;
  guint             look;     /* source of the timeout that checks the state; or 0 */
  guint             scroll;   /* source of the scrolling; 0 if none is due */
  guint             n_held;   /* checks in a row that found the wanted state */
  guint             n_tries;
  guint             n_waited;
  guint             n_slipped;
  HeedScene        *first;    /* the state when waiting began */
  GtkWidget        *pointed;  /* weak; or NULL */
  gboolean          tells_hidden;  /* that the part is not visible in a presentation */
};

/* lesson-showing.c */
const HeedLessonStep *heed_lesson_panel_get_step     (HeedLessonPanel *self);
gboolean              heed_lesson_panel_is_last      (HeedLessonPanel *self);
void                  heed_lesson_panel_set_state    (HeedLessonPanel *self,
                                                      State            state);
void                  heed_lesson_panel_point        (HeedLessonPanel *self);
void                  heed_lesson_panel_point_at     (HeedLessonPanel *self,
                                                      GtkWidget       *part);
void                  heed_lesson_panel_set_text     (GtkWidget       *label,
                                                      const char      *text);
void                  heed_lesson_panel_show_reply   (HeedLessonPanel *self,
                                                      const char      *text,
                                                      const char      *style);
void                  heed_lesson_panel_show_done    (HeedLessonPanel *self);
void                  heed_lesson_panel_show_answers (HeedLessonPanel *self);
void                  heed_lesson_panel_show_place   (HeedLessonPanel *self);

G_END_DECLS
