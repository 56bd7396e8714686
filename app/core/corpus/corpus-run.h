/* corpus-run.h — reading all pairs of a corpus in the background
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     run = heed_corpus_run_new (worker, &funcs, data)
 *     heed_corpus_run_read (run, &job, rows)     the waiting rows
 *     heed_corpus_run_load_pair (run, &job, i)   one pair with its attention
 *     heed_corpus_run_stop (run)
 *
 * Reading is split into slices of a few hundredths of a second, between which the engine's
 * thread does its other work.
 */

#pragma once

#include "app/core/corpus/attention-store.h"
#include "app/core/corpus/link-settings.h"
#include "app/core/work/engine-worker.h"

G_BEGIN_DECLS

typedef struct {
  guint          i;
  HeedCorpusRow  row;
  HeedAlignment *links;  /* the links found; NULL if reading failed, or until another model has
                          * read the pair */
} HeedCorpusNews;

/* One pair with everything that was computed of it, or with reading.problem. */
typedef struct {
  guint              i;
  HeedCorpusPair     pair;
  HeedCorpusReading  reading;
} HeedPairDetails;

/* Called on the main thread. The arguments are borrowed for the duration of the call. */
typedef struct {
  void (*read)        (const HeedCorpusNews  *news,
                       guint                  n_news,
                       gboolean               is_over,
                       gpointer               data);
  void (*pair_loaded) (const HeedPairDetails *details,
                       gpointer               data);
} HeedCorpusRunFuncs;

/* What is read, and how; borrowed. */
typedef struct {
  HeedModel              *model;       /* NULL if attention is read from files */
  HeedCorpusFiles        *files;
  const HeedLinkSettings *settings;
  HeedAttentionStore     *store;       /* where attention is stored; NULL if it is not */
  HeedModel              *translator;  /* if not NULL, pairs are reversed: model reads their target,
                                        * which this model produces if it is missing */
  HeedModel              *reverse;     /* used, like the next, to symmetrise the links of
                                        * heed_corpus_run_load_pair(); or NULL */
  const HeedLinkSettings *reverse_settings;
} HeedCorpusJob;

typedef struct _HeedCorpusRun HeedCorpusRun;

HeedCorpusRun *heed_corpus_run_new       (HeedEngineWorker         *worker,
                                          const HeedCorpusRunFuncs *funcs,
                                          gpointer                  data);
void           heed_corpus_run_free      (HeedCorpusRun            *self);

void           heed_corpus_run_read      (HeedCorpusRun            *self,
                                          const HeedCorpusJob      *job,
                                          HeedCorpusRows           *rows);
void           heed_corpus_run_stop      (HeedCorpusRun            *self);
void           heed_corpus_run_load_pair (HeedCorpusRun            *self,
                                          const HeedCorpusJob      *job,
                                          guint                     i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedCorpusRun, heed_corpus_run_free)

G_END_DECLS
