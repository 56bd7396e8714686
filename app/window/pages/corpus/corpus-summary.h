/* corpus-summary.h — a card with the totals of a corpus, and the distribution of one number
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/corpus/corpus-rows.h"

G_BEGIN_DECLS

#define HEED_TYPE_CORPUS_SUMMARY (heed_corpus_summary_get_type ())
G_DECLARE_FINAL_TYPE (HeedCorpusSummaryCard, heed_corpus_summary, HEED, CORPUS_SUMMARY, GtkWidget)

GtkWidget *heed_corpus_summary_new       (void);

void       heed_corpus_summary_show      (HeedCorpusSummaryCard   *self,
                                          const HeedCorpusSummary *summary);

/* Shows the comparison with the baseline as text; NULL if there is none. */
void       heed_corpus_summary_compare   (HeedCorpusSummaryCard   *self,
                                          const char              *words);

/* Appends a widget after that text; otherwise the line is hidden. */
void       heed_corpus_summary_append    (HeedCorpusSummaryCard   *self,
                                          GtkWidget               *widget);

/* Shows the histogram of a number, and the position of one row in it; -1 for none. */
void       heed_corpus_summary_show_bars (HeedCorpusSummaryCard   *self,
                                          HeedCorpusRows          *rows,
                                          HeedMeasure              measure,
                                          int                      marked);

G_END_DECLS
