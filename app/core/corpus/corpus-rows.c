/* corpus-rows.c — the numbers of all pairs of a corpus, in any order
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/corpus/corpus-rows.h"

#include <math.h>

struct _HeedCorpusRows
{
  HeedCorpusRow *rows;      /* n_rows, in the order of the files */
  guint         *order;     /* n_rows: the pair at each place */
  guint         *places;    /* n_rows: the place of each pair */
  gboolean      *hidden;    /* n_rows; NULL if no pair is hidden */
  guint          n_rows;
  guint          n_done;
  guint          n_shown;
  gboolean       has_baseline;
};

/* --- A row ----------------------------------------------------------------- */

static void
set_counts (HeedCorpusRow             *row,
            const HeedAlignmentCounts *counts)
{
  row->n_found = (guint32) counts->n_found;
  row->n_sure = (guint32) counts->n_sure;
  row->n_found_sure = (guint32) counts->n_found_sure;
  row->n_found_possible = (guint32) counts->n_found_possible;
}

void
heed_corpus_row_from_line (HeedCorpusRow        *row,
                           const HeedCorpusLine *line)
{
  *row = (HeedCorpusRow) {
    .state = HEED_ROW_DONE,
    .flags = (guint8) line->flags,
    .has_attention = line->has_attention,
    .has_gold = line->has_gold,
    .has_links = TRUE,
    .n_steps = line->n_steps,
    .n_source_words = line->n_source_words,
    .n_target_words = line->n_target_words,
    .n_unaligned = line->n_unaligned,
    .log_prob = (float) line->log_prob,
    .entropy = (float) line->entropy,
    .coverage = (float) line->measures.coverage_deviation_penalty,
    .absent_out = (float) line->measures.absentmindedness_out,
    .absent_in = (float) line->measures.absentmindedness_in,
  };
  set_counts (row, &line->counts);
}

void
heed_corpus_row_evaluate (HeedCorpusRow       *row,
                          const HeedAlignment *found,
                          const HeedAlignment *gold)
{
  HeedAlignmentCounts counts = { 0 };

  row->has_gold = gold != NULL && found != NULL;
  if (row->has_gold)
    heed_alignment_count (&counts, found, gold);
  set_counts (row, &counts);
}

static double
divide (double n,
        double by)
{
  return by > 0.0 ? n / by : NAN;
}

/* Converts a row as far as possible: without links and spans. */
void
heed_corpus_row_to_line (const HeedCorpusRow *row,
                         HeedCorpusLine      *line)
{
  *line = (HeedCorpusLine) {
    .n_source_words = row->n_source_words,
    .n_target_words = row->n_target_words,
    .n_steps = row->n_steps,
    .log_prob = row->log_prob,
    .entropy = row->entropy,
    .length_ratio = divide (row->n_target_words, row->n_source_words),
    .has_attention = row->has_attention,
    .measures = {
      .coverage_deviation_penalty = row->coverage,
      .absentmindedness_out = row->absent_out,
      .absentmindedness_in = row->absent_in,
      .confidence = (double) row->coverage + row->absent_out + row->absent_in,
    },
    .n_unaligned = row->n_unaligned,
    .flags = (HeedCorpusFlags) row->flags,
    .has_gold = row->has_gold,
    .counts = { row->n_found, row->n_sure, row->n_found_sure, row->n_found_possible },
  };
}

static double
get_score (const HeedCorpusRow *row,
           HeedMeasure          measure)
{
  const HeedAlignmentCounts counts = { row->n_found, row->n_sure, row->n_found_sure,
                                       row->n_found_possible };
  HeedAlignmentScore score;

  if (!row->has_gold)
    return NAN;

  score = heed_alignment_score_counts (&counts);

  return measure == HEED_MEASURE_PRECISION ? score.precision
         : measure == HEED_MEASURE_RECALL  ? score.recall : score.error_rate;
}

