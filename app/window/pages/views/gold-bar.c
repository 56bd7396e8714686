/* gold-bar.c — a bar below the heatmap to open, score, edit and save gold links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Links belong to a fixed pair, so a free translation is forced as it is when links are begun or
 * opened for it.
 */

#include "app/window/pages/views/gold-bar.h"

#include <glib/gi18n.h>

#include "app/core/files/text.h"
#include "app/window/desktop/file-dialog.h"
#include "app/window/document/open-gold.h"
#include "app/window/pages/parts/gold-words.h"
#include "app/window/pages/views/gold-pair.h"
#include "app/window/pages/views/gold-question.h"
#include "ui/link-legend.h"
#include "ui/wrap-layout.h"

#define TEMPLATE   "/org/heed/Heed/app/window/pages/views/gold-bar.ui"
#define SPACING_PX 8

/**
 * HeedGoldBar:
 *
 * Precision, recall and error rate of the sentence; the rule that yields links from attention;
 * undo, save, close; and the reason if no links are drawn.
 *
 * ## Keyboard
 *
 * G, outside of text entries, begins and ends the editing of links.
 *
 * ## CSS nodes
 *
 * One node named `goldbar`.
 *
 * ## Accessibility
 *
 * A group; the message is its description.
 */
struct _HeedGoldBar
{
  GtkWidget           parent_instance;

  GMenuModel         *menu;
  GtkWidget          *edit;
  GtkWidget          *history;
  GtkWidget          *score;
  GtkWidget          *sentence_box;
  GtkWidget          *sentence;
  GtkAdjustment      *adjustment;
  GtkWidget          *n_sentences;
  GtkWidget          *file;
  GtkWidget          *save;
  GtkWidget          *return_button;
  GtkWidget          *close;
  GtkWidget          *legend;
  GtkWidget          *message;

  GSimpleActionGroup *actions;
  HeedDocument       *document;
  HeedOpenGold       *open;           /* those of the document; NULL without one */
  char               *problem;        /* error of the last action; or NULL */
  gboolean            is_presenting;
  gboolean            is_refreshing;  /* the widgets are being updated */
};

static guint signal_changed;

G_DEFINE_FINAL_TYPE (HeedGoldBar, heed_gold_bar, GTK_TYPE_WIDGET)

static HeedGold *
get_gold (HeedGoldBar *self)
{
  return self->open != NULL ? heed_open_gold_get (self->open) : NULL;
}

static HeedGoldFile *
get_file (HeedGoldBar *self)
{
  return get_gold (self) != NULL ? heed_gold_get_file (get_gold (self)) : NULL;
}

/* --- Display ----------------------------------------------------------------------- */

static void
enable (HeedGoldBar *self,
        const char  *name,
        gboolean     is_enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_enabled);
}

static void
set_state (HeedGoldBar *self,
           const char  *name,
           GVariant    *state)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_state (G_SIMPLE_ACTION (action), state);
}

static gboolean
has_translation (HeedGoldBar *self)
{
  return self->document != NULL &&
         heed_document_get_state (self->document) == HEED_DOCUMENT_FINISHED &&
         heed_document_get_translation (self->document)->steps->len > 0;
}

static void
enable_actions (HeedGoldBar *self,
                gboolean     is_drawn)
{
  HeedGold *gold = get_gold (self);

  enable (self, "open", has_translation (self));
  enable (self, "begin", has_translation (self));
  enable (self, "edit", gold != NULL && is_drawn);
  enable (self, "undo", gold != NULL && heed_gold_can_undo (gold));
  enable (self, "redo", gold != NULL && heed_gold_can_redo (gold));
  enable (self, "save",
          gold != NULL && (get_file (self) == NULL || heed_gold_has_unsaved (gold)));
  enable (self, "save-as", gold != NULL);
  enable (self, "return", gold != NULL && !is_drawn);
  enable (self, "rule", gold != NULL);
  enable (self, "shift", gold != NULL);
  enable (self, "close", gold != NULL || self->problem != NULL);
  set_state (self, "edit",
             g_variant_new_boolean (gold != NULL && heed_open_gold_is_editing (self->open)));
}

