/* starting-model.h — the trained model whose weights a training continues with
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/models/model.h"
#include "engine/training/configuration.h"

G_BEGIN_DECLS

/* Loads the model of start_from and copies its description to configuration->model. */
HeedModel *heed_starting_model_open         (HeedTrainingConfiguration  *configuration,
                                             GCancellable               *cancellable,
                                             GError                    **error);

/* Overwrites the values of parameters, those of a network with the same description. */
gboolean   heed_starting_model_copy_weights (HeedModel                  *model,
                                             HeedParameters             *parameters,
                                             GError                    **error);

G_END_DECLS
