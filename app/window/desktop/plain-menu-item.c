/* plain-menu-item.c — an item of a menu whose label is text of the user's
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * In the label of a menu item, GTK takes a single underscore for the mark of a mnemonic
 * and does not show it; two of them are one underscore.
 */

#include "app/window/desktop/plain-menu-item.h"

/**
 * heed_plain_menu_item_append:
 * @label: shown as it is, with all its underscores
 * @action: (nullable): the action, with its group
 * @target: (nullable): its parameter; a floating reference is taken
 */
void
heed_plain_menu_item_append (GMenu      *menu,
                             const char *label,
                             const char *action,
                             GVariant   *target)
{
  g_auto(GStrv) parts = g_strsplit (label, "_", -1);
  g_autofree char *escaped = g_strjoinv ("__", parts);
  g_autoptr(GMenuItem) item = g_menu_item_new (escaped, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}
