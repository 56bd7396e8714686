/* session-keeper.c — opening, saving and restoring sessions
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *
 * The state of the window is saved automatically two seconds after a change, to one file,
 * which is read again at the next start. The file records whether the program exited
 * normally, so that the next run can report if it did not.
 */

#include "app/window/sessions/session-keeper-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/core/files/shown-path.h"
#include "app/window/comparison/comparison-state.h"
#include "app/window/desktop/settings.h"
#include "app/window/document/document-opening.h"
#include "app/window/sessions/session-state.h"

#define SAVE_AFTER_MS 2000

typedef struct {
  HeedSessionNews  news;
  char            *texts[2];
} Telling;

enum {
  PROP_0,
  PROP_PATH,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint signals[HEED_SESSION_OPENED + 1];

G_DEFINE_FINAL_TYPE (HeedSessionKeeper, heed_session_keeper, G_TYPE_OBJECT)

/* --- Signals --------------------------------------------------------------- */

static void
free_telling (Telling *telling)
{
  g_free (telling->texts[0]);
  g_free (telling->texts[1]);
  g_free (telling);
}

/* Emits the signal for the news, or queues it while there is no window yet. */
void
heed_session_keeper_tell (HeedSessionKeeper *self,
                          HeedSessionNews    news,
                          const char        *text,
                          const char        *more)
{
  if (self->unsaid != NULL)
    {
      Telling *telling = g_new0 (Telling, 1);

      *telling = (Telling) { news, { g_strdup (text), g_strdup (more) } };
      g_ptr_array_add (self->unsaid, telling);
    }
  else if (news == HEED_SESSION_SAID)
    {
      g_signal_emit (self, signals[news], 0, text, more);
    }
  else
    {
      g_signal_emit (self, signals[news], 0, text);
    }
}

/**
 * heed_session_keeper_begin_telling:
 *
 * Emits the queued signals, and emits later ones at once. The handlers must be connected.
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

      heed_session_keeper_tell (self, telling->news, telling->texts[0], telling->texts[1]);
    }
}

static void
say (HeedSessionKeeper *self,
     const char        *title,
     const char        *detail)
{
  heed_session_keeper_tell (self, HEED_SESSION_SAID, title, detail);
}

static void
note (HeedSessionKeeper *self,
      const char        *text)
{
  heed_session_keeper_tell (self, HEED_SESSION_NOTED, text, NULL);
}

void
heed_session_keeper_take_path (HeedSessionKeeper *self,
                               const char        *path)
{
  if (g_strcmp0 (self->path, path) == 0)
    return;

  g_free (self->path);
  self->path = g_strdup (path);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PATH]);
}

/* Returns whether the comparison is active and none of its models is still being opened. */
static gboolean
is_comparison_there (HeedSessionKeeper *self)
{
  for (guint i = 0; i < heed_comparison_get_n_sides (self->comparison); i++)
    if (heed_document_get_is_opening (heed_comparison_get_side (self->comparison, i)))
      return FALSE;

  return heed_comparison_get_active (self->comparison);
}

static void
comparison_changed_cb (HeedSessionKeeper *self)
{
  if (is_comparison_there (self))
    g_clear_pointer (&self->compared, heed_session_comparison_free);

  heed_session_keeper_changed (self);
}

static HeedSessionComparison *
take_comparison (HeedSessionKeeper *self)
{
  if (self->compared != NULL || self->comparison == NULL)
    return heed_session_comparison_copy (self->compared);

  return heed_comparison_state_take (self->comparison);
}

/* For pages that have not been created yet, returns what the session was opened with. */
static HeedSessionBeside *
take_beside (HeedSessionKeeper *self)
{
  HeedSessionBeside *beside = heed_session_beside_copy (self->beside);

  for (guint i = 0; i < self->pages->len; i++)
    heed_page_take_session (g_ptr_array_index (self->pages, i), beside);

  return beside;
}

static HeedSessionFile *
take_session (HeedSessionKeeper *self)
{
  HeedSessionFile *file = heed_session_state_take (self->document, self->options);

  file->comparison = take_comparison (self);
  heed_session_beside_free (file->beside);
  file->beside = take_beside (self);
  file->page = g_strdup (self->page);

  return file;
}

/* --- Automatic saves ------------------------------------------------------- */

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

  self->save_id = 0;
  heed_session_writer_push (self->writer, take_last (self),
                            heed_session_folder_get_last (self->folder));

  return G_SOURCE_REMOVE;
}

