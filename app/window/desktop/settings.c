/* settings.c — the settings that are kept between runs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The program must also start if it is installed to an unusual prefix, or not at all.
 * GSettings aborts if it does not find its schema, so the schema is looked up first.
 * Without a schema nothing is saved, and the program works otherwise.
 */

#include "config.h"

#include "app/window/desktop/settings.h"

#define MODELS_KEY   "recent-models"
#define SESSIONS_KEY "recent-sessions"
#define MAX_RECENT   8

static GSettingsSchema *
find_schema (void)
{
  GSettingsSchemaSource *usual = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchemaSource) own = NULL;
  GSettingsSchema *schema = NULL;

  if (usual != NULL)
    schema = g_settings_schema_source_lookup (usual, HEED_APPLICATION_ID, TRUE);

  if (schema != NULL)
    return schema;

  own = g_settings_schema_source_new_from_directory (HEED_SCHEMADIR, usual, FALSE, NULL);

  return own != NULL ? g_settings_schema_source_lookup (own, HEED_APPLICATION_ID, FALSE) : NULL;
}

/**
 * heed_settings_new:
 *
 * Returns: (transfer full) (nullable): the program's settings; %NULL if no schema is
 *   installed
 */
GSettings *
heed_settings_new (void)
{
  g_autoptr(GSettingsSchema) schema = find_schema ();

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

static char **
dup_list (GSettings  *settings,
          const char *key)
{
  return settings != NULL ? g_settings_get_strv (settings, key) : g_new0 (char *, 1);
}

/* Puts the path first in the list; drops the oldest path if there are more than MAX_RECENT. */
static void
add_to_list (GSettings  *settings,
             const char *key,
             const char *path)
{
  g_auto(GStrv) before = dup_list (settings, key);
  g_autoptr(GPtrArray) after = g_ptr_array_new ();

  g_return_if_fail (path != NULL);

  if (settings == NULL || !g_utf8_validate (path, -1, NULL))
    return;

  g_ptr_array_add (after, (char *) path);

  for (guint i = 0; before[i] != NULL && after->len < MAX_RECENT; i++)
    if (!g_str_equal (before[i], path))
      g_ptr_array_add (after, before[i]);

  g_ptr_array_add (after, NULL);
  g_settings_set_strv (settings, key, (const char *const *) after->pdata);
}

/**
 * heed_settings_dup_recent:
 * @settings: (nullable): where to look
 *
 * Returns: (transfer full): paths of recently opened models, the latest first
 */
char **
heed_settings_dup_recent (GSettings *settings)
{
  return dup_list (settings, MODELS_KEY);
}

/**
 * heed_settings_add_recent:
 * @settings: (nullable): where to write
 * @path: a model that was opened just now
 */
void
heed_settings_add_recent (GSettings  *settings,
                          const char *path)
{
  add_to_list (settings, MODELS_KEY, path);
}

/**
 * heed_settings_dup_recent_sessions:
 * @settings: (nullable): where to look
 *
 * Returns: (transfer full): paths of recently opened or saved session files, the latest
 *   first
 */
char **
heed_settings_dup_recent_sessions (GSettings *settings)
{
  return dup_list (settings, SESSIONS_KEY);
}

/**
 * heed_settings_add_recent_session:
 * @settings: (nullable): where to write
 * @path: a session file that was opened or saved just now
 */
void
heed_settings_add_recent_session (GSettings  *settings,
                                  const char *path)
{
  add_to_list (settings, SESSIONS_KEY, path);
}
