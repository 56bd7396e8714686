/* corpus-prober.h — why something may be missing in pairs of a corpus, asked in the background
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A pair is asked about at a time, which takes some twenty times what reading it took; between
 * two of them the engine's thread does whatever else is asked of it.
 */

#pragma once

#include "app/core/corpus-run.h"

G_BEGIN_DECLS

/* What is found of a pair; problem: it could not be asked about. */
typedef struct {
  guint     i;
  gboolean  has_problem;
  HeedProbe probe;
} HeedProbeNews;

/* On the main thread. */
typedef void (*HeedCorpusProbedFunc) (const HeedProbeNews *news,
                                      guint                n_news,
                                      gboolean             is_over,
                                      gpointer             data);

typedef struct _HeedCorpusProber HeedCorpusProber;

HeedCorpusProber *heed_corpus_prober_new   (HeedEngineWorker     *worker,
                                            HeedCorpusProbedFunc  probed,
                                            gpointer              data);
void              heed_corpus_prober_free  (HeedCorpusProber     *self);

/* pairs: of guint, transfer full; asked about in their order. job has a model. */
void              heed_corpus_prober_probe (HeedCorpusProber     *self,
                                            const HeedCorpusJob  *job,
                                            GArray               *pairs);

/* After the pair that is under way; nothing is told of any more. */
void              heed_corpus_prober_stop  (HeedCorpusProber     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedCorpusProber, heed_corpus_prober_free)

G_END_DECLS
