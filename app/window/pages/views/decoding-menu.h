/* decoding-menu.h — the menu of the decoding method and its parameters
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/document/document.h"

G_BEGIN_DECLS

#define HEED_TYPE_DECODING_MENU (heed_decoding_menu_get_type ())
G_DECLARE_FINAL_TYPE (HeedDecodingMenu, heed_decoding_menu, HEED, DECODING_MENU, GtkWidget)

GtkWidget *heed_decoding_menu_new          (void);

void       heed_decoding_menu_set_document (HeedDecodingMenu *self,
                                            HeedDocument     *document);

G_END_DECLS
