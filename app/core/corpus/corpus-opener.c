/* corpus-opener.c — opens the files of a corpus on a thread of its own
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every line is checked, which takes a second or two for a large corpus.
 */

#include "app/core/corpus/corpus-opener.h"

/* Has either given or roles. */
typedef struct
{
  char            **paths;
  HeedCorpusRoles   roles;
  char             *source_language;
  char             *target_language;
} Opening;

static Opening *
opening_new (const char *const         *paths,
             const HeedCorpusLanguages *languages)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->paths = g_strdupv ((char **) paths);
  opening->source_language = g_strdup (languages->source_language);
  opening->target_language = g_strdup (languages->target_language);

  return opening;
}

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_strfreev (opening->paths);
  heed_corpus_roles_clear (&opening->roles);
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

  if (opening->paths == NULL ||
      heed_corpus_paths_find (&opening->roles.paths, (const char *const *) opening->paths,
                              &languages, cancellable, &error))
    files = heed_corpus_files_open_as (&opening->roles, cancellable, &error);

  if (files != NULL)
    g_task_return_pointer (task, files, unref_files);
  else
    g_task_return_error (task, error);
}

static void
unref_detected (gpointer data)
{
  g_array_unref (data);
}

static void
detect_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  const Opening *opening = task_data;
  const HeedCorpusLanguages languages = { opening->source_language, opening->target_language };

  g_task_return_pointer (task,
                         heed_detected_files_new ((const char *const *) opening->paths, &languages,
                                                  cancellable), unref_detected);
}

/* Takes ownership of opening. */
static void
run (Opening             *opening,
     GTaskThreadFunc      thread,
     GCancellable        *cancellable,
     GAsyncReadyCallback  callback,
     gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, opening, opening_free);
  g_task_run_in_thread (task, thread);
}

/**
 * heed_corpus_opener_find_async:
 * @paths: copied, as @languages are
 */
void
heed_corpus_opener_find_async (const char *const         *paths,
                               const HeedCorpusLanguages *languages,
                               GCancellable              *cancellable,
                               GAsyncReadyCallback        callback,
                               gpointer                   user_data)
{
  run (opening_new (paths, languages), open_thread, cancellable, callback, user_data);
}

/**
 * heed_corpus_opener_open_async:
 * @roles: copied
 */
void
heed_corpus_opener_open_async (const HeedCorpusRoles *roles,
                               GCancellable          *cancellable,
                               GAsyncReadyCallback    callback,
                               gpointer               user_data)
{
  Opening *opening = g_new0 (Opening, 1);

  heed_corpus_roles_copy (&opening->roles, roles);
  run (opening, open_thread, cancellable, callback, user_data);
}

HeedCorpusFiles *
heed_corpus_opener_finish (GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * heed_corpus_opener_detect_async:
 * @paths: copied, as @languages are
 */
void
heed_corpus_opener_detect_async (const char *const         *paths,
                                 const HeedCorpusLanguages *languages,
                                 GCancellable              *cancellable,
                                 GAsyncReadyCallback        callback,
                                 gpointer                   user_data)
{
  run (opening_new (paths, languages), detect_thread, cancellable, callback, user_data);
}

GArray *
heed_corpus_opener_detect_finish (GAsyncResult  *result,
                                  GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
