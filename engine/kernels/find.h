/* find.h — finds the first number of an array above a limit
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sets found to the index of the first of n numbers, from first on, that is larger than limit, or
 * to n. */
void heed_find_above (const float *x,
                      float        limit,
                      gsize        first,
                      gsize        n,
                      gsize       *found);

G_END_DECLS
