/* lesson-panel-private.h — what is in the panel, for the files that work on it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/session-file.h"
#include "app/window/lesson-panel.h"
#include "app/window/lesson-stage.h"

G_BEGIN_DECLS

typedef enum {
  STATE_NONE,      /* no lesson */
  STATE_SETTING,   /* the step is prepared */
  STATE_WAITING,   /* for the person */
  STATE_SHOWING,   /* it is done for the person */
  STATE_DONE,      /* or there was nothing to do */
  STATE_LEAVING    /* what was there before comes back */
} State;

/**
 * HeedLessonPanel:
 *
 * What a step says, its answers, and the way through the lesson.
 *
 * ## Actions
 *
 * `lesson.next`, `lesson.next-lesson`, `lesson.back`, `lesson.show-me`, `lesson.leave`,
 * and `lesson.answer` with the number of one.
 *
 * ## CSS nodes
 *
 * One node named `lessonpanel`; the part that a step points at has the class `pointed`.
 *
 * ## Accessibility
 *
 * A group with the lesson's name; what a step says, and what is replied, are status
 * texts, so that a change of them is read out.
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
  HeedLesson       *lesson;   /* NULL: none */
  GFile            *following;  /* the lesson behind it; or NULL */
  HeedSessionFile  *kept;     /* what the person had before; NULL: nothing is kept */
  guint             phase;    /* of putting it back */
  guint             step;
  State             state;
  guint             look;     /* the source; 0: nobody looks */
  guint             scroll;   /* the source; 0: all is where it is to be */
  guint             n_held;   /* looks in a row in which all was as wanted */
  guint             n_tries;
  guint             n_waited;
  guint             n_slipped;
  HeedScene        *first;    /* what was so when the waiting began */
  GtkWidget        *pointed;  /* or NULL; weak */
  gboolean          tells_hidden;  /* that the part is not shown to a room */
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