static double
get_error_change (const HeedCorpusRow *row)
{
  const HeedAlignmentCounts baseline = { row->baseline_counts[0], row->baseline_counts[1],
                                         row->baseline_counts[2], row->baseline_counts[3] };

  return row->has_baseline && row->has_baseline_gold
         ? get_score (row, HEED_MEASURE_ERROR_RATE) -
           heed_alignment_score_counts (&baseline).error_rate
         : NAN;
}

guint
heed_corpus_row_get_flags (const HeedCorpusRow *row)
{
  gboolean rests_on_little = row->probe_state == HEED_PROBE_FOUND &&
                             row->probe_share < (float) HEED_LEAST_SOURCE_SHARE;

  return row->flags | (rests_on_little ? HEED_FLAG_HALLUCINATION : 0);
}

static guint
count_flags (guint flags)
{
  guint n = 0;

  for (; flags != 0; flags >>= 1)
    n += flags & 1;

  return n;
}

static double
get_probed (const HeedCorpusRow *row,
            float                value)
{
  return row->probe_state == HEED_PROBE_FOUND ? value : NAN;
}

/**
 * heed_corpus_row_get:
 *
 * Returns: the number, or NAN
 */
double
heed_corpus_row_get (const HeedCorpusRow *row,
                     HeedMeasure          measure)
{
  if (row->state != HEED_ROW_DONE)
    return NAN;

  switch (measure)
    {
    case HEED_MEASURE_ERROR_RATE:
    case HEED_MEASURE_PRECISION:
    case HEED_MEASURE_RECALL:
      return get_score (row, measure);
    case HEED_MEASURE_COVERAGE:
      return row->has_attention ? row->coverage : NAN;
    case HEED_MEASURE_ABSENT_OUT:
      return row->has_attention ? row->absent_out : NAN;
    case HEED_MEASURE_ABSENT_IN:
      return row->has_attention ? row->absent_in : NAN;
    case HEED_MEASURE_ENTROPY:
      return row->entropy / G_LN2;
    case HEED_MEASURE_LOG_PROB:
      return divide (row->log_prob, row->n_steps);
    case HEED_MEASURE_LENGTH_RATIO:
      return divide (row->n_target_words, row->n_source_words);
    case HEED_MEASURE_UNALIGNED:
      return row->has_attention && row->has_links
             ? divide (row->n_unaligned, row->n_target_words) : NAN;
    case HEED_MEASURE_ERROR_CHANGE:
      return get_error_change (row);
    case HEED_MEASURE_LOG_PROB_CHANGE:
      return row->has_baseline ? divide (row->log_prob, row->n_steps) - row->baseline_log_prob
                               : NAN;
    case HEED_MEASURE_FLAGS:
      return count_flags (heed_corpus_row_get_flags (row));
    case HEED_MEASURE_RECEIVED:
      return get_probed (row, row->probe_received);
    case HEED_MEASURE_OMISSION:
      return get_probed (row, row->probe_change);
    case HEED_MEASURE_END:
      return get_probed (row, row->probe_end);
    case HEED_MEASURE_SOURCE_SHARE:
      return get_probed (row, row->probe_share);
    case HEED_MEASURE_NUMBER:
    case HEED_N_MEASURES:
      break;
    }

  return NAN;
}

/* --- All rows -------------------------------------------------------------- */

/**
 * heed_corpus_rows_new:
 * @n_rows: number of pairs
 *
 * Returns: (transfer full): waiting rows, in the order of the files
 */
HeedCorpusRows *
heed_corpus_rows_new (guint n_rows)
{
  HeedCorpusRows *self = g_new0 (HeedCorpusRows, 1);

  self->n_rows = n_rows;
  self->n_shown = n_rows;
  self->rows = g_new0 (HeedCorpusRow, MAX (n_rows, 1));
  self->order = g_new (guint, MAX (n_rows, 1));
  self->places = g_new (guint, MAX (n_rows, 1));
  for (guint i = 0; i < n_rows; i++)
    self->order[i] = self->places[i] = i;

  return self;
}

void
heed_corpus_rows_free (HeedCorpusRows *self)
{
  g_free (self->rows);
  g_free (self->hidden);
  g_free (self->order);
  g_free (self->places);
  g_free (self);
}

