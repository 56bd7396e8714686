/* training-removal.h — asks for confirmation before an unsaved training is removed
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/training/training.h"

G_BEGIN_DECLS

typedef void (*HeedTrainingRemovalFunc) (GtkWidget    *widget,
                                         HeedTraining *training);

/* Whether removing the training loses something. */
gboolean heed_training_removal_loses (HeedTraining             *training);

/* Calls remove at once if nothing is lost, else if the user confirms. */
void     heed_training_removal_ask   (HeedTraining             *training,
                                      GtkWidget                *widget,
                                      HeedTrainingRemovalFunc   remove);

G_END_DECLS
