/* application.c — the program: command line, actions, and the objects that live as long as it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The engine's thread starts to read the model before GTK is initialised, so that the
 * two run in parallel.
 */

#include "config.h"

#include "app/window/application.h"

#include <glib/gi18n.h>

#include "app/core/models/model-library.h"
#include "app/core/sessions/session-file.h"
#include "app/window/desktop/settings.h"
#include "app/window/desktop/theme.h"
#include "app/window/document/document-opening.h"
#include "app/window/document/document.h"
#include "app/window/pages.h"
#include "app/window/window.h"
#include "ui/style.h"

struct _HeedApplication
{
  GtkApplication     parent_instance;

  HeedModelLibrary  *library;
  HeedEngineWorker  *worker;
  HeedDocument      *document;
  GSettings         *settings;   /* NULL if settings are not saved */
  HeedTheme         *theme;
  HeedSessionKeeper *keeper;
  HeedWindow        *window;     /* borrowed; NULL until it is needed */
  gboolean           names_model;  /* the command line has a model or a session */
  gboolean           names_sentence;  /* the command line has a sentence */
};

G_DEFINE_FINAL_TYPE (HeedApplication, heed_application, GTK_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "sentence", 's', 0, G_OPTION_ARG_STRING, NULL, N_("Start with this sentence"), N_("TEXT") },
  { "lesson", 'l', 0, G_OPTION_ARG_FILENAME, NULL, N_("Begin with this lesson"), N_("FILE") },
  { "corpus", 'c', 0, G_OPTION_ARG_FILENAME_ARRAY, NULL,
    N_("Begin with this corpus; once for each of its files"), N_("FILE") },
  { "version", 'v', 0, G_OPTION_ARG_NONE, NULL, N_("Say which version this is"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, NULL, NULL, N_("[MODEL|SESSION]") },
  G_OPTION_ENTRY_NULL
};

/* --- Actions ------------------------------------------------------------- */

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  HeedApplication *self = user_data;

  if (self->window != NULL)
    gtk_window_close (GTK_WINDOW (self->window));
  else
    g_application_quit (G_APPLICATION (self));
}

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  HeedApplication *self = user_data;
  const char *authors[] = { "The Heed authors", NULL };

  gtk_show_about_dialog (
    self->window != NULL ? GTK_WINDOW (self->window) : NULL, "program-name", "Heed",
    "logo-icon-name", HEED_APPLICATION_ID, "version", PACKAGE_VERSION, "comments",
    _("Watch a translation model read your sentence, word by word."), "copyright",
    "Copyright 2026 The Heed authors", "license-type", GTK_LICENSE_GPL_3_0, "authors", authors,
    /* Translators: your name, as it is to be shown */
    "translator-credits", _("translator-credits"), NULL);
}

static void
set_accelerators (GtkApplication *application)
{
  static const struct {
    const char *action;
    const char *accelerators[3];
  } keys[] = {
    { "app.quit", { "<Control>q", NULL } },
    { "window.close", { "<Control>w", NULL } },
    { "win.open", { "<Control>o", NULL } },
    { "win.open-session", { "<Control><Shift>o", NULL } },
    { "win.save-session", { "<Control>s", NULL } },
    { "win.save-session-as", { "<Control><Shift>s", NULL } },
    { "win.save-picture", { "<Control><Shift>e", NULL } },
    { "win.print", { "<Control>p", NULL } },
    { "win.copy::matrix", { "<Control><Shift>c", NULL } },
    { "win.copy::picture", { "<Control><Alt>c", NULL } },
    { "win.focus-entry", { "<Control>l", NULL } },
    { "win.present", { "F11", NULL } },
    { "win.show-shortcuts", { "<Control>question", "F1", NULL } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (application, keys[i].action, keys[i].accelerators);

  for (guint i = 0; heed_pages_get (i) != NULL; i++)
    {
      g_autofree char *action = g_strconcat ("win.show-page::", heed_pages_get (i)->name, NULL);
      g_autofree char *accelerator = g_strdup_printf ("<Alt>%u", i + 1);
      const char *const accelerators[] = { accelerator, NULL };

      gtk_application_set_accels_for_action (application, action, accelerators);
    }
}

static void
add_actions (HeedApplication *self)
{
  static const GActionEntry entries[] = {
    { .name = "quit", .activate = quit_cb },
    { .name = "about", .activate = about_cb },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action (G_ACTION_MAP (self), heed_theme_get_action (self->theme));
  set_accelerators (GTK_APPLICATION (self));
}

/* --- Startup and activation ---------------------------------------------- */

static void
open_default_model (HeedApplication *self)
{
  const HeedLibraryModel *model = heed_model_library_get_default (self->library);

  if (model != NULL)
    heed_document_open (self->document, model->path);
}

/* Opens the last session, or the default model if there is none. A model or session on the command
 * line is opened later, in heed_application_command_line(); with only a sentence on it the default
 * model is opened. */
static void
open_first (HeedApplication *self)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "heed", NULL);

  self->keeper =
    heed_session_keeper_new (self->document, self->library, self->settings, folder);

  if (self->names_model || self->names_sentence)
    heed_session_keeper_set_aside (self->keeper);

  if (!self->names_model &&
      (self->names_sentence || !heed_session_keeper_restore (self->keeper)))
    open_default_model (self);
}

static void
heed_application_startup (GApplication *application)
{
  HeedApplication *self = HEED_APPLICATION (application);

  self->library = heed_model_library_new ();
  self->worker = heed_engine_worker_new ();
  self->document = heed_document_new (self->worker);

  self->settings = heed_settings_new ();
  open_first (self);

  G_APPLICATION_CLASS (heed_application_parent_class)->startup (application);

  heed_style_install (gdk_display_get_default ());
  gtk_window_set_default_icon_name (HEED_APPLICATION_ID);
  self->theme = heed_theme_new (self->settings, g_application_get_dbus_connection (application));
  add_actions (self);
}

static void
heed_application_activate (GApplication *application)
{
  HeedApplication *self = HEED_APPLICATION (application);

  if (self->window == NULL)
    {
      self->window =
        heed_window_new (GTK_APPLICATION (self), self->document, self->library, self->settings);
      heed_window_set_session_keeper (self->window, self->keeper);
      g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
    }

  gtk_window_present (GTK_WINDOW (self->window));
}

/* Returns an installed model by its name, or a file relative to the directory in which the command
 * was given. */
static GFile *
find_model (HeedApplication         *self,
            GApplicationCommandLine *command_line,
            const char              *name)
{
  g_autofree char *path = heed_model_library_find (self->library, name, NULL);

  if (path != NULL && g_path_is_absolute (path))
    return g_file_new_for_path (path);

  return g_application_command_line_create_file_for_arg (command_line, name);
}

/* Reports a model without a local path, for example one on the web. The default model, which was
 * not opened because the command line has a model, is opened instead. */
static void
refuse_model (HeedApplication *self,
              GFile           *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  if (self->names_model && heed_document_get_model (self->document) == NULL &&
      !heed_document_get_is_opening (self->document))
    open_default_model (self);

  heed_window_refuse (self->window, uri);
}

static void
begin_lesson (HeedApplication         *self,
              GApplicationCommandLine *command_line,
              const char              *path)
{
  g_autoptr(GFile) file = g_application_command_line_create_file_for_arg (command_line, path);
  g_autofree char *uri = g_file_get_uri (file);

  g_action_group_activate_action (G_ACTION_GROUP (self->window), "lesson",
                                  g_variant_new_string (uri));
}

/* Files without a local path are left out and reported. */
static void
open_corpus (HeedApplication         *self,
             GApplicationCommandLine *command_line,
             const char *const       *names)
{
  g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (; *names != NULL; names++)
    {
      g_autoptr(GFile) file = g_application_command_line_create_file_for_arg (command_line, *names);
      g_autofree char *uri = g_file_get_uri (file);
      char *path = g_file_get_path (file);

      if (path != NULL)
        g_ptr_array_add (paths, path);
      else
        heed_window_refuse (self->window, uri);
    }

  if (paths->len == 0)
    return;

  g_ptr_array_add (paths, NULL);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.open-corpus", "^aay",
                              (const char *const *) paths->pdata);
}

