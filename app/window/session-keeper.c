/* session-keeper.c — sessions are opened, saved, and come back after a crash
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is on the screen is saved by itself a moment after every change, to one file,
 * and read again at the next start. The file says whether the program ended as it
 * should, so that the next one can say that it did not. While such a session is
 * opened its file has another name: if it is what makes the program end, it is not
 * opened a second time without being asked for.
 */

#include "app/window/session-keeper.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "app/core/fingerprint.h"
#include "app/window/document-opening.h"
#include "app/window/session-state.h"
#include "app/window/session-writer.h"
#include "app/window/settings.h"

#define LAST_NAME     "last-session" HEED_SESSION_FILE_ENDING
#define OPENING_NAME  "opening-session" HEED_SESSION_FILE_ENDING
#define SAVE_AFTER_MS 2000

/**
 * HeedSessionKeeper:
 *
 * Watches one document. It says what there is to say by signals, and asks nobody.
 */
struct _HeedSessionKeeper
{
  GObject            parent_instance;

  HeedDocument      *document;
  HeedModelLibrary  *library;
  GSettings         *settings;  /* NULL: nothing is remembered */
  HeedSessionWriter *writer;
  GObject           *options;   /* NULL: nobody's yet */
  char              *page;
  char              *path;      /* the person's own file, or NULL */

  HeedSessionFile   *opening;     /* waits for its model; or NULL */
  char              *opening_as;  /* the path that it gets */
  char              *model_path;  /* where its model is; NULL: somebody is asked */
  gboolean           is_restoring;  /* it is that of last time */
  HeedSessionFile   *placing;     /* waits for its translation; or NULL */
  GCancellable      *checking;    /* whether the model is the same */

  char              *stand_in;    /* what is saved by itself in place of what there is; or NULL */
  char              *folder;      /* what is saved by itself is there; or NULL */
  guint              save_id;     /* it is about to be; 0: nothing has changed */
  gboolean           has_failed;  /* and could not be; that was said */
  gboolean           has_left;

  GPtrArray         *unsaid;      /* of Telling: nobody listens yet; NULL: somebody does */
};

typedef struct {
  guint  signal;  /* an index of signals */
  char  *texts[2];
} Telling;

enum {
  PROP_0,
  PROP_PATH,
  N_PROPS
};

enum {
  SIGNAL_SAID,
  SIGNAL_NOTED,
  SIGNAL_MODEL_MISSING,
  SIGNAL_OPENED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeedSessionKeeper, heed_session_keeper, G_TYPE_OBJECT)

/* --- Telling --------------------------------------------------------------- */

static void
free_telling (Telling *telling)
{
  g_free (telling->texts[0]);
  g_free (telling->texts[1]);
  g_free (telling);
}

/* At the start there is something to tell before there is a window. */
static void
tell (HeedSessionKeeper *self,
      guint              signal,
      const char        *text,
      const char        *more)
{
  if (self->unsaid != NULL)
    {
      Telling *telling = g_new0 (Telling, 1);

      *telling = (Telling) { signal, { g_strdup (text), g_strdup (more) } };
      g_ptr_array_add (self->unsaid, telling);
    }
  else if (signal == SIGNAL_SAID)
    {
      g_signal_emit (self, signals[signal], 0, text, more);
    }
  else
    {
      g_signal_emit (self, signals[signal], 0, text);
    }
}

/**
 * heed_session_keeper_begin_telling:
 *
 * Whoever listens does from now on; all that there was to tell before is told.
 */
void
heed_session_keeper_begin_telling (HeedSessionKeeper *self)
{
  g_autoptr(GPtrArray) unsaid = NULL;

  g_return_if_fail (HEED_IS_SESSION_KEEPER (self));

  unsaid = g_steal_pointer (&self->unsaid);
  for (guint i = 0; unsaid != NULL && i < unsaid->len; i++)
    {
      const Telling *telling = g_ptr_array_index (unsaid, i);

      tell (self, telling->signal, telling->texts[0], telling->texts[1]);
    }
}