static void
show_score (HeedGoldBar *self,
            HeedGold    *gold,
            gboolean     is_drawn)
{
  g_autofree char *text =
    is_drawn ? heed_gold_words_new_score (gold, heed_open_gold_get_options (self->open)) : NULL;

  gtk_widget_set_visible (self->score, text != NULL);
  if (text != NULL)
    gtk_label_set_text (GTK_LABEL (self->score), text);
}

static void
show_file (HeedGoldBar *self,
           HeedGold    *gold)
{
  HeedGoldFile *file = heed_gold_get_file (gold);
  guint n_sentences = file != NULL ? heed_gold_file_get_n (file) : 0;
  g_autofree char *name =
    file != NULL ? g_filename_display_basename (heed_gold_file_get_path (file)) : NULL;
  g_autofree char *tooltip = file != NULL ? heed_gold_words_new_file (file) : NULL;
  /* Translators: behind the number of a sentence: of how many */
  g_autofree char *of = g_strdup_printf (_("of %u"), n_sentences);

  gtk_label_set_text (GTK_LABEL (self->file), name != NULL ? name : "");
  gtk_widget_set_tooltip_text (self->file, tooltip);
  gtk_label_set_text (GTK_LABEL (self->n_sentences), of);
  gtk_adjustment_set_upper (self->adjustment, MAX (n_sentences, 1));
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->sentence), heed_gold_get_sentence (gold) + 1);
}

/* The names of the rules as action targets, in the order of the enumeration. */
static const char *const rules[] = { "argmax", "threshold", "relative" };

static void
show_options (HeedGoldBar *self)
{
  const HeedLinkOptions *options = heed_open_gold_get_options (self->open);

  set_state (self, "rule", g_variant_new_string (rules[options->rule]));
  set_state (self, "shift", g_variant_new_boolean (options->shift == 1));
}

static void
show_message (HeedGoldBar *self,
              const char  *why)
{
  const char *message = self->problem != NULL ? self->problem : why;

  gtk_widget_set_visible (self->message, message != NULL);
  gtk_label_set_text (GTK_LABEL (self->message), message != NULL ? message : "");
  gtk_widget_set_tooltip_text (self->message, message);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  message != NULL ? message : "", -1);
}

static void
show_buttons (HeedGoldBar *self,
              gboolean     is_open,
              gboolean     is_drawn,
              gboolean     is_elsewhere)
{
  gtk_widget_set_visible (self->edit, is_open && is_drawn);
  gtk_widget_set_visible (self->history, is_open && is_drawn);
  gtk_widget_set_visible (self->save, is_open);
  gtk_widget_set_visible (self->close, is_open || self->problem != NULL);
  gtk_widget_set_visible (self->return_button, is_open && is_elsewhere);
  gtk_widget_set_visible (self->file, is_open && get_file (self) != NULL);
  gtk_widget_set_visible (self->sentence_box, is_open && get_file (self) != NULL &&
                                              heed_gold_file_get_n (get_file (self)) > 1);
}

void
heed_gold_bar_update (HeedGoldBar *self)
{
  HeedGold *gold = get_gold (self);
  const char *why = NULL;
  gboolean is_drawn;

  g_return_if_fail (HEED_IS_GOLD_BAR (self));

  is_drawn = gold != NULL && heed_open_gold_is_of_document (self->open, &why);
  enable_actions (self, is_drawn);
  show_message (self, why);
  gtk_widget_set_visible (GTK_WIDGET (self), gold != NULL || self->problem != NULL);
  gtk_widget_set_visible (self->legend, is_drawn);
  gtk_widget_set_visible (self->score, FALSE);
  show_buttons (self, gold != NULL && !self->is_presenting, is_drawn, why != NULL);
  if (gold == NULL)
    return;

  self->is_refreshing = TRUE;
  show_score (self, gold, is_drawn);
  show_file (self, gold);
  show_options (self);
  self->is_refreshing = FALSE;
}

/* --- Actions ----------------------------------------------------------------------- */

