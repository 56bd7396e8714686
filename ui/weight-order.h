/* weight-order.h — sorts weights and computes their entropy
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

guint  *heed_weight_order_new   (const float *weights,
                                 guint        n_weights);
double  heed_weight_entropy     (const float *weights,
                                 guint        n_weights);

G_END_DECLS