static void
say (HeedSessionKeeper *self,
     const char        *title,
     const char        *detail)
{
  tell (self, SIGNAL_SAID, title, detail);
}

static void
note (HeedSessionKeeper *self,
      const char        *text)
{
  tell (self, SIGNAL_NOTED, text, NULL);
}

char *
heed_session_keeper_show_path (const char *path)
{
  const char *home = g_get_home_dir ();
  g_autofree char *shown = NULL;

  if (!g_str_has_prefix (path, home) || path[strlen (home)] != G_DIR_SEPARATOR)
    return g_filename_display_name (path);

  shown = g_filename_display_name (path + strlen (home));

  return g_strconcat ("~", shown, NULL);
}

static void
take_path (HeedSessionKeeper *self,
           const char        *path)
{
  if (g_strcmp0 (self->path, path) == 0)
    return;

  g_free (self->path);
  self->path = g_strdup (path);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PATH]);
}

static HeedSessionFile *
take_session (HeedSessionKeeper *self)
{
  HeedSessionFile *file = heed_session_state_take (self->document, self->options);

  file->page = g_strdup (self->page);

  return file;
}

/* --- Saved by itself ------------------------------------------------------- */

static char *
dup_place (HeedSessionKeeper *self,
           const char        *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static HeedSessionFile *
take_last (HeedSessionKeeper *self)
{
  HeedSessionFile *file = NULL;

  if (self->stand_in != NULL)
    file = heed_session_file_parse (NULL, self->stand_in, strlen (self->stand_in), NULL);
  if (file == NULL)
    file = take_session (self);

  g_free (file->saved_as);
  file->saved_as = g_strdup (self->path);

  return file;
}

static gboolean
save_cb (gpointer user_data)
{
  HeedSessionKeeper *self = user_data;
  g_autofree char *path = dup_place (self, LAST_NAME);

  self->save_id = 0;
  heed_session_writer_push (self->writer, take_last (self), path);

  return G_SOURCE_REMOVE;
}

/* What is on its way to be opened is not there yet, so that what there is is not it. */
static void
changed_cb (HeedSessionKeeper *self)
{
  if (self->folder == NULL || self->has_left || self->save_id != 0 || self->opening != NULL ||
      self->placing != NULL)
    return;

  self->save_id = g_timeout_add (SAVE_AFTER_MS, save_cb, self);
}

/* Strays of a program that was killed while it wrote. */
static void
remove_strays (HeedSessionKeeper *self)
{
  g_autoptr(GDir) folder = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_prefix (name, LAST_NAME "."))
      {
        g_autofree char *path = dup_place (self, name);

        g_unlink (path);
      }
}

/* --- Opening ---------------------------------------------------------------- */

static void
open_model (HeedSessionKeeper *self,
            const char        *path)
{
  g_free (self->model_path);
  self->model_path = g_strdup (path);
  heed_document_open_as (self->document, path, self->opening->model_description);
}

