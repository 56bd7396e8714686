/* corpus-totals.h — sums and means over all pairs of a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/corpus/corpus-line.h"

G_BEGIN_DECLS

/* Each mean is over the lines that have the number. */
typedef struct {
  guint64             n_lines;        /* including those that failed */
  guint64             n_failed;
  guint64             n_gold;
  double              log_prob_per_token;  /* over all tokens together */
  double              entropy;        /* mean over the steps */
  double              length_ratio;   /* over all words together */
  double              unaligned;      /* share of all target words */
  double              confidence;     /* mean over the lines; NAN if nothing attends */
  guint64             n_unread;       /* lines with that flag, like the next two */
  guint64             n_loops;
  guint64             n_copied;
  guint64             n_probed;       /* lines that were probed */
  guint64             n_hallucinations;
  double              source_share;   /* mean over the probed lines; NAN if there are none */
  HeedAlignmentScore  score;          /* of the n_gold lines */
  HeedInterval        error_rate;     /* 95%, if n_gold > 0 */
} HeedCorpusSummary;

typedef struct _HeedCorpusTotals HeedCorpusTotals;

HeedCorpusTotals *heed_corpus_totals_new       (void);
void              heed_corpus_totals_free      (HeedCorpusTotals     *totals);

/* line is NULL if it failed. */
void              heed_corpus_totals_add       (HeedCorpusTotals     *totals,
                                                const HeedCorpusLine *line);
guint64           heed_corpus_totals_count     (HeedCorpusTotals     *totals,
                                                guint64              *n_failed);
double            heed_corpus_totals_get_error_rate (HeedCorpusTotals *totals);
HeedCorpusSummary heed_corpus_totals_summarise (HeedCorpusTotals     *totals);

/* Leaves out the interval, which takes long to compute and can be computed elsewhere. */
HeedCorpusSummary heed_corpus_totals_summarise_without_interval (HeedCorpusTotals *totals);
HeedInterval      heed_corpus_counts_find_interval (const HeedAlignmentCounts *lines,
                                                    guint                      n_lines);
HeedInterval      heed_corpus_counts_find_difference (const HeedAlignmentCounts *lines,
                                                      const HeedAlignmentCounts *others,
                                                      guint                      n_lines);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedCorpusTotals, heed_corpus_totals_free)

G_END_DECLS
