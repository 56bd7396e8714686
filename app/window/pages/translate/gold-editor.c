/* gold-editor.c — turns clicks and keys in the heatmap into gold links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A click selects its cell as usual, and also toggles the link. Cells cannot be dragged
 * meanwhile, so that the attention is not changed.
 */

#include "app/window/pages/translate/gold-editor.h"

#include "app/window/document/open-gold.h"
#include "app/window/pages/translate/gold-display.h"

gboolean
heed_gold_editor_is_active (const HeedTranslateParts *parts)
{
  return parts->document != NULL &&
         heed_open_gold_is_editing (heed_open_gold_of (parts->document));
}

static void
toggle (const HeedTranslateParts *parts,
        int                       row,
        int                       column)
{
  guint source, target;

  if (heed_gold_display_find (parts, row, column, &source, &target))
    heed_gold_toggle (heed_open_gold_get (heed_open_gold_of (parts->document)), source, target);
  else
    gtk_widget_error_bell (GTK_WIDGET (parts->heatmap));
}

static void
pressed_cb (GtkGestureClick *gesture,
            int              n_press,
            double           x,
            double           y,
            gpointer         user_data)
{
  const HeedTranslateParts *parts = user_data;
  HeedHeatmapView *view = heed_heatmap_get_view (parts->heatmap);
  int row, column;

  if (heed_gold_editor_is_active (parts) && heed_heatmap_view_find (view, x, y, &row, &column) &&
      row >= 0 && column >= 0)
    toggle (parts, row, column);
}

static gboolean
space_cb (GtkWidget *widget,
          GVariant  *arguments,
          gpointer   user_data)
{
  const HeedTranslateParts *parts = user_data;

  if (!heed_gold_editor_is_active (parts))
    return FALSE;

  toggle (parts, heed_heatmap_get_selected_row (parts->heatmap),
          heed_heatmap_get_selected_column (parts->heatmap));

  return TRUE;
}

static void
add_key (GtkEventController       *keys,
         guint                     keyval,
         const HeedTranslateParts *parts)
{
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (keyval, 0),
                      gtk_callback_action_new (space_cb, (gpointer) parts, NULL)));
}

HeedGold *
heed_gold_editor_get_unsaved (const HeedTranslateParts *parts)
{
  HeedGold *gold =
    parts->document != NULL ? heed_open_gold_get (heed_open_gold_of (parts->document)) : NULL;

  return gold != NULL && heed_gold_has_unsaved (gold) ? gold : NULL;
}

void
heed_gold_editor_install (const HeedTranslateParts *parts)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  heed_gold_bar_set_button (parts->gold, GTK_MENU_BUTTON (parts->gold_button));

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), (gpointer) parts);
  gtk_widget_add_controller (GTK_WIDGET (parts->heatmap), GTK_EVENT_CONTROLLER (click));

  add_key (keys, GDK_KEY_space, parts);
  add_key (keys, GDK_KEY_KP_Space, parts);
  gtk_widget_add_controller (GTK_WIDGET (parts->heatmap), keys);
}
