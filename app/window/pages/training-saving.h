/* training-saving.h — the model of a training, into a file of its name
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/training.h"

G_BEGIN_DECLS

/* Asks where; what goes wrong is reported in the window of @widget. */
void heed_training_saving_ask  (HeedTraining *training,
                                GtkWidget    *widget);
void heed_training_saving_save (HeedTraining *training,
                                GtkWidget    *widget,
                                const char   *path);

G_END_DECLS
