/* session-model.c — finding the model of a session, and checking that it is the same
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/sessions/session-model.h"

#include <glib/gi18n.h>

#include "app/core/files/fingerprint.h"
#include "app/core/files/shown-path.h"
#include "app/window/desktop/settings.h"

static gboolean
take_if_there (const char  *path,
               char       **found)
{
  if (*found == NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    *found = g_strdup (path);

  return *found != NULL;
}

static void
look_in_library (HeedModelLibrary  *library,
                 const char        *name,
                 char             **found)
{
  guint n_models;
  const HeedLibraryModel *models = heed_model_library_get (library, &n_models);

  for (guint i = 0; i < n_models; i++)
    {
      g_autofree char *other = g_path_get_basename (models[i].path);

      if (g_str_equal (other, name))
        take_if_there (models[i].path, found);
    }
}

/**
 * heed_session_model_find:
 * @was_at: the model's path when the session was saved
 * @session_path: the path of the session file
 * @settings: (nullable): where recent models are saved
 *
 * Looks at the former path, then for the same name beside the session, among the
 * installed models, and among recently opened ones.
 *
 * Returns: (transfer full) (nullable): the model's present path
 */
char *
heed_session_model_find (const char       *was_at,
                         const char       *session_path,
                         HeedModelLibrary *library,
                         GSettings        *settings)
{
  g_autofree char *name = g_path_get_basename (was_at);
  g_autofree char *folder = g_path_get_dirname (session_path);
  g_autofree char *beside = g_build_filename (folder, name, NULL);
  g_auto(GStrv) recent = heed_settings_dup_recent (settings);
  char *found = NULL;

  if (!take_if_there (was_at, &found) && !take_if_there (beside, &found))
    look_in_library (library, name, &found);

  for (guint i = 0; recent[i] != NULL; i++)
    {
      g_autofree char *other = g_path_get_basename (recent[i]);

      if (g_str_equal (other, name))
        take_if_there (recent[i], &found);
    }

  return found;
}

/* --- Identity check -------------------------------------------------------- */

typedef struct {
  char *path;      /* the present one */
  char *was_at;    /* the former one */
  char *expected;  /* SHA-256, or NULL */
} Check;

static void
free_check (Check *check)
{
  g_free (check->path);
  g_free (check->was_at);
  g_free (check->expected);
  g_free (check);
}

static void
check_in_thread (GTask        *task,
                 gpointer      source,
                 gpointer      data,
                 GCancellable *cancellable)
{
  g_task_return_pointer (task, heed_fingerprint_new (((Check *) data)->path, cancellable, NULL),
                         g_free);
}

static char *
dup_changed (const Check *check,
             const char  *found)
{
  g_autofree char *path = heed_shown_path_new (check->path);

  return g_strdup_printf (
    _("%s: expected SHA-256 %.12s…, found %.12s…. Sentence and changes are as "
      "they were saved; what this model makes of them may be different."),
    path, check->expected, found);
}

static char *
dup_moved (const Check *check)
{
  g_autofree char *was_at = heed_shown_path_new (check->was_at);
  g_autofree char *path = heed_shown_path_new (check->path);

  return g_strdup_printf (_("It was saved as %s, and was found as %s."), was_at, path);
}

/**
 * heed_session_model_check_finish:
 * @sentence: (out) (transfer none): a sentence for the user
 * @detail: (out) (transfer full): the details
 *
 * Returns: whether the model has changed or moved; %FALSE if the check was cancelled or
 *   the model could not be read
 */
gboolean
heed_session_model_check_finish (GAsyncResult  *result,
                                 const char   **sentence,
                                 char         **detail)
{
  const Check *check = g_task_get_task_data (G_TASK (result));
  g_autofree char *found = g_task_propagate_pointer (G_TASK (result), NULL);

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))) || found == NULL)
    return FALSE;

  if (check->expected != NULL && !g_str_equal (check->expected, found))
    {
      *sentence = _("The model is not the one this session was saved with.");
      *detail = dup_changed (check, found);
      return TRUE;
    }

  if (g_str_equal (check->path, check->was_at))
    return FALSE;

  *sentence = _("The model of this session has moved.");
  *detail = dup_moved (check);

  return TRUE;
}

/**
 * heed_session_model_check_async:
 * @path: the model's present path
 * @was_at: its former path
 * @sha256: (nullable): the hash of the session's model
 *
 * Reads the model in a thread.
 */
void
heed_session_model_check_async (const char          *path,
                                const char          *was_at,
                                const char          *sha256,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Check *check = g_new0 (Check, 1);

  check->path = g_strdup (path);
  check->was_at = g_strdup (was_at);
  check->expected = g_strdup (sha256);
  g_task_set_task_data (task, check, (GDestroyNotify) free_check);
  g_task_run_in_thread (task, check_in_thread);
}
