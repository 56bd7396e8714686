/* loss-history.h — a loss curve in a bounded number of points
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ui/chart-layout.h"

G_BEGIN_DECLS

#define HEED_LOSS_HISTORY_MAX_POINTS 1024

typedef struct _HeedLossHistory HeedLossHistory;

HeedLossHistory *heed_loss_history_new        (void);
void             heed_loss_history_free       (HeedLossHistory  *history);

void             heed_loss_history_add        (HeedLossHistory  *history,
                                               double            epoch,
                                               double            loss);

/* Returns the HeedChartPoints by epoch, in a new array. */
GArray          *heed_loss_history_dup_points (HeedLossHistory  *history);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedLossHistory, heed_loss_history_free)

G_END_DECLS