static gboolean
take_if_there (const char  *path,
               char       **found)
{
  if (*found == NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    *found = g_strdup (path);

  return *found != NULL;
}

static void
look_in_library (HeedSessionKeeper  *self,
                 const char         *name,
                 char              **found)
{
  guint n_models;
  const HeedLibraryModel *models = heed_model_library_get (self->library, &n_models);

  for (guint i = 0; i < n_models; i++)
    {
      g_autofree char *other = g_path_get_basename (models[i].path);

      if (g_str_equal (other, name))
        take_if_there (models[i].path, found);
    }
}

/* Where it was; beside the session; among what ships; among what was opened lately. */
static char *
find_model (HeedSessionKeeper *self,
            const char        *session_path)
{
  const char *path = self->opening->model_path;
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *folder = g_path_get_dirname (session_path);
  g_autofree char *beside = g_build_filename (folder, name, NULL);
  g_auto(GStrv) recent = heed_settings_dup_recent (self->settings);
  char *found = NULL;

  if (!take_if_there (path, &found) && !take_if_there (beside, &found))
    look_in_library (self, name, &found);

  for (guint i = 0; recent[i] != NULL; i++)
    {
      g_autofree char *other = g_path_get_basename (recent[i]);

      if (g_str_equal (other, name))
        take_if_there (recent[i], &found);
    }

  return found;
}

/* Under a name that says when it was. */
static char *
keep_aside (HeedSessionKeeper *self,
            const char        *path)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileInfo) info =
    g_file_query_info (file, G_FILE_ATTRIBUTE_TIME_MODIFIED, G_FILE_QUERY_INFO_NONE, NULL, NULL);
  g_autoptr(GDateTime) when =
    info != NULL ? g_file_info_get_modification_date_time (info) : NULL;
  g_autoptr(GDateTime) local = when != NULL ? g_date_time_to_local (when) : NULL;
  g_autofree char *name =
    local != NULL ? g_date_time_format (local, "session-%Y-%m-%d-%H%M%S" HEED_SESSION_FILE_ENDING)
                  : NULL;
  g_autofree char *aside = name != NULL ? dup_place (self, name) : NULL;

  if (aside == NULL || g_rename (path, aside) != 0)
    return NULL;

  heed_settings_add_recent_session (self->settings, aside);

  return g_steal_pointer (&aside);
}

static void
keep (HeedSessionKeeper *self,
      const char        *path)
{
  g_autofree char *aside = keep_aside (self, path);

  if (aside != NULL)
    note (self, _("An earlier session is kept; it is in the menu, under Recent Sessions."));
}

static void
drop_opening (HeedSessionKeeper *self)
{
  self->is_restoring = FALSE;
  g_clear_pointer (&self->opening, heed_session_file_free);
  g_clear_pointer (&self->opening_as, g_free);
  g_clear_pointer (&self->model_path, g_free);
}

/* Nothing comes of it; that of last time is not lost with it. */
static void
give_up_opening (HeedSessionKeeper *self)
{
  gboolean is_restoring = self->is_restoring;
  g_autofree char *path = is_restoring ? dup_place (self, OPENING_NAME) : NULL;

  drop_opening (self);
  if (is_restoring)
    keep (self, path);
}

/* It did not end the program, and is in the other file now. */
static void
forget_opening_file (HeedSessionKeeper *self)
{
  g_autofree char *path = NULL;

  if (self->folder == NULL)
    return;

  path = dup_place (self, OPENING_NAME);
  g_unlink (path);
}

static void
place (HeedSessionKeeper *self)
{
  g_autoptr(HeedSessionFile) file = g_steal_pointer (&self->placing);

  heed_session_state_set_place (file, self->document);
  changed_cb (self);
  if (self->save_id != 0)
    {
      g_source_remove (self->save_id);
      save_cb (self);
    }
}

static void
state_changed_cb (HeedSessionKeeper *self)
{
  if (self->placing != NULL &&
      heed_document_get_state (self->document) != HEED_DOCUMENT_DECODING)
    place (self);
}

/* --- Whether it is the same model ------------------------------------------- */

typedef struct {
  char *path;      /* where it is */
  char *was_at;
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

static void
say_changed (HeedSessionKeeper *self,
             const Check       *check,
             const char        *found)
{
  g_autofree char *path = heed_session_keeper_show_path (check->path);
  g_autofree char *detail =
    g_strdup_printf (_("%s: expected SHA-256 %.12s…, found %.12s…. Sentence and changes are as "
                       "they were saved; what this model makes of them may be different."),
                     path, check->expected, found);

  say (self, _("The model is another one than when this session was saved."), detail);
}

static void
say_moved (HeedSessionKeeper *self,
           const Check       *check)
{
  g_autofree char *was_at = heed_session_keeper_show_path (check->was_at);
  g_autofree char *path = heed_session_keeper_show_path (check->path);
  g_autofree char *detail =
    g_strdup_printf (_("It was saved as %s, and was found as %s."), was_at, path);

  say (self, _("The model of this session has moved."), detail);
}

static void
checked_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  const Check *check = g_task_get_task_data (G_TASK (result));
  g_autofree char *found = g_task_propagate_pointer (G_TASK (result), NULL);
  HeedSessionKeeper *self = user_data;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))) || found == NULL)
    return;

  if (check->expected != NULL && !g_str_equal (check->expected, found))
    say_changed (self, check, found);
  else if (!g_str_equal (check->path, check->was_at))
    say_moved (self, check);
}

