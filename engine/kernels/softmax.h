/* softmax.h — scores to probabilities, forward and backward
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void heed_softmax_forward  (float       *probs,
                            const float *scores,
                            gsize        n_rows,
                            gsize        n_columns);
void heed_softmax_backward (float       *d_scores,
                            const float *d_probs,
                            const float *probs,
                            gsize        n_rows,
                            gsize        n_columns);

void heed_log_sum_exp      (const float *scores,
                            float       *probs,
                            gsize        n_columns,
                            float       *result);

void heed_entropy          (const float *scores,
                            const float *probs,
                            float        log_sum,
                            gsize        n_columns,
                            float       *result);

G_END_DECLS
