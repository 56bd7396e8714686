/* source-entry.h — the entry of the source sentence
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Sets the text; leaves cursor and selection alone if the entry has it already. */
void heed_source_entry_show  (GtkEntry   *entry,
                              const char *text);

/* With select_all, typing replaces the text. */
void heed_source_entry_focus (GtkEntry   *entry,
                              gboolean    select_all);

G_END_DECLS
