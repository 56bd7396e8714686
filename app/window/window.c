/* window.c — the window: header bar, messages, pages
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/window-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/window/desktop/low-window.h"
#include "app/window/desktop/problem.h"
#include "app/window/document/document-opening.h"
#include "app/window/leaving-question.h"
#include "app/window/lessons/lesson-actions.h"
#include "app/window/lessons/lesson-layout.h"
#include "app/window/models/card-dialog.h"
#include "app/window/models/model-question.h"
#include "app/window/pages.h"
#include "app/window/sessions/session-actions.h"
#include "app/window/take-away.h"
#include "ui/focus-scroll.h"

#define TEMPLATE  "/org/heed/Heed/app/window/window.ui"
#define SHORTCUTS "/org/heed/Heed/app/window/shortcuts.ui"

G_DEFINE_FINAL_TYPE (HeedWindow, heed_window, GTK_TYPE_APPLICATION_WINDOW)

/* --- Messages ------------------------------------------------------------ */

/* A model that is opened takes a message away, unless the message came while it was being opened:
 * then it is about something else.
 *
 * One paragraph, which takes less height from the page than a title above it would, and whose
 * label knows its height: with a line break in it, that of GTK 4.8 reports too little. */
void
heed_window_show_message (HeedWindow *self,
                          const char *title,
                          const char *detail)
{
  g_autofree char *text = g_strconcat (title, *detail != '\0' ? "  " : "", detail, NULL);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

  bold->end_index = (guint) strlen (title);
  pango_attr_list_insert (attributes, bold);
  gtk_label_set_text (GTK_LABEL (self->message_text), g_strdelimit (text, "\n", ' '));
  gtk_label_set_attributes (GTK_LABEL (self->message_text), attributes);
  gtk_widget_set_tooltip_text (self->message_text, detail);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->message), TRUE);
  self->is_of_sentence = FALSE;
  self->keeps_message = heed_document_get_is_opening (self->document);
}

void
heed_window_show_sentence_message (HeedWindow *self,
                                   const char *title,
                                   const char *detail)
{
  heed_window_show_message (self, title, detail);
  self->is_of_sentence = TRUE;
}

void
heed_window_close_message (HeedWindow *self)
{
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->message), FALSE);
}

static void
text_changed_cb (HeedWindow *self)
{
  if (self->is_of_sentence)
    heed_window_close_message (self);
}

static void
close_message_cb (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  heed_window_close_message (HEED_WINDOW (widget));
}

static void
report_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  const char *title;
  const char *detail;

  g_variant_get (parameter, "(&s&s)", &title, &detail);
  heed_window_show_message (HEED_WINDOW (widget), title, detail);
}

static void
note_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  heed_toast_show (HEED_WINDOW (widget)->toast, g_variant_get_string (parameter, NULL));
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
  heed_window_show_sentence_message (self, problem.title, problem.detail);
}

static void
report_long_text_cb (GtkWidget  *widget,
                     const char *action,
                     GVariant   *parameter)
{
  g_autofree char *detail = g_strdup_printf (_("Heed reads one sentence of up to %u characters."),
                                             g_variant_get_uint32 (parameter));

  heed_window_show_message (HEED_WINDOW (widget), _("The text was cut off."), detail);
}

/* Opens the default model if the program was started with a file that is not a model. The error
 * message is kept above it. */
static void
open_default_instead (HeedWindow *self,
                      const char *path)
{
  const HeedLibraryModel *model = heed_model_library_get_default (self->library);

  if (heed_document_get_model (self->document) != NULL || model == NULL ||
      g_str_equal (model->path, path))
    return;

  self->keeps_message = TRUE;
  heed_document_open (self->document, model->path);
}

static void
open_failed_cb (HeedWindow   *self,
                const char   *path,
                const GError *error)
{
  g_auto(HeedProblem) problem = { 0 };

  heed_problem_describe_open (&problem, path, error);
  heed_window_show_message (self, problem.title, problem.detail);
  if (g_error_matches (error, HEED_ERROR, HEED_ERROR_AMBIGUOUS))
    heed_model_question_ask (GTK_WINDOW (self), self->document, path);
  else
    open_default_instead (self, path);
}

/* --- Finding a page ------------------------------------------------------ */

static gboolean
is_presenting (HeedWindow *self)
{
  return self->room != NULL &&
         heed_presentation_get_is_active (heed_room_get_presentation (self->room));
}

