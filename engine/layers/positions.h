/* positions.h — telling a token where it stands
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/tape/tape.h"

G_BEGIN_DECLS

typedef enum {
  HEED_SINUSOIDS_INTERLEAVED,  /* sin a_0, cos a_0, sin a_1, ... */
  HEED_SINUSOIDS_HALVES,       /* sin a_0, sin a_1, ... cos a_0, ... */
  HEED_SINUSOIDS_TIMESCALES    /* halves, angles as in tensor2tensor */
} HeedSinusoids;

/* n_columns numbers, which are even in count. */
void        heed_sinusoids_fill (float          *row,
                                 guint           n_columns,
                                 guint           position,
                                 HeedSinusoids   kind);

/* y = scale x + rows, row t of which is added to all B rows of position t. Where
 * rows are learned, they are rows first to first + T of table; NULL: they are not. */
HeedTensor *heed_add_positions  (HeedTape       *tape,
                                 HeedTensor     *x,
                                 float           scale,
                                 const float   **rows,
                                 guint           n_sentences,
                                 HeedTensor     *table);

/* Which of n_buckets the distance of a key from its query falls into: each short
 * one has its own, longer ones share. A decoder's keys are never ahead. */
guint       heed_distance_bucket (int            distance,
                                  gboolean       looks_ahead,
                                  guint          n_buckets,
                                  guint          max_distance);

G_END_DECLS
