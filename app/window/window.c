/* window.c — the window: header bar, messages, pages
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/window.h"

#include <glib/gi18n.h>

#include "app/window/file-dialog.h"
#include "app/window/model-menu.h"
#include "app/core/examples.h"
#include "app/window/pages/train-page.h"
#include "app/window/pages/translate-page.h"
#include "app/core/picture.h"
#include "app/window/problem.h"
#include "app/window/settings.h"

#define TEMPLATE       "/org/heed/Heed/app/window/window.ui"
#define SHORTCUTS      "/org/heed/Heed/app/window/shortcuts.ui"
#define PICTURE_WIDTH  1000
#define PICTURE_HEIGHT 800
#define TRANSLATE_PAGE "translate"
#define TRAIN_PAGE     "train"

struct _HeedWindow
{
  GtkApplicationWindow  parent_instance;

  GtkWidget            *model_button;
  GtkWidget            *menu_button;
  GMenuModel           *primary_menu;  /* the template's */
  GtkWidget            *model_label;
  GtkWidget            *spinner;
  GtkWidget            *message;
  GtkWidget            *message_title;
  GtkWidget            *message_detail;
  GtkWidget            *pages;
  HeedTranslatePage    *translate;
  GtkWidget            *train_place;
  HeedTrainPage        *train;     /* NULL until somebody looks at it */

  HeedDocument         *document;
  HeedModelLibrary     *library;
  GSettings            *settings;  /* NULL: nothing is remembered */
  GSimpleAction        *model_action;
  gboolean              has_shown_example;
  gboolean              is_leaving;  /* whatever may be lost */
};

G_DEFINE_FINAL_TYPE (HeedWindow, heed_window, GTK_TYPE_APPLICATION_WINDOW)

/* --- Messages ------------------------------------------------------------ */

static void
show_message (HeedWindow *self,
              const char *title,
              const char *detail)
{
  gtk_label_set_text (GTK_LABEL (self->message_title), title);
  gtk_label_set_text (GTK_LABEL (self->message_detail), detail);
  gtk_widget_set_tooltip_text (self->message_detail, detail);
  gtk_widget_set_visible (self->message_detail, *detail != '\0');
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->message), TRUE);
}

static void
close_message (HeedWindow *self)
{
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->message), FALSE);
}

static void
close_message_cb (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  close_message (HEED_WINDOW (widget));
}

static void
report_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  const char *title;
  const char *detail;

  g_variant_get (parameter, "(&s&s)", &title, &detail);
  show_message (HEED_WINDOW (widget), title, detail);
}

static void
report_decoding_cb (GtkWidget  *widget,
                    const char *action,
                    GVariant   *parameter)
{
  HeedWindow *self = HEED_WINDOW (widget);
  const GError *error = heed_document_get_translation (self->document)->error;
  g_auto(HeedProblem) problem = { 0 };

  if (error == NULL)
    return;

  heed_problem_describe_decode (&problem, error);
  show_message (self, problem.title, problem.detail);
}

static void
report_long_text_cb (GtkWidget  *widget,
                     const char *action,
                     GVariant   *parameter)
{
  g_autofree char *detail = g_strdup_printf (_("Heed reads one sentence of up to %u characters."),
                                             g_variant_get_uint32 (parameter));

  show_message (HEED_WINDOW (widget), _("The text was cut off."), detail);
}

static void
open_failed_cb (HeedWindow   *self,
                const char   *path,
                const GError *error)
{
  g_auto(HeedProblem) problem = { 0 };

  heed_problem_describe_open (&problem, path, error);
  show_message (self, problem.title, problem.detail);
}

/* --- The model ----------------------------------------------------------- */

/* A menu is made when somebody opens it: most starts end without one, and what
 * is recent may have changed since the last time. */
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
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, HEED_WINDOW (user_data)->primary_menu);
}

