/* corpus-relink.c — reading the links of many pairs again with other settings, without a model
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Uses the stored attention, on a thread of GIO, so that the engine's thread stays free for
 * the sentence being typed.
 */

#include "app/core/corpus/corpus-relink.h"

typedef struct
{
  HeedCorpusLinker *linker;
  GArray           *rows;
} Job;

static void
clear_news (gpointer data)
{
  g_clear_pointer (&((HeedCorpusNews *) data)->links, heed_alignment_unref);
}

GArray *
heed_corpus_news_new_list (void)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (HeedCorpusNews));

  g_array_set_clear_func (list, clear_news);

  return list;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  heed_corpus_linker_unref (job->linker);
  g_array_unref (job->rows);
  g_free (job);
}

static void
unref_list (gpointer data)
{
  g_array_unref (data);
}

static void
relink_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  const Job *job = task_data;
  g_autoptr(GArray) read = heed_corpus_news_new_list ();

  for (guint k = 0; k < job->rows->len; k++)
    {
      HeedCorpusNews news = g_array_index (job->rows, HeedCorpusNews, k);

      if (g_task_return_error_if_cancelled (task))
        return;

      if (heed_corpus_linker_read_row (job->linker, news.i, &news.row, &news.links))
        g_array_append_val (read, news);
    }

  g_task_return_pointer (task, g_steal_pointer (&read), unref_list);
}

/**
 * heed_corpus_relink_async:
 * @rows: (transfer full): all done
 * @callback: called on the main thread
 */
void
heed_corpus_relink_async (HeedCorpusLinker    *linker,
                          GArray              *rows,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->linker = heed_corpus_linker_ref (linker);
  job->rows = rows;
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, relink_thread);
}

/**
 * heed_corpus_relink_finish:
 *
 * Errors: %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): the rows with their links, or %NULL
 */
GArray *
heed_corpus_relink_finish (GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
