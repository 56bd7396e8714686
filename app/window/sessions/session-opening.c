/* session-opening.c — opening a session: its file, then its model, then its place on the screen
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The document is not changed until the model of the session is open. It then gets the
 * sentence and the changes and, once they are translated, the selected row and column.
 */

#include "app/window/sessions/session-keeper-private.h"

#include <glib/gi18n.h>

#include "app/core/files/shown-path.h"
#include "app/window/comparison/comparison-state.h"
#include "app/window/desktop/settings.h"
#include "app/window/document/document-opening.h"
#include "app/window/sessions/session-model.h"
#include "app/window/sessions/session-state.h"

static void
say (HeedSessionKeeper *self,
     const char        *title,
     const char        *detail)
{
  heed_session_keeper_tell (self, HEED_SESSION_SAID, title, detail);
}

static void
open_model (HeedSessionKeeper *self,
            const char        *path)
{
  g_free (self->model_path);
  self->model_path = g_strdup (path);
  heed_document_open_as (self->document, path, self->opening->model.description);
}

/* Notes that a session was kept, and adds it to the recent ones. Takes ownership of the path.
 * Returns FALSE if it is NULL. */
static gboolean
tell_kept (HeedSessionKeeper *self,
           char              *kept)
{
  g_autofree char *owned = kept;

  if (kept == NULL)
    return FALSE;

  heed_settings_add_recent_session (self->settings, kept);
  heed_session_keeper_tell (
    self, HEED_SESSION_NOTED,
    _("An earlier session is kept; it is in the menu, under Recent Sessions."), NULL);

  return TRUE;
}

void
heed_session_keeper_drop_opening (HeedSessionKeeper *self)
{
  self->is_restoring = FALSE;
  g_clear_pointer (&self->opening, heed_session_file_free);
  g_clear_pointer (&self->opening_as, g_free);
  g_clear_pointer (&self->model_path, g_free);
}

/* Stops opening a session. If it is that of the last run, its file is kept under another name. */
static void
give_up_opening (HeedSessionKeeper *self)
{
  gboolean is_restoring = self->is_restoring;

  heed_session_keeper_drop_opening (self);
  if (is_restoring)
    tell_kept (self, heed_session_folder_keep_opening (self->folder));
}

static void
place (HeedSessionKeeper *self)
{
  g_autoptr(HeedSessionFile) file = g_steal_pointer (&self->placing);

  heed_session_state_set_place (file, self->document);
  heed_session_keeper_save_now (self);
}

static void
state_changed_cb (HeedSessionKeeper *self)
{
  if (self->placing != NULL &&
      heed_document_get_state (self->document) != HEED_DOCUMENT_DECODING)
    place (self);
}


static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  const char *sentence;
  g_autofree char *detail = NULL;

  if (heed_session_model_check_finish (result, &sentence, &detail))
    say (user_data, sentence, detail);
}

static void
check_model (HeedSessionKeeper *self)
{
  if (self->checking != NULL)
    g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  self->checking = g_cancellable_new ();
  heed_session_model_check_async (self->model_path, self->opening->model.path,
                                  self->opening->model.sha256, self->checking, checked_cb, self);
}

/* --- Comparison ------------------------------------------------------------- */

/* Returns the present path of a model and checks that it is the same; NULL, which is reported, if
 * it was not found. */
static char *
find_side_model (HeedSessionKeeper      *self,
                 const HeedSessionModel *model)
{
  g_autofree char *shown = NULL;
  char *path;

  if (model->path == NULL)
    return NULL;

  path = heed_session_model_find (model->path, self->compared_in, self->library, self->settings);
  if (path != NULL)
    {
      if (self->checking == NULL)
        self->checking = g_cancellable_new ();
      heed_session_model_check_async (path, model->path, model->sha256, self->checking, checked_cb,
                                      self);
      return path;
    }

  shown = heed_shown_path_new (model->path);
  say (self, _("A model that was compared is not there any more."), shown);

  return NULL;
}

/**
 * heed_session_keeper_put_comparison:
 *
 * Restores the comparison of an opened session, if the session has one and the page of
 * comparisons exists.
 */
void
heed_session_keeper_put_comparison (HeedSessionKeeper *self)
{
  char *paths[HEED_COMPARISON_MAX] = { NULL };

  if (self->comparison == NULL || self->compared == NULL)
    return;

  if (g_str_equal (self->compared->by, "models"))
    for (guint i = 1; i < self->compared->n_sides; i++)
      paths[i] = find_side_model (self, &self->compared->sides[i].model);

  heed_comparison_state_set (self->compared, (const char *const *) paths, self->comparison);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    g_free (paths[i]);
}

