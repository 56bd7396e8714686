/* window-model.c — opening models in the window, and displaying what is known about them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/window-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/core/models/examples.h"
#include "app/core/models/model-card.h"
#include "app/core/sessions/session-file.h"
#include "app/window/desktop/file-dialog.h"
#include "app/window/desktop/settings.h"
#include "app/window/document/document-opening.h"
#include "app/window/lessons/lesson-actions.h"
#include "app/window/models/model-dialog.h"
#include "app/window/models/model-menu.h"
#include "app/window/sessions/session-actions.h"

/* A menu is created when it is opened: most runs never open it, and the recent models may have
 * changed since the last time. */
static void
create_model_menu_cb (GtkMenuButton *button,
                      gpointer       user_data)
{
  HeedWindow *self = user_data;
  g_auto(GStrv) recent = heed_settings_dup_recent (self->settings);
  g_autoptr(GMenuModel) menu = heed_model_menu_new (self->library, (const char *const *) recent);

  gtk_menu_button_set_menu_model (button, menu);
}

static void
create_main_menu_cb (GtkMenuButton *button,
                     gpointer       user_data)
{
  HeedWindow *self = user_data;

  heed_session_actions_list_recent (self->recent_sessions, self->settings);
  if (gtk_menu_button_get_menu_model (button) == NULL)
    {
      heed_lesson_actions_list (self->lessons);
      gtk_menu_button_set_menu_model (button, self->primary_menu);
    }
}

/* Adds "guided" to the name of a model whose attention was trained on word links, which the user
 * must know before trusting it; unless the untranslated name contains that word already. */
static char *
describe_model (HeedModel *model)
{
  const HeedModelInfo *info = heed_model_get_info (model);
  g_autofree char *name = heed_model_menu_describe (info);

  if (!heed_model_card_is_guided (model) || strstr (info->name, "guided") != NULL)
    return g_steal_pointer (&name);

  /* Translators: a model; guided: trained to look where word links say */
  return g_strdup_printf (_("%s · guided"), name);
}

static void
show_model_name (HeedWindow *self)
{
  HeedModel *model = heed_document_get_model (self->document);
  const char *path = heed_document_get_model_path (self->document);
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;
  g_autofree char *tooltip = NULL;

  if (model != NULL)
    name = describe_model (model);
  else
    name = g_strdup (_("Open a model"));

  label = g_strdup_printf (_("Model: %s"), name);
  tooltip = g_strjoin ("\n", name, path, NULL); /* a narrow window cuts the name */
  gtk_label_set_text (GTK_LABEL (self->model_label), name);
  gtk_widget_set_tooltip_text (self->model_button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->model_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* Sets an example sentence if there is none when the first model is open, so that the user sees a
 * translation and not an empty form. The text is selected, so that typing replaces it. */
static void
show_example (HeedWindow *self)
{
  g_auto(GStrv) examples = heed_examples_dup (heed_document_get_model (self->document));

  if (!self->has_shown_example && *heed_document_get_text (self->document) == '\0' &&
      examples[0] != NULL)
    {
      heed_document_set_text (self->document, examples[0]);
      heed_page_focus (heed_window_get_shown_page (self), TRUE);
    }

  self->has_shown_example = TRUE;
}

/* Shows the warnings of the model's file, for example on guessed properties or unread tensors. */
static void
show_warnings (HeedWindow *self)
{
  const char *const *warnings = heed_model_get_warnings (heed_document_get_model (self->document));
  guint n_warnings = g_strv_length ((char **) warnings);
  g_autofree char *title = NULL;
  g_autofree char *detail = NULL;

  if (n_warnings == 0)
    return;

  title = g_strdup_printf (ngettext ("Please note about this model.",
                                     "There are %u things to know about this model.", n_warnings),
                           n_warnings);
  detail = g_strjoinv ("\n", (char **) warnings);
  heed_window_show_message (self, title, detail);
}

/* Replaces a sentence that the new model does not read, and tells the user if it was their own. */
static void
fit_sentence (HeedWindow *self)
{
  g_autofree char *title = NULL;
  g_autofree char *detail = NULL;

  if (heed_fitting_sentence_check (self->fitting, &title, &detail))
    heed_window_show_sentence_message (self, title, detail);
}

void
heed_window_model_changed (HeedWindow *self)
{
  const char *path = heed_document_get_model_path (self->document);

  heed_settings_add_recent (self->settings, path);
  g_simple_action_set_state (self->model_action, g_variant_new_bytestring (path));
  if (!self->keeps_message)
    heed_window_close_message (self);
  self->keeps_message = FALSE;
  show_warnings (self);
  show_model_name (self);
  fit_sentence (self);
  show_example (self);
}

static void
is_opening_cb (HeedWindow *self)
{
  gboolean is_opening = heed_document_get_is_opening (self->document);

  gtk_widget_set_visible (self->spinner, is_opening);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), is_opening);
}

