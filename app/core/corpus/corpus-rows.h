/* corpus-rows.h — the numbers of all pairs of a corpus, in any order
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Only numbers are kept of each pair, so a hundred thousand pairs take a few megabytes.
 */

#pragma once

#include "app/core/corpus/corpus-totals.h"

G_BEGIN_DECLS

/* The numbers that pairs can be sorted by, in the order of the columns. */
typedef enum {
  HEED_MEASURE_NUMBER,        /* of the line, from 1 */
  HEED_MEASURE_ERROR_RATE,
  HEED_MEASURE_PRECISION,
  HEED_MEASURE_RECALL,
  HEED_MEASURE_COVERAGE,      /* coverage deviation penalty; like the next two at most 0 */
  HEED_MEASURE_ABSENT_OUT,
  HEED_MEASURE_ABSENT_IN,
  HEED_MEASURE_ENTROPY,       /* bits, mean over the steps */
  HEED_MEASURE_LOG_PROB,      /* mean over the tokens */
  HEED_MEASURE_LENGTH_RATIO,
  HEED_MEASURE_UNALIGNED,     /* share of the target words */
  HEED_MEASURE_ERROR_CHANGE,  /* of the error rate, since the baseline; like the next */
  HEED_MEASURE_LOG_PROB_CHANGE,
  HEED_MEASURE_RECEIVED,      /* of the probe, as in HeedProbe, like the next three */
  HEED_MEASURE_OMISSION,
  HEED_MEASURE_END,
  HEED_MEASURE_SOURCE_SHARE,
  HEED_MEASURE_FLAGS,         /* how many are set */
  HEED_N_MEASURES
} HeedMeasure;

typedef enum {
  HEED_ROW_WAITING,
  HEED_ROW_DONE,
  HEED_ROW_FAILED
} HeedRowState;

typedef enum {
  HEED_PROBE_NONE,    /* the pair has not been probed */
  HEED_PROBE_FOUND,
  HEED_PROBE_FAILED
} HeedProbeState;

typedef struct {
  guint8  state;         /* HeedRowState; unless it is DONE, nothing below is set */
  guint8  flags;         /* HeedCorpusFlags */
  guint8  has_attention;
  guint8  has_gold;
  guint8  has_links;     /* FALSE: n_unaligned is undefined until another model has read the pair */
  guint32 n_steps;
  guint32 n_source_words;
  guint32 n_target_words;
  guint32 n_unaligned;
  guint32 n_found;       /* as in HeedAlignmentCounts */
  guint32 n_sure;
  guint32 n_found_sure;
  guint32 n_found_possible;
  float   log_prob;
  float   entropy;
  float   coverage;
  float   absent_out;
  float   absent_in;

  /* The result of a probe; heed_corpus_rows_set() does not change it, nor the members after it. */
  guint8  probe_state;         /* HeedProbeState; the next four are set if it is FOUND */
  float   probe_received;
  float   probe_change;
  float   probe_end;
  float   probe_share;

  /* The row's numbers at the time of heed_corpus_rows_set_baseline(). */
  guint8  has_baseline;
  guint8  has_baseline_gold;
  guint32 baseline_counts[4];  /* as in HeedAlignmentCounts, in its order */
  float   baseline_log_prob;   /* per token */
} HeedCorpusRow;

void             heed_corpus_row_from_line    (HeedCorpusRow        *row,
                                               const HeedCorpusLine *line);
void             heed_corpus_row_to_line      (const HeedCorpusRow  *row,
                                               HeedCorpusLine       *line);

/* Compares the links found with the gold links; gold is NULL if there are none. */
void             heed_corpus_row_evaluate     (HeedCorpusRow        *row,
                                               const HeedAlignment  *found,
                                               const HeedAlignment  *gold);

/* Returns the HeedCorpusFlags that are set, including the one of the probe. */
guint            heed_corpus_row_get_flags    (const HeedCorpusRow  *row);

/* Returns NAN if the row does not have the number. */
double           heed_corpus_row_get          (const HeedCorpusRow  *row,
                                               HeedMeasure           measure);

typedef struct _HeedCorpusRows HeedCorpusRows;

HeedCorpusRows  *heed_corpus_rows_new          (guint                 n_rows);
void             heed_corpus_rows_free         (HeedCorpusRows       *self);

guint            heed_corpus_rows_get_n        (HeedCorpusRows       *self);
guint            heed_corpus_rows_get_n_done   (HeedCorpusRows       *self);  /* counts failed
                                                                               * rows too */
const HeedCorpusRow *heed_corpus_rows_get      (HeedCorpusRows       *self,
                                                guint                 i);
void             heed_corpus_rows_set          (HeedCorpusRows       *self,
                                                guint                 i,
                                                const HeedCorpusRow  *row);

/* probe is NULL if probing failed. Probes are forgotten for all rows at once. */
void             heed_corpus_rows_set_probe    (HeedCorpusRows       *self,
                                                guint                 i,
                                                const HeedProbe      *probe);
void             heed_corpus_rows_forget_probes (HeedCorpusRows      *self);

/* Stores the current numbers of every row as the baseline of later comparisons;
 * heed_corpus_rows_set() does not change it. */
void             heed_corpus_rows_set_baseline (HeedCorpusRows       *self);
gboolean         heed_corpus_rows_has_baseline (HeedCorpusRows       *self);

/* Hides the pairs for which hidden is TRUE; copied. NULL shows all. Takes effect when the rows
 * are sorted next. */
void             heed_corpus_rows_hide         (HeedCorpusRows       *self,
                                                const gboolean       *hidden);
guint            heed_corpus_rows_get_n_shown  (HeedCorpusRows       *self);

/* The sorted order: from place to pair and back. Rows without the number come last, followed
 * only by hidden rows, whose places begin at n_shown. */
void             heed_corpus_rows_sort         (HeedCorpusRows       *self,
                                                HeedMeasure           measure,
                                                gboolean              is_descending);
guint            heed_corpus_rows_get_at       (HeedCorpusRows       *self,
                                                guint                 place);
guint            heed_corpus_rows_find         (HeedCorpusRows       *self,
                                                guint                 i);

HeedCorpusSummary heed_corpus_rows_summarise   (HeedCorpusRows       *self);

/* Counts the values in n_bars intervals of equal width from least to most. Returns FALSE if no
 * row has the number. */
typedef struct {
  double least;
  double most;      /* >= least */
  guint  n_values;
} HeedBarRange;

gboolean         heed_corpus_rows_count_bars  (HeedCorpusRows       *self,
                                               HeedMeasure           measure,
                                               guint                *bars,
                                               guint                 n_bars,
                                               HeedBarRange         *range);
guint            heed_bar_range_find          (const HeedBarRange   *range,
                                               guint                 n_bars,
                                               double                value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedCorpusRows, heed_corpus_rows_free)

G_END_DECLS