static void
check_model (HeedSessionKeeper *self)
{
  Check *check;
  g_autoptr(GTask) task = NULL;

  if (self->checking != NULL)
    g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  self->checking = g_cancellable_new ();

  check = g_new0 (Check, 1);
  check->path = g_strdup (self->model_path);
  check->was_at = g_strdup (self->opening->model_path);
  check->expected = g_strdup (self->opening->model_sha256);
  task = g_task_new (NULL, self->checking, checked_cb, self);
  g_task_set_task_data (task, check, (GDestroyNotify) free_check);
  g_task_run_in_thread (task, check_in_thread);
}

/* --- Opened ------------------------------------------------------------------ */

static void
say_left_out (HeedSessionKeeper *self,
              guint              n_changes)
{
  g_autofree char *detail =
    g_strdup_printf (ngettext ("%u change names a layer, head or token that it does not have.",
                               "%u changes name layers, heads or tokens that it does not have.",
                               n_changes),
                     n_changes);

  say (self, _("This model cannot have all that was changed."), detail);
}

static void
take_opened (HeedSessionKeeper *self)
{
  HeedSessionFile *file = self->opening;
  guint n_left_out = heed_session_file_fit (file, heed_document_get_model (self->document));

  check_model (self);
  take_path (self, self->opening_as);
  if (self->path != NULL)
    heed_settings_add_recent_session (self->settings, self->path);

  self->opening = NULL;
  drop_opening (self);
  g_clear_pointer (&self->placing, heed_session_file_free);
  self->placing = file;

  heed_session_state_set_sentence (file, self->document);
  if (self->options != NULL)
    heed_session_state_set_options (file, self->options);

  tell (self, SIGNAL_OPENED, file->page, NULL);
  if (n_left_out > 0)
    say_left_out (self, n_left_out);
  state_changed_cb (self);
}

/* The one that was waited for, or another that somebody asked for since. */
static void
model_changed_cb (HeedSessionKeeper *self)
{
  heed_session_writer_forget_model (self->writer);

  if (self->opening != NULL &&
      g_strcmp0 (self->model_path, heed_document_get_model_path (self->document)) == 0)
    take_opened (self);
  else if (self->model_path != NULL)
    give_up_opening (self);

  changed_cb (self);
}

/* Of weights that fit several models somebody is asked, and the session waits. */
static void
open_failed_cb (HeedSessionKeeper *self,
                const char        *path,
                const GError      *error)
{
  if (self->opening != NULL && g_strcmp0 (self->model_path, path) == 0 &&
      !g_error_matches (error, HEED_ERROR, HEED_ERROR_AMBIGUOUS))
    give_up_opening (self);
}

/* Whoever started with a session that is none has something to look at all the same. */
static void
open_default_instead (HeedSessionKeeper *self)
{
  const HeedLibraryModel *model = heed_model_library_get_default (self->library);

  if (heed_document_get_model (self->document) == NULL &&
      !heed_document_get_is_opening (self->document) && model != NULL)
    heed_document_open (self->document, model->path);
}

/* For a session that was saved without one. */
static char *
dup_default_model (HeedSessionKeeper *self)
{
  const HeedLibraryModel *model = heed_model_library_get_default (self->library);

  return g_strdup (model != NULL ? model->path : "/");
}

/* Takes over the file. */
static void
begin_opening (HeedSessionKeeper *self,
               HeedSessionFile   *file,
               const char        *from,
               const char        *as)
{
  g_autofree char *model_path = NULL;

  give_up_opening (self);
  self->opening = file;
  self->opening_as = g_strdup (as);
  if (file->model_path == NULL)
    file->model_path = dup_default_model (self);

  model_path = find_model (self, from);
  if (model_path != NULL)
    open_model (self, model_path);
  else
    tell (self, SIGNAL_MODEL_MISSING, file->model_path, NULL);
}

