/* corpus-reverse-bar.c — a bar to choose the model of the other direction, with its progress
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/corpus/corpus-reverse-bar.h"

#include <glib/gi18n.h>

#include "app/window/desktop/settings.h"
#include "app/window/models/model-dialog.h"
#include "app/window/models/model-menu.h"
#include "app/window/pages/corpus/corpus-messages.h"
#include "app/window/pages/parts/tooltip.h"

#define GAP_PX     8
#define NAME_CHARS 22
#define BAR_PX     70

/**
 * HeedCorpusReverseBar:
 *
 * A menu of models, the progress of the chosen one, and a button to stop it.
 *
 * ## CSS nodes
 *
 * One node named `corpusreversebar`.
 *
 * ## Accessibility
 *
 * A group, labelled.
 */
struct _HeedCorpusReverseBar
{
  GtkWidget         parent_instance;

  GtkWidget        *model_button;
  GtkWidget        *model_label;
  GtkWidget        *progress;
  GtkWidget        *words;
  GtkWidget        *stop;
  GSimpleAction    *model_action;
  HeedModelLibrary *library;
  HeedCorpus       *corpus;    /* or NULL */
};

G_DEFINE_FINAL_TYPE (HeedCorpusReverseBar, heed_corpus_reverse_bar, GTK_TYPE_WIDGET)

static HeedCorpusReverse *
get_reverse (HeedCorpusReverseBar *self)
{
  return heed_corpus_get_reverse (self->corpus);
}

/* --- From the corpus ----------------------------------------------------- */

static void
show_model (HeedCorpusReverseBar *self)
{
  HeedModel *model = heed_corpus_reverse_get_model (get_reverse (self));
  const char *path = heed_corpus_reverse_get_path (get_reverse (self));
  g_autofree char *name = model != NULL ? heed_model_menu_describe (heed_model_get_info (model))
                                        : g_strdup (_("Choose the model that translates back"));
  /* Translators: of a model */
  g_autofree char *label = g_strdup_printf (_("The model that translates back: %s"), name);

  gtk_label_set_text (GTK_LABEL (self->model_label), name);
  heed_tooltip_set (self->model_button, path != NULL ? path : label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->model_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_simple_action_set_state (self->model_action,
                             g_variant_new_bytestring (path != NULL ? path : ""));
}

static void
show_progress (HeedCorpusReverseBar *self)
{
  HeedCorpusReverse *reverse = get_reverse (self);
  HeedReverseState state = heed_corpus_reverse_get_state (reverse);
  HeedCorpusProgress progress = heed_corpus_reverse_get_progress (reverse);
  gboolean is_stopped = state == HEED_REVERSE_STOPPED;
  gboolean is_under_way = state == HEED_REVERSE_READING || is_stopped;
  g_autofree char *words = heed_corpus_message_new_reverse (self->corpus);

  gtk_label_set_text (GTK_LABEL (self->words), words);
  heed_tooltip_set (self->words, words);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress),
                                 progress.n_pairs > 0
                                 ? (double) progress.n_done / progress.n_pairs : 0.0);
  gtk_widget_set_visible (self->progress, is_under_way);
  gtk_widget_set_visible (self->stop, is_under_way);
  gtk_button_set_label (GTK_BUTTON (self->stop), is_stopped ? _("Resume") : _("Stop"));
}

static void
changed_cb (HeedCorpusReverseBar *self)
{
  const HeedLinkSettings *settings = heed_corpus_get_link_settings (self->corpus);

  gtk_widget_set_visible (GTK_WIDGET (self), settings != NULL && settings->is_symmetrised);
  show_model (self);
  show_progress (self);
}

static void
failed_cb (HeedCorpusReverseBar *self,
           const GError         *error)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.report", "(ss)",
                              _("This model cannot be opened."), error->message);
}

/* --- From the widgets ---------------------------------------------------- */

static void
choose_model (HeedCorpusReverseBar *self,
              const char           *path)
{
  if (self->corpus != NULL)
    heed_corpus_reverse_open (get_reverse (self), path);
}

static void
change_model_cb (HeedCorpusReverseBar *self,
                 GVariant             *state)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->model_button));
  choose_model (self, g_variant_get_bytestring (state));
}

static void
open_cb (HeedCorpusReverseBar *self)
{
  heed_model_dialog_show (GTK_WIDGET (self), (HeedFileChosenFunc) choose_model);
}

static void
stop_cb (HeedCorpusReverseBar *self)
{
  if (self->corpus == NULL)
    return;

  if (heed_corpus_reverse_get_state (get_reverse (self)) == HEED_REVERSE_STOPPED)
    heed_corpus_reverse_resume (get_reverse (self));
  else
    heed_corpus_reverse_stop (get_reverse (self));
}

