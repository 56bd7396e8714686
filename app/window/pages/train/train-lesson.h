/* train-lesson.h — reads and sets the state of the page Train for lessons
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/lessons/lesson-scene.h"
#include "app/core/training/training.h"
#include "app/window/pages/train/train-form.h"

G_BEGIN_DECLS

/* training is the displayed one, or NULL; starting and pausing it uses an action of the
 * page. */
void heed_train_lesson_describe    (HeedTrainForm   *form,
                                    HeedTraining    *training,
                                    HeedScene       *now);
void heed_train_lesson_bring_about (HeedTrainForm   *form,
                                    HeedTraining    *training,
                                    const HeedScene *wanted,
                                    HeedSceneField   field);

G_END_DECLS
