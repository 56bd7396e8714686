/* focus-scroll.c — scrolls the focused widget back into view when a key is pressed
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * GTK scrolls to a widget when it gets the focus, but not afterwards. If the user then scrolls it
 * out of view with the wheel, key presses go to a widget that is not visible, and a menu that opens
 * outside the screen makes GTK look up a monitor that does not exist.
 */

#include "ui/focus-scroll.h"

static gboolean
is_press (guint keyval)
{
  return keyval == GDK_KEY_space || keyval == GDK_KEY_KP_Space || keyval == GDK_KEY_Return ||
         keyval == GDK_KEY_ISO_Enter || keyval == GDK_KEY_KP_Enter;
}

static gboolean
is_modifier (GtkEventController *keys)
{
  GdkEvent *event = gtk_event_controller_get_current_event (keys);

  return event != NULL && gdk_key_event_is_modifier (event);
}

/* The widget below `within` that has the focus and gets the keys of its window; NULL if there is
 * none. What is in a popover is elsewhere: it is on the screen wherever the page is scrolled to. */
static GtkWidget *
find_focus (GtkWidget *within)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (within));

  if (focus == NULL || !gtk_widget_is_ancestor (focus, within) ||
      gtk_widget_get_native (focus) != gtk_widget_get_native (within))
    return NULL;

  return focus;
}

/* Scrolls the range from start to start + size, relative to the visible part, into view. */
static void
scroll (GtkAdjustment *adjustment,
        double         start,
        double         size)
{
  double value = gtk_adjustment_get_value (adjustment);

  gtk_adjustment_clamp_page (adjustment, value + start, value + start + size);
}

/* Scrolls one window, if nothing of the focused widget is in its visible part; returns whether it
 * did. A list scrolls to its rows itself. */
static gboolean
bring_back (GtkScrolledWindow *scrolled,
            GtkWidget         *focus)
{
  GtkWidget *window = GTK_WIDGET (scrolled);
  graphene_rect_t seen = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (window),
                                             gtk_widget_get_height (window));
  graphene_rect_t place;

  if (!GTK_IS_VIEWPORT (gtk_scrolled_window_get_child (scrolled)) ||
      !gtk_widget_compute_bounds (focus, window, &place) ||
      graphene_rect_intersection (&place, &seen, NULL))
    return FALSE;

  scroll (gtk_scrolled_window_get_hadjustment (scrolled), place.origin.x, place.size.width);
  scroll (gtk_scrolled_window_get_vadjustment (scrolled), place.origin.y, place.size.height);

  return TRUE;
}

static gboolean
key_cb (GtkEventController *keys,
        guint               keyval,
        guint               keycode,
        GdkModifierType     state,
        gpointer            user_data)
{
  GtkWidget *within = gtk_event_controller_get_widget (keys);
  GtkWidget *focus = is_modifier (keys) ? NULL : find_focus (within);
  gboolean is_back = FALSE;

  for (GtkWidget *widget = focus; widget != NULL && widget != gtk_widget_get_parent (within);
       widget = gtk_widget_get_parent (widget))
    if (GTK_IS_SCROLLED_WINDOW (widget) && bring_back (GTK_SCROLLED_WINDOW (widget), focus))
      is_back = TRUE;

  return is_back && is_press (keyval) && GTK_IS_BUTTON (focus);
}

void
heed_focus_scroll_add (GtkWidget *within)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), NULL);
  gtk_widget_add_controller (within, keys);
}
