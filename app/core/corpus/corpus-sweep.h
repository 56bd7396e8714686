/* corpus-sweep.h — finding the heads with the best links, from the stored attention of a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/corpus/corpus-run.h"
#include "app/core/links/sweep.h"

G_BEGIN_DECLS

/* A pair on which all trials are run, with its gold links. */
typedef struct {
  guint          i;
  HeedAlignment *gold;
} HeedCorpusGold;

/* Returns an empty array of HeedCorpusGold that frees the links of its elements. */
GArray *heed_corpus_gold_new_list     (void);

/* What the links of each trial are compared with. */
typedef enum {
  HEED_SWEEP_GOLD,
  HEED_SWEEP_OCCLUSION,
  HEED_SWEEP_REVERSE,    /* the links of a model of the other direction */
  HEED_N_SWEEP_CRITERIA
} HeedSweepCriterion;

/* The result of a sweep over a corpus: the best trial for each attention and shift. */
typedef struct {
  HeedSweepCriterion  criterion;
  GArray             *trials;         /* of HeedSweepTrial, by increasing error; for OCCLUSION by
                                       * decreasing agreement */
  guint               n_pairs;        /* that were used */
  HeedSweepTrial      default_trial;  /* with the default attention, shift and rule */
  gboolean            has_set;
  HeedSweepSet        set;            /* if has_set: heads whose mean is better than any one */
} HeedCorpusSweep;

/* Returns the weight of each head in the mean over a site. */
float          *heed_corpus_sweep_dup_weights  (const HeedAttentionSite *site,
                                                const GArray            *heads);

/* Returns the trial of the default link settings. */
HeedSweepTrial  heed_corpus_sweep_find_default (HeedModel               *model,
                                                const GArray            *all);

void     heed_corpus_sweep_async  (HeedModel           *model,
                                   HeedAttentionStore  *store,
                                   GArray              *golds,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data);

HeedCorpusSweep *heed_corpus_sweep_finish     (GAsyncResult    *result,
                                               GError         **error);
void             heed_corpus_sweep_free       (HeedCorpusSweep *sweep);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedCorpusSweep, heed_corpus_sweep_free)

G_END_DECLS
