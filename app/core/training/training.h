/* training.h — one training, as seen by the main thread
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/training/training-plan.h"
#include "app/core/training/training-status.h"

G_BEGIN_DECLS

#define HEED_TYPE_TRAINING (heed_training_get_type ())
G_DECLARE_FINAL_TYPE (HeedTraining, heed_training, HEED, TRAINING, GObject)

/* Starts at once. @probe may be NULL: then a held-out sentence is watched. */
HeedTraining             *heed_training_new         (const HeedTrainingPlan  *plan,
                                                     const char              *probe);

const HeedTrainingPlan   *heed_training_get_plan    (HeedTraining            *self);
const char               *heed_training_get_name    (HeedTraining            *self);
/* The default name tells the task and the mechanism; "" is not accepted. */
void                      heed_training_set_name    (HeedTraining            *self,
                                                     const char              *name);
HeedTrainingState         heed_training_get_state   (HeedTraining            *self);
const HeedTrainingStatus *heed_training_get_status  (HeedTraining            *self);
gboolean                  heed_training_is_over     (HeedTraining            *self);

void                      heed_training_pause       (HeedTraining            *self);
void                      heed_training_go_on       (HeedTraining            *self);
void                      heed_training_stop        (HeedTraining            *self);

/* The sentence that is watched, now and in the film. */
const char               *heed_training_get_probe   (HeedTraining            *self);
void                      heed_training_set_probe   (HeedTraining            *self,
                                                     const char              *sentence);

/* The displayed attention; by default the mean over the heads of the last layer. */
HeedAttentionSite         heed_training_get_site    (HeedTraining            *self);
void                      heed_training_set_site    (HeedTraining            *self,
                                                     HeedAttentionSite        site);

/* Saving the model that was kept last. */
const char               *heed_training_get_path    (HeedTraining            *self);
gboolean                  heed_training_can_save    (HeedTraining            *self);
gboolean                  heed_training_is_saved    (HeedTraining            *self);
void                      heed_training_save_async  (HeedTraining            *self,
                                                     const char              *path,
                                                     GAsyncReadyCallback      callback,
                                                     gpointer                 user_data);
gboolean                  heed_training_save_finish (HeedTraining            *self,
                                                     GAsyncResult            *result,
                                                     GError                 **error);

G_END_DECLS