/* Passes the page's comparison, if it has one, to the keeper, since a session stores it. */
static void
keep_comparison (HeedWindow *self,
                 HeedPage   *page)
{
  if (self->keeper != NULL && heed_page_get_comparison (page) != NULL)
    heed_session_keeper_set_comparison (self->keeper, heed_page_get_comparison (page));
}

/* Returns a page by its name; NULL if there is none. A page is created when it is first needed, to
 * save the time at start-up. */
static HeedPage *
get_page (HeedWindow *self,
          const char *name)
{
  GtkWidget *place = gtk_stack_get_child_by_name (GTK_STACK (self->pages), name);
  GtkWidget *page = place != NULL ? gtk_widget_get_first_child (place) : NULL;

  for (guint i = 0; place != NULL && page == NULL; i++)
    if (g_str_equal (heed_pages_get (i)->name, name))
      {
        page = heed_pages_get (i)->create ();
        gtk_widget_set_hexpand (page, TRUE);
        gtk_box_append (GTK_BOX (place), page);
        heed_page_set_document (HEED_PAGE (page), self->document);
        heed_page_set_presenting (HEED_PAGE (page), is_presenting (self));
        keep_comparison (self, HEED_PAGE (page));
        if (self->keeper != NULL)
          heed_session_keeper_lend_page (self->keeper, HEED_PAGE (page));
      }

  return page != NULL ? HEED_PAGE (page) : NULL;
}

HeedPage *
heed_window_get_shown_page (HeedWindow *self)
{
  return get_page (self, gtk_stack_get_visible_child_name (GTK_STACK (self->pages)));
}

/* --- Pages --------------------------------------------------------------- */

/* Returns the page with index i if it has been created; or NULL. */
static HeedPage *
get_page_at_hand (HeedWindow *self,
                  guint       i)
{
  GtkWidget *place =
    gtk_stack_get_child_by_name (GTK_STACK (self->pages), heed_pages_get (i)->name);
  GtkWidget *page = gtk_widget_get_first_child (place);

  return page != NULL ? HEED_PAGE (page) : NULL;
}

static void
presenting_cb (HeedWindow *self)
{
  for (guint i = 0; heed_pages_get (i) != NULL; i++)
    if (get_page_at_hand (self, i) != NULL)
      heed_page_set_presenting (get_page_at_hand (self, i), is_presenting (self));
}

static void
page_shown_cb (HeedWindow *self)
{
  if (self->document != NULL)
    heed_page_shown (heed_window_get_shown_page (self));
  if (self->keeper != NULL)
    heed_session_keeper_set_page (
      self->keeper, gtk_stack_get_visible_child_name (GTK_STACK (self->pages)));
}

static void
add_pages (HeedWindow *self)
{
  const HeedPageInfo *info;

  for (guint i = 0; (info = heed_pages_get (i)) != NULL; i++)
    gtk_stack_add_titled (GTK_STACK (self->pages), gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0),
                          info->name, _(info->title));
}

static void
show_page (HeedWindow *self,
           const char *name)
{
  if (gtk_stack_get_child_by_name (GTK_STACK (self->pages), name) == NULL)
    return;

  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), name);
  heed_page_focus (heed_window_get_shown_page (self), FALSE);
}

/* Shows the page with the sentence entry. */
static void
show_first_page (HeedWindow *self)
{
  show_page (self, heed_pages_get (0)->name);
}

