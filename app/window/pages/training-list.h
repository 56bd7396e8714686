/* training-list.h — all trainings of this session; two of them can be compared
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/training.h"

G_BEGIN_DECLS

#define HEED_TYPE_TRAINING_LIST (heed_training_list_get_type ())
G_DECLARE_FINAL_TYPE (HeedTrainingList, heed_training_list, HEED, TRAINING_LIST, GtkWidget)

GtkWidget    *heed_training_list_new          (void);

/* The newest stands last, and alone is chosen. */
void          heed_training_list_add          (HeedTrainingList  *self,
                                               HeedTraining      *training);
void          heed_training_list_remove       (HeedTrainingList  *self,
                                               HeedTraining      *training);
guint         heed_training_list_get_n        (HeedTrainingList  *self);
HeedTraining *heed_training_list_get          (HeedTrainingList  *self,
                                               guint              i);

/* The i-th that was chosen, 0 or 1; NULL: none. */
HeedTraining *heed_training_list_get_chosen   (HeedTrainingList  *self,
                                               guint              i);
void          heed_training_list_set_chosen   (HeedTrainingList  *self,
                                               HeedTraining      *training,
                                               gboolean           is_chosen);

/* Brings the words up to date with what the trainings say. */
void          heed_training_list_refresh      (HeedTrainingList  *self);

G_END_DECLS
