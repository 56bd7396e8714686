/* train-lesson.h — what a lesson sees of the page Train, and does in it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/lesson-scene.h"
#include "app/core/training.h"
#include "app/window/pages/train-form.h"

G_BEGIN_DECLS

/* training is the one that is shown, or NULL; to start or pause one is an action of the
 * page. */
void heed_train_lesson_describe    (HeedTrainForm   *form,
                                    HeedTraining    *training,
                                    HeedScene       *now);
void heed_train_lesson_bring_about (HeedTrainForm   *form,
                                    HeedTraining    *training,
                                    const HeedScene *wanted,
                                    HeedSceneField   field);

G_END_DECLS
