/* changes-view.c — the changes of a sentence as a list
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Control+Z undoes the last action. A sentence that is being typed has no changes, so
 * each change came after the typing and is undone before it: the entry gets the key, and
 * undoes typing, only when no change is left. While gold links are edited, the key
 * applies to them.
 */

#include "app/window/pages/views/changes-view.h"

#include <glib/gi18n.h>

#include "app/window/document/open-gold.h"
#include "app/window/pages/parts/change-words.h"
#include "ui/wrap-layout.h"

#define HEADER_GAP_PX 2

#define TEMPLATE "/org/heed/Heed/app/window/pages/views/changes-view.ui"

/**
 * HeedChangesView:
 *
 * A list of changes that can be switched off and on and removed; undo and redo.
 *
 * ## Keyboard
 *
 * Anywhere in the window: Control+Z undoes, Control+Shift+Z redoes. F8 shows, for
 * as long as it is held, the translation as it was before any change. In the
 * list: Space switches a change off and on, Delete removes it.
 *
 * ## CSS nodes
 *
 * One node named `changesview`.
 *
 * ## Accessibility
 *
 * A group with a list; each line is a check box labelled with the change.
 */
struct _HeedChangesView
{
  GtkWidget      parent_instance;

  GtkWidget     *header;
  GtkWidget     *edit;
  GMenuModel    *edit_menu;
  GtkWidget     *before;
  GtkWidget     *scrolled;
  GtkWidget     *list;
  GtkWidget     *hint;

  HeedDocument  *document;
  gboolean       is_refreshing;  /* the widgets are changed by code, not by the user */
  gboolean       holds_key;      /* F8 shows what was before, and no button did */
};

enum {
  PROP_0,
  PROP_DOCUMENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (HeedChangesView, heed_changes_view, GTK_TYPE_WIDGET)

static HeedChangeList *
get_changes (HeedChangesView *self)
{
  return heed_document_get_changes (self->document);
}

/* --- One line ------------------------------------------------------------ */

static guint
get_index (GtkWidget *child)
{
  GtkWidget *line = gtk_widget_get_ancestor (child, GTK_TYPE_LIST_BOX_ROW);

  return (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (line));
}

static void
toggled_cb (HeedChangesView *self,
            GtkCheckButton  *check)
{
  if (!self->is_refreshing)
    heed_change_list_set_on (get_changes (self), get_index (GTK_WIDGET (check)),
                             gtk_check_button_get_active (check));
}

static void
remove_clicked_cb (HeedChangesView *self,
                   GtkWidget       *button)
{
  heed_change_list_remove (get_changes (self), get_index (button));
}

static gboolean
delete_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   user_data)
{
  HeedChangesView *self = HEED_CHANGES_VIEW (user_data);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (focus == NULL || gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW) == NULL)
    return FALSE;

  heed_change_list_remove (get_changes (self), get_index (focus));

  return TRUE;
}

static GtkWidget *
new_remove_button (HeedChangesView *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  gtk_widget_add_css_class (button, "small");
  gtk_widget_set_tooltip_text (button, _("Remove this change"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), self,
                           G_CONNECT_SWAPPED);

  return button;
}

static GtkWidget *
new_line (HeedChangesView *self)
{
  GtkWidget *line = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
  gtk_widget_set_hexpand (check, TRUE);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);

  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), new_remove_button (self));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (line), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (line), FALSE);
  gtk_widget_set_focusable (line, FALSE);
  gtk_widget_add_css_class (line, "change");

  return line;
}

static void
show_change (GtkWidget           *line,
             const HeedChange    *change,
             const HeedSiteRange *ranges)
{
  GtkWidget *check =
    gtk_widget_get_first_child (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (line)));
  GtkWidget *label = gtk_check_button_get_child (GTK_CHECK_BUTTON (check));
  g_autofree char *words = heed_change_words_new (change, ranges);
  /* Translators: on a button without a text; a change by its name */
  g_autofree char *removal = g_strdup_printf (_("Remove: %s"), words);

  gtk_label_set_text (GTK_LABEL (label), words);
  gtk_widget_set_tooltip_text (label, words);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), change->is_on);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_next_sibling (check)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, removal, -1);
}

/* --- The list ------------------------------------------------------------ */

static void
list_ranges (HeedModel     *model,
             HeedSiteRange *ranges)
{
  for (guint kind = 0; kind < HEED_N_ATTENTION_KINDS; kind++)
    ranges[kind] = (HeedSiteRange) {
      .n_layers = heed_model_get_n_layers (model, (HeedAttentionKind) kind),
      .n_heads = heed_model_get_n_heads (model, (HeedAttentionKind) kind, 0),
    };
}

