/* corpus-summary.h — what all pairs of a corpus say together, and how a number is spread
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/core/corpus-rows.h"

G_BEGIN_DECLS

#define HEED_TYPE_CORPUS_SUMMARY (heed_corpus_summary_get_type ())
G_DECLARE_FINAL_TYPE (HeedCorpusSummaryCard, heed_corpus_summary, HEED, CORPUS_SUMMARY, GtkWidget)

GtkWidget *heed_corpus_summary_new       (void);

void       heed_corpus_summary_show      (HeedCorpusSummaryCard   *self,
                                          const HeedCorpusSummary *summary);

/* Against what was kept, in words; NULL: nothing was. */
void       heed_corpus_summary_compare   (HeedCorpusSummaryCard   *self,
                                          const char              *words);

/* Puts a widget behind that; without it the line is not seen. */
void       heed_corpus_summary_append    (HeedCorpusSummaryCard   *self,
                                          GtkWidget               *widget);

/* How the rows are spread by a number, and where one of them lies; -1: none. */
void       heed_corpus_summary_show_bars (HeedCorpusSummaryCard   *self,
                                          HeedCorpusRows          *rows,
                                          HeedMeasure              measure,
                                          int                      marked);

G_END_DECLS