/* Schedules an automatic save, except while a session is being opened, since the present state is
 * not yet that of the session. */
void
heed_session_keeper_changed (HeedSessionKeeper *self)
{
  if (self->folder == NULL || self->has_left || self->save_id != 0 || self->opening != NULL ||
      self->placing != NULL)
    return;

  self->save_id = g_timeout_add (SAVE_AFTER_MS, save_cb, self);
}

/* Saves automatically at once, when a session has been opened. */
void
heed_session_keeper_save_now (HeedSessionKeeper *self)
{
  heed_session_keeper_changed (self);
  if (self->save_id == 0)
    return;

  g_source_remove (self->save_id);
  save_cb (self);
}

/* --- Saving -------------------------------------------------------------------- */

static gboolean
is_own (HeedSessionKeeper *self,
        const char        *path)
{
  return self->folder != NULL &&
         g_str_equal (path, heed_session_folder_get_last (self->folder));
}

static void
written_cb (const char   *path,
            const GError *error,
            gpointer      user_data)
{
  HeedSessionKeeper *self = user_data;
  g_autofree char *shown = heed_shown_path_new (path);
  g_autofree char *text = NULL;

  if (is_own (self, path))
    {
      if (error == NULL)
        heed_session_folder_opened (self->folder);
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
 * @path: becomes the path of the user's own file
 *
 * Saves in the background.
 */
void
heed_session_keeper_save (HeedSessionKeeper *self,
                          const char        *path)
{
  g_return_if_fail (HEED_IS_SESSION_KEEPER (self));
  g_return_if_fail (path != NULL);

  heed_session_writer_push (self->writer, take_session (self), path);
  heed_session_keeper_take_path (self, path);
  heed_settings_add_recent_session (self->settings, path);
  heed_session_keeper_changed (self);
}

/* Writes what the user asked to save. If that fails, the program goes on, and saves by itself. */
static gboolean
finish_saving (HeedSessionKeeper *self)
{
  const char *own = self->folder != NULL ? heed_session_folder_get_last (self->folder) : NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *detail = NULL;

  if (heed_session_writer_finish (self->writer, own, &error))
    return TRUE;

  detail = g_strdup_printf (_("%s. Close the window again to leave without saving it."),
                            error->message);
  say (self, _("The session could not be saved."), detail);
  heed_session_keeper_changed (self);

  return FALSE;
}

/**
 * heed_session_keeper_leave:
 *
 * Saves for the last time, and records in the file that the program exited normally.
 *
 * Returns: %FALSE, which is reported, if a file that the user asked to save was not written;
 *   the next call leaves without it
 */
gboolean
heed_session_keeper_leave (HeedSessionKeeper *self)
{
  g_autoptr(HeedSessionFile) file = NULL;

  g_return_val_if_fail (HEED_IS_SESSION_KEEPER (self), TRUE);

  g_clear_handle_id (&self->save_id, g_source_remove);
  if (self->has_left)
    return TRUE;
  if (!finish_saving (self))
    return FALSE;

  self->has_left = TRUE;
  if (self->folder != NULL && self->opening == NULL)
    {
      file = take_last (self);
      file->is_left = TRUE;
      heed_session_writer_write (self->writer, file, heed_session_folder_get_last (self->folder),
                                 NULL);
      heed_session_folder_opened (self->folder);
    }
  else if (self->is_restoring)
    {
      heed_session_folder_put_back (self->folder);
    }

  return TRUE;
}

/* --- The object ----------------------------------------------------------------- */

void
heed_session_keeper_set_options (HeedSessionKeeper *self,
                                 GObject           *options)
{
  g_return_if_fail (HEED_IS_SESSION_KEEPER (self));
  g_return_if_fail (self->options == NULL);

  self->options = g_object_ref (options);
  heed_session_keeper_put_options (self);
  g_signal_connect_object (options, "notify", G_CALLBACK (heed_session_keeper_changed), self,
                           G_CONNECT_SWAPPED);
}

/**
 * heed_session_keeper_lend_page:
 * @page: of the keeper's document
 */
void
heed_session_keeper_lend_page (HeedSessionKeeper *self,
                               HeedPage          *page)
{
  g_return_if_fail (HEED_IS_SESSION_KEEPER (self));

  g_ptr_array_add (self->pages, g_object_ref (page));
  heed_session_keeper_put_beside (self, page);
  g_signal_connect_object (page, "session-changed", G_CALLBACK (heed_session_keeper_changed),
                           self, G_CONNECT_SWAPPED);
}

/**
 * heed_session_keeper_set_comparison:
 * @comparison: of the keeper's document
 */
void
heed_session_keeper_set_comparison (HeedSessionKeeper *self,
                                    HeedComparison    *comparison)
{
  g_return_if_fail (HEED_IS_SESSION_KEEPER (self));
  g_return_if_fail (self->comparison == NULL);

  g_set_weak_pointer (&self->comparison, comparison);
  heed_session_keeper_put_comparison (self);
  g_signal_connect_object (comparison, "changed", G_CALLBACK (comparison_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (comparison, "notify", G_CALLBACK (comparison_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (comparison, "place-changed", G_CALLBACK (comparison_changed_cb), self,
                           G_CONNECT_SWAPPED);
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
  heed_session_keeper_changed (self);
}

void
heed_session_keeper_set_stand_in (HeedSessionKeeper     *self,
                                  const HeedSessionFile *file)
{
  g_return_if_fail (HEED_IS_SESSION_KEEPER (self));

  g_clear_pointer (&self->stand_in, g_free);
  if (file != NULL)
    {
      HeedSessionFile whole = *file;

      whole.comparison = take_comparison (self);
      whole.beside = take_beside (self);
      self->stand_in = heed_session_file_to_text (&whole);
      heed_session_comparison_free (whole.comparison);
      heed_session_beside_free (whole.beside);
    }
  heed_session_keeper_changed (self);
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
  heed_session_keeper_drop_opening (self);
  g_clear_pointer (&self->placing, heed_session_file_free);
  g_clear_weak_pointer (&self->comparison);
  g_clear_pointer (&self->compared, heed_session_comparison_free);
  g_ptr_array_set_size (self->pages, 0);
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
  g_free (self->compared_in);
  g_free (self->opening_from);
  g_free (self->stand_in);
  g_free (self->path);
  g_clear_pointer (&self->folder, heed_session_folder_free);
  g_ptr_array_unref (self->pages);
  heed_session_beside_free (self->beside);

  G_OBJECT_CLASS (heed_session_keeper_parent_class)->finalize (object);
}

static void
add_signals (void)
{
  /**
   * HeedSessionKeeper::said:
   *
   * Emitted with a message for the user: one sentence, and the details.
   */
  signals[HEED_SESSION_SAID] =
    g_signal_new ("said", HEED_TYPE_SESSION_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  /**
   * HeedSessionKeeper::noted:
   *
   * Emitted with a short note on a success.
   */
  signals[HEED_SESSION_NOTED] =
    g_signal_new ("noted", HEED_TYPE_SESSION_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * HeedSessionKeeper::model-missing:
   * @path: the model's former path
   *
   * Emitted when the model of a session is not found. A handler has to call
   * heed_session_keeper_find_model().
   */
  signals[HEED_SESSION_MODEL_MISSING] =
    g_signal_new ("model-missing", HEED_TYPE_SESSION_KEEPER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * HeedSessionKeeper::opened:
   * @page: (nullable): the name of the displayed page
   *
   * Emitted when the document has the sentence and the changes of the session; it may
   * still be decoding.
   */
  signals[HEED_SESSION_OPENED] =
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
   * The path of the user's own file; %NULL if there is none yet.
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
  self->pages = g_ptr_array_new_with_free_func (g_object_unref);
  self->beside = heed_session_beside_new ();
  self->writer = heed_session_writer_new (written_cb, self);
  self->unsaid = g_ptr_array_new_with_free_func ((GDestroyNotify) free_telling);
}

static void
watch (HeedSessionKeeper *self)
{
  static const char *const news[] = { "notify::text", "notify::decoding" };

  for (guint i = 0; i < G_N_ELEMENTS (news); i++)
    g_signal_connect_object (self->document, news[i], G_CALLBACK (heed_session_keeper_changed),
                             self, G_CONNECT_SWAPPED);

  g_signal_connect_object (heed_document_get_changes (self->document), "changed",
                           G_CALLBACK (heed_session_keeper_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (heed_document_get_view (self->document), "notify",
                           G_CALLBACK (heed_session_keeper_changed), self, G_CONNECT_SWAPPED);
  heed_session_keeper_watch_opening (self);
}

/**
 * heed_session_keeper_new:
 * @document: the document to save, and to open sessions in
 * @library: searched for models that have moved
 * @settings: (nullable): where recent sessions are saved
 * @folder: (nullable): the folder of automatic saves
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
  if (folder != NULL)
    self->folder = heed_session_folder_new (folder);
  watch (self);

  return self;
}
