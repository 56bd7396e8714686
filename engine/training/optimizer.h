/* optimizer.h — Adam over all weights: one step from the gradients of a batch
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

/* The gradients of a batch, and the options of the step. */
typedef struct {
  HeedParameters *const *shards;         /* each has its own gradients of the same weights */
  guint                  n_shards;
  double                 factor;         /* scales the sum of all gradients to a mean */
  double                 clip_norm;      /* maximum L2 norm of the mean; 0: no clipping */
  double                 learning_rate;
  guint64                number;         /* of the step, from 1 */
} HeedOptimizerStep;

gboolean       heed_optimizer_step (HeedOptimizer           *optimizer,
                                    HeedParallel            *parallel,
                                    const HeedOptimizerStep *step,
                                    double                  *gradient_norm,
                                    GError                 **error);

/* The moments of parameter i, for a checkpoint: as many numbers as the parameter has values. */
float         *heed_optimizer_get_first  (HeedOptimizer *optimizer,
                                          guint          i);
float         *heed_optimizer_get_second (HeedOptimizer *optimizer,
                                          guint          i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedOptimizer, heed_optimizer_free)

G_END_DECLS