static void
show_model_name (HeedWindow *self)
{
  HeedModel *model = heed_document_get_model (self->document);
  const char *path = heed_document_get_model_path (self->document);
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;

  if (model != NULL)
    name = heed_model_menu_describe (heed_model_get_info (model));
  else
    name = g_strdup (_("Open a model"));

  label = g_strdup_printf (_("Model: %s"), name);
  gtk_label_set_text (GTK_LABEL (self->model_label), name);
  gtk_widget_set_tooltip_text (self->model_button, path);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->model_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/* The very first thing a person sees is a translation, not a form to fill in. */
static void
show_example (HeedWindow *self)
{
  g_auto(GStrv) examples = heed_examples_dup (heed_document_get_model (self->document));

  if (!self->has_shown_example && *heed_document_get_text (self->document) == '\0' && examples[0] != NULL)
    heed_document_set_text (self->document, examples[0]);

  self->has_shown_example = TRUE;
}

static void
model_changed_cb (HeedWindow *self)
{
  const char *path = heed_document_get_model_path (self->document);

  heed_settings_add_recent (self->settings, path);
  g_simple_action_set_state (self->model_action, g_variant_new_bytestring (path));
  close_message (self);
  show_model_name (self);
  show_example (self);
}

static void
is_opening_cb (HeedWindow *self)
{
  gboolean is_opening = heed_document_get_is_opening (self->document);

  gtk_widget_set_visible (self->spinner, is_opening);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), is_opening);
}

static void
change_model_cb (HeedWindow *self,
                 GVariant   *state)
{
  heed_document_open (self->document, g_variant_get_bytestring (state));
}

static void
open_chosen (HeedWindow *self,
             const char *path)
{
  heed_document_open (self->document, path);
}

/* patterns: with spaces between */
static void
add_filter (GtkFileChooser *chooser,
            const char     *name,
            const char     *patterns)
{
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();
  g_auto(GStrv) list = g_strsplit (patterns, " ", -1);

  gtk_file_filter_set_name (filter, name);
  for (char **pattern = list; *pattern != NULL; pattern++)
    gtk_file_filter_add_pattern (filter, *pattern);
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
open_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("Open a Model"), GTK_WINDOW (widget),
                                                               GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  add_filter (GTK_FILE_CHOOSER (chooser), _("Models"),
              "*.safetensors *.pt *.pth *.ckpt *.tar *.bin *.argosmodel config.json");
  add_filter (GTK_FILE_CHOOSER (chooser), _("All files"), "*");
  heed_file_dialog_show (chooser, widget, (HeedFileChosenFunc) open_chosen);
}

static void
open_folder_cb (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (_("Open the Folder of a Model"), GTK_WINDOW (widget),
                                                               GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, NULL);

  heed_file_dialog_show (chooser, widget, (HeedFileChosenFunc) open_chosen);
}

static gboolean
drop_cb (HeedWindow   *self,
         const GValue *value)
{
  GSList *files = g_value_get_boxed (value);
  g_autofree char *path = files != NULL ? g_file_get_path (files->data) : NULL;

  if (path == NULL)
    return FALSE;

  heed_document_open (self->document, path);

  return TRUE;
}

/* --- Pages --------------------------------------------------------------- */

/* The page is made when it is first wanted: whoever only translates does not
 * wait for it. */
static void
page_shown_cb (HeedWindow *self)
{
  const char *name = gtk_stack_get_visible_child_name (GTK_STACK (self->pages));

  if (self->train != NULL || self->document == NULL || g_strcmp0 (name, TRAIN_PAGE) != 0)
    return;

  self->train = HEED_TRAIN_PAGE (heed_train_page_new ());
  gtk_widget_set_hexpand (GTK_WIDGET (self->train), TRUE);
  gtk_box_append (GTK_BOX (self->train_place), GTK_WIDGET (self->train));
}

static void
show_page (HeedWindow *self,
           const char *name)
{
  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), name);

  if (g_str_equal (name, TRANSLATE_PAGE))
    heed_translate_page_focus_entry (self->translate, FALSE);
  else
    gtk_widget_child_focus (gtk_stack_get_visible_child (GTK_STACK (self->pages)), GTK_DIR_TAB_FORWARD);
}

