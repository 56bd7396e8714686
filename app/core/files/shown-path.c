/* shown-path.c — the path of a file as people read it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/files/shown-path.h"

#include <string.h>

/**
 * heed_shown_path_new:
 *
 * Returns: (transfer full): @path in UTF-8, with "~" for the home folder
 */
char *
heed_shown_path_new (const char *path)
{
  const char *home = g_get_home_dir ();
  g_autofree char *shown = NULL;

  if (!g_str_has_prefix (path, home) || path[strlen (home)] != G_DIR_SEPARATOR)
    return g_filename_display_name (path);

  shown = g_filename_display_name (path + strlen (home));

  return g_strconcat ("~", shown, NULL);
}
