/* attention-difference.h — what one attention gives more than another
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/values.h"

G_BEGIN_DECLS

HeedMatrix *heed_attention_difference_new       (const HeedMatrix *left,
                                                 const HeedMatrix *right);

/* Of a difference: how much of the weight lies elsewhere, in all and in one row. */
double      heed_attention_difference_get_share (const HeedMatrix *difference);
double      heed_attention_difference_get_row   (const HeedMatrix *difference,
                                                 guint             row);

G_END_DECLS