/* Moves the focus to the sentence entry, so that what is typed next goes there instead of into the
 * menu. */
static void
change_model_cb (HeedWindow *self,
                 GVariant   *state)
{
  heed_document_open (self->document, g_variant_get_bytestring (state));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->model_button));
  heed_page_focus (heed_window_get_shown_page (self), TRUE);
}

/**
 * heed_window_open:
 * @path: a model, or a session file by its name
 */
void
heed_window_open (HeedWindow *self,
                  const char *path)
{
  g_return_if_fail (HEED_IS_WINDOW (self));
  g_return_if_fail (path != NULL);

  if (self->keeper != NULL && heed_session_file_is_named (path))
    heed_session_keeper_open (self->keeper, path);
  else
    heed_document_open (self->document, path);
}

static void
open_chosen (HeedWindow *self,
             const char *path)
{
  heed_window_open (self, path);
}

static void
open_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  heed_model_dialog_show (widget, (HeedFileChosenFunc) open_chosen);
}

static void
open_folder_cb (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  GtkFileChooserNative *chooser =
    gtk_file_chooser_native_new (_("Open the Folder of a Model"), GTK_WINDOW (widget),
                                 GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, NULL);

  heed_file_dialog_show (chooser, widget, (HeedFileChosenFunc) open_chosen);
}

/* Lets the page open a dropped model; if it shows several models, the one at (x, y) is replaced. */
static gboolean
open_dropped (HeedWindow *self,
              const char *path,
              double      x,
              double      y)
{
  HeedPage *page = heed_window_get_shown_page (self);
  double page_x, page_y;

  return !heed_session_file_is_named (path) &&
         gtk_widget_translate_coordinates (GTK_WIDGET (self), GTK_WIDGET (page), x, y, &page_x,
                                           &page_y) &&
         heed_page_open_at (page, path, page_x, page_y);
}

/* Returns the local paths of the files, NULL-terminated; files without one are left out. */
static GPtrArray *
list_paths (GSList *files)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);

  for (; files != NULL; files = files->next)
    {
      char *path = g_file_get_path (files->data);

      if (path != NULL)
        g_ptr_array_add (paths, path);
    }

  g_ptr_array_add (paths, NULL);

  return paths;
}

static gboolean
drop_cb (HeedWindow   *self,
         const GValue *value,
         double        x,
         double        y)
{
  g_autoptr(GPtrArray) paths = list_paths (g_value_get_boxed (value));
  const char *path = g_ptr_array_index (paths, 0);

  if (path == NULL)
    return FALSE;

  if (!heed_page_open_files (heed_window_get_shown_page (self),
                             (const char *const *) paths->pdata) &&
      !open_dropped (self, path, x, y))
    heed_window_open (self, path);

  return TRUE;
}

static void
add_drop_target (HeedWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  /* Before the entry gets the drop and inserts the file's name as text. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

void
heed_window_model_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "win.open-folder", NULL, open_folder_cb);
}

void
heed_window_model_init (HeedWindow *self)
{
  self->model_action = g_simple_action_new_stateful ("model", G_VARIANT_TYPE_BYTESTRING,
                                                     g_variant_new_bytestring (""));
  g_signal_connect_object (self->model_action, "change-state", G_CALLBACK (change_model_cb),
                           self, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (self->model_action));
  add_drop_target (self);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->model_button), create_model_menu_cb,
                                         self, NULL);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->menu_button), create_main_menu_cb,
                                         self, NULL);
}

void
heed_window_model_watch (HeedWindow *self)
{
  g_signal_connect_object (self->document, "model-changed", G_CALLBACK (heed_window_model_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "notify::is-opening", G_CALLBACK (is_opening_cb), self,
                           G_CONNECT_SWAPPED);
}

void
heed_window_model_show (HeedWindow *self)
{
  show_model_name (self);
  is_opening_cb (self);
}
