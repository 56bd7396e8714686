/* view-toolbar.c — the buttons below an attention that choose how it is displayed
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each button activates an action of the group "view" (view-options.h) of the page, so
 * the toolbar depends on neither the page nor the options.
 */

#include "app/window/pages/views/view-toolbar.h"

#include "ui/wrap-layout.h"

#define TEMPLATE   "/org/heed/Heed/app/window/pages/views/view-toolbar.ui"
#define SPACING_PX 6

/**
 * HeedViewToolbar:
 *
 * Wraps in a narrow window.
 *
 * ## CSS nodes
 *
 * One node named `viewtoolbar`.
 *
 * ## Accessibility
 *
 * A group of buttons.
 */
struct _HeedViewToolbar
{
  GtkWidget   parent_instance;

  GtkWidget  *units;
  GtkWidget  *heads;
  GtkWidget  *look_button;
  GMenuModel *look;
  GtkWidget  *order_button;
  GMenuModel *order;
};

G_DEFINE_FINAL_TYPE (HeedViewToolbar, heed_view_toolbar, GTK_TYPE_WIDGET)

static void
heed_view_toolbar_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (heed_view_toolbar_parent_class)->dispose (object);
}

/* Created on demand: most sessions never open the menu. */
static void
create_look_cb (GtkMenuButton *button,
                gpointer       user_data)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, HEED_VIEW_TOOLBAR (user_data)->look);
}

static void
create_order_cb (GtkMenuButton *button,
                 gpointer       user_data)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, HEED_VIEW_TOOLBAR (user_data)->order);
}

static void
heed_view_toolbar_class_init (HeedViewToolbarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heed_view_toolbar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, TEMPLATE);
  gtk_widget_class_bind_template_child (widget_class, HeedViewToolbar, units);
  gtk_widget_class_bind_template_child (widget_class, HeedViewToolbar, heads);
  gtk_widget_class_bind_template_child (widget_class, HeedViewToolbar, order_button);
  gtk_widget_class_bind_template_child (widget_class, HeedViewToolbar, order);
  gtk_widget_class_bind_template_child (widget_class, HeedViewToolbar, look_button);
  gtk_widget_class_bind_template_child (widget_class, HeedViewToolbar, look);
  gtk_widget_class_set_css_name (widget_class, "viewtoolbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heed_view_toolbar_init (HeedViewToolbar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->look_button), create_look_cb, self,
                                         NULL);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->order_button), create_order_cb,
                                         self, NULL);
  gtk_widget_set_layout_manager (GTK_WIDGET (self), heed_wrap_layout_new (SPACING_PX, SPACING_PX));
}

/**
 * heed_view_toolbar_set_has_pieces:
 * @has_pieces: whether the model's words may be several subwords
 */
void
heed_view_toolbar_set_has_pieces (HeedViewToolbar *self,
                                  gboolean         has_pieces)
{
  g_return_if_fail (HEED_IS_VIEW_TOOLBAR (self));

  gtk_widget_set_visible (self->units, has_pieces);
}

/**
 * heed_view_toolbar_set_heads:
 * @has_heads: whether the model has several layers or heads
 * @shows_heads: whether all of them are displayed, so that their order matters
 */
void
heed_view_toolbar_set_heads (HeedViewToolbar *self,
                             gboolean         has_heads,
                             gboolean         shows_heads)
{
  g_return_if_fail (HEED_IS_VIEW_TOOLBAR (self));

  gtk_widget_set_visible (self->heads, has_heads);
  gtk_widget_set_visible (self->order_button, has_heads && shows_heads);
}

static void
move (GtkWidget *widget,
      GtkWidget *parent,
      GtkWidget *before)
{
  g_object_ref (widget);
  gtk_box_remove (GTK_BOX (gtk_widget_get_parent (widget)), widget);
  gtk_widget_insert_before (widget, parent, before);
  g_object_unref (widget);
}

/**
 * heed_view_toolbar_take_row:
 *
 * Two groups side by side in a narrow window leave a half-empty line where the second one
 * wraps; a single group does not.
 */
void
heed_view_toolbar_take_row (HeedViewToolbar *self)
{
  GtkWidget *toolbar = GTK_WIDGET (self);
  GtkWidget *first, *sibling;

  g_return_if_fail (HEED_IS_VIEW_TOOLBAR (self));
  g_return_if_fail (GTK_IS_BOX (gtk_widget_get_parent (toolbar)));

  first = gtk_widget_get_first_child (toolbar);
  while ((sibling = gtk_widget_get_prev_sibling (toolbar)) != NULL)
    {
      move (sibling, toolbar, first);
      first = sibling;
    }
  while ((sibling = gtk_widget_get_next_sibling (toolbar)) != NULL)
    move (sibling, toolbar, NULL);
}
