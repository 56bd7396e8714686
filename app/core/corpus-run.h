/* corpus-run.h — all pairs of a corpus read in the background
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     run = heed_corpus_run_new (worker, &funcs, data)
 *     heed_corpus_run_read (run, &job, rows)   those rows that wait
 *     heed_corpus_run_look (run, &job, i)      one pair with its attention
 *     heed_corpus_run_stop (run)
 *
 * Reading is cut into slices of some hundredths of a second, between which the engine's
 * thread does whatever else is asked of it.
 */

#pragma once

#include "app/core/corpus-store.h"
#include "app/core/corpus-way.h"
#include "app/core/engine-worker.h"

G_BEGIN_DECLS

typedef struct {
  guint          i;
  HeedCorpusRow  row;
  HeedAlignment *links;  /* that were found; NULL if it failed, or they wait for another model */
} HeedCorpusNews;

/* One pair, with all that is known of it; problem or the rest. */
typedef struct {
  guint              i;
  HeedCorpusPair     pair;
  HeedCorpusReading  reading;
} HeedCorpusSight;

/* On the main thread. What is told of is borrowed until they return. */
typedef struct {
  void (*read)   (const HeedCorpusNews  *news,
                  guint                  n_news,
                  gboolean               is_over,
                  gpointer               data);
  void (*looked) (const HeedCorpusSight *sight,
                  gpointer               data);
} HeedCorpusRunFuncs;

/* What is read, and how; borrowed. */
typedef struct {
  HeedModel           *model;       /* NULL: attention is read from files */
  HeedCorpusFiles     *files;
  const HeedCorpusWay *way;
  HeedCorpusStore     *store;       /* where attention is kept; NULL: it is not */
  HeedModel           *translator;  /* pairs are turned round: their target is what model reads,
                                     * made by this one where there is none. NULL: they are not */
  HeedModel           *reverse;     /* what way is symmetrised with, for looking, like the next;
                                     * NULL: nothing is */
  const HeedCorpusWay *reverse_way;
} HeedCorpusJob;

typedef struct _HeedCorpusRun HeedCorpusRun;

HeedCorpusRun *heed_corpus_run_new  (HeedEngineWorker         *worker,
                                     const HeedCorpusRunFuncs *funcs,
                                     gpointer                  data);
void           heed_corpus_run_free (HeedCorpusRun            *self);

void           heed_corpus_run_read (HeedCorpusRun            *self,
                                     const HeedCorpusJob      *job,
                                     HeedCorpusRows           *rows);
void           heed_corpus_run_stop (HeedCorpusRun            *self);
void           heed_corpus_run_look (HeedCorpusRun            *self,
                                     const HeedCorpusJob      *job,
                                     guint                     i);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedCorpusRun, heed_corpus_run_free)

G_END_DECLS
