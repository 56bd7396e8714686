/* find-widget.c — finds the widgets of a window by their type, for tests
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "find-widget.h"

static GtkWidget *
find_or_null (GtkWidget *root,
              GType      type)
{
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_or_null (child, type);

      if (found != NULL)
        return found;
    }

  return NULL;
}

GtkWidget *
find_widget (GtkWidget *root,
             GType      type)
{
  GtkWidget *found = find_or_null (root, type);

  g_assert_nonnull (found);

  return found;
}

void
for_each_widget (GtkWidget  *root,
                 WidgetFunc  func,
                 gpointer    data)
{
  func (root, data);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    for_each_widget (child, func, data);
}