guint
heed_corpus_rows_get_n (HeedCorpusRows *self)
{
  return self->n_rows;
}

guint
heed_corpus_rows_get_n_done (HeedCorpusRows *self)
{
  return self->n_done;
}

const HeedCorpusRow *
heed_corpus_rows_get (HeedCorpusRows *self,
                      guint           i)
{
  g_return_val_if_fail (i < self->n_rows, NULL);

  return &self->rows[i];
}

static void
take_baseline (HeedCorpusRow       *row,
               const HeedCorpusRow *from)
{
  row->probe_state = from->probe_state;
  row->probe_received = from->probe_received;
  row->probe_change = from->probe_change;
  row->probe_end = from->probe_end;
  row->probe_share = from->probe_share;
  row->has_baseline = from->has_baseline;
  row->has_baseline_gold = from->has_baseline_gold;
  row->baseline_log_prob = from->baseline_log_prob;
  for (guint k = 0; k < G_N_ELEMENTS (row->baseline_counts); k++)
    row->baseline_counts[k] = from->baseline_counts[k];
}

void
heed_corpus_rows_set (HeedCorpusRows      *self,
                      guint                i,
                      const HeedCorpusRow *row)
{
  HeedCorpusRow baseline;

  g_return_if_fail (i < self->n_rows);

  baseline = self->rows[i];
  self->n_done -= baseline.state != HEED_ROW_WAITING;
  self->rows[i] = *row;
  take_baseline (&self->rows[i], &baseline);
  self->n_done += row->state != HEED_ROW_WAITING;
}

void
heed_corpus_rows_set_probe (HeedCorpusRows  *self,
                            guint            i,
                            const HeedProbe *probe)
{
  HeedCorpusRow *row = &self->rows[i];

  g_return_if_fail (i < self->n_rows);

  row->probe_state = probe != NULL ? HEED_PROBE_FOUND : HEED_PROBE_FAILED;
  if (probe == NULL)
    return;

  row->probe_received = (float) probe->received;
  row->probe_change = (float) probe->change;
  row->probe_end = (float) probe->end_prob;
  row->probe_share = (float) probe->source_share;
}

void
heed_corpus_rows_forget_probes (HeedCorpusRows *self)
{
  for (guint i = 0; i < self->n_rows; i++)
    self->rows[i].probe_state = HEED_PROBE_NONE;
}

void
heed_corpus_rows_set_baseline (HeedCorpusRows *self)
{
  self->has_baseline = TRUE;
  for (guint i = 0; i < self->n_rows; i++)
    {
      HeedCorpusRow *row = &self->rows[i];

      row->has_baseline = row->state == HEED_ROW_DONE;
      row->has_baseline_gold = row->has_gold;
      row->baseline_counts[0] = row->n_found;
      row->baseline_counts[1] = row->n_sure;
      row->baseline_counts[2] = row->n_found_sure;
      row->baseline_counts[3] = row->n_found_possible;
      row->baseline_log_prob = (float) divide (row->log_prob, row->n_steps);
    }
}

gboolean
heed_corpus_rows_has_baseline (HeedCorpusRows *self)
{
  return self->has_baseline;
}

/* --- Sorting --------------------------------------------------------------- */

void
heed_corpus_rows_hide (HeedCorpusRows *self,
                       const gboolean *hidden)
{
  g_clear_pointer (&self->hidden, g_free);
  if (hidden != NULL)
    self->hidden = g_memdup2 (hidden, self->n_rows * sizeof (gboolean));
}

guint
heed_corpus_rows_get_n_shown (HeedCorpusRows *self)
{
  return self->n_shown;
}

typedef struct
{
  double   value;
  guint    row;
  gboolean is_hidden;
} Key;

/* Rows without the number come last; equal ones keep the order of the files. */
static int
compare_keys (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  const Key *one = a;
  const Key *other = b;
  int sign = GPOINTER_TO_INT (user_data);

  if (one->is_hidden != other->is_hidden)
    return one->is_hidden ? 1 : -1;

  if (isnan (one->value) != isnan (other->value))
    return isnan (one->value) ? 1 : -1;

  if (!isnan (one->value) && one->value != other->value)
    return one->value < other->value ? -sign : sign;

  return one->row < other->row ? -1 : one->row > other->row;
}

