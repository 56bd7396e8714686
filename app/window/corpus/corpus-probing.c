/* corpus-probing.c — running the omission probe over a corpus while its columns are shown
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Pairs are probed in the order of the table, so that the visible ones come first. The results
 * belong to the attention that links are read from; for another one they are computed again.
 */

#include "app/window/corpus/corpus-private.h"

void
heed_corpus_probed_cb (const HeedProbeNews *news,
                       guint                n_news,
                       gboolean             is_over,
                       gpointer             data)
{
  HeedCorpus *self = data;

  for (guint k = 0; k < n_news; k++)
    {
      const HeedProbe *probe = news[k].has_problem ? NULL : &news[k].probe;

      heed_corpus_rows_set_probe (self->rows, news[k].i, probe);
    }

  if (is_over)
    self->is_probing = FALSE;
  heed_corpus_emit_changed_soon (self);
}

static gboolean
waits (HeedCorpus *self,
       guint       i)
{
  const HeedCorpusRow *row = heed_corpus_rows_get (self->rows, i);

  return row->state == HEED_ROW_DONE && row->has_attention && row->probe_state == HEED_PROBE_NONE;
}

/* Lists the pairs in the displayed order, the hidden ones last. */
static GArray *
list_waiting (HeedCorpus *self)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint place = 0; place < heed_corpus_rows_get_n (self->rows); place++)
    {
      guint i = heed_corpus_rows_get_at (self->rows, place);

      if (waits (self, i))
        g_array_append_val (pairs, i);
    }

  return pairs;
}

static void
stop_probing (HeedCorpus *self)
{
  if (self->is_probing)
    heed_corpus_prober_stop (self->prober);
  self->is_probing = FALSE;
}

/* To be called when the rows or their attention are replaced. */
void
heed_corpus_forget_probes (HeedCorpus *self)
{
  stop_probing (self);
  if (self->rows != NULL)
    heed_corpus_rows_forget_probes (self->rows);
}

/* Probes the remaining pairs, if that is wanted. */
void
heed_corpus_probe_rest (HeedCorpus *self)
{
  const HeedCorpusJob job = { .model = self->model,
                              .files = self->files,
                              .settings = self->settings };
  GArray *pairs;

  if (!self->wants_probes || self->is_probing || self->has_stopped_probing ||
      self->rows == NULL || self->model == NULL || self->state == HEED_CORPUS_READING)
    return;

  pairs = list_waiting (self);
  self->is_probing = pairs->len > 0;
  if (self->is_probing)
    heed_corpus_prober_probe (self->prober, &job, pairs);
  else
    g_array_unref (pairs);
}

/**
 * heed_corpus_want_probes:
 *
 * Probing begins once all pairs have been read, and takes about twenty times as long.
 */
void
heed_corpus_want_probes (HeedCorpus *self,
                         gboolean    wants_probes)
{
  g_return_if_fail (HEED_IS_CORPUS (self));

  if (self->wants_probes == wants_probes)
    return;

  self->wants_probes = wants_probes;
  self->has_stopped_probing = FALSE;
  if (wants_probes)
    heed_corpus_probe_rest (self);
  else
    stop_probing (self);
  heed_corpus_emit_changed (self);
}

void
heed_corpus_pause_probes (HeedCorpus *self,
                          gboolean    is_paused)
{
  g_return_if_fail (HEED_IS_CORPUS (self));

  self->has_stopped_probing = is_paused;
  if (is_paused)
    stop_probing (self);
  else
    heed_corpus_probe_rest (self);
  heed_corpus_emit_changed (self);
}

/**
 * heed_corpus_get_probes:
 * @progress: (out): without a rate
 *
 * Returns: the state of probing
 */
HeedProbesState
heed_corpus_get_probes (HeedCorpus         *self,
                        HeedCorpusProgress *progress)
{
  *progress = (HeedCorpusProgress) { 0 };
  g_return_val_if_fail (HEED_IS_CORPUS (self), HEED_PROBES_NOT_WANTED);

  if (!self->wants_probes || self->rows == NULL || self->model == NULL)
    return HEED_PROBES_NOT_WANTED;

  progress->n_pairs = heed_corpus_rows_get_n (self->rows);
  for (guint i = 0; i < progress->n_pairs; i++)
    progress->n_done += !waits (self, i) &&
                        heed_corpus_rows_get (self->rows, i)->state != HEED_ROW_WAITING;

  return progress->n_done == progress->n_pairs ? HEED_PROBES_DONE
         : self->has_stopped_probing           ? HEED_PROBES_STOPPED : HEED_PROBES_UNDER_WAY;
}
