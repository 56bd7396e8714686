/* optimizer.h — Adam over all weights: from the gradients of a batch to a step
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/base/parallel.h"
#include "engine/networks/parameters.h"

G_BEGIN_DECLS

typedef struct _HeedOptimizer HeedOptimizer;

HeedOptimizer *heed_optimizer_new  (HeedParameters        *parameters);
void           heed_optimizer_free (HeedOptimizer         *optimizer);

/* Gradients are the sum over shards, times factor. step_number counts from 1. */
gboolean       heed_optimizer_step (HeedOptimizer         *optimizer,
                                    HeedParallel          *parallel,
                                    HeedParameters *const *shards,
                                    guint                  n_shards,
                                    double                 factor,
                                    double                 clip_norm,
                                    double                 learning_rate,
                                    guint64                step_number,
                                    double                *gradient_norm,
                                    GError               **error);

/* The moments of parameter i, for a checkpoint: as many as it has values. */
float         *heed_optimizer_get_first  (HeedOptimizer *optimizer,
                                          guint          i);
float         *heed_optimizer_get_second (HeedOptimizer *optimizer,
                                          guint          i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedOptimizer, heed_optimizer_free)

G_END_DECLS
