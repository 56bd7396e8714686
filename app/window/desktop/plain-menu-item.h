/* plain-menu-item.h — an item of a menu whose label is text of the user's
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Appends an item whose label, for example a path, is shown as it is and has no mnemonic. */
void heed_plain_menu_item_append (GMenu      *menu,
                                  const char *label,
                                  const char *action,
                                  GVariant   *target);

G_END_DECLS