/* Lines that remain keep the focus. */
static void
fill_list (HeedChangesView *self)
{
  HeedSiteRange ranges[HEED_N_ATTENTION_KINDS];
  HeedChangeList *changes = get_changes (self);
  guint n_changes = heed_change_list_get_n (changes);
  GtkListBoxRow *line;

  while ((line = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), (int) n_changes)) !=
         NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), GTK_WIDGET (line));

  if (n_changes > 0)
    list_ranges (heed_document_get_model (self->document), ranges);

  for (guint i = 0; i < n_changes; i++)
    {
      line = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), (int) i);
      if (line == NULL)
        {
          line = GTK_LIST_BOX_ROW (new_line (self));
          gtk_list_box_append (GTK_LIST_BOX (self->list), GTK_WIDGET (line));
        }

      show_change (GTK_WIDGET (line), heed_change_list_get (changes, i), ranges);
    }

  gtk_widget_set_visible (self->scrolled, n_changes > 0);
}

static gboolean
has_row_edits (HeedChangeList *changes)
{
  for (guint i = 0; i < heed_change_list_get_n (changes); i++)
    if (heed_change_list_get (changes, i)->kind == HEED_CHANGE_ROW)
      return TRUE;

  return FALSE;
}

/* Explains how to begin; once a row is edited, how it is renormalised. */
static void
show_hint (HeedChangesView *self)
{
  HeedChangeList *changes = get_changes (self);
  gboolean has_rows = has_row_edits (changes);
  gboolean has_any = heed_change_list_get_n (changes) > 0;

  gtk_label_set_text (GTK_LABEL (self->hint),
                      has_rows ? _("The other cells of an edited row keep their proportions.")
                               : _("Click a token to hide it; drag a cell to edit it."));
  gtk_widget_set_visible (self->hint, has_rows || !has_any);
}

static void
show_before (HeedChangesView *self)
{
  gboolean has_before = heed_document_get_free_translation (self->document) != NULL;

  self->is_refreshing = TRUE;
  gtk_widget_set_sensitive (self->before, has_before);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->before),
                                has_before && heed_document_get_shows_before (self->document));
  self->is_refreshing = FALSE;
}

static void
refresh (HeedChangesView *self)
{
  HeedChangeList *changes = get_changes (self);

  self->is_refreshing = TRUE;
  fill_list (self);
  show_hint (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "changes.undo",
                                 heed_change_list_can_undo (changes));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "changes.redo",
                                 heed_change_list_can_redo (changes));
  self->is_refreshing = FALSE;
  show_before (self);
}

static void
before_toggled_cb (HeedChangesView *self)
{
  if (!self->is_refreshing && self->document != NULL)
    heed_document_set_shows_before (
      self->document, gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->before)));
}

/* --- Keys ---------------------------------------------------------------- */

static void
undo_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  heed_change_list_undo (get_changes (HEED_CHANGES_VIEW (widget)));
}

static void
redo_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  heed_change_list_redo (get_changes (HEED_CHANGES_VIEW (widget)));
}

/* Returns the gold links being edited, to which the keys apply then; or NULL. */
static HeedGold *
get_edited_gold (HeedChangesView *self)
{
  HeedOpenGold *open = self->document != NULL ? heed_open_gold_of (self->document) : NULL;

  return open != NULL && heed_open_gold_is_editing (open) ? heed_open_gold_get (open) : NULL;
}

static gboolean
undo_key_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  HeedChangesView *self = HEED_CHANGES_VIEW (widget);

  if (get_edited_gold (self) != NULL)
    {
      heed_gold_undo (get_edited_gold (self));
      return TRUE;
    }

  if (self->document == NULL || !heed_change_list_can_undo (get_changes (self)))
    return FALSE;

  heed_change_list_undo (get_changes (self));

  return TRUE;
}

static gboolean
redo_key_cb (GtkWidget *widget,
             GVariant  *arguments,
             gpointer   user_data)
{
  HeedChangesView *self = HEED_CHANGES_VIEW (widget);

  if (get_edited_gold (self) != NULL)
    {
      heed_gold_redo (get_edited_gold (self));
      return TRUE;
    }

  if (self->document == NULL || !heed_change_list_can_redo (get_changes (self)))
    return FALSE;

  heed_change_list_redo (get_changes (self));

  return TRUE;
}

static void
add_key (GtkEventController *controller,
         guint               keyval,
         GdkModifierType     modifiers,
         GtkShortcutFunc     func)
{
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (keyval, modifiers),
                                            gtk_callback_action_new (func, NULL, NULL));

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
}

/* Handles the keys before the entry does. */
static void
add_keys (HeedChangesView *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller),
                                     GTK_SHORTCUT_SCOPE_GLOBAL);
  add_key (controller, GDK_KEY_z, GDK_CONTROL_MASK, undo_key_cb);
  add_key (controller, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK, redo_key_cb);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
