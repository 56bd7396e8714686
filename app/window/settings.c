/* settings.c — what is remembered between runs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A program that was installed to an unusual prefix, or not at all, must start
 * as well. GSettings aborts where it does not find its schema, so it is looked
 * for first; whoever finds none forgets everything and is otherwise well.
 */

#include "config.h"

#include "app/window/settings.h"

#define RECENT_KEY   "recent-models"
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
 * Returns: (transfer full) (nullable): the program's settings, or %NULL if it
 *   was not installed in a way that has any
 */
GSettings *
heed_settings_new (void)
{
  g_autoptr(GSettingsSchema) schema = find_schema ();

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

/**
 * heed_settings_dup_recent:
 * @settings: (nullable): where to look
 *
 * Returns: (transfer full): paths of models opened lately, the latest first
 */
char **
heed_settings_dup_recent (GSettings *settings)
{
  return settings != NULL ? g_settings_get_strv (settings, RECENT_KEY) : g_new0 (char *, 1);
}

/**
 * heed_settings_add_recent:
 * @settings: (nullable): where to write
 * @path: a model that was opened just now
 *
 * Puts @path first. The oldest is forgotten when there are too many.
 */
void
heed_settings_add_recent (GSettings  *settings,
                          const char *path)
{
  g_auto(GStrv) before = heed_settings_dup_recent (settings);
  g_autoptr(GPtrArray) after = g_ptr_array_new ();

  g_return_if_fail (path != NULL);

  if (settings == NULL)
    return;

  g_ptr_array_add (after, (char *) path);

  for (guint i = 0; before[i] != NULL && after->len < MAX_RECENT; i++)
    if (!g_str_equal (before[i], path))
      g_ptr_array_add (after, before[i]);

  g_ptr_array_add (after, NULL);
  g_settings_set_strv (settings, RECENT_KEY, (const char *const *) after->pdata);
}
