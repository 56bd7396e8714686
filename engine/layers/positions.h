/* positions.h — position encodings and buckets of distances
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

/* row (out): n_columns numbers; n_columns is even. */
void        heed_sinusoids_fill (float          *row,
                                 guint           n_columns,
                                 guint           position,
                                 HeedSinusoids   kind);

/* y = scale x + rows, where row t is added to the B rows of position t. If the rows are learned,
 * they are rows of table, which gets their gradient; otherwise table is NULL. */
HeedTensor *heed_add_positions  (HeedTape       *tape,
                                 HeedTensor     *x,
                                 float           scale,
                                 const float   **rows,
                                 guint           n_sentences,
                                 HeedTensor     *table);

/* The bucket of the distance between a key and its query: each short distance has a bucket of its
 * own, longer ones share. looks_ahead is FALSE in a decoder, whose keys are never after the
 * query. */
guint       heed_distance_bucket (int            distance,
                                  gboolean       looks_ahead,
                                  guint          n_buckets,
                                  guint          max_distance);

G_END_DECLS
