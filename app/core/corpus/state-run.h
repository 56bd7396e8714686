/* state-run.h — computes the decoder states of the pairs of a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/corpus/corpus-files.h"
#include "app/core/corpus/state-index.h"
#include "app/core/work/engine-worker.h"

G_BEGIN_DECLS

/* The input; borrowed, except pairs. */
typedef struct {
  HeedModel       *model;
  HeedCorpusFiles *files;
  HeedStateIndex  *index;
  GArray          *pairs;  /* of guint, the indices of pairs; ownership is taken */
} HeedStateJob;

/* Runs on the engine's thread, a few steps per unit. Puts the states of all pairs into index. */
void        heed_state_run_async  (HeedEngineWorker     *worker,
                                   const HeedStateJob   *job,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);

/* Returns the states of the first pair, T x D; NULL if it cannot be read or the run was
 * cancelled. */
HeedMatrix *heed_state_run_finish (GAsyncResult         *result);

G_END_DECLS
