/* corpus-rows.h — the numbers of all pairs of a corpus, in any order
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Of a pair nothing is kept but numbers, so that a hundred thousand are a few megabytes.
 */

#pragma once

#include "app/core/corpus-totals.h"

G_BEGIN_DECLS

/* What pairs are sorted by, in the order of the columns. */
typedef enum {
  HEED_MEASURE_NUMBER,        /* of the line, from 1 */
  HEED_MEASURE_ERROR_RATE,
  HEED_MEASURE_PRECISION,
  HEED_MEASURE_RECALL,
  HEED_MEASURE_COVERAGE,      /* coverage deviation penalty, like the next two at most 0 */
  HEED_MEASURE_ABSENT_OUT,
  HEED_MEASURE_ABSENT_IN,
  HEED_MEASURE_ENTROPY,       /* bits, of a step */
  HEED_MEASURE_LOG_PROB,      /* of a token */
  HEED_MEASURE_LENGTH_RATIO,
  HEED_MEASURE_UNALIGNED,     /* part of the target words */
  HEED_MEASURE_ERROR_CHANGE,  /* of the error rate, against the row that was kept, like the next */
  HEED_MEASURE_LOG_PROB_CHANGE,
  HEED_MEASURE_RECEIVED,      /* of a probe, as HeedProbe has them, like the next three */
  HEED_MEASURE_OMISSION,
  HEED_MEASURE_END,
  HEED_MEASURE_SOURCE_SHARE,
  HEED_MEASURE_FLAGS,         /* how many hold */
  HEED_N_MEASURES
} HeedMeasure;

typedef enum {
  HEED_ROW_WAITING,
  HEED_ROW_DONE,
  HEED_ROW_FAILED
} HeedRowState;

typedef enum {
  HEED_PROBE_NONE,    /* nobody asked */
  HEED_PROBE_FOUND,
  HEED_PROBE_FAILED
} HeedProbeState;

typedef struct {
  guint8  state;         /* HeedRowState; nothing below is set unless it is DONE */
  guint8  flags;         /* HeedCorpusFlags */
  guint8  has_attention;
  guint8  has_gold;
  guint8  has_links;     /* else n_unaligned means nothing: they wait for another model */
  guint32 n_steps;
  guint32 n_source_words;
  guint32 n_target_words;
  guint32 n_unaligned;
  guint32 n_found;       /* as of HeedAlignmentCounts */
  guint32 n_sure;
  guint32 n_found_sure;
  guint32 n_found_possible;
  float   log_prob;
  float   entropy;
  float   coverage;
  float   absent_out;
  float   absent_in;

  /* What a probe found; heed_corpus_rows_set() leaves it as it is, like the rest. */
  guint8  probe_state;     /* HeedProbeState; the next are of FOUND */
  float   probe_received;
  float   probe_change;
  float   probe_end;
  float   probe_share;

  /* What it was when it was kept to be compared with. */
  guint8  has_kept;
  guint8  has_kept_gold;
  guint32 kept_counts[4];  /* as of HeedAlignmentCounts, in its order */
  float   kept_log_prob;   /* of a token */
} HeedCorpusRow;

void             heed_corpus_row_from_line    (HeedCorpusRow        *row,
                                               const HeedCorpusLine *line);
void             heed_corpus_row_to_line      (const HeedCorpusRow  *row,
                                               HeedCorpusLine       *line);

/* Against the right links; NULL: there are none. */
void             heed_corpus_row_judge        (HeedCorpusRow        *row,
                                               const HeedAlignment  *found,
                                               const HeedAlignment  *gold);

/* HeedCorpusFlags that hold, with what a probe says. */
guint            heed_corpus_row_get_flags    (const HeedCorpusRow  *row);

/* NAN: it has none. */
double           heed_corpus_row_get          (const HeedCorpusRow  *row,
                                               HeedMeasure           measure);

typedef struct _HeedCorpusRows HeedCorpusRows;

HeedCorpusRows  *heed_corpus_rows_new         (guint                 n_rows);
void             heed_corpus_rows_free        (HeedCorpusRows       *self);

guint            heed_corpus_rows_get_n       (HeedCorpusRows       *self);
guint            heed_corpus_rows_get_n_done  (HeedCorpusRows       *self);  /* failed ones too */
const HeedCorpusRow *heed_corpus_rows_get     (HeedCorpusRows       *self,
                                               guint                 i);
void             heed_corpus_rows_set         (HeedCorpusRows       *self,
                                               guint                 i,
                                               const HeedCorpusRow  *row);

/* NULL: it could not be asked about. What was found is forgotten of all rows together. */
void             heed_corpus_rows_set_probe   (HeedCorpusRows       *self,
                                               guint                 i,
                                               const HeedProbe      *probe);
void             heed_corpus_rows_forget_probes (HeedCorpusRows     *self);

/* Keeps what every row is now, to compare with what it will be, whatever it is set to. */
void             heed_corpus_rows_keep        (HeedCorpusRows       *self);
gboolean         heed_corpus_rows_has_kept    (HeedCorpusRows       *self);

/* Pairs that are shown: TRUE of every pair that is not, which is copied; NULL: all are. From the
 * next sorting on. */
void             heed_corpus_rows_hide        (HeedCorpusRows       *self,
                                               const gboolean       *hidden);
guint            heed_corpus_rows_get_n_shown (HeedCorpusRows       *self);

/* Pairs in their order: place to pair and back. Those without the number are last, but for those
 * that are hidden: they have places from n_shown on. */
void             heed_corpus_rows_sort        (HeedCorpusRows       *self,
                                               HeedMeasure           measure,
                                               gboolean              is_descending);
guint            heed_corpus_rows_get_at      (HeedCorpusRows       *self,
                                               guint                 place);
guint            heed_corpus_rows_find        (HeedCorpusRows       *self,
                                               guint                 i);

HeedCorpusSummary heed_corpus_rows_summarise  (HeedCorpusRows       *self);

/* How often each of n_bars equal parts from least to most comes; FALSE: nothing has it. */
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
