/* corpus-intervals.h — how sure the error rate of a corpus is, and what it differs from
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/corpus-rows.h"

G_BEGIN_DECLS

/* Error rates of the rows that have gold links now and had when they were kept. */
typedef struct {
  guint  n_pairs;
  double kept;
  double now;
} HeedCorpusRates;

HeedCorpusRates heed_corpus_rates_find (HeedCorpusRows *rows);

/* Intervals, drawn on a thread of GIO; all else is of the thread that made it. */
typedef struct _HeedCorpusIntervals HeedCorpusIntervals;

/* Something was drawn, or what was drawn is of rows that are others by now. */
typedef void (*HeedCorpusIntervalsFunc) (gpointer data);

HeedCorpusIntervals *heed_corpus_intervals_new      (HeedCorpusIntervalsFunc  drawn,
                                                     gpointer                 data);

/* drawn is not called any more. */
void                 heed_corpus_intervals_free     (HeedCorpusIntervals     *self);

/* Copies what it needs of rows. While they are being read at most every few seconds; not
 * while it draws already, nor what is drawn. */
void                 heed_corpus_intervals_draw     (HeedCorpusIntervals     *self,
                                                     HeedCorpusRows          *rows,
                                                     gboolean                 is_being_read);

/* Rows are others than those that were drawn. */
void                 heed_corpus_intervals_outdate  (HeedCorpusIntervals     *self);

/* Likewise, and nothing is known any more: of anything, or of the difference. */
void                 heed_corpus_intervals_forget   (HeedCorpusIntervals     *self);
void                 heed_corpus_intervals_forget_difference
                                                    (HeedCorpusIntervals     *self);

/* NAN: not drawn yet. */
HeedInterval         heed_corpus_intervals_get_error_rate
                                                    (HeedCorpusIntervals     *self);
HeedInterval         heed_corpus_intervals_get_difference
                                                    (HeedCorpusIntervals     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedCorpusIntervals, heed_corpus_intervals_free)

G_END_DECLS