static void
show_page_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  show_page (HEED_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
open_trained_cb (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  HeedWindow *self = HEED_WINDOW (widget);

  heed_document_open (self->document, g_variant_get_string (parameter, NULL));
  show_page (self, TRANSLATE_PAGE);
}

/* --- Other actions ------------------------------------------------------- */

static void
picture_chosen_cb (HeedWindow           *self,
                   int                   response,
                   GtkFileChooserNative *chooser)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr(GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      g_autofree char *path = g_file_get_path (file);
      g_autoptr(GError) error = NULL;

      if (path != NULL &&
          !heed_picture_save (path, PICTURE_WIDTH, PICTURE_HEIGHT,
                              (HeedPictureFunc) heed_translate_page_draw, self->translate, &error))
        show_message (self, _("The picture could not be saved."), error->message);
    }

  g_object_unref (chooser);
}

static void
save_picture_cb (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  HeedWindow *self = HEED_WINDOW (widget);
  GtkFileChooserNative *chooser;

  if (self->train != NULL && gtk_widget_get_mapped (GTK_WIDGET (self->train)))
    {
      gtk_widget_activate_action (GTK_WIDGET (self->train), "train.export-strip", NULL);
      return;
    }

  if (!heed_translate_page_has_picture (self->translate))
    return;

  chooser = gtk_file_chooser_native_new (_("Save Picture"), GTK_WINDOW (widget),
                                         GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  add_filter (GTK_FILE_CHOOSER (chooser), _("SVG, to scale and edit"), "*.svg");
  add_filter (GTK_FILE_CHOOSER (chooser), _("PDF, to print"), "*.pdf");
  add_filter (GTK_FILE_CHOOSER (chooser), _("PNG, of pixels"), "*.png");
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), "attention.svg");
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (picture_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
focus_entry_cb (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  show_page (HEED_WINDOW (widget), TRANSLATE_PAGE);
  heed_translate_page_focus_entry (HEED_WINDOW (widget)->translate, TRUE);
}

static void
show_shortcuts_cb (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource (SHORTCUTS);
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));

  gtk_window_set_transient_for (shortcuts, GTK_WINDOW (widget));
  gtk_window_present (shortcuts);
}

/* --- The object ---------------------------------------------------------- */

static void
remember_size (HeedWindow *self)
{
  int width, height;

  if (self->settings == NULL)
    return;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "window-width", MAX (width, 1));
  g_settings_set_int (self->settings, "window-height", MAX (height, 1));
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
}

static void
restore_size (HeedWindow *self)
{
  if (self->settings == NULL)
    return;

  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));

  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
leave_answered_cb (HeedWindow *self,
                   int         response,
                   GtkWindow  *dialog)
{
  /* The key that answered still holds the dialog; the window may go before it. */
  gtk_window_set_transient_for (dialog, NULL);
  gtk_window_destroy (dialog);

  if (response == GTK_RESPONSE_ACCEPT)
    {
      self->is_leaving = TRUE;
      gtk_window_close (GTK_WINDOW (self));
    }
  else if (response == GTK_RESPONSE_APPLY)
    {
      show_page (self, TRAIN_PAGE);
      gtk_widget_activate_action (GTK_WIDGET (self->train), "train.save", NULL);
    }
}

/* What was learned is gone with the window. */
static void
ask_before_leaving (HeedWindow *self)
{
  GtkWidget *dialog = gtk_message_dialog_new (GTK_WINDOW (self), GTK_DIALOG_MODAL | GTK_DIALOG_DESTROY_WITH_PARENT,
                                              GTK_MESSAGE_QUESTION, GTK_BUTTONS_NONE, "%s",
                                              _("Close without saving the trained model?"));

  gtk_message_dialog_format_secondary_text (GTK_MESSAGE_DIALOG (dialog), "%s",
                                            _("A model that was trained here is in no file yet. If you close the window, it is lost."));
  gtk_dialog_add_button (GTK_DIALOG (dialog), _("Close Without Saving"), GTK_RESPONSE_ACCEPT);
  gtk_dialog_add_button (GTK_DIALOG (dialog), _("Cancel"), GTK_RESPONSE_CANCEL);
  gtk_dialog_add_button (GTK_DIALOG (dialog), _("Save Model…"), GTK_RESPONSE_APPLY);
  gtk_dialog_set_default_response (GTK_DIALOG (dialog), GTK_RESPONSE_APPLY);
  g_signal_connect_object (dialog, "response", G_CALLBACK (leave_answered_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
heed_window_close_request (GtkWindow *window)
{
  HeedWindow *self = HEED_WINDOW (window);

  remember_size (self);

  if (!self->is_leaving && self->train != NULL && heed_train_page_has_unsaved (self->train))
    {
      ask_before_leaving (self);
      return GDK_EVENT_STOP;
    }

  return GTK_WINDOW_CLASS (heed_window_parent_class)->close_request (window);
}

static void
heed_window_dispose (GObject *object)
{
  HeedWindow *self = HEED_WINDOW (object);

  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);

  if (self->translate != NULL)
    heed_translate_page_set_document (self->translate, NULL);

  g_clear_object (&self->document);
  g_clear_pointer (&self->library, heed_model_library_unref);
  g_clear_object (&self->settings);
  g_clear_object (&self->model_action);

  G_OBJECT_CLASS (heed_window_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, model_button);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, primary_menu);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, model_label);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, message);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, message_title);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, message_detail);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, translate);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, train_place);
  gtk_widget_class_bind_template_callback (widget_class, page_shown_cb);
}

