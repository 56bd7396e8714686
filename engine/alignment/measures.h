/* measures.h — what an attention matrix says about its own translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/values.h"

/* The formulas, on doubles: published numbers can be checked to their last
 * digit. heed.h offers them on the float32 of a HeedMatrix. */
double                heed_measure_entropy          (const double *row,
                                                     guint         n_values,
                                                     guint         stride);
void                  heed_measure_coverage         (double       *coverage,
                                                     const double *weights,
                                                     guint         n_rows,
                                                     guint         n_columns);
double                heed_measure_coverage_penalty (const double *coverage,
                                                     guint         n_columns,
                                                     double        beta);
double                heed_measure_diagonality      (const double *weights,
                                                     guint         n_rows,
                                                     guint         n_columns);
HeedAttentionMeasures heed_measure_weights          (const double *weights,
                                                     guint         n_rows,
                                                     guint         n_columns);