static void
show_page_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  show_page (HEED_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

/* All the given files belong to one corpus. */
static void
open_corpus_cb (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  HeedWindow *self = HEED_WINDOW (widget);
  g_autofree const char **paths = g_variant_get_bytestring_array (parameter, NULL);

  show_page (self, "corpus");
  if (paths[0] != NULL &&
      !heed_page_open_files (heed_window_get_shown_page (self), (const char *const *) paths))
    heed_window_show_message (self, _("This corpus cannot be opened."), paths[0]);
}

static void
open_trained_cb (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  HeedWindow *self = HEED_WINDOW (widget);

  heed_document_open (self->document, g_variant_get_string (parameter, NULL));
  show_first_page (self);
}

/* --- Other actions ------------------------------------------------------- */

static void
focus_entry_cb (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  HeedWindow *self = HEED_WINDOW (widget);

  gtk_stack_set_visible_child_name (GTK_STACK (self->pages), heed_pages_get (0)->name);
  heed_page_focus (heed_window_get_shown_page (self), TRUE);
}

static void
show_card_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  HeedWindow *self = HEED_WINDOW (widget);
  HeedModel *model = heed_document_get_model (self->document);

  if (model != NULL)
    gtk_window_present (GTK_WINDOW (heed_card_dialog_new (
      GTK_WINDOW (self), model, heed_document_get_model_path (self->document))));
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
  g_settings_set_boolean (self->settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
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

/* Returns what would be lost, of all pages; what two pages know of, once. */
static char **
list_unsaved (HeedWindow *self)
{
  g_autoptr(GStrvBuilder) all = g_strv_builder_new ();
  g_autoptr(GHashTable) listed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; heed_pages_get (i) != NULL; i++)
    if (get_page_at_hand (self, i) != NULL)
      {
        g_auto(GStrv) unsaved = heed_page_list_unsaved (get_page_at_hand (self, i));

        for (guint k = 0; unsaved != NULL && unsaved[k] != NULL; k++)
          if (g_hash_table_add (listed, g_strdup (unsaved[k])))
            g_strv_builder_add (all, unsaved[k]);
      }

  return g_strv_builder_end (all);
}

/* Shows the first page with unsaved data, which asks for a file. */
static void
save_unsaved (HeedWindow *self)
{
  for (guint i = 0; heed_pages_get (i) != NULL; i++)
    {
      HeedPage *page = get_page_at_hand (self, i);
      g_auto(GStrv) unsaved = page != NULL ? heed_page_list_unsaved (page) : NULL;

      if (unsaved != NULL && unsaved[0] != NULL)
        {
          show_page (self, heed_pages_get (i)->name);
          heed_page_save_unsaved (page);
          return;
        }
    }
}

static void
leave_answered_cb (HeedWindow *self,
                   int         response,
                   GtkWindow  *dialog)
{
  /* The key event of the answer still holds a reference to the dialog, so that the window may be
   * destroyed before it. */
  gtk_window_set_transient_for (dialog, NULL);
  gtk_window_destroy (dialog);

  if (response == GTK_RESPONSE_ACCEPT)
    {
      self->is_leaving = TRUE;
      gtk_window_close (GTK_WINDOW (self));
    }
  else if (response == GTK_RESPONSE_APPLY)
    {
      save_unsaved (self);
    }
}

/* What was made and not saved would be lost with the window. */
static void
ask_before_leaving (HeedWindow        *self,
                    const char *const *unsaved)
{
  GtkWidget *dialog = heed_leaving_question_new (GTK_WINDOW (self), unsaved);

  g_signal_connect_object (dialog, "response", G_CALLBACK (leave_answered_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
heed_window_close_request (GtkWindow *window)
{
  HeedWindow *self = HEED_WINDOW (window);

  g_auto(GStrv) unsaved = list_unsaved (self);

  remember_size (self);

  if (!self->is_leaving && unsaved[0] != NULL)
    {
      ask_before_leaving (self, (const char *const *) unsaved);
      return GDK_EVENT_STOP;
    }

  if (self->keeper != NULL && !heed_session_keeper_leave (self->keeper))
    {
      self->is_leaving = FALSE;
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

  for (guint i = 0; self->document != NULL && heed_pages_get (i) != NULL; i++)
    if (get_page_at_hand (self, i) != NULL)
      heed_page_set_document (get_page_at_hand (self, i), NULL);

  g_clear_object (&self->room);
  g_clear_pointer (&self->fitting, heed_fitting_sentence_free);
  g_clear_object (&self->document);
  g_clear_pointer (&self->library, heed_model_library_unref);
  g_clear_object (&self->settings);
  g_clear_object (&self->keeper);
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
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, message_text);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, toast);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, recent_sessions);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, lessons);
  gtk_widget_class_bind_template_child (widget_class, HeedWindow, lesson);
  gtk_widget_class_bind_template_callback (widget_class, page_shown_cb);
}

static void
heed_window_class_init (HeedWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = heed_window_close_request;

  heed_window_model_install_actions (widget_class);
  gtk_widget_class_install_action (widget_class, "win.focus-entry", NULL, focus_entry_cb);
  gtk_widget_class_install_action (widget_class, "win.show-shortcuts", NULL, show_shortcuts_cb);
  gtk_widget_class_install_action (widget_class, "win.show-card", NULL, show_card_cb);
  gtk_widget_class_install_action (widget_class, "win.close-message", NULL, close_message_cb);
  gtk_widget_class_install_action (widget_class, "win.show-page", "s", show_page_cb);
  gtk_widget_class_install_action (widget_class, "win.open-corpus", "aay", open_corpus_cb);
  gtk_widget_class_install_action (widget_class, "win.open-trained", "s", open_trained_cb);
  gtk_widget_class_install_action (widget_class, "win.note", "s", note_cb);
  gtk_widget_class_install_action (widget_class, "win.report", "(ss)", report_cb);
  gtk_widget_class_install_action (widget_class, "win.report-decoding", NULL, report_decoding_cb);
  gtk_widget_class_install_action (widget_class, "win.report-long-text", "u", report_long_text_cb);

  g_type_ensure (HEED_TYPE_LESSON_PANEL);
  g_type_ensure (HEED_TYPE_TOAST);
  bind_template (widget_class);
}

static void
heed_window_init (HeedWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (gtk_widget_get_parent (GTK_WIDGET (self->lesson)),
                                 heed_lesson_layout_new ());
  add_pages (self);
  heed_focus_scroll_add (GTK_WIDGET (self));
  heed_low_window_watch (GTK_WINDOW (self));

  heed_take_away_add_actions (GTK_APPLICATION_WINDOW (self),
                              (HeedShownPageFunc) heed_window_get_shown_page);
  heed_window_model_init (self);
}

static void
watch_document (HeedWindow *self)
{
  heed_window_model_watch (self);
  g_signal_connect_object (self->document, "notify::text", G_CALLBACK (text_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "open-failed", G_CALLBACK (open_failed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Passes the objects that a lesson controls to the lesson panel. */
static void
set_stage (HeedWindow *self)
{
  const HeedLessonStage stage = { self->document, self->library, GTK_STACK (self->pages),
                                  self->model_button, self->keeper };

  heed_lesson_panel_set_stage (self->lesson, &stage);
}

/**
 * heed_window_new:
 * @document: the document to show
 * @library: the models to choose from
 * @settings: (nullable): where the window's size and recent models are saved
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

  self->fitting = heed_fitting_sentence_new (document);
  self->room = heed_room_new (GTK_APPLICATION_WINDOW (self), document, settings);
  g_signal_connect_object (heed_room_get_presentation (self->room), "notify::is-active",
                           G_CALLBACK (presenting_cb), self, G_CONNECT_SWAPPED);
  restore_size (self);
  set_stage (self);
  heed_lesson_actions_add (GTK_APPLICATION_WINDOW (self), self->lesson);
  watch_document (self);
  page_shown_cb (self);
  heed_window_model_show (self);
  heed_page_focus (heed_window_get_shown_page (self), FALSE);

  if (heed_document_get_model (document) != NULL)
    heed_window_model_changed (self);

  return self;
}

static void
add_restore_action (HeedWindow *self)
{
  g_autoptr(GAction) action = g_settings_create_action (self->settings, "restore-session");

  g_action_map_add_action (G_ACTION_MAP (self), action);
}

/**
 * heed_window_set_session_keeper:
 * @keeper: of the window's document
 */
void
heed_window_set_session_keeper (HeedWindow        *self,
                                HeedSessionKeeper *keeper)
{
  g_return_if_fail (HEED_IS_WINDOW (self));
  g_return_if_fail (self->keeper == NULL);

  self->keeper = g_object_ref (keeper);
  set_stage (self);
  if (self->settings != NULL)
    add_restore_action (self);
  heed_session_actions_add (GTK_APPLICATION_WINDOW (self), keeper);
  heed_session_keeper_set_options (
    keeper, heed_page_get_options (get_page (self, heed_pages_get (0)->name)));
  page_shown_cb (self);
  heed_session_keeper_lend_page (keeper, get_page (self, heed_pages_get (0)->name));
  heed_session_keeper_begin_telling (keeper);
}

/**
 * heed_window_refuse:
 * @uri: a file without a local path
 *
 * Tells the user that it cannot be opened.
 */
void
heed_window_refuse (HeedWindow *self,
                    const char *uri)
{
  g_return_if_fail (HEED_IS_WINDOW (self));
  g_return_if_fail (uri != NULL);

  heed_window_show_message (self, _("Heed cannot use this file."), uri);
}

void
heed_window_set_text (HeedWindow *self,
                      const char *text)
{
  g_return_if_fail (HEED_IS_WINDOW (self));
  g_return_if_fail (text != NULL);

  self->has_shown_example = TRUE;
  heed_document_set_text (self->document, text);
  show_first_page (self);
}
