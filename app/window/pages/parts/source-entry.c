/* source-entry.c — the entry of the source sentence
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Several entries may display the sentence of one document. Callers should connect to
 * notify::text, which is emitted once when a text is set, while “changed” is also emitted
 * for the removal of the old text.
 */

#include "app/window/pages/parts/source-entry.h"

void
heed_source_entry_show (GtkEntry   *entry,
                        const char *text)
{
  if (!g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (entry))))
    {
      gtk_editable_set_text (GTK_EDITABLE (entry), text);
      gtk_editable_set_position (GTK_EDITABLE (entry), -1);
    }

  gtk_entry_set_icon_from_icon_name (entry, GTK_ENTRY_ICON_SECONDARY,
                                     *text != '\0' ? "edit-clear-symbolic" : NULL);
}

void
heed_source_entry_focus (GtkEntry *entry,
                         gboolean  select_all)
{
  GtkEditable *editable = GTK_EDITABLE (entry);
  int length = (int) g_utf8_strlen (gtk_editable_get_text (editable), -1);
  int first = select_all ? 0 : length;
  int start, end;

  gtk_entry_grab_focus_without_selecting (entry);

  /* Keeps an equal selection: GTK 4.8 loses one that is cleared and set again, once the X server
   * reports that the first was cleared. */
  gtk_editable_get_selection_bounds (editable, &start, &end);
  if (start != first || end != length)
    gtk_editable_select_region (editable, first, -1);
}
