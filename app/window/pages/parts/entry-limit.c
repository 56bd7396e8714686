/* entry-limit.c — keeps an entry to one line of bounded length
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An entry would lay out a pasted book as one line and freeze, so text that is too long
 * is truncated before it is inserted, and the window reports it. Line breaks, tabs and
 * control characters become spaces.
 */

#include "app/window/pages/parts/entry-limit.h"

#include <string.h>

#define LIMIT_KEY "heed-entry-limit"

/* Returns at most n_chars characters of text as one line, and reads no further. Sets is_same if
 * that equals text. */
static char *
fit_text (const char *text,
          gsize       n_bytes,
          guint       n_chars,
          gboolean   *is_cut,
          gboolean   *is_same)
{
  const char *end = text + n_bytes;
  const char *p = text;
  GString *fitted = g_string_new (NULL);

  *is_same = TRUE;

  for (; p < end && n_chars > 0; p = g_utf8_next_char (p), n_chars--)
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_plain = !g_unichar_iscntrl (c) &&
                          g_unichar_type (c) != G_UNICODE_LINE_SEPARATOR &&
                          g_unichar_type (c) != G_UNICODE_PARAGRAPH_SEPARATOR;

      g_string_append_unichar (fitted, is_plain ? c : ' ');
      *is_same = *is_same && is_plain;
    }

  *is_cut = p < end;
  *is_same = *is_same && !*is_cut;

  return g_string_free (fitted, FALSE);
}

static void
insert_text_cb (GtkEditable *text_widget,
                const char  *text,
                int          length,
                int         *position,
                gpointer     user_data)
{
  GtkWidget *entry = user_data;
  guint max_chars = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (entry), LIMIT_KEY));
  guint n_before = (guint) g_utf8_strlen (gtk_editable_get_text (text_widget), -1);
  g_autofree char *fitted = NULL;
  gboolean is_cut, is_same;

  fitted = fit_text (text, length < 0 ? strlen (text) : (gsize) length,
                     max_chars - MIN (n_before, max_chars), &is_cut, &is_same);

  if (is_same)
    return;

  g_signal_stop_emission_by_name (text_widget, "insert-text");

  if (*fitted != '\0')
    {
      g_signal_handlers_block_by_func (text_widget, insert_text_cb, entry);
      gtk_editable_insert_text (text_widget, fitted, -1, position);
      g_signal_handlers_unblock_by_func (text_widget, insert_text_cb, entry);
    }

  if (is_cut)
    gtk_widget_activate_action (entry, "win.report-long-text", "u", max_chars);
}

/**
 * heed_entry_limit_install:
 * @entry: a #GtkEntry, or anything else with a text widget inside
 * @max_chars: the maximum number of characters
 *
 * Longer text is truncated, and the action `win.report-long-text` is activated with the
 * limit.
 */
void
heed_entry_limit_install (GtkEditable *entry,
                          guint        max_chars)
{
  GtkEditable *text_widget = gtk_editable_get_delegate (entry);

  g_return_if_fail (text_widget != NULL);

  g_object_set_data (G_OBJECT (entry), LIMIT_KEY, GUINT_TO_POINTER (max_chars));
  g_signal_connect (text_widget, "insert-text", G_CALLBACK (insert_text_cb), entry);
}
