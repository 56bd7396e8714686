/* session-actions.c — the window's actions that open and save sessions
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The keeper shows no dialogs and no messages itself; this file does, on its signals.
 */

#include "app/window/sessions/session-actions.h"

#include <glib/gi18n.h>

#include "app/core/files/shown-path.h"
#include "app/core/sessions/session-file.h"
#include "app/window/desktop/file-dialog.h"
#include "app/window/desktop/plain-menu-item.h"
#include "app/window/desktop/settings.h"

#define KEEPER "heed-session-keeper"

static HeedSessionKeeper *
get_keeper (gpointer window)
{
  return g_object_get_data (window, KEEPER);
}

/* --- Opening --------------------------------------------------------------- */

static void
open_chosen (GtkWidget  *window,
             const char *path)
{
  heed_session_keeper_open (get_keeper (window), path);
}

static void
open_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       window)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
    _("Open a Session"), GTK_WINDOW (window), GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  heed_file_dialog_add_filter (chooser, _("Sessions"), "*" HEED_SESSION_FILE_ENDING);
  heed_file_dialog_add_filter (chooser, _("All files"), "*");
  heed_file_dialog_show (chooser, GTK_WIDGET (window), open_chosen);
}

static void
open_recent_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       window)
{
  heed_session_keeper_open (get_keeper (window), g_variant_get_bytestring (parameter));
}

void
heed_session_actions_list_recent (GMenu     *menu,
                                  GSettings *settings)
{
  g_auto(GStrv) recent = heed_settings_dup_recent_sessions (settings);

  g_menu_remove_all (menu);
  for (guint i = 0; recent[i] != NULL; i++)
    if (g_file_test (recent[i], G_FILE_TEST_EXISTS))
      {
        g_autofree char *label = heed_shown_path_new (recent[i]);

        heed_plain_menu_item_append (menu, label, "win.open-recent-session",
                                     g_variant_new_bytestring (recent[i]));
      }

  if (g_menu_model_get_n_items (G_MENU_MODEL (menu)) == 0)
    g_menu_append (menu, _("None yet"), "win.no-recent-session");
}

/* --- Saving ---------------------------------------------------------------- */

/* Adds the extension if it is missing, since a session file is recognised by it. */
static void
save_chosen (GtkWidget  *window,
             const char *path)
{
  g_autofree char *named = heed_session_file_is_named (path)
                             ? g_strdup (path)
                             : g_strconcat (path, HEED_SESSION_FILE_ENDING, NULL);

  heed_session_keeper_save (get_keeper (window), named);
}

static void
save_as_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       window)
{
  const char *path = heed_session_keeper_get_path (get_keeper (window));
  g_autofree char *name = path != NULL ? g_filename_display_basename (path)
                                       : g_strdup (_("session.heed"));
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
    _("Save the Session"), GTK_WINDOW (window), GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  heed_file_dialog_add_filter (chooser, _("Sessions"), "*" HEED_SESSION_FILE_ENDING);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  heed_file_dialog_show (chooser, GTK_WIDGET (window), save_chosen);
}

static void
save_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       window)
{
  const char *path = heed_session_keeper_get_path (get_keeper (window));

  if (path != NULL)
    heed_session_keeper_save (get_keeper (window), path);
  else
    save_as_cb (action, parameter, window);
}

/* --- Missing models ---------------------------------------------------------- */

static void
model_chosen (GtkWidget  *window,
              const char *path)
{
  heed_session_keeper_find_model (get_keeper (window), path);
}

static void
not_found (GtkWidget *window)
{
  heed_session_keeper_find_model (get_keeper (window), NULL);
}

/* GTK 4.8 has no dialog in which both files and folders can be chosen. */
static void
ask_for_model (GtkWidget            *window,
               GtkFileChooserAction  action)
{
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (_("Find the Model"), GTK_WINDOW (window), action, NULL, NULL);

  heed_file_dialog_set_cancelled (chooser, not_found);
  heed_file_dialog_show (chooser, window, model_chosen);
}

static void
missing_answered_cb (GtkWidget *window,
                     int        response,
                     GtkWindow *dialog)
{
  gtk_window_set_transient_for (dialog, NULL);
  gtk_window_destroy (dialog);

  if (response == GTK_RESPONSE_ACCEPT)
    ask_for_model (window, GTK_FILE_CHOOSER_ACTION_OPEN);
  else if (response == GTK_RESPONSE_APPLY)
    ask_for_model (window, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER);
  else
    not_found (window);
}

static void
model_missing_cb (GtkWidget  *window,
                  const char *path)
{
  g_autofree char *shown = heed_shown_path_new (path);
  GtkWidget *dialog = gtk_message_dialog_new (
    GTK_WINDOW (window), GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT, GTK_MESSAGE_QUESTION,
    GTK_BUTTONS_NONE, "%s", _("Where is the model of this session?"));

  gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog),
                                            _("It was saved with %s, but there is no such file "
                                              "there, nor one of that name beside the session."),
                                            shown);
  gtk_dialog_add_button (GTK_DIALOG (dialog), _("Cancel"), GTK_RESPONSE_CANCEL);
  gtk_dialog_add_button (GTK_DIALOG (dialog), _("Find Its Folder…"), GTK_RESPONSE_APPLY);
  gtk_dialog_add_button (GTK_DIALOG (dialog), _("Find the Model…"), GTK_RESPONSE_ACCEPT);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_ACCEPT);
  g_signal_connect_object (dialog, "response", G_CALLBACK (missing_answered_cb), window,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- Signal handlers --------------------------------------------------------- */

static void
said_cb (GtkWidget  *window,
         const char *title,
         const char *detail)
{
  gtk_widget_activate_action (window, "win.report", "(ss)", title, detail);
}

static void
noted_cb (GtkWidget  *window,
          const char *text)
{
  gtk_widget_activate_action (window, "win.note", "s", text);
}

static void
opened_cb (GtkWidget  *window,
           const char *page)
{
  if (page != NULL)
    gtk_widget_activate_action (window, "win.show-page", "s", page);
}

static void
path_changed_cb (GtkWindow *window)
{
  const char *path = heed_session_keeper_get_path (get_keeper (window));
  g_autofree char *name = path != NULL ? g_filename_display_basename (path) : NULL;
  g_autofree char *title = name != NULL ? g_strdup_printf ("%s — Heed", name) : g_strdup ("Heed");

  gtk_window_set_title (window, title);
}

static void
follow (GtkApplicationWindow *window,
        HeedSessionKeeper    *keeper)
{
  g_signal_connect_object (keeper, "said", G_CALLBACK (said_cb), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (keeper, "noted", G_CALLBACK (noted_cb), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (keeper, "opened", G_CALLBACK (opened_cb), window, G_CONNECT_SWAPPED);
  g_signal_connect_object (keeper, "model-missing", G_CALLBACK (model_missing_cb), window,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keeper, "notify::path", G_CALLBACK (path_changed_cb), window,
                           G_CONNECT_SWAPPED);
}

void
heed_session_actions_add (GtkApplicationWindow *window,
                          HeedSessionKeeper    *keeper)
{
  static const GActionEntry entries[] = {
    { .name = "open-session", .activate = open_cb },
    { .name = "open-recent-session", .activate = open_recent_cb, .parameter_type = "ay" },
    { .name = "save-session", .activate = save_cb },
    { .name = "save-session-as", .activate = save_as_cb },
  };

  g_object_set_data_full (G_OBJECT (window), KEEPER, g_object_ref (keeper), g_object_unref);
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
  follow (window, keeper);
  path_changed_cb (GTK_WINDOW (window));
}
