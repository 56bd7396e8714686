/* corpus-states.h — searching a corpus for the steps with the most similar decoder states
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     states = heed_corpus_states_of (corpus)
 *     heed_corpus_states_find (states, &question, func, owner)
 *
 * States are computed when they are first needed, in parts of growing size; after each part func is
 * called with the steps that are nearest so far. All questions about a corpus share its states.
 */

#pragma once

#include "app/core/corpus/state-index.h"
#include "app/window/corpus/corpus.h"

G_BEGIN_DECLS

/* The step whose neighbours are searched for: either its state, or a step of a pair of the corpus,
 * whose state is computed by forced decoding along its target. */
typedef struct {
  HeedMatrix *state;  /* 1 x D; NULL if the state is to be computed from pair */
  int         pair;   /* the pair that the step is in, which is left out; -1: none */
  guint       step;
} HeedStateNeighbourQuestion;

/* neighbours is an array of HeedStateNeighbour, nearest first, borrowed; NULL if the model cannot
 * read the pair. */
typedef void (*HeedNeighboursFunc) (GArray  *neighbours,
                                    gpointer owner);

#define HEED_TYPE_CORPUS_STATES (heed_corpus_states_get_type ())
G_DECLARE_FINAL_TYPE (HeedCorpusStates, heed_corpus_states, HEED, CORPUS_STATES, GObject)

/* Returns the object of a corpus, which owns it. Borrowed. */
HeedCorpusStates *heed_corpus_states_of        (HeedCorpus                       *corpus);

/* Replaces the question before. func is not called any more once owner is finalized. */
void              heed_corpus_states_find      (HeedCorpusStates                 *self,
                                                const HeedStateNeighbourQuestion *question,
                                                HeedNeighboursFunc                func,
                                                GObject                          *owner);

/* Forgets the question if it is one of owner. */
void              heed_corpus_states_stop      (HeedCorpusStates                 *self,
                                                GObject                          *owner);

/* Returns NULL before the first question. */
HeedStateIndex   *heed_corpus_states_get_index (HeedCorpusStates                 *self);

G_END_DECLS