/* Takes ownership of error; NULL on success. */
static void
set_problem (HeedGoldBar *self,
             GError      *error)
{
  g_free (self->problem);
  self->problem = error != NULL ? g_strdup (error->message) : NULL;
  g_clear_error (&error);
  heed_gold_bar_update (self);
}

static void
show_gold (HeedGoldBar *self,
           HeedGold    *gold)
{
  GError *error = NULL;

  heed_open_gold_show (self->open, gold, &error);
  set_problem (self, error);
}

static void
take_sentence (HeedGoldBar  *self,
               HeedGoldFile *file,
               guint         sentence)
{
  GError *error = NULL;
  g_autoptr(HeedGold) gold = heed_gold_pair_new (self->document, file, sentence, &error);

  if (gold != NULL)
    show_gold (self, gold);
  else
    set_problem (self, error);
}

static void
open_path (GtkWidget  *widget,
           const char *path)
{
  HeedGoldBar *self = HEED_GOLD_BAR (widget);
  GError *error = NULL;
  g_autoptr(HeedGoldFile) file = NULL;

  if (!has_translation (self))
    return;

  file = heed_gold_file_read (path, HEED_GOLD_FIRST_GUESSED, &error);
  if (file != NULL && heed_gold_file_get_n (file) == 0)
    g_set_error (&error, HEED_ERROR, HEED_ERROR_DAMAGED,
                 "%s: expected links of at least one sentence, found none", path);

  if (error != NULL)
    set_problem (self, error);
  else
    take_sentence (self, file, 0);
}

static void save_cb (HeedGoldBar *self);

static void
save_now (GtkWidget  *widget,
          const char *path)
{
  save_cb (HEED_GOLD_BAR (widget));
}

/* Replaces the open links in this way; asks first if they are not saved. */
static void
replace (HeedGoldBar          *self,
         HeedGoldQuestionFunc  func,
         const char           *path)
{
  heed_gold_question_ask (GTK_WIDGET (self), get_gold (self), save_now, func, path);
}

void
heed_gold_bar_open (HeedGoldBar *self,
                    const char  *path)
{
  g_return_if_fail (HEED_IS_GOLD_BAR (self));
  g_return_if_fail (path != NULL);

  if (has_translation (self))
    replace (self, open_path, path);
}

static void
open_cb (HeedGoldBar *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
    _("Open Gold Links"), window, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  heed_file_dialog_show (chooser, GTK_WIDGET (self), (HeedFileChosenFunc) heed_gold_bar_open);
}

static void
begin_empty (GtkWidget  *widget,
             const char *path)
{
  HeedGoldBar *self = HEED_GOLD_BAR (widget);

  if (!has_translation (self))
    return;

  take_sentence (self, NULL, 0);
  heed_open_gold_set_editing (self->open, TRUE);
}

static void
begin_cb (HeedGoldBar *self)
{
  replace (self, begin_empty, NULL);
}

static void
edit_cb (HeedGoldBar *self)
{
  heed_open_gold_set_editing (self->open, !heed_open_gold_is_editing (self->open));
}

static void
undo_cb (HeedGoldBar *self)
{
  heed_gold_undo (get_gold (self));
}

static void
redo_cb (HeedGoldBar *self)
{
  heed_gold_redo (get_gold (self));
}

static void
save_to (HeedGoldBar *self,
         const char  *path)
{
  GError *error = NULL;

  if (get_gold (self) != NULL)
    heed_gold_save_as (get_gold (self), path, &error);
  set_problem (self, error);
}

static void
save_as_cb (HeedGoldBar *self)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
    _("Save Gold Links"), window, GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), "links.gold");
  heed_file_dialog_show (chooser, GTK_WIDGET (self), (HeedFileChosenFunc) save_to);
}

static void
save_cb (HeedGoldBar *self)
{
  GError *error = NULL;

  if (get_file (self) == NULL)
    {
      save_as_cb (self);
      return;
    }

  heed_gold_file_save (get_file (self), &error);
  set_problem (self, error);
}

