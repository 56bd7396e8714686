/* corpus-opener.c — opens the files of a corpus on a thread of its own
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every line is looked at, which takes a second or two of a large corpus.
 */

#include "app/core/corpus-opener.h"

/* Either given or paths. */
typedef struct
{
  char            **given;
  HeedCorpusPaths   paths;
  HeedCorpusCount   count;
  char             *source_language;
  char             *target_language;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_strfreev (opening->given);
  heed_corpus_paths_clear (&opening->paths);
  g_free (opening->source_language);
  g_free (opening->target_language);
  g_free (opening);
}

static void
unref_files (gpointer data)
{
  heed_corpus_files_unref (data);
}

static void
open_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Opening *opening = task_data;
  const HeedCorpusLanguages languages = { opening->source_language, opening->target_language };
  GError *error = NULL;
  HeedCorpusFiles *files = NULL;

  if (opening->given == NULL ||
      heed_corpus_paths_find (&opening->paths, (const char *const *) opening->given, &languages,
                              cancellable, &error))
    files = heed_corpus_files_open (&opening->paths, opening->count, cancellable, &error);

  if (files != NULL)
    g_task_return_pointer (task, files, unref_files);
  else
    g_task_return_error (task, error);
}

/* Takes opening. */
static void
run (Opening             *opening,
     GCancellable        *cancellable,
     GAsyncReadyCallback  callback,
     gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, opening, opening_free);
  g_task_run_in_thread (task, open_thread);
}

/**
 * heed_corpus_opener_find_async:
 * @given: copied, as @languages are
 */
void
heed_corpus_opener_find_async (const char *const         *given,
                               const HeedCorpusLanguages *languages,
                               GCancellable              *cancellable,
                               GAsyncReadyCallback        callback,
                               gpointer                   user_data)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->given = g_strdupv ((char **) given);
  opening->source_language = g_strdup (languages->source_language);
  opening->target_language = g_strdup (languages->target_language);
  run (opening, cancellable, callback, user_data);
}

/**
 * heed_corpus_opener_open_async:
 * @paths: copied
 */
void
heed_corpus_opener_open_async (const HeedCorpusPaths *paths,
                               HeedCorpusCount        count,
                               GCancellable          *cancellable,
                               GAsyncReadyCallback    callback,
                               gpointer               user_data)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->paths = (HeedCorpusPaths) { g_strdup (paths->source), g_strdup (paths->target),
                                       g_strdup (paths->gold) };
  opening->count = count;
  run (opening, cancellable, callback, user_data);
}

HeedCorpusFiles *
heed_corpus_opener_finish (GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
