/* measures.h — measures of confidence and word order from an attention matrix
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/values.h"

/* The formulas on doubles, so that they can be checked against published numbers to the last
 * digit. heed.h declares them for the float32 values of a HeedMatrix. */
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
