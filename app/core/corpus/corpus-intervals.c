/* corpus-intervals.c — confidence intervals of the error rate of a corpus and of its change
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows arrive while an interval is being sampled from the earlier ones. The rows of a
 * sample are identified by their generation, which changes when any of them changes, and
 * by their number, which grows while they are read.
 */

#include "app/core/corpus/corpus-intervals.h"

#include <gio/gio.h>
#include <math.h>

#define REST_US (2 * G_USEC_PER_SEC)

static const HeedInterval unknown = { NAN, NAN };

struct _HeedCorpusIntervals
{
  HeedCorpusIntervalsFunc  drawn;       /* NULL once freed */
  gpointer                 data;
  gboolean                 is_drawing;
  guint                    generation;  /* of the rows */
  guint                    drawn_generation;
  guint                    n_drawn;     /* rows with gold links that the interval was computed
                                         * from; 0 if none */
  gint64                   drawn_at;
  HeedInterval             error_rate;
  HeedInterval             difference;
};

/* The data of one computation on a thread. */
typedef struct
{
  HeedCorpusIntervals *owner;
  GArray              *counts;        /* of HeedAlignmentCounts */
  GArray              *now;           /* likewise, of the rows that also have a baseline */
  GArray              *baseline;      /* as many */
  guint                generation;
  HeedInterval         error_rate;  /* the results */
  HeedInterval         difference;
} Drawing;

/* --- Counts --------------------------------------------------------------- */

static GArray *
new_counts (void)
{
  return g_array_new (FALSE, FALSE, sizeof (HeedAlignmentCounts));
}

static const HeedAlignmentCounts *
get_counts (const GArray *counts)
{
  return (const HeedAlignmentCounts *) (gpointer) counts->data;
}

static HeedAlignmentCounts
count_row (const HeedCorpusRow *row)
{
  return (HeedAlignmentCounts) { row->n_found, row->n_sure, row->n_found_sure,
                                 row->n_found_possible };
}

static gboolean
is_evaluated (const HeedCorpusRow *row)
{
  return row->state == HEED_ROW_DONE && row->has_gold;
}

static GArray *
list_counts (HeedCorpusRows *rows)
{
  GArray *counts = new_counts ();

  for (guint i = 0; i < heed_corpus_rows_get_n (rows); i++)
    {
      const HeedCorpusRow *row = heed_corpus_rows_get (rows, i);
      const HeedAlignmentCounts of_row = count_row (row);

      if (is_evaluated (row))
        g_array_append_val (counts, of_row);
    }

  return counts;
}

/* Lists the rows that have gold links now and in the baseline. */
static void
list_both (HeedCorpusRows *rows,
           GArray         *now,
           GArray         *baseline)
{
  for (guint i = 0; i < heed_corpus_rows_get_n (rows); i++)
    {
      const HeedCorpusRow *row = heed_corpus_rows_get (rows, i);
      const HeedAlignmentCounts of_row = count_row (row);
      const HeedAlignmentCounts before = { row->baseline_counts[0], row->baseline_counts[1],
                                           row->baseline_counts[2], row->baseline_counts[3] };

      if (!is_evaluated (row) || !row->has_baseline_gold)
        continue;

      g_array_append_val (now, of_row);
      g_array_append_val (baseline, before);
    }
}

static double
find_rate (const GArray *counts)
{
  HeedAlignmentCounts sum = { 0 };

  for (guint i = 0; i < counts->len; i++)
    {
      const HeedAlignmentCounts *one = &get_counts (counts)[i];

      sum.n_found += one->n_found;
      sum.n_sure += one->n_sure;
      sum.n_found_sure += one->n_found_sure;
      sum.n_found_possible += one->n_found_possible;
    }

  return heed_alignment_score_counts (&sum).error_rate;
}

HeedCorpusRates
heed_corpus_rates_find (HeedCorpusRows *rows)
{
  g_autoptr(GArray) now = new_counts ();
  g_autoptr(GArray) baseline = new_counts ();

  list_both (rows, now, baseline);

  return (HeedCorpusRates) { now->len, find_rate (baseline), find_rate (now) };
}

