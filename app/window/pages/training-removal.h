/* training-removal.h — asks before a training goes whose model is in no file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/training.h"

G_BEGIN_DECLS

typedef void (*HeedTrainingRemovalFunc) (GtkWidget    *widget,
                                         HeedTraining *training);

/* Whether something is lost if it goes. */
gboolean heed_training_removal_loses (HeedTraining             *training);

/* Calls remove at once if not, else if the person says so. */
void     heed_training_removal_ask   (HeedTraining             *training,
                                      GtkWidget                *widget,
                                      HeedTrainingRemovalFunc   remove);

G_END_DECLS
