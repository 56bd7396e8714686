/* corpus-relinking.c — reading the links of a corpus again, or comparing them with gold links again
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Links are read from the stored attention of the pairs, on a thread. Pairs that the model of the
 * other direction reads in the meantime are collected, and relinked when the thread has finished.
 */

#include "app/window/corpus/corpus-private.h"

void
heed_corpus_stop_relinking (HeedCorpus *self)
{
  if (self->relinking != NULL)
    g_cancellable_cancel (self->relinking);
  g_clear_object (&self->relinking);
  g_array_set_size (self->pending, 0);
}

/* Creates the linker for the settings that the user chose. */
void
heed_corpus_renew_linker (HeedCorpus *self)
{
  HeedModel *reverse = heed_corpus_reverse_get_model (self->reverse);
  HeedCorpusLinkerInput input = { .settings = self->settings,
                                  .store = self->store,
                                  .heads = self->heads };

  g_clear_pointer (&self->linker, heed_corpus_linker_unref);
  g_clear_pointer (&self->reverse_settings, heed_link_settings_free);
  if (self->settings == NULL || self->store == NULL)
    return;

  if (reverse != NULL && self->model != NULL)
    {
      self->reverse_settings =
        heed_link_settings_new_reversed (self->settings, self->model, reverse);
      input.reverse_settings = self->reverse_settings;
      input.reverse_store = heed_corpus_reverse_get_store (self->reverse);
      input.reverse_heads = heed_corpus_reverse_get_heads (self->reverse);
    }

  self->linker = heed_corpus_linker_new (&input);
}

/* --- On a thread ----------------------------------------------------------- */

static void relink (HeedCorpus *self,
                    GArray     *rows);

static gboolean
is_stored (HeedCorpus *self,
           guint       i)
{
  return heed_corpus_rows_get (self->rows, i)->state == HEED_ROW_DONE &&
         heed_attention_store_has (self->store, i);
}

static void
relink_pending (HeedCorpus *self)
{
  GArray *rows;

  if (self->relinking != NULL || self->pending->len == 0 || self->linker == NULL)
    return;

  rows = heed_corpus_news_new_list ();
  for (guint k = 0; k < self->pending->len; k++)
    {
      guint i = g_array_index (self->pending, guint, k);
      const HeedCorpusNews news = { i, *heed_corpus_rows_get (self->rows, i), NULL };

      if (is_stored (self, i))
        g_array_append_val (rows, news);
    }

  g_array_set_size (self->pending, 0);
  relink (self, rows);
}

static void
relink_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(HeedCorpus) self = user_data;
  g_autoptr(GArray) read = heed_corpus_relink_finish (result, NULL);

  /* A newer reading is running, or the corpus was disposed. */
  if (self->document == NULL || g_task_get_cancellable (G_TASK (result)) != self->relinking)
    return;

  g_clear_object (&self->relinking);
  if (read == NULL)
    return;

  heed_corpus_intervals_invalidate (self->intervals);
  heed_corpus_take_news (self, (const HeedCorpusNews *) (gpointer) read->data, read->len);
  relink_pending (self);
  heed_corpus_probe_rest (self);
  if (self->relinking == NULL)
    heed_corpus_emit_changed (self);
  else
    heed_corpus_emit_changed_soon (self);
}

/* Takes ownership of rows. */
static void
relink (HeedCorpus *self,
        GArray     *rows)
{
  self->relinking = g_cancellable_new ();
  heed_corpus_relink_async (self->linker, rows, self->relinking, relink_cb, g_object_ref (self));
}

void
heed_corpus_relink_pairs (HeedCorpus           *self,
                          const HeedCorpusNews *news,
                          guint                 n_news)
{
  for (guint k = 0; k < n_news; k++)
    g_array_append_val (self->pending, news[k].i);

  relink_pending (self);
}

/* Lists the rows that are done and stored; rows that are not stored wait for the model again. */
static GArray *
list_stored (HeedCorpus *self)
{
  GArray *input = heed_corpus_news_new_list ();
  const HeedCorpusRow waiting = { .state = HEED_ROW_WAITING };

  for (guint i = 0; i < heed_corpus_rows_get_n (self->rows); i++)
    {
      HeedCorpusNews news = { i, *heed_corpus_rows_get (self->rows, i), NULL };

      if (is_stored (self, i))
        g_array_append_val (input, news);
      else if (news.row.state == HEED_ROW_DONE)
        heed_corpus_rows_set (self->rows, i, &waiting);
    }

  return input;
}

void
heed_corpus_relink (HeedCorpus *self)
{
  gboolean is_stopped = self->state == HEED_CORPUS_STOPPED;

  heed_corpus_stop_relinking (self);
  heed_corpus_run_stop (self->run);
  heed_corpus_forget_probes (self);
  heed_corpus_intervals_clear (self->intervals);
  heed_corpus_renew_linker (self);
  relink (self, list_stored (self));

  if (!is_stopped && heed_corpus_rows_get_n_done (self->rows) < heed_corpus_rows_get_n (self->rows))
    heed_corpus_read_waiting (self);
  else
    heed_corpus_emit_changed (self);
}

/* --- Public functions ------------------------------------------------------ */

/**
 * heed_corpus_set_link_settings:
 * @settings: copied; there must be a model
 */
void
heed_corpus_set_link_settings (HeedCorpus             *self,
                               const HeedLinkSettings *settings)
{
  g_return_if_fail (HEED_IS_CORPUS (self));

  if (self->settings == NULL || heed_link_settings_equal (self->settings, settings))
    return;

  heed_link_settings_free (self->settings);
  self->settings = heed_link_settings_copy (settings);
  heed_corpus_reverse_want (self->reverse, settings->is_symmetrised);
  if (self->store != NULL)
    heed_corpus_relink (self);
}

gboolean
heed_corpus_is_relinking (HeedCorpus *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS (self), FALSE);

  return self->relinking != NULL;
}

HeedCorpusLinker *
heed_corpus_get_linker (HeedCorpus *self)
{
  g_return_val_if_fail (HEED_IS_CORPUS (self), NULL);

  return self->linker;
}

void
heed_corpus_gold_changed (HeedCorpus *self,
                          guint       pair)
{
  g_autoptr(HeedAlignment) found = NULL;
  HeedCorpusRow row;

  g_return_if_fail (HEED_IS_CORPUS (self));

  if (self->linker == NULL || !is_stored (self, pair))
    return;

  row = *heed_corpus_rows_get (self->rows, pair);
  if (heed_corpus_linker_read_row (self->linker, pair, &row, &found))
    heed_corpus_evaluate_pair (self, pair, found);
}

void
heed_corpus_evaluate_pair (HeedCorpus          *self,
                           guint                pair,
                           const HeedAlignment *found)
{
  HeedCorpusRow row;

  g_return_if_fail (HEED_IS_CORPUS (self));
  g_return_if_fail (self->rows != NULL);

  row = *heed_corpus_rows_get (self->rows, pair);
  heed_corpus_evaluate_row (self, pair, &row, found);
  heed_corpus_rows_set (self->rows, pair, &row);
  heed_corpus_intervals_invalidate (self->intervals);
  heed_corpus_emit_changed_soon (self);
}
