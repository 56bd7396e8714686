/* training-saving.h — saves the model of a training as a file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/training/training.h"

G_BEGIN_DECLS

/* Saves to a file from a dialog, or to path; errors are reported in the window of widget. */
void heed_training_saving_ask  (HeedTraining *training,
                                GtkWidget    *widget);
void heed_training_saving_save (HeedTraining *training,
                                GtkWidget    *widget,
                                const char   *path);

G_END_DECLS
