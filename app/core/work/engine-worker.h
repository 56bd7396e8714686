/* engine-worker.h — the one thread that runs the engine
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heed.h"

G_BEGIN_DECLS

/* One unit of work; called on the engine's thread. Returns TRUE if there is more to do: then
 * it is called again, after everything else in the queue. */
typedef gboolean (*HeedUnitFunc) (gpointer data);

#define HEED_TYPE_ENGINE_WORKER (heed_engine_worker_get_type ())
G_DECLARE_FINAL_TYPE (HeedEngineWorker, heed_engine_worker, HEED, ENGINE_WORKER, GObject)

HeedEngineWorker *heed_engine_worker_new         (void);

void              heed_engine_worker_push        (HeedEngineWorker     *self,
                                                  HeedUnitFunc          run,
                                                  gpointer              data,
                                                  GDestroyNotify        destroy);

void              heed_engine_worker_load_async  (HeedEngineWorker     *self,
                                                  const char           *path,
                                                  const char           *description,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
HeedModel        *heed_engine_worker_load_finish (HeedEngineWorker     *self,
                                                  GAsyncResult         *result,
                                                  GError              **error);

G_END_DECLS
