/* state-index.h — an index of the decoder states of a corpus, searched for the nearest ones
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * States of the decoder's top layer are compared by their cosine, as embeddings are, because the
 * length of such a vector says less about the step than its direction. The index is kept in
 * memory with two bytes per number, up to a limit: once it is full, every second pair is dropped,
 * then every second of the rest, evenly.
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

typedef struct {
  guint  pair;
  guint  step;
  double cosine;  /* [-1, 1] */
} HeedStateNeighbour;

typedef struct {
  gsize n_bytes;
  guint n_pairs;
  guint n_steps;
  guint stride;   /* pairs whose number is a multiple of it are kept; 1: all */
} HeedStateIndexSize;

typedef struct _HeedStateIndex HeedStateIndex;

HeedStateIndex    *heed_state_index_new      (guint             n_pairs,
                                              gsize             max_bytes);
HeedStateIndex    *heed_state_index_ref      (HeedStateIndex   *self);
void               heed_state_index_unref    (HeedStateIndex   *self);

/* Callable from any thread, as all of these functions. states: T x D; all from the same model. */
void               heed_state_index_put      (HeedStateIndex   *self,
                                              guint             pair,
                                              const HeedMatrix *states);

/* Whether the pair is in the index, or was dropped for lack of room. */
gboolean           heed_state_index_is_done  (HeedStateIndex   *self,
                                              guint             pair);

/* Returns HeedStateNeighbour: of each other pair its nearest step, the nearest first. state has D
 * numbers. */
GArray            *heed_state_index_find     (HeedStateIndex   *self,
                                              const float      *state,
                                              guint             n_dimensions,
                                              guint             except,
                                              guint             n_most);
HeedStateIndexSize heed_state_index_get_size (HeedStateIndex   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedStateIndex, heed_state_index_unref)

G_END_DECLS
