/* occlusion-sweep.h — which head looks at what a translation rests on, without gold links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A source token is taken away, and how much less probable each target token becomes is what
 * it was needed for. A head that looks there agrees with that.
 */

#pragma once

#include "app/core/corpus-sweep.h"
#include "app/core/engine-worker.h"

G_BEGIN_DECLS

/* Each pair is read once for every one of its source tokens: so many at most, evenly from first
 * to last. */
#define HEED_OCCLUSION_PAIRS 60

/* What is read; borrowed but for pairs. */
typedef struct {
  HeedModel       *model;
  HeedCorpusFiles *files;
  HeedCorpusStore *store;
  GArray          *pairs;  /* of HeedCorpusGold, whose links do not matter; taken */
} HeedOcclusionJob;

/* A unit at a time on the engine's thread. What is found is judged by agreement. */
void             heed_occlusion_sweep_async  (HeedEngineWorker       *worker,
                                              const HeedOcclusionJob *job,
                                              GCancellable           *cancellable,
                                              GAsyncReadyCallback     callback,
                                              gpointer                user_data);
HeedCorpusSweep *heed_occlusion_sweep_finish (GAsyncResult           *result,
                                              GError                **error);

G_END_DECLS