static void
return_cb (HeedGoldBar *self)
{
  g_autoptr(HeedGold) gold = g_object_ref (get_gold (self));

  show_gold (self, gold);
}

/* Edits that were not saved are freed with the last reference to the file. */
static void
close_links (GtkWidget  *widget,
             const char *path)
{
  HeedGoldBar *self = HEED_GOLD_BAR (widget);

  if (self->open != NULL)
    show_gold (self, NULL);
}

static void
close_cb (HeedGoldBar *self)
{
  replace (self, close_links, NULL);
}

static void
rule_cb (HeedGoldBar *self,
         GVariant    *target)
{
  static const double shares[] = { 0.5, 0.15, 0.5 };
  HeedLinkOptions options = *heed_open_gold_get_options (self->open);

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_equal (g_variant_get_string (target, NULL), rules[i]))
      {
        options.rule = (HeedLinkRule) i;
        options.share = shares[i];
      }

  heed_open_gold_set_options (self->open, &options);
}

static void
shift_cb (HeedGoldBar *self)
{
  HeedLinkOptions options = *heed_open_gold_get_options (self->open);

  options.shift = 1 - options.shift;
  heed_open_gold_set_options (self->open, &options);
}

static void
sentence_changed_cb (HeedGoldBar *self)
{
  guint sentence = (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->sentence)) - 1;
  g_autoptr(HeedGoldFile) file = NULL;

  if (self->is_refreshing || get_file (self) == NULL ||
      sentence == heed_gold_get_sentence (get_gold (self)))
    return;

  file = g_object_ref (get_file (self));
  take_sentence (self, file, sentence);
}

/* --- The object -------------------------------------------------------------------- */

static void
heed_gold_bar_dispose (GObject *object)
{
  HeedGoldBar *self = HEED_GOLD_BAR (object);
  GtkWidget *child;

  heed_gold_bar_set_document (self, NULL);
  g_clear_object (&self->actions);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (heed_gold_bar_parent_class)->dispose (object);
}

static void
heed_gold_bar_finalize (GObject *object)
{
  g_free (HEED_GOLD_BAR (object)->problem);

  G_OBJECT_CLASS (heed_gold_bar_parent_class)->finalize (object);
}

