/* token-keys.c — keyboard navigation between the tokens of two sentences
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The arrow keys along a sentence move from token to token, Home and End to the first and the last,
 * the arrow keys across it to the other sentence.
 */

#include "ui/token-keys.h"

/* Longer than any sentence. */
#define FAR (1 << 20)

static gboolean
go_to (const HeedTokenKeys *keys,
       GtkWidget           *widget,
       HeedPlace            place)
{
  if (place.index < 0)
    return FALSE;

  keys->choose (widget, place);

  return TRUE;
}

static gboolean
walk_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   user_data)
{
  const HeedTokenKeys *keys = user_data;

  return go_to (keys, widget,
                heed_token_focus_walk (keys->get_focus (widget), keys->get_weights (widget),
                                       g_variant_get_int32 (arguments)));
}

static gboolean
cross_cb (GtkWidget *widget,
          GVariant  *arguments,
          gpointer   user_data)
{
  const HeedTokenKeys *keys = user_data;

  return go_to (keys, widget,
                heed_token_focus_cross (keys->get_focus (widget), keys->get_weights (widget),
                                        g_variant_get_boolean (arguments)));
}

static void
add (GtkWidgetClass      *widget_class,
     const HeedTokenKeys *keys,
     guint                keyval,
     GtkShortcutFunc      callback,
     GVariant            *arguments)
{
  g_autoptr(GtkShortcut) shortcut =
    gtk_shortcut_new (gtk_keyval_trigger_new (keyval, 0),
                      gtk_callback_action_new (callback, (gpointer) keys, NULL));

  gtk_shortcut_set_arguments (shortcut, arguments);
  gtk_widget_class_add_shortcut (widget_class, shortcut);
}

void
heed_token_keys_add (GtkWidgetClass      *widget_class,
                     const HeedTokenKeys *keys)
{
  gboolean is_down = keys->along == GTK_ORIENTATION_VERTICAL;
  guint back = is_down ? GDK_KEY_Up : GDK_KEY_Left;
  guint on = is_down ? GDK_KEY_Down : GDK_KEY_Right;
  guint to_column = is_down ? GDK_KEY_Left : GDK_KEY_Up;
  guint to_row = is_down ? GDK_KEY_Right : GDK_KEY_Down;

  add (widget_class, keys, back, walk_cb, g_variant_new_int32 (-1));
  add (widget_class, keys, on, walk_cb, g_variant_new_int32 (1));
  add (widget_class, keys, GDK_KEY_Home, walk_cb, g_variant_new_int32 (-FAR));
  add (widget_class, keys, GDK_KEY_End, walk_cb, g_variant_new_int32 (FAR));
  add (widget_class, keys, to_column, cross_cb, g_variant_new_boolean (FALSE));
  add (widget_class, keys, to_row, cross_cb, g_variant_new_boolean (TRUE));
}