/**
 * heed_session_keeper_open:
 * @path: a session file
 *
 * In the background. What is shown stays until its model is there, and stays if it
 * cannot be opened.
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
 * @model_path: (nullable): where the model of the session that is opened is
 */
void
heed_session_keeper_find_model (HeedSessionKeeper *self,
                                const char        *model_path)
{
  g_return_if_fail (HEED_IS_SESSION_KEEPER (self));

  if (self->opening == NULL)
    return;

  if (model_path != NULL)
    open_model (self, model_path);
  else
    {
      give_up_opening (self);
      open_default_instead (self);
    }
}

/* --- The start ---------------------------------------------------------------- */

/* It was not left as it should be, and there is something in it. */
static gboolean
is_unfinished (const char *path)
{
  g_autoptr(HeedSessionFile) file = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return FALSE;

  file = heed_session_file_load (path, NULL);

  return file == NULL || (!file->is_left && (*file->text != '\0' || file->changes->len > 0));
}

/**
 * heed_session_keeper_set_aside:
 *
 * What would be written over by what comes now is kept under another name, if it was
 * not left as it should be.
 */
void
heed_session_keeper_set_aside (HeedSessionKeeper *self)
{
  g_autofree char *last = NULL;
  g_autofree char *opening = NULL;

  g_return_if_fail (HEED_IS_SESSION_KEEPER (self));

  if (self->folder == NULL)
    return;

  last = dup_place (self, LAST_NAME);
  opening = dup_place (self, OPENING_NAME);
  keep (self, opening);
  if (is_unfinished (last))
    keep (self, last);
}

/* What was written since is the same, and newer. */
static void
forget_what_was_opened (const char *opening,
                        const char *last)
{
  if (g_file_test (last, G_FILE_TEST_EXISTS))
    g_unlink (opening);
}

static HeedSessionFile *
load_last (HeedSessionKeeper *self,
           const char        *opening,
           const char        *last)
{
  g_autoptr(HeedSessionFile) file = NULL;

  if (self->settings != NULL && !g_settings_get_boolean (self->settings, "restore-session"))
    return NULL;

  forget_what_was_opened (opening, last);
  file = heed_session_file_load (last, NULL);

  return file != NULL && file->model_path != NULL ? g_steal_pointer (&file) : NULL;
}

/**
 * heed_session_keeper_restore:
 *
 * Returns: whether the session of last time comes back; if not, somebody has to open
 *   a model
 */
gboolean
heed_session_keeper_restore (HeedSessionKeeper *self)
{
  g_autofree char *last = NULL;
  g_autofree char *opening = NULL;
  g_autofree char *as = NULL;
  HeedSessionFile *file;
  gboolean is_left;

  g_return_val_if_fail (HEED_IS_SESSION_KEEPER (self), FALSE);

  if (self->folder == NULL)
    return FALSE;

  last = dup_place (self, LAST_NAME);
  opening = dup_place (self, OPENING_NAME);
  file = load_last (self, opening, last);
  if (file == NULL || g_rename (last, opening) != 0)
    {
      heed_session_file_free (file);
      heed_session_keeper_set_aside (self);
      return FALSE;
    }

  as = g_strdup (file->saved_as);
  is_left = file->is_left;
  begin_opening (self, file, last, as);
  self->is_restoring = self->opening != NULL;
  if (!is_left)
    note (self, _("The last session did not end as it should. It is back as it was."));

  return self->model_path != NULL;
}

/* --- Saving -------------------------------------------------------------------- */

static gboolean
is_own (HeedSessionKeeper *self,
        const char        *path)
{
  g_autofree char *last = self->folder != NULL ? dup_place (self, LAST_NAME) : NULL;

  return g_strcmp0 (path, last) == 0;
}

