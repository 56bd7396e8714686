/* head-measures.h — measures of one attention: entropy, diagonality, weight of the end token
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* Means over the rows of a matrix. */
typedef struct {
  double entropy;      /* nats */
  double diagonality;  /* [0, 1]; 1 if every row attends at its own relative position */
  double end_mass;     /* [0, 1]; weight of the last column if it is the end token, else 0 */
} HeedHeadMeasures;

HeedHeadMeasures heed_head_measures_of (const HeedMatrix *attention,
                                        gboolean          has_end);

G_END_DECLS
