/* corpus-prober.h — running the omission probe over pairs of a corpus in the background
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One pair is probed at a time, which takes about twenty times as long as reading it;
 * between two pairs the engine's thread does its other work.
 */

#pragma once

#include "app/core/corpus/corpus-run.h"

G_BEGIN_DECLS

/* The probe of one pair, unless it failed. */
typedef struct {
  guint     i;
  gboolean  has_problem;
  HeedProbe probe;
} HeedProbeNews;

/* Called on the main thread. */
typedef void (*HeedCorpusProbedFunc) (const HeedProbeNews *news,
                                      guint                n_news,
                                      gboolean             is_over,
                                      gpointer             data);

typedef struct _HeedCorpusProber HeedCorpusProber;

HeedCorpusProber *heed_corpus_prober_new   (HeedEngineWorker     *worker,
                                            HeedCorpusProbedFunc  probed,
                                            gpointer              data);
void              heed_corpus_prober_free  (HeedCorpusProber     *self);

/* pairs: indices of type guint, transfer full; probed in this order. job must have a model. */
void              heed_corpus_prober_probe (HeedCorpusProber     *self,
                                            const HeedCorpusJob  *job,
                                            GArray               *pairs);

/* Stops after the current pair; no more results are reported. */
void              heed_corpus_prober_stop  (HeedCorpusProber     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedCorpusProber, heed_corpus_prober_free)

G_END_DECLS
