/* state-index.h — the decoder's states of many pairs, and which of them are near
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is compared is the direction of the state of the decoder's top layer: the cosine, as of
 * embeddings, since how long such a vector is says less of what a step is about. Two bytes a
 * number, in memory, so many at most: once they do not fit any more every second pair is let go
 * of, then every fourth, evenly.
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

typedef struct {
  guint  pair;
  guint  step;
  double cosine;  /* [-1, 1] */
} HeedNearState;

typedef struct {
  gsize n_bytes;
  guint n_pairs;
  guint n_steps;
  guint stride;   /* every so manyth pair is kept; 1: all */
} HeedStateIndexSize;

typedef struct _HeedStateIndex HeedStateIndex;

HeedStateIndex    *heed_state_index_new      (guint             n_pairs,
                                              gsize             max_bytes);
HeedStateIndex    *heed_state_index_ref      (HeedStateIndex   *self);
void               heed_state_index_unref    (HeedStateIndex   *self);

/* On any thread, like the rest. states: T x D, of one model throughout. */
void               heed_state_index_put      (HeedStateIndex   *self,
                                              guint             pair,
                                              const HeedMatrix *states);

/* It is kept, or is one of those that are let go of. */
gboolean           heed_state_index_is_done  (HeedStateIndex   *self,
                                              guint             pair);

/* Of HeedNearState, the nearest first: of each other pair its nearest step. state: D numbers. */
GArray            *heed_state_index_find     (HeedStateIndex   *self,
                                              const float      *state,
                                              guint             n_dimensions,
                                              guint             except,
                                              guint             n_most);
HeedStateIndexSize heed_state_index_get_size (HeedStateIndex   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedStateIndex, heed_state_index_unref)

G_END_DECLS
