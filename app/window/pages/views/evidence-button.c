/* evidence-button.c — a menu to choose between attention and evidence of effect
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Its menu is the action "view.source" (view-options.h).
 */

#include "app/window/pages/views/evidence-button.h"

#include <glib/gi18n.h>

#define TEMPLATE "/org/heed/Heed/app/window/pages/views/evidence-button.ui"

/**
 * HeedEvidenceButton:
 *
 * A button with a menu; its label names what is displayed.
 *
 * ## CSS nodes
 *
 * One node named `evidencebutton`.
 *
 * ## Accessibility
 *
 * That of its [class@Gtk.MenuButton].
 */
/* A title that is longer is shortened where room is scarce; what is left of a word says nothing. */
#define WORD_CHARS 10

struct _HeedEvidenceButton
{
  GtkWidget   parent_instance;

  GtkWidget  *button;
  GtkWidget  *label;
  GMenuModel *source;
};

G_DEFINE_FINAL_TYPE (HeedEvidenceButton, heed_evidence_button, GTK_TYPE_WIDGET)

static void
heed_evidence_button_dispose (GObject *object)
{
  g_clear_pointer (&HEED_EVIDENCE_BUTTON (object)->button, gtk_widget_unparent);

  G_OBJECT_CLASS (heed_evidence_button_parent_class)->dispose (object);
}

/* Created on demand: most sessions never open the menu. */
static void
create_menu_cb (GtkMenuButton *button,
                gpointer       user_data)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, HEED_EVIDENCE_BUTTON (user_data)->source);
}

static void
heed_evidence_button_class_init (HeedEvidenceButtonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_evidence_button_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HeedEvidenceButton, button);
  gtk_widget_class_bind_template_child (widget_class, HeedEvidenceButton, label);
  gtk_widget_class_bind_template_child (widget_class, HeedEvidenceButton, source);
  gtk_widget_class_set_css_name (widget_class, "evidencebutton");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
heed_evidence_button_init (HeedEvidenceButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), create_menu_cb, self,
                                         NULL);
}

/**
 * heed_evidence_button_set_title:
 * @title: (nullable): the title of the displayed evidence; %NULL for attention
 */
void
heed_evidence_button_set_title (HeedEvidenceButton *self,
                                const char         *title)
{
  g_return_if_fail (HEED_IS_EVIDENCE_BUTTON (self));

  title = title != NULL ? title : _("Evidence");
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->label)), title) == 0)
    return;

  gtk_label_set_text (GTK_LABEL (self->label), title);
  gtk_label_set_ellipsize (GTK_LABEL (self->label),
                           g_utf8_strlen (title, -1) > WORD_CHARS ? PANGO_ELLIPSIZE_END
                                                                  : PANGO_ELLIPSIZE_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title, -1);
}