static void
written_cb (const char   *path,
            const GError *error,
            gpointer      user_data)
{
  HeedSessionKeeper *self = user_data;
  g_autofree char *shown = heed_session_keeper_show_path (path);
  g_autofree char *text = NULL;

  if (is_own (self, path))
    {
      if (error == NULL)
        forget_opening_file (self);
      else if (!self->has_failed)
        say (self, _("The session cannot be saved by itself."), error->message);
      self->has_failed = error != NULL;
      return;
    }

  if (error != NULL)
    {
      say (self, _("The session could not be saved."), error->message);
      return;
    }

  /* Translators: a file */
  text = g_strdup_printf (_("Saved to %s"), shown);
  note (self, text);
}

/**
 * heed_session_keeper_save:
 * @path: the person's own file from now on
 */
void
heed_session_keeper_save (HeedSessionKeeper *self,
                          const char        *path)
{
  g_return_if_fail (HEED_IS_SESSION_KEEPER (self));
  g_return_if_fail (path != NULL);

  heed_session_writer_push (self->writer, take_session (self), path);
  take_path (self, path);
  heed_settings_add_recent_session (self->settings, path);
  changed_cb (self);
}

/* The program goes before the session of last time has come. */
static void
put_back (HeedSessionKeeper *self)
{
  g_autofree char *last = dup_place (self, LAST_NAME);
  g_autofree char *opening = dup_place (self, OPENING_NAME);

  g_rename (opening, last);
}

/**
 * heed_session_keeper_leave:
 *
 * Says in the file that the program ended as it should. Nothing is saved any more.
 */
void
heed_session_keeper_leave (HeedSessionKeeper *self)
{
  g_autoptr(HeedSessionFile) file = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (HEED_IS_SESSION_KEEPER (self));

  g_clear_handle_id (&self->save_id, g_source_remove);
  if (self->has_left)
    return;

  self->has_left = TRUE;
  if (self->folder != NULL && self->opening == NULL)
    {
      file = take_last (self);
      file->is_left = TRUE;
      path = dup_place (self, LAST_NAME);
    }
  else if (self->is_restoring)
    {
      put_back (self);
    }

  heed_session_writer_finish (self->writer, file, path);
  if (path != NULL)
    forget_opening_file (self);
}

/* --- The object ----------------------------------------------------------------- */

