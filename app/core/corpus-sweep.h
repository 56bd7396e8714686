/* corpus-sweep.h — which head reads links as people drew them, from what was kept of a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/corpus-run.h"
#include "app/core/sweep.h"

G_BEGIN_DECLS

/* A pair that is tried. */
typedef struct {
  guint          i;
  HeedAlignment *gold;
} HeedCorpusGold;

/* Of HeedCorpusGold, whose links are let go of with it. */
GArray *heed_corpus_gold_new_list     (void);

/* What ways are held against. */
typedef enum {
  HEED_SWEEP_GOLD,
  HEED_SWEEP_OCCLUSION,
  HEED_SWEEP_REVERSE,    /* links of a model of the other direction */
  HEED_N_SWEEP_JUDGES
} HeedSweepJudge;

/* The best of each attention and shift. */
typedef struct {
  HeedSweepJudge judge;
  GArray   *ways;     /* of HeedSweepWay, the lowest error first; of OCCLUSION the agreement */
  guint     n_pairs;  /* that were tried */
  HeedSweepWay usual;    /* what is read if nobody chooses */
  gboolean  has_set;
  HeedSweepSet set;   /* heads that are better together, if has_set */
} HeedCorpusSweep;

/* One site's share of each head; the way that is read if nobody chooses. */
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
