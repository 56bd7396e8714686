/* attention-difference.h — the difference between two attention matrices
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/values.h"

G_BEGIN_DECLS

HeedMatrix *heed_attention_difference_new       (const HeedMatrix *left,
                                                 const HeedMatrix *right);

/* The share of the weight that lies on other columns: the mean over all rows, or of one row. */
double      heed_attention_difference_get_share (const HeedMatrix *difference);
double      heed_attention_difference_get_row   (const HeedMatrix *difference,
                                                 guint             row);

G_END_DECLS