static void
heed_window_class_init (HeedWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = heed_window_close_request;

  gtk_widget_class_install_action (widget_class, "win.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "win.open-folder", NULL, open_folder_cb);
  gtk_widget_class_install_action (widget_class, "win.save-picture", NULL, save_picture_cb);
  gtk_widget_class_install_action (widget_class, "win.focus-entry", NULL, focus_entry_cb);
  gtk_widget_class_install_action (widget_class, "win.show-shortcuts", NULL, show_shortcuts_cb);
  gtk_widget_class_install_action (widget_class, "win.close-message", NULL, close_message_cb);
  gtk_widget_class_install_action (widget_class, "win.show-page", "s", show_page_cb);
  gtk_widget_class_install_action (widget_class, "win.open-trained", "s", open_trained_cb);
  gtk_widget_class_install_action (widget_class, "win.report", "(ss)", report_cb);
  gtk_widget_class_install_action (widget_class, "win.report-decoding", NULL, report_decoding_cb);
  gtk_widget_class_install_action (widget_class, "win.report-long-text", "u", report_long_text_cb);

  g_type_ensure (HEED_TYPE_TRANSLATE_PAGE);
  bind_template (widget_class);
}

static void
add_drop_target (HeedWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  /* Before the entry, which would take the file's name for text. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
heed_window_init (HeedWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->model_action = g_simple_action_new_stateful ("model", G_VARIANT_TYPE_BYTESTRING,
                                                     g_variant_new_bytestring (""));
  g_signal_connect_object (self->model_action, "change-state", G_CALLBACK (change_model_cb),
                           self, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (self->model_action));

  add_drop_target (self);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->model_button), create_model_menu_cb, self, NULL);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->menu_button), create_main_menu_cb, self, NULL);
}

static void
watch_document (HeedWindow *self)
{
  g_signal_connect_object (self->document, "model-changed", G_CALLBACK (model_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "open-failed", G_CALLBACK (open_failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "notify::is-opening", G_CALLBACK (is_opening_cb), self, G_CONNECT_SWAPPED);
}

/**
 * heed_window_new:
 * @document: what the window shows
 * @library: the models to choose from
 * @settings: (nullable): where size and recent models are remembered
 *
 * Returns: (transfer none): a window; GTK owns it until it is closed
 */
HeedWindow *
heed_window_new (GtkApplication   *application,
                 HeedDocument     *document,
                 HeedModelLibrary *library,
                 GSettings        *settings)
{
  HeedWindow *self = g_object_new (HEED_TYPE_WINDOW, "application", application, NULL);

  self->document = g_object_ref (document);
  self->library = heed_model_library_ref (library);

  if (settings != NULL)
    self->settings = g_object_ref (settings);

  restore_size (self);
  watch_document (self);
  heed_translate_page_set_document (self->translate, document);
  show_model_name (self);
  is_opening_cb (self);

  if (heed_document_get_model (document) != NULL)
    model_changed_cb (self);

  heed_translate_page_focus_entry (self->translate, FALSE);

  return self;
}

void
heed_window_set_text (HeedWindow *self,
                      const char *text)
{
  g_return_if_fail (HEED_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  self->has_shown_example = TRUE;
  heed_document_set_text (self->document, text);
  show_page (self, TRANSLATE_PAGE);
}