/* Takes the comparison of a session; if it has none, the present comparison is kept. */
static void
take_compared (HeedSessionKeeper     *self,
               const HeedSessionFile *file)
{
  if (file->comparison == NULL)
    return;

  heed_session_comparison_free (self->compared);
  self->compared = heed_session_comparison_copy (file->comparison);
  g_free (self->compared_in);
  self->compared_in = g_strdup (self->opening_from);
  heed_session_keeper_put_comparison (self);
}

/* --- Page contents ------------------------------------------------------------ */

/**
 * heed_session_keeper_put_beside:
 *
 * Restores in a page what the session opened last has for it, and reports what does not
 * exist any more.
 */
void
heed_session_keeper_put_beside (HeedSessionKeeper *self,
                                HeedPage          *page)
{
  g_autoptr(GError) error = NULL;

  if (!heed_page_put_session (page, self->beside, &error))
    say (self, _("Part of this session could not be restored."), error->message);
}

static void
take_beside (HeedSessionKeeper     *self,
             const HeedSessionFile *file)
{
  heed_session_beside_free (self->beside);
  self->beside = heed_session_beside_copy (file->beside);
  for (guint i = 0; i < self->pages->len; i++)
    heed_session_keeper_put_beside (self, g_ptr_array_index (self->pages, i));
}

/* --- Model and translation --------------------------------------------------- */

static void
say_left_out (HeedSessionKeeper *self,
              guint              n_changes)
{
  g_autofree char *detail =
    g_strdup_printf (ngettext ("%u change names a layer, head or token that it does not have.",
                               "%u changes name layers, heads or tokens that it does not have.",
                               n_changes),
                     n_changes);

  say (self, _("Not all changes apply to this model."), detail);
}

static void
take_opened (HeedSessionKeeper *self)
{
  HeedSessionFile *file = self->opening;
  gboolean has_crashed = self->is_restoring && !file->is_left;
  guint n_left_out = heed_session_file_fit (file, heed_document_get_model (self->document));

  check_model (self);
  take_compared (self, file);
  heed_session_keeper_take_path (self, self->opening_as);
  if (self->path != NULL)
    heed_settings_add_recent_session (self->settings, self->path);

  self->opening = NULL;
  heed_session_keeper_drop_opening (self);
  g_clear_pointer (&self->placing, heed_session_file_free);
  self->placing = file;

  heed_session_state_set_sentence (file, self->document);
  heed_session_keeper_put_options (self);
  take_beside (self, file);

  heed_session_keeper_tell (self, HEED_SESSION_OPENED, file->page, NULL);
  if (has_crashed)
    heed_session_keeper_tell (
      self, HEED_SESSION_NOTED,
      _("The last session ended unexpectedly. It has been restored."), NULL);
  if (n_left_out > 0)
    say_left_out (self, n_left_out);
  state_changed_cb (self);
}

/* The new model is that of the session being opened, or another one that was opened since. */
static void
model_changed_cb (HeedSessionKeeper *self)
{
  heed_session_writer_forget_model (self->writer);

  if (self->opening != NULL &&
      g_strcmp0 (self->model_path, heed_document_get_model_path (self->document)) == 0)
    take_opened (self);
  else if (self->opening != NULL)
    give_up_opening (self);

  heed_session_keeper_changed (self);
}

/* If the weights fit several models, the window asks the user, and the session waits for the
 * answer. */
static void
open_failed_cb (HeedSessionKeeper *self,
                const char        *path,
                const GError      *error)
{
  if (self->opening != NULL && g_strcmp0 (self->model_path, path) == 0 &&
      !g_error_matches (error, HEED_ERROR, HEED_ERROR_AMBIGUOUS))
    give_up_opening (self);
}

/* Opens the default model if the program was started with an invalid session. */
static void
open_default_instead (HeedSessionKeeper *self)
{
  const HeedLibraryModel *model = heed_model_library_get_default (self->library);

  if (heed_document_get_model (self->document) == NULL &&
      !heed_document_get_is_opening (self->document) && model != NULL)
    heed_document_open (self->document, model->path);
}

/* Returns the path of the default model, for a session that was saved without a model. */
static char *
dup_default_model (HeedSessionKeeper *self)
{
  const HeedLibraryModel *model = heed_model_library_get_default (self->library);

  return g_strdup (model != NULL ? model->path : "/");
}

