/* corpus-totals.h — what all pairs of a corpus say together
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/corpus-line.h"

G_BEGIN_DECLS

/* Means are over the lines that have the number. */
typedef struct {
  guint64             n_lines;        /* those that failed too */
  guint64             n_failed;
  guint64             n_gold;
  double              log_prob_per_token;  /* of all tokens together */
  double              entropy;        /* of a step */
  double              length_ratio;   /* of all words together */
  double              unaligned;      /* part of all target words */
  double              confidence;     /* of a line; NAN if nothing attends */
  guint64             n_unread;       /* lines with that flag, like the next two */
  guint64             n_loops;
  guint64             n_copied;
  guint64             n_probed;       /* lines that a probe was made of */
  guint64             n_hallucinations;
  double              source_share;   /* mean of those; NAN of none */
  HeedAlignmentScore  score;          /* of n_gold lines */
  HeedInterval        error_rate;     /* 95 of 100, of n_gold > 0 */
} HeedCorpusSummary;

typedef struct _HeedCorpusTotals HeedCorpusTotals;

HeedCorpusTotals *heed_corpus_totals_new       (void);
void              heed_corpus_totals_free      (HeedCorpusTotals     *totals);

/* NULL: a line that failed. */
void              heed_corpus_totals_add       (HeedCorpusTotals     *totals,
                                                const HeedCorpusLine *line);
guint64           heed_corpus_totals_count     (HeedCorpusTotals     *totals,
                                                guint64              *n_failed);
double            heed_corpus_totals_get_error_rate (HeedCorpusTotals *totals);
HeedCorpusSummary heed_corpus_totals_summarise (HeedCorpusTotals     *totals);

/* The interval is what takes long: it can be found elsewhere. */
HeedCorpusSummary heed_corpus_totals_summarise_without_interval (HeedCorpusTotals *totals);
HeedInterval      heed_corpus_counts_find_interval (const HeedAlignmentCounts *lines,
                                                    guint                      n_lines);
HeedInterval      heed_corpus_counts_find_difference (const HeedAlignmentCounts *lines,
                                                      const HeedAlignmentCounts *others,
                                                      guint                      n_lines);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedCorpusTotals, heed_corpus_totals_free)

G_END_DECLS
