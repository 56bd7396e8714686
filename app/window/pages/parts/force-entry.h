/* force-entry.h — an entry for a translation that the model is forced to produce
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "app/window/document/document.h"

G_BEGIN_DECLS

#define HEED_TYPE_FORCE_ENTRY (heed_force_entry_get_type ())
G_DECLARE_FINAL_TYPE (HeedForceEntry, heed_force_entry, HEED, FORCE_ENTRY, GtkWidget)

GtkWidget *heed_force_entry_new          (void);

void       heed_force_entry_set_document (HeedForceEntry *self,
                                          HeedDocument   *document);

/* Has the effect of typing the text. */
void       heed_force_entry_set_text     (HeedForceEntry *self,
                                          const char     *text);

G_END_DECLS
