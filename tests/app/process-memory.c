/* process-memory.c — how much memory a test takes
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "process-memory.h"

#include <string.h>

#define STATUS_NAME "\nVmRSS:\t"

guint64
process_memory_get_resident (void)
{
#ifdef __SANITIZE_ADDRESS__
  return 0;
#else
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &text, NULL, NULL) ||
      (line = strstr (text, STATUS_NAME)) == NULL)
    return 0;

  return g_ascii_strtoull (line + strlen (STATUS_NAME), NULL, 10);
#endif
}
