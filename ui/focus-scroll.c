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

/* The widget with the focus and its bounds in the window; FALSE if the focus is elsewhere. */
static gboolean
find_focus (GtkWidget       *window,
            GtkWidget      **focus,
            graphene_rect_t *place)
{
  *focus = gtk_root_get_focus (gtk_widget_get_root (window));

  return *focus != NULL && gtk_widget_is_ancestor (*focus, window) &&
         gtk_widget_compute_bounds (*focus, window, place);
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

static gboolean
key_cb (GtkEventController *keys,
        guint               keyval,
        guint               keycode,
        GdkModifierType     state,
        gpointer            user_data)
{
  GtkWidget *window = gtk_event_controller_get_widget (keys);
  GtkScrolledWindow *scrolled = GTK_SCROLLED_WINDOW (window);
  graphene_rect_t seen = GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (window),
                                             gtk_widget_get_height (window));
  graphene_rect_t place;
  GtkWidget *focus;

  if (is_modifier (keys) || !find_focus (window, &focus, &place) ||
      graphene_rect_intersection (&place, &seen, NULL))
    return FALSE;

  scroll (gtk_scrolled_window_get_hadjustment (scrolled), place.origin.x, place.size.width);
  scroll (gtk_scrolled_window_get_vadjustment (scrolled), place.origin.y, place.size.height);

  return is_press (keyval) && GTK_IS_BUTTON (focus);
}

void
heed_focus_scroll_add (GtkScrolledWindow *window)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (window), keys);
}
