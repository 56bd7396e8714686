/* diagonal.h — the prior probability of source positions, which favours the diagonal
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HEED_TENSION_START 4.0

/* prior: n_source numbers that sum to 1. */
void   heed_diagonal_fill     (double        *prior,
                               guint          position,
                               guint          n_target,
                               guint          n_source,
                               double         tension);
double heed_diagonal_distance (const double  *probs,
                               guint          position,
                               guint          n_target,
                               guint          n_source);

G_END_DECLS
