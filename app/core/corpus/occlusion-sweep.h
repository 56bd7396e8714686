/* occlusion-sweep.h — finding the head that agrees best with occlusion, without gold links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each source token is removed in turn, and the loss of probability of each target token measures
 * how much that token depends on it. Heads are ranked by how well their attention agrees.
 */

#pragma once

#include "app/core/corpus/corpus-sweep.h"
#include "app/core/work/engine-worker.h"

G_BEGIN_DECLS

/* The most pairs that are read, evenly spread from first to last, because each pair is read once
 * for each of its source tokens. */
#define HEED_OCCLUSION_PAIRS 60

/* The input; borrowed, except pairs. */
typedef struct {
  HeedModel          *model;
  HeedCorpusFiles    *files;
  HeedAttentionStore *store;
  GArray             *pairs;  /* of HeedCorpusGold, whose links are ignored; ownership is taken */
} HeedOcclusionJob;

/* Runs on the engine's thread, one unit at a time. The trials in the result are ranked by their
 * agreement. */
void             heed_occlusion_sweep_async  (HeedEngineWorker       *worker,
                                              const HeedOcclusionJob *job,
                                              GCancellable           *cancellable,
                                              GAsyncReadyCallback     callback,
                                              gpointer                user_data);

G_END_DECLS
