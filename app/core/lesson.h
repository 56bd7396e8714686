/* lesson.h — a guided lesson, read from its file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The format is described in docs/lessons.md.
 */

#pragma once

#include "app/core/lesson-scene.h"

G_BEGIN_DECLS

#define HEED_LESSON_MAX_ANSWERS 6

/* A step only tells something; or it waits until the person has done something (until);
 * or it asks, and an answer is chosen (n_answers). */
typedef struct {
  char       *say;
  char       *point;      /* the name of a part of the window; or NULL */
  HeedScene  *set;        /* what is brought about before; or NULL */
  HeedScene  *until;      /* or NULL */
  HeedScene  *show;       /* what does it for the person; of until: never NULL */
  char       *hint;       /* or NULL */
  char       *because;    /* said once it is done or answered; or NULL */
  char      **answers;    /* n_answers; or NULL */
  guint       n_answers;
  guint       right;      /* from 0 */
} HeedLessonStep;

typedef struct {
  char      *title;
  guint      minutes;  /* that it takes; 0: nobody says */
  GPtrArray *steps;    /* of HeedLessonStep; at least one */
} HeedLesson;

/* The parts of the window that a step can point at; ends in NULL. */
const char *const *heed_lesson_get_parts (void);

/* what: of messages; languages: of the person, the best first, ends in NULL. */
HeedLesson        *heed_lesson_parse     (const char            *what,
                                          GBytes                *bytes,
                                          const char *const     *languages,
                                          GError               **error);
HeedLesson        *heed_lesson_load      (GFile                 *file,
                                          const char *const     *languages,
                                          GError               **error);
void               heed_lesson_free      (HeedLesson            *lesson);

const HeedLessonStep *
                   heed_lesson_get_step  (const HeedLesson      *lesson,
                                          guint                  i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedLesson, heed_lesson_free)

G_END_DECLS
