/* session-fields.c — what several parts of a session file say in the same way
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/session-fields.h"

#include <string.h>

/* Longer than any name, path or label is. */
gboolean
heed_session_read_text (const HeedJson  *object,
                        const char      *name,
                        char           **value,
                        GError         **error)
{
  const char *text = NULL;

  if (!heed_json_read_text (object, name, &text, error))
    return FALSE;

  if (text != NULL && strlen (text) > HEED_SESSION_FILE_MAX_TEXT)
    return heed_json_refuse_field (object, name, "at most 100000 bytes", error);

  if (text != NULL)
    {
      g_free (*value);
      *value = g_strdup (text);
    }

  return TRUE;
}

gboolean
heed_session_check_length (const HeedJson  *list,
                           guint            most,
                           GError         **error)
{
  g_autofree char *expected = NULL;

  if (heed_json_get_n (list) <= most)
    return TRUE;

  expected = g_strdup_printf ("at most %u", most);

  return heed_json_refuse (list, expected, error);
}
