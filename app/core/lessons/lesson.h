/* lesson.h — a guided lesson, read from its file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The format is described in docs/lessons.md.
 */

#pragma once

#include "app/core/lessons/lesson-scene.h"

G_BEGIN_DECLS

#define HEED_LESSON_MAX_ANSWERS 6

/* A step that only explains something, waits until the user has done something (until), or asks
 * a question with a choice of answers (n_answers). */
typedef struct {
  char       *say;
  char       *point;      /* the name of a part of the window; or NULL */
  HeedScene  *set;        /* set before the step begins; or NULL */
  HeedScene  *until;      /* or NULL */
  HeedScene  *show;       /* does it for the user; never NULL if there is until */
  char       *hint;       /* or NULL */
  char       *because;    /* shown once it is done or answered; or NULL */
  char      **answers;    /* n_answers; or NULL */
  guint       n_answers;
  guint       right;      /* index of the right answer */
} HeedLessonStep;

typedef struct {
  char      *title;
  guint      minutes;  /* estimated duration; 0 if unknown */
  GPtrArray *steps;    /* of HeedLessonStep; at least one */
} HeedLesson;

/* Returns the parts of the window that a step can point at; NULL-terminated. */
const char *const *heed_lesson_get_parts (void);

/* what: the prefix of error messages; languages: of the user, by preference, NULL-terminated. */
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