void
heed_session_keeper_set_options (HeedSessionKeeper *self,
                                 GObject           *options)
{
  g_return_if_fail (HEED_IS_SESSION_KEEPER (self));
  g_return_if_fail (self->options == NULL);

  self->options = g_object_ref (options);
  if (self->placing != NULL)
    heed_session_state_set_options (self->placing, options);
  g_signal_connect_object (options, "notify", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

void
heed_session_keeper_set_page (HeedSessionKeeper *self,
                              const char        *page)
{
  g_return_if_fail (HEED_IS_SESSION_KEEPER (self));

  if (g_strcmp0 (self->page, page) == 0)
    return;

  g_free (self->page);
  self->page = g_strdup (page);
  changed_cb (self);
}

void
heed_session_keeper_set_stand_in (HeedSessionKeeper     *self,
                                  const HeedSessionFile *file)
{
  g_return_if_fail (HEED_IS_SESSION_KEEPER (self));

  g_free (self->stand_in);
  self->stand_in = file != NULL ? heed_session_file_to_text (file) : NULL;
  changed_cb (self);
}

const char *
heed_session_keeper_get_path (HeedSessionKeeper *self)
{
  g_return_val_if_fail (HEED_IS_SESSION_KEEPER (self), NULL);

  return self->path;
}

static void
heed_session_keeper_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  if (property_id == PROP_PATH)
    g_value_set_string (value, HEED_SESSION_KEEPER (object)->path);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
heed_session_keeper_dispose (GObject *object)
{
  HeedSessionKeeper *self = HEED_SESSION_KEEPER (object);

  g_clear_handle_id (&self->save_id, g_source_remove);
  if (self->checking != NULL)
    g_cancellable_cancel (self->checking);

  g_clear_object (&self->checking);
  g_clear_pointer (&self->writer, heed_session_writer_free);
  drop_opening (self);
  g_clear_pointer (&self->placing, heed_session_file_free);
  g_clear_object (&self->options);
  g_clear_object (&self->document);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->library, heed_model_library_unref);

  G_OBJECT_CLASS (heed_session_keeper_parent_class)->dispose (object);
}

static void
heed_session_keeper_finalize (GObject *object)
{
  HeedSessionKeeper *self = HEED_SESSION_KEEPER (object);

  g_clear_pointer (&self->unsaid, g_ptr_array_unref);
  g_free (self->page);
  g_free (self->stand_in);
  g_free (self->path);
  g_free (self->folder);

  G_OBJECT_CLASS (heed_session_keeper_parent_class)->finalize (object);
}

static void
add_signals (void)
{
  /**
   * HeedSessionKeeper::said:
   *
   * Something that a person has to know: one sentence, and what exactly.
   */
  signals[SIGNAL_SAID] =
    g_signal_new ("said", HEED_TYPE_SESSION_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  /**
   * HeedSessionKeeper::noted:
   *
   * Something that is as it should be.
   */
  signals[SIGNAL_NOTED] =
    g_signal_new ("noted", HEED_TYPE_SESSION_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * HeedSessionKeeper::model-missing:
   * @path: where the model was
   *
   * Somebody has to call heed_session_keeper_find_model().
   */
  signals[SIGNAL_MODEL_MISSING] =
    g_signal_new ("model-missing", HEED_TYPE_SESSION_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * HeedSessionKeeper::opened:
   * @page: (nullable): which page was shown
   *
   * The document has the sentence and the changes; its translation is on its way.
   */
  signals[SIGNAL_OPENED] =
    g_signal_new ("opened", HEED_TYPE_SESSION_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
heed_session_keeper_class_init (HeedSessionKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = heed_session_keeper_dispose;
  object_class->finalize = heed_session_keeper_finalize;
  object_class->get_property = heed_session_keeper_get_property;

  /**
   * HeedSessionKeeper:path:
   *
   * The person's own file; %NULL: there is none yet.
   */
  properties[PROP_PATH] =
    g_param_spec_string ("path", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, properties);
  add_signals ();
}

static void
heed_session_keeper_init (HeedSessionKeeper *self)
{
  self->writer = heed_session_writer_new (written_cb, self);
  self->unsaid = g_ptr_array_new_with_free_func ((GDestroyNotify) free_telling);
}

static void
watch (HeedSessionKeeper *self)
{
  static const char *const news[] = { "notify::text", "notify::decoding" };

  for (guint i = 0; i < G_N_ELEMENTS (news); i++)
    g_signal_connect_object (self->document, news[i], G_CALLBACK (changed_cb), self,
                             G_CONNECT_SWAPPED);

  g_signal_connect_object (heed_document_get_changes (self->document), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (heed_document_get_view (self->document), "notify",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "notify::state", G_CALLBACK (state_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "model-changed", G_CALLBACK (model_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "open-failed", G_CALLBACK (open_failed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * heed_session_keeper_new:
 * @document: what is saved and opened
 * @library: where models are looked for that have moved
 * @settings: (nullable): where recent sessions are remembered
 * @folder: (nullable): where the session is saved by itself
 *
 * Returns: (transfer full): a keeper that has opened nothing yet
 */
HeedSessionKeeper *
heed_session_keeper_new (HeedDocument     *document,
                         HeedModelLibrary *library,
                         GSettings        *settings,
                         const char       *folder)
{
  HeedSessionKeeper *self = g_object_new (HEED_TYPE_SESSION_KEEPER, NULL);

  self->document = g_object_ref (document);
  self->library = heed_model_library_ref (library);
  if (settings != NULL)
    self->settings = g_object_ref (settings);
  self->folder = g_strdup (folder);
  if (folder != NULL && g_mkdir_with_parents (folder, 0700) == 0)
    remove_strays (self);
  watch (self);

  return self;
}
