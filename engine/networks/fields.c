/* fields.c — a helper for the checks of a description
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/networks/fields.h"

#include "engine/heed.h"

gboolean
heed_field_check (gboolean     is_right,
                  GError     **error,
                  const char  *format,
                  ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  if (is_right)
    return TRUE;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED, message);

  return FALSE;
}

gboolean
heed_field_check_sizes (const HeedFieldSize  *sizes,
                        guint                 n_sizes,
                        GError              **error)
{
  for (guint i = 0; i < n_sizes; i++)
    {
      const HeedFieldSize *size = &sizes[i];

      if (!heed_field_check (size->value >= size->least, error,
                             "%s: expected at least %u, found %u", size->name, size->least,
                             size->value) ||
          !heed_field_check (size->value <= size->most, error, "%s: expected at most %u, found %u",
                             size->name, size->most, size->value))
        return FALSE;
    }

  return TRUE;
}
