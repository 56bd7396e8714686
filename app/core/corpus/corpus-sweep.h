/* corpus-sweep.h — which head reads links as people drew them, from what was kept of a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/corpus/corpus-run.h"
#include "app/core/links/sweep.h"

G_BEGIN_DECLS

/* A pair used to compare ways. */
typedef struct {
  guint          i;
  HeedAlignment *gold;
} HeedCorpusGold;

/* Returns an empty array of HeedCorpusGold that frees the links of its elements. */
GArray *heed_corpus_gold_new_list     (void);

/* What the links of each way are compared with. */
typedef enum {
  HEED_SWEEP_GOLD,
  HEED_SWEEP_OCCLUSION,
  HEED_SWEEP_REVERSE,    /* the links of a model of the other direction */
  HEED_N_SWEEP_JUDGES
} HeedSweepJudge;

/* The best ways, one for each attention and shift. */
typedef struct {
  HeedSweepJudge judge;
  GArray   *ways;     /* of HeedSweepWay, by increasing error; for OCCLUSION by agreement */
  guint     n_pairs;  /* that were used */
  HeedSweepWay usual;    /* the default way */
  gboolean  has_set;
  HeedSweepSet set;   /* a set of heads that is better together, if has_set */
} HeedCorpusSweep;

/* The share of each head in a site; the default way. */
float   *heed_corpus_sweep_dup_weights (const HeedAttentionSite *site,
                                        const GArray            *heads);
HeedSweepWay heed_corpus_sweep_find_usual (HeedModel            *model,
                                           const GArray         *all);

void     heed_corpus_sweep_async  (HeedModel           *model,
                                   HeedCorpusStore     *store,
                                   GArray              *golds,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data);

HeedCorpusSweep *heed_corpus_sweep_finish (GAsyncResult    *result,
                                           GError         **error);
void             heed_corpus_sweep_free   (HeedCorpusSweep *sweep);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedCorpusSweep, heed_corpus_sweep_free)

G_END_DECLS
