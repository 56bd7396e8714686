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

/* What is read; borrowed but for pairs. */
typedef struct {
  HeedModel       *model;
  HeedCorpusFiles *files;
  HeedStateIndex  *index;
  GArray          *pairs;  /* of guint; taken */
} HeedStateJob;

/* Some steps a unit, on the engine's thread. */
void        heed_state_run_async  (HeedEngineWorker     *worker,
                                   const HeedStateJob   *job,
                                   GCancellable         *cancellable,
                                   GAsyncReadyCallback   callback,
                                   gpointer              user_data);

/* The states of the first of pairs: T x D; NULL: it cannot be read, or was cancelled. */
HeedMatrix *heed_state_run_finish (GAsyncResult         *result);

G_END_DECLS