add_delete_key (HeedChangesView *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcut *shortcut = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Delete, 0),
                                            gtk_callback_action_new (delete_cb, self, NULL));

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller), shortcut);
  gtk_widget_add_controller (self->list, controller);
}

static gboolean
key_pressed_cb (HeedChangesView *self,
                guint            keyval)
{
  if (keyval != GDK_KEY_F8 || self->document == NULL)
    return GDK_EVENT_PROPAGATE;

  if (!heed_document_get_shows_before (self->document))
    {
      self->holds_key = TRUE;
      heed_document_set_shows_before (self->document, TRUE);
    }

  return GDK_EVENT_STOP;
}

/* Ends only what the key began; a Before chosen with the button stays. */
static void
end_key (HeedChangesView *self)
{
  if (self->holds_key && self->document != NULL)
    heed_document_set_shows_before (self->document, FALSE);

  self->holds_key = FALSE;
}

static void
key_released_cb (HeedChangesView *self,
                 guint            keyval)
{
  if (keyval == GDK_KEY_F8)
    end_key (self);
}

void
heed_changes_view_watch_key (HeedChangesView *self,
                             GtkWidget       *widget)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_return_if_fail (HEED_IS_CHANGES_VIEW (self));

  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect_object (key, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (key, "key-released", G_CALLBACK (key_released_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, key);

  /* The release of the key is not received once the focus has left. */
  g_signal_connect_object (focus, "leave", G_CALLBACK (end_key), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, focus);
}

/* --- The object ---------------------------------------------------------- */

static void
heed_changes_view_dispose (GObject *object)
{
  HeedChangesView *self = HEED_CHANGES_VIEW (object);
  GtkWidget *child;

  heed_changes_view_set_document (self, NULL);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (heed_changes_view_parent_class)->dispose (object);
}

static void
heed_changes_view_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, HEED_CHANGES_VIEW (object)->document);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_changes_view_set_property (GObject      *object,
                                guint         property_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_DOCUMENT:
      heed_changes_view_set_document (HEED_CHANGES_VIEW (object), g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
heed_changes_view_class_init (HeedChangesViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heed_changes_view_dispose;
  object_class->get_property = heed_changes_view_get_property;
  object_class->set_property = heed_changes_view_set_property;

  /**
   * HeedChangesView:document: (nullable)
   *
   * The document whose changes are listed.
   */
  properties[PROP_DOCUMENT] =
    g_param_spec_object ("document", NULL, NULL, HEED_TYPE_DOCUMENT,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "changes.undo", NULL, undo_cb);
  gtk_widget_class_install_action (widget_class, "changes.redo", NULL, redo_cb);

  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HeedChangesView, header);
  gtk_widget_class_bind_template_child (widget_class, HeedChangesView, edit);
  gtk_widget_class_bind_template_child (widget_class, HeedChangesView, edit_menu);
  gtk_widget_class_bind_template_child (widget_class, HeedChangesView, before);
  gtk_widget_class_bind_template_child (widget_class, HeedChangesView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, HeedChangesView, list);
  gtk_widget_class_bind_template_child (widget_class, HeedChangesView, hint);
  gtk_widget_class_bind_template_callback (widget_class, before_toggled_cb);
  gtk_widget_class_set_css_name (widget_class, "changesview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

/* Created on demand: most sessions never open the menu. */
static void
create_edit_menu_cb (GtkMenuButton *button,
                     gpointer       user_data)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, HEED_CHANGES_VIEW (user_data)->edit_menu);
}

static void
heed_changes_view_init (HeedChangesView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->header, heed_wrap_layout_new (HEADER_GAP_PX, HEADER_GAP_PX));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->edit), create_edit_menu_cb, self,
                                         NULL);
  add_keys (self);
  add_delete_key (self);
}

static void
watch_document (HeedChangesView *self)
{
  g_signal_connect_object (get_changes (self), "changed", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "model-changed", G_CALLBACK (refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "steps-changed", G_CALLBACK (show_before), self,
                           G_CONNECT_SWAPPED);
  refresh (self);
}

void
heed_changes_view_set_document (HeedChangesView *self,
                                HeedDocument    *document)
{
  g_return_if_fail (HEED_IS_CHANGES_VIEW (self));
  g_return_if_fail (document == NULL || HEED_IS_DOCUMENT (document));

  if (self->document == document)
    return;

  if (self->document != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->document, self);
      g_signal_handlers_disconnect_by_data (get_changes (self), self);
    }

  g_set_object (&self->document, document);
  if (document != NULL)
    watch_document (self);

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DOCUMENT]);
}