static void
create_menu_cb (GtkMenuButton *button,
                gpointer       user_data)
{
  HeedCorpusReverseBar *self = user_data;
  g_autoptr(GSettings) settings = heed_settings_new ();
  g_auto(GStrv) recent = heed_settings_dup_recent (settings);
  g_autoptr(GMenuModel) menu =
    heed_model_menu_new_side (self->library, (const char *const *) recent);

  gtk_menu_button_set_menu_model (button, menu);
}

/* --- The object ---------------------------------------------------------- */

static void
heed_corpus_reverse_bar_dispose (GObject *object)
{
  HeedCorpusReverseBar *self = HEED_CORPUS_REVERSE_BAR (object);
  GtkWidget *child;

  heed_corpus_reverse_bar_set_corpus (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->model_action);
  g_clear_pointer (&self->library, heed_model_library_unref);

  G_OBJECT_CLASS (heed_corpus_reverse_bar_parent_class)->dispose (object);
}

static void
heed_corpus_reverse_bar_class_init (HeedCorpusReverseBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_corpus_reverse_bar_dispose;

  gtk_widget_class_set_css_name (widget_class, "corpusreversebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
add_actions (HeedCorpusReverseBar *self)
{
  g_autoptr(GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr(GSimpleAction) open = g_simple_action_new ("open", NULL);

  self->model_action = g_simple_action_new_stateful ("model", G_VARIANT_TYPE_BYTESTRING,
                                                     g_variant_new_bytestring (""));
  g_signal_connect_object (self->model_action, "change-state", G_CALLBACK (change_model_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (open, "activate", G_CALLBACK (open_cb), self, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (self->model_action));
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (open));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "side", G_ACTION_GROUP (actions));
}

static void
add_model_button (HeedCorpusReverseBar *self)
{
  self->model_label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->model_label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (self->model_label), NAME_CHARS);
  gtk_label_set_xalign (GTK_LABEL (self->model_label), 0.0f);
  self->model_button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->model_button), self->model_label);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->model_button), TRUE);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->model_button), create_menu_cb,
                                         self, NULL);
  gtk_widget_add_css_class (self->model_button, "compact");
  gtk_widget_set_parent (self->model_button, GTK_WIDGET (self));
}

static void
add_progress (HeedCorpusReverseBar *self)
{
  self->words = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->words), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (self->words), 0.0f);
  gtk_widget_set_hexpand (self->words, TRUE);
  gtk_widget_add_css_class (self->words, "muted");
  gtk_widget_add_css_class (self->words, "numeric");
  gtk_widget_set_parent (self->words, GTK_WIDGET (self));

  self->progress = gtk_progress_bar_new ();
  gtk_widget_set_valign (self->progress, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (self->progress, BAR_PX, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("How much of the corpus the reverse model has read"), -1);
  gtk_widget_set_parent (self->progress, GTK_WIDGET (self));

  self->stop = gtk_button_new ();
  gtk_widget_add_css_class (self->stop, "compact");
  heed_tooltip_set (self->stop, _("Pause or resume the reverse reading; sentences already read are "
                                  "kept"));
  g_signal_connect_object (self->stop, "clicked", G_CALLBACK (stop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->stop, GTK_WIDGET (self));
}

static void
heed_corpus_reverse_bar_init (HeedCorpusReverseBar *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), GAP_PX);
  self->library = heed_model_library_new ();
  add_actions (self);
  add_model_button (self);
  add_progress (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("The other direction"), -1);
  gtk_widget_hide (GTK_WIDGET (self));
}

GtkWidget *
heed_corpus_reverse_bar_new (void)
{
  return g_object_new (HEED_TYPE_CORPUS_REVERSE_BAR, NULL);
}

void
heed_corpus_reverse_bar_set_corpus (HeedCorpusReverseBar *self,
                                    HeedCorpus           *corpus)
{
  g_return_if_fail (HEED_IS_CORPUS_REVERSE_BAR (self));

  if (self->corpus != NULL)
    g_signal_handlers_disconnect_by_data (self->corpus, self);

  g_set_object (&self->corpus, corpus);
  if (corpus == NULL)
    return;

  g_signal_connect_object (corpus, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (corpus, "reverse-failed", G_CALLBACK (failed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Looks for "fr-en" if the model reads English and writes French. */
void
heed_corpus_reverse_bar_suggest (HeedCorpusReverseBar *self)
{
  HeedModel *model, *reverse;
  const HeedModelInfo *info;
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;

  g_return_if_fail (HEED_IS_CORPUS_REVERSE_BAR (self));

  if (self->corpus == NULL)
    return;

  model = heed_corpus_get_model (self->corpus);
  reverse = heed_corpus_reverse_get_model (get_reverse (self));
  if (model == NULL || (reverse != NULL && heed_corpus_message_is_turned (model, reverse)))
    return;

  info = heed_model_get_info (model);
  if (*info->source_language == '\0' || *info->target_language == '\0')
    return;

  name = g_strdup_printf ("%s-%s", info->target_language, info->source_language);
  path = heed_model_library_find (self->library, name, NULL);
  if (path != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    heed_corpus_reverse_open (get_reverse (self), path);
}
