/* found-popover.h — searches for an attention that would produce another word
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/document/document.h"

G_BEGIN_DECLS

#define HEED_TYPE_FOUND_POPOVER (heed_found_popover_get_type ())
G_DECLARE_FINAL_TYPE (HeedFoundPopover, heed_found_popover, HEED, FOUND_POPOVER, GtkPopover)

GtkWidget *heed_found_popover_new          (void);
void       heed_found_popover_set_document (HeedFoundPopover *self,
                                            HeedDocument     *document);

/* Opens for the selected step; FALSE if there is none that can be searched. */
gboolean   heed_found_popover_open         (HeedFoundPopover *self);

/* Starts the search for that token at that step. */
void       heed_found_popover_ask          (HeedFoundPopover *self,
                                            guint32           token_id);

/* The text about the search. */
const char *heed_found_popover_get_text    (HeedFoundPopover *self);

G_END_DECLS