static int
heed_application_command_line (GApplication            *application,
                               GApplicationCommandLine *command_line)
{
  HeedApplication *self = HEED_APPLICATION (application);
  GVariantDict *given = g_application_command_line_get_options_dict (command_line);
  g_autofree const char **names = NULL;
  g_autoptr(GFile) file = NULL;
  g_autofree char *path = NULL;
  const char *sentence;
  const char *lesson;
  g_autofree const char **corpus = NULL;

  if (g_variant_dict_lookup (given, G_OPTION_REMAINING, "^a&s", &names) && names[0] != NULL)
    file = find_model (self, command_line, names[0]);
  if (file != NULL)
    path = g_file_get_path (file);

  /* Before the window is created, so that the two run in parallel. */
  if (path != NULL && !heed_session_file_is_named (path))
    heed_document_open (self->document, path);

  g_application_activate (application);
  if (path != NULL && heed_session_file_is_named (path))
    heed_window_open (self->window, path);
  if (file != NULL && path == NULL)
    refuse_model (self, file);

  if (g_variant_dict_lookup (given, "sentence", "&s", &sentence))
    heed_window_set_text (self->window, sentence);

  if (g_variant_dict_lookup (given, "lesson", "^&ay", &lesson))
    begin_lesson (self, command_line, lesson);

  if (g_variant_dict_lookup (given, "corpus", "^a&ay", &corpus))
    open_corpus (self, command_line, corpus);

  return 0;
}

static int
heed_application_handle_local_options (GApplication *application,
                                       GVariantDict *given)
{
  HeedApplication *self = HEED_APPLICATION (application);
  g_autofree const char **names = NULL;

  if (g_variant_dict_contains (given, "version"))
    {
      g_print ("Heed %s\n", PACKAGE_VERSION);
      return 0;
    }

  self->names_model = g_variant_dict_lookup (given, G_OPTION_REMAINING, "^a&s", &names);
  self->names_sentence = g_variant_dict_contains (given, "sentence");

  if (self->names_model && g_strv_length ((char **) names) > 1)
    {
      g_printerr (_("heed: expected one model, found %u\n"), g_strv_length ((char **) names));
      return 2;
    }

  return -1;
}

static void
heed_application_dispose (GObject *object)
{
  HeedApplication *self = HEED_APPLICATION (object);

  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->theme);
  g_clear_object (&self->keeper);
  g_clear_object (&self->document);
  g_clear_object (&self->worker);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->library, heed_model_library_unref);

  G_OBJECT_CLASS (heed_application_parent_class)->dispose (object);
}

static void
heed_application_class_init (HeedApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_application_dispose;
  application_class->startup = heed_application_startup;
  application_class->activate = heed_application_activate;
  application_class->command_line = heed_application_command_line;
  application_class->handle_local_options = heed_application_handle_local_options;
}

static void
heed_application_init (HeedApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_summary (
    G_APPLICATION (self),
    _("Type a sentence and watch a translation model read it.\n"
       "MODEL is a file or folder, or the name of a model that ships with Heed; "
       "SESSION is a file that ends in .heed."));
}

HeedApplication *
heed_application_new (void)
{
  return g_object_new (HEED_TYPE_APPLICATION,
                       "application-id", HEED_APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_COMMAND_LINE,
                       NULL);
}
