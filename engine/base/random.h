/* random.h — a seeded random number generator
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  guint64 state[4];
} HeedRandom;

void    heed_random_seed    (HeedRandom *random,
                             guint64     seed);
guint64 heed_random_next    (HeedRandom *random);
double  heed_random_uniform (HeedRandom *random);
guint   heed_random_below   (HeedRandom *random,
                             guint       limit);
void    heed_random_shuffle (HeedRandom *random,
                             guint      *values,
                             guint       n_values);

G_END_DECLS
