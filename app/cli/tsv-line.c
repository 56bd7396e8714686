/* tsv-line.c — a line with a source and its target
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A tab takes precedence: a sentence may contain bars, but no tab.
 */

#include "app/cli/tsv-line.h"

#include <string.h>

#define BARS " ||| "

gboolean
heed_tsv_line_split (const char  *text,
                     char       **source,
                     char       **target)
{
  const char *tab = strchr (text, '\t');
  const char *bars = tab == NULL ? strstr (text, BARS) : NULL;

  if (tab != NULL)
    {
      *source = g_strndup (text, tab - text);
      *target = g_strndup (tab + 1, strcspn (tab + 1, "\t"));
    }
  else if (bars != NULL)
    {
      *source = g_strndup (text, bars - text);
      *target = g_strdup (bars + strlen (BARS));
    }

  return tab != NULL || bars != NULL;
}
