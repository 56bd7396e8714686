/* corpus-intervals.h — confidence intervals of the error rate of a corpus and of its change
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/corpus/corpus-rows.h"

G_BEGIN_DECLS

/* Error rates of the rows that have gold links now and in the baseline. */
typedef struct {
  guint  n_pairs;
  double baseline;
  double now;
} HeedCorpusRates;

HeedCorpusRates heed_corpus_rates_find (HeedCorpusRows *rows);

/* Confidence intervals, computed on a thread of GIO; everything else happens on the thread of
 * the creator. */
typedef struct _HeedCorpusIntervals HeedCorpusIntervals;

/* Called when an interval was computed, or when the rows have changed since. */
typedef void (*HeedCorpusIntervalsFunc) (gpointer data);

HeedCorpusIntervals *heed_corpus_intervals_new         (HeedCorpusIntervalsFunc  drawn,
                                                        gpointer                 data);

/* Afterwards drawn is not called again. */
void                 heed_corpus_intervals_free        (HeedCorpusIntervals     *self);

/* Begins to compute the intervals from a copy of the numbers in rows; while the rows are being
 * read, at most every few seconds. Returns FALSE, and does nothing, while another computation
 * runs, and if the intervals are up to date. */
gboolean             heed_corpus_intervals_update      (HeedCorpusIntervals     *self,
                                                        HeedCorpusRows          *rows,
                                                        gboolean                 is_being_read);

/* Marks the intervals as outdated, because the rows have changed. */
void                 heed_corpus_intervals_invalidate  (HeedCorpusIntervals     *self);

/* Marks them as outdated and discards them: both intervals, or only the one of the difference. */
void                 heed_corpus_intervals_clear       (HeedCorpusIntervals     *self);
void                 heed_corpus_intervals_clear_difference
                                                    (HeedCorpusIntervals        *self);

/* NAN if it has not been computed yet. */
HeedInterval         heed_corpus_intervals_get_error_rate
                                                    (HeedCorpusIntervals        *self);
HeedInterval         heed_corpus_intervals_get_difference
                                                    (HeedCorpusIntervals        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedCorpusIntervals, heed_corpus_intervals_free)

G_END_DECLS