/* Takes ownership of the file. */
static void
begin_opening (HeedSessionKeeper *self,
               HeedSessionFile   *file,
               const char        *from,
               const char        *as)
{
  g_autofree char *model_path = NULL;

  give_up_opening (self);
  self->opening = file;
  g_free (self->opening_from);
  self->opening_from = g_strdup (from);
  self->opening_as = g_strdup (as);
  if (file->model.path == NULL)
    file->model.path = dup_default_model (self);

  model_path = heed_session_model_find (file->model.path, from, self->library, self->settings);
  if (model_path != NULL)
    open_model (self, model_path);
  else
    heed_session_keeper_tell (self, HEED_SESSION_MODEL_MISSING, file->model.path, NULL);
}

/**
 * heed_session_keeper_open:
 * @path: a session file
 *
 * Opens its model in the background. The document is not changed until the model is
 * open, nor if it cannot be opened.
 */
void
heed_session_keeper_open (HeedSessionKeeper *self,
                          const char        *path)
{
  g_autoptr(GError) error = NULL;
  HeedSessionFile *file;

  g_return_if_fail (HEED_IS_SESSION_KEEPER (self));
  g_return_if_fail (path != NULL);

  file = heed_session_file_load (path, &error);
  if (file != NULL)
    {
      begin_opening (self, file, path, path);
      return;
    }

  say (self, _("This session cannot be opened."), error->message);
  open_default_instead (self);
}

/**
 * heed_session_keeper_find_model:
 * @model_path: (nullable): the model of the session being opened; %NULL to give up
 */
void
heed_session_keeper_find_model (HeedSessionKeeper *self,
                                const char        *model_path)
{
  g_return_if_fail (HEED_IS_SESSION_KEEPER (self));

  if (self->opening == NULL)
    {
      if (model_path != NULL)
        heed_session_keeper_tell (
          self, HEED_SESSION_NOTED,
          _("Another model was opened meanwhile, so the session is not opened."), NULL);
      return;
    }

  if (model_path != NULL)
    open_model (self, model_path);
  else
    {
      give_up_opening (self);
      open_default_instead (self);
    }
}

/**
 * heed_session_keeper_put_options:
 *
 * Restores the drawing options of the session being opened, once the options are set.
 */
void
heed_session_keeper_put_options (HeedSessionKeeper *self)
{
  if (self->placing != NULL && self->options != NULL)
    heed_session_state_set_options (self->placing, self->options);
}

/* --- The start ---------------------------------------------------------------- */

/**
 * heed_session_keeper_set_aside:
 *
 * Keeps the session of the last run under another name if that run ended unexpectedly,
 * since the next automatic save would overwrite it.
 */
void
heed_session_keeper_set_aside (HeedSessionKeeper *self)
{
  g_return_if_fail (HEED_IS_SESSION_KEEPER (self));

  if (self->folder == NULL)
    return;

  tell_kept (self, heed_session_folder_keep_opening (self->folder));
  tell_kept (self, heed_session_folder_keep_last (self->folder));
}

static gboolean
wants_last (HeedSessionKeeper *self)
{
  return self->settings == NULL || g_settings_get_boolean (self->settings, "restore-session");
}

/**
 * heed_session_keeper_restore:
 *
 * Returns: whether the session of the last run is being restored, or waits for the user to
 *   find its model; if not, the caller has to open a model
 */
gboolean
heed_session_keeper_restore (HeedSessionKeeper *self)
{
  g_autofree char *as = NULL;
  HeedSessionFile *file;

  g_return_val_if_fail (HEED_IS_SESSION_KEEPER (self), FALSE);

  if (self->folder == NULL)
    return FALSE;

  file = wants_last (self) ? heed_session_folder_begin (self->folder) : NULL;
  if (file == NULL)
    {
      heed_session_keeper_set_aside (self);
      return FALSE;
    }

  as = g_strdup (file->saved_as);
  begin_opening (self, file, heed_session_folder_get_last (self->folder), as);
  self->is_restoring = self->opening != NULL;

  return self->is_restoring;
}

/**
 * heed_session_keeper_watch_opening:
 *
 * Connects to the document, whose signals tell when the model is open and the
 * translation complete.
 */
void
heed_session_keeper_watch_opening (HeedSessionKeeper *self)
{
  g_signal_connect_object (self->document, "notify::state", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "model-changed", G_CALLBACK (model_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "open-failed", G_CALLBACK (open_failed_cb), self,
                           G_CONNECT_SWAPPED);
}
