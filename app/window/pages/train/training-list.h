/* training-list.h — the list of all trainings of this session, two of which can be compared
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/training/training.h"

G_BEGIN_DECLS

#define HEED_TYPE_TRAINING_LIST (heed_training_list_get_type ())
G_DECLARE_FINAL_TYPE (HeedTrainingList, heed_training_list, HEED, TRAINING_LIST, GtkWidget)

/* Adds a training at the end of the list, and chooses it alone. */
void          heed_training_list_add          (HeedTrainingList  *self,
                                               HeedTraining      *training);
void          heed_training_list_remove       (HeedTrainingList  *self,
                                               HeedTraining      *training);
guint         heed_training_list_get_n        (HeedTrainingList  *self);
HeedTraining *heed_training_list_get          (HeedTrainingList  *self,
                                               guint              i);

/* The chosen training i, 0 or 1, in the order of choice; NULL if there is none. */
HeedTraining *heed_training_list_get_chosen   (HeedTrainingList  *self,
                                               guint              i);
void          heed_training_list_set_chosen   (HeedTrainingList  *self,
                                               HeedTraining      *training,
                                               gboolean           is_chosen);

/* Updates the texts from the trainings. */
void          heed_training_list_refresh      (HeedTrainingList  *self);

G_END_DECLS