static void
heed_gold_bar_class_init (HeedGoldBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heed_gold_bar_dispose;
  object_class->finalize = heed_gold_bar_finalize;

  g_type_ensure (HEED_TYPE_LINK_LEGEND);
  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HeedGoldBar, menu);
  gtk_widget_class_bind_template_child (widget_class, HeedGoldBar, edit);
  gtk_widget_class_bind_template_child (widget_class, HeedGoldBar, close);
  gtk_widget_class_bind_template_child (widget_class, HeedGoldBar, history);
  gtk_widget_class_bind_template_child (widget_class, HeedGoldBar, score);
  gtk_widget_class_bind_template_child (widget_class, HeedGoldBar, sentence_box);
  gtk_widget_class_bind_template_child (widget_class, HeedGoldBar, sentence);
  gtk_widget_class_bind_template_child (widget_class, HeedGoldBar, adjustment);
  gtk_widget_class_bind_template_child (widget_class, HeedGoldBar, n_sentences);
  gtk_widget_class_bind_template_child (widget_class, HeedGoldBar, file);
  gtk_widget_class_bind_template_child (widget_class, HeedGoldBar, save);
  gtk_widget_class_bind_template_child (widget_class, HeedGoldBar, return_button);
  gtk_widget_class_bind_template_child (widget_class, HeedGoldBar, legend);
  gtk_widget_class_bind_template_child (widget_class, HeedGoldBar, message);
  gtk_widget_class_bind_template_callback (widget_class, sentence_changed_cb);
  /**
   * HeedGoldBar::changed:
   *
   * The marks over the heatmap have changed.
   */
  signal_changed = g_signal_new ("changed", HEED_TYPE_GOLD_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "goldbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
add_action (HeedGoldBar   *self,
            GSimpleAction *action,
            GCallback      callback)
{
  g_signal_connect_object (action, "activate", callback, self, G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
  g_object_unref (action);
}

static void
add_actions (HeedGoldBar *self)
{
  static const struct {
    const char *name;
    GCallback   callback;
  } actions[] = {
    { "open", G_CALLBACK (open_cb) },       { "begin", G_CALLBACK (begin_cb) },
    { "undo", G_CALLBACK (undo_cb) },       { "redo", G_CALLBACK (redo_cb) },
    { "save", G_CALLBACK (save_cb) },       { "save-as", G_CALLBACK (save_as_cb) },
    { "return", G_CALLBACK (return_cb) },   { "close", G_CALLBACK (close_cb) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    add_action (self, g_simple_action_new (actions[i].name, NULL), actions[i].callback);

  add_action (self, g_simple_action_new_stateful ("edit", NULL, g_variant_new_boolean (FALSE)),
              G_CALLBACK (edit_cb));
  add_action (self, g_simple_action_new_stateful ("shift", NULL, g_variant_new_boolean (FALSE)),
              G_CALLBACK (shift_cb));
  add_action (self, g_simple_action_new_stateful ("rule", G_VARIANT_TYPE_STRING,
                                                  g_variant_new_string (rules[0])),
              G_CALLBACK (rule_cb));
}

/* Labels the buttons of a spin button, since GTK labels only its text field. */
static void
name_steps (GtkWidget *spin)
{
  for (GtkWidget *child = gtk_widget_get_first_child (spin); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child))
      {
        gboolean is_next =
          g_strcmp0 (gtk_button_get_icon_name (GTK_BUTTON (child)), "value-increase-symbolic") == 0;

        gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                        is_next ? _("Next sentence") : _("Previous sentence"), -1);
      }
}

static void
heed_gold_bar_init (HeedGoldBar *self)
{
  self->actions = g_simple_action_group_new ();
  add_actions (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  name_steps (self->sentence);
  gtk_widget_set_layout_manager (GTK_WIDGET (self), heed_wrap_layout_new (SPACING_PX, SPACING_PX));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Gold links"), -1);
  heed_gold_bar_update (self);
}

GActionGroup *
heed_gold_bar_get_actions (HeedGoldBar *self)
{
  g_return_val_if_fail (HEED_IS_GOLD_BAR (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

static void
open_changed_cb (HeedGoldBar *self)
{
  heed_gold_bar_update (self);
  g_signal_emit (self, signal_changed, 0);
}

void
heed_gold_bar_set_document (HeedGoldBar  *self,
                            HeedDocument *document)
{
  g_return_if_fail (HEED_IS_GOLD_BAR (self));

  if (self->document == document)
    return;

  if (self->open != NULL)
    g_signal_handlers_disconnect_by_data (self->open, self);

  g_set_object (&self->document, document);
  self->open = document != NULL ? heed_open_gold_of (document) : NULL;
  if (self->open != NULL)
    g_signal_connect_object (self->open, "changed", G_CALLBACK (open_changed_cb), self,
                             G_CONNECT_SWAPPED);
  if (self->actions != NULL)
    heed_gold_bar_update (self);
}

static void
create_menu_cb (GtkMenuButton *button,
                gpointer       user_data)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, HEED_GOLD_BAR (user_data)->menu);
}

/* The reference is safe: bar and button are in the same page and are destroyed with it. */
void
heed_gold_bar_set_button (HeedGoldBar   *self,
                          GtkMenuButton *button)
{
  g_return_if_fail (HEED_IS_GOLD_BAR (self));

  gtk_menu_button_set_create_popup_func (button, create_menu_cb, g_object_ref (self),
                                         g_object_unref);
}

void
heed_gold_bar_set_presenting (HeedGoldBar *self,
                              gboolean     is_presenting)
{
  g_return_if_fail (HEED_IS_GOLD_BAR (self));

  self->is_presenting = is_presenting;
  heed_gold_bar_update (self);
}

void
heed_gold_bar_add_keys (GtkWidgetClass *page_class)
{
  gtk_widget_class_add_binding_action (page_class, GDK_KEY_g, 0, "gold.edit", NULL);
}