/**
 * heed_corpus_rows_sort:
 *
 * Rows that are set later keep their places until this is called again.
 */
void
heed_corpus_rows_sort (HeedCorpusRows *self,
                       HeedMeasure     measure,
                       gboolean        is_descending)
{
  g_autofree Key *keys = g_new (Key, MAX (self->n_rows, 1));

  for (guint i = 0; i < self->n_rows; i++)
    keys[i] = (Key) { measure == HEED_MEASURE_NUMBER
                      ? i : heed_corpus_row_get (&self->rows[i], measure), i,
                      self->hidden != NULL && self->hidden[i] };

  g_qsort_with_data (keys, (int) self->n_rows, sizeof (Key), compare_keys,
                     GINT_TO_POINTER (is_descending ? -1 : 1));
  self->n_shown = 0;
  for (guint place = 0; place < self->n_rows; place++)
    {
      self->n_shown += !keys[place].is_hidden;
      self->order[place] = keys[place].row;
      self->places[keys[place].row] = place;
    }
}

guint
heed_corpus_rows_get_at (HeedCorpusRows *self,
                         guint           place)
{
  g_return_val_if_fail (place < self->n_rows, 0);

  return self->order[place];
}

guint
heed_corpus_rows_find (HeedCorpusRows *self,
                       guint           i)
{
  g_return_val_if_fail (i < self->n_rows, 0);

  return self->places[i];
}

/* --- Totals ---------------------------------------------------------------- */

/**
 * heed_corpus_rows_summarise:
 *
 * Returns: the totals of the rows that are done, without the interval, which takes long to
 * compute
 */
HeedCorpusSummary
heed_corpus_rows_summarise (HeedCorpusRows *self)
{
  g_autoptr(HeedCorpusTotals) totals = heed_corpus_totals_new ();

  for (guint i = 0; i < self->n_rows; i++)
    {
      HeedCorpusLine line;

      heed_corpus_row_to_line (&self->rows[i], &line);
      if (self->rows[i].state != HEED_ROW_WAITING)
        heed_corpus_totals_add (totals, self->rows[i].state == HEED_ROW_DONE ? &line : NULL);
    }

  return heed_corpus_totals_summarise_without_interval (totals);
}

static double
get_value (HeedCorpusRows *self,
           guint           i,
           HeedMeasure     measure)
{
  return measure == HEED_MEASURE_NUMBER ? NAN : heed_corpus_row_get (&self->rows[i], measure);
}

static HeedBarRange
find_range (HeedCorpusRows *self,
            HeedMeasure     measure)
{
  HeedBarRange range = { INFINITY, -INFINITY, 0 };

  for (guint i = 0; i < self->n_rows; i++)
    {
      double value = get_value (self, i, measure);

      if (isfinite (value))
        {
          range.least = MIN (range.least, value);
          range.most = MAX (range.most, value);
          range.n_values++;
        }
    }

  return range;
}

/**
 * heed_bar_range_find:
 *
 * Returns: 0 <= bar < n_bars
 */
guint
heed_bar_range_find (const HeedBarRange *range,
                     guint               n_bars,
                     double              value)
{
  double width = range->most - range->least;
  double place = width > 0.0 ? (value - range->least) / width * n_bars : 0.0;

  return (guint) CLAMP (place, 0.0, n_bars - 1.0);
}

gboolean
heed_corpus_rows_count_bars (HeedCorpusRows *self,
                             HeedMeasure     measure,
                             guint          *bars,
                             guint           n_bars,
                             HeedBarRange   *range)
{
  *range = find_range (self, measure);

  for (guint bar = 0; bar < n_bars; bar++)
    bars[bar] = 0;

  for (guint i = 0; i < self->n_rows; i++)
    {
      double value = get_value (self, i, measure);

      if (isfinite (value))
        bars[heed_bar_range_find (range, n_bars, value)]++;
    }

  return range->n_values > 0;
}
