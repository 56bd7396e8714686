/* steady-list.c — keeps a list from being scrolled while its rows have no places yet
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * When the items of a list change, GTK gives its rows their heights in the next layout, and only
 * then sets the range of its scrollbar. A turn of the wheel in between scrolls the new rows by the
 * range of the old ones, and GTK 4.8 warns that it finds no row there. A list that became empty is
 * not laid out at all, so its range would stay that of the old rows.
 */

#include "ui/steady-list.h"

/* Leaves a range of one page, at the place where the list is. The next layout sets the right one.
 * Setting the value again ends an animation, which would go on regardless of the range. */
static void
hold (GtkAdjustment *place)
{
  double value = gtk_adjustment_get_value (place);

  gtk_adjustment_set_value (place, value);
  g_object_freeze_notify (G_OBJECT (place));
  gtk_adjustment_set_lower (place, value);
  gtk_adjustment_set_upper (place, value + gtk_adjustment_get_page_size (place));
  g_object_thaw_notify (G_OBJECT (place));
}

static void
items_changed_cb (GtkScrolledWindow *scrolled)
{
  hold (gtk_scrolled_window_get_vadjustment (scrolled));
}

void
heed_steady_list_add (GtkScrolledWindow *scrolled,
                      GListModel        *model)
{
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), scrolled,
                           G_CONNECT_SWAPPED);
}