/* --- Drawing -------------------------------------------------------------- */

static void
drawing_free (gpointer data)
{
  Drawing *drawing = data;

  g_array_unref (drawing->counts);
  g_array_unref (drawing->now);
  g_array_unref (drawing->baseline);
  g_atomic_rc_box_release (drawing->owner);
  g_free (drawing);
}

static void
draw_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Drawing *drawing = task_data;

  drawing->error_rate =
    heed_corpus_counts_find_interval (get_counts (drawing->counts), drawing->counts->len);
  if (drawing->now->len > 0)
    drawing->difference =
      heed_corpus_counts_find_difference (get_counts (drawing->now), get_counts (drawing->baseline),
                                          drawing->now->len);
  g_task_return_boolean (task, TRUE);
}

static void
drawn_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  const Drawing *drawing = g_task_get_task_data (G_TASK (result));
  HeedCorpusIntervals *self = drawing->owner;

  self->is_drawing = FALSE;
  self->drawn_at = g_get_monotonic_time ();
  if (drawing->generation == self->generation)
    {
      self->error_rate = drawing->error_rate;
      self->difference = drawing->difference;
      self->drawn_generation = drawing->generation;
      self->n_drawn = drawing->counts->len;
    }

  if (self->drawn != NULL)
    self->drawn (self->data);
}

/**
 * heed_corpus_intervals_update:
 * @is_being_read: whether more rows will follow soon
 *
 * Cost: visits every row; the interval itself is computed on another thread
 *
 * Returns: whether a computation has begun
 */
gboolean
heed_corpus_intervals_update (HeedCorpusIntervals *self,
                              HeedCorpusRows      *rows,
                              gboolean             is_being_read)
{
  g_autoptr(GArray) counts = NULL;
  g_autoptr(GTask) task = NULL;
  Drawing *drawing;

  if (self->is_drawing ||
      (is_being_read && g_get_monotonic_time () - self->drawn_at < REST_US))
    return FALSE;

  counts = list_counts (rows);
  if (counts->len == 0 ||
      (counts->len == self->n_drawn && self->drawn_generation == self->generation))
    return FALSE;

  drawing = g_new0 (Drawing, 1);
  drawing->owner = g_atomic_rc_box_acquire (self);
  drawing->counts = g_steal_pointer (&counts);
  drawing->now = new_counts ();
  drawing->baseline = new_counts ();
  drawing->difference = unknown;
  drawing->generation = self->generation;
  list_both (rows, drawing->now, drawing->baseline);

  self->is_drawing = TRUE;
  task = g_task_new (NULL, NULL, drawn_cb, NULL);
  g_task_set_task_data (task, drawing, drawing_free);
  g_task_run_in_thread (task, draw_thread);

  return TRUE;
}

/* --- The object ----------------------------------------------------------- */

HeedCorpusIntervals *
heed_corpus_intervals_new (HeedCorpusIntervalsFunc drawn,
                           gpointer                data)
{
  HeedCorpusIntervals *self = g_atomic_rc_box_new0 (HeedCorpusIntervals);

  self->drawn = drawn;
  self->data = data;
  self->error_rate = unknown;
  self->difference = unknown;

  return self;
}

void
heed_corpus_intervals_free (HeedCorpusIntervals *self)
{
  if (self == NULL)
    return;

  self->drawn = NULL;
  g_atomic_rc_box_release (self);
}

void
heed_corpus_intervals_invalidate (HeedCorpusIntervals *self)
{
  self->generation++;
}

void
heed_corpus_intervals_clear (HeedCorpusIntervals *self)
{
  heed_corpus_intervals_clear_difference (self);
  self->error_rate = unknown;
}

void
heed_corpus_intervals_clear_difference (HeedCorpusIntervals *self)
{
  heed_corpus_intervals_invalidate (self);
  self->difference = unknown;
}

HeedInterval
heed_corpus_intervals_get_error_rate (HeedCorpusIntervals *self)
{
  return self->error_rate;
}

HeedInterval
heed_corpus_intervals_get_difference (HeedCorpusIntervals *self)
{
  return self->difference;
}
