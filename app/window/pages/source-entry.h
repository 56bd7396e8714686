/* source-entry.h — the entry of the sentence that is translated
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whoever types is not disturbed by the text that is there already. */
void heed_source_entry_show  (GtkEntry   *entry,
                              const char *text);

/* select_all: so that typing replaces what is there. */
void heed_source_entry_focus (GtkEntry   *entry,
                              gboolean    select_all);

G_END_DECLS
