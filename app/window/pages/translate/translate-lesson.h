/* translate-lesson.h — reads and sets the state of the page Translate for lessons
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/lessons/lesson-scene.h"
#include "app/window/pages/translate/translate-parts.h"

G_BEGIN_DECLS

/* NULL if there is no part of that name. */
GtkWidget *heed_translate_lesson_find_part   (const HeedTranslateParts *parts,
                                              const char               *name);

/* To be called only while the widgets are up to date with the document. */
void       heed_translate_lesson_describe    (const HeedTranslateParts *parts,
                                              HeedScene                *now);
void       heed_translate_lesson_bring_about (const HeedTranslateParts *parts,
                                              const HeedScene          *wanted,
                                              HeedSceneField            field);

G_END_DECLS
