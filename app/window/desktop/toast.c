/* toast.c — a line over the window that disappears after some seconds: "Saved to …"
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Toasts report successes. Errors are shown as a message of the window, which stays until
 * the user closes it.
 */

#include "app/window/desktop/toast.h"

#define SHOWN_SECONDS 6

/**
 * HeedToast:
 *
 * ## CSS nodes
 *
 * `toast`, with a label in it.
 *
 * ## Accessibility
 *
 * The line has the role status, so that screen readers announce it when it changes.
 */
struct _HeedToast
{
  GtkWidget  parent_instance;

  GtkWidget *revealer;
  GtkWidget *label;
  guint      hide_id;
};

G_DEFINE_FINAL_TYPE (HeedToast, heed_toast, GTK_TYPE_WIDGET)

static gboolean
hide_cb (gpointer user_data)
{
  HeedToast *self = user_data;

  self->hide_id = 0;
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);

  return G_SOURCE_REMOVE;
}

void
heed_toast_show (HeedToast  *self,
                 const char *text)
{
  g_return_if_fail (HEED_IS_TOAST (self));
  g_return_if_fail (text != NULL);

  g_clear_handle_id (&self->hide_id, g_source_remove);
  gtk_label_set_text (GTK_LABEL (self->label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
  self->hide_id = g_timeout_add_seconds (SHOWN_SECONDS, hide_cb, self);
}

/**
 * heed_toast_get_text:
 *
 * Returns: (nullable): the displayed text
 */
const char *
heed_toast_get_text (HeedToast *self)
{
  g_return_val_if_fail (HEED_IS_TOAST (self), NULL);

  return gtk_revealer_get_reveal_child (GTK_REVEALER (self->revealer))
           ? gtk_label_get_text (GTK_LABEL (self->label))
           : NULL;
}

static void
heed_toast_dispose (GObject *object)
{
  HeedToast *self = HEED_TOAST (object);

  g_clear_handle_id (&self->hide_id, g_source_remove);
  g_clear_pointer (&self->revealer, gtk_widget_unparent);

  G_OBJECT_CLASS (heed_toast_parent_class)->dispose (object);
}

static void
heed_toast_class_init (HeedToastClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_toast_dispose;
  gtk_widget_class_set_css_name (widget_class, "toast");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

/* The toast cannot be a target, so that clicks reach the widgets below it. */
static void
heed_toast_init (HeedToast *self)
{
  self->label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS,
                              "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "max-width-chars",
                              70, NULL);
  self->revealer = gtk_revealer_new ();
  gtk_revealer_set_transition_type (GTK_REVEALER (self->revealer),
                                    GTK_REVEALER_TRANSITION_TYPE_CROSSFADE);
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), self->label);
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}
