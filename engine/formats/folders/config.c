/* config.c — the fields of somebody's config.json
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Such a file says a hundred things, of which Heed asks a dozen. What it asks
 * must be of the right type and size; whatever else is there is left alone.
 */

#include "engine/formats/folders/config.h"

#include "engine/files/json-fields.h"

#define MAX_DEPTH  16
#define MAX_VALUES (1 << 16)

/* null says what an absent member says. */
static void
remove_nulls (HeedJson *json)
{
  for (guint i = heed_json_get_n (json); i > 0; i--)
    {
      const HeedJson *value = heed_json_get_nth (json, i - 1);

      if (heed_json_get_kind (value) == HEED_JSON_NULL)
        heed_json_remove (json, heed_json_get_name (value));
    }
}

/**
 * heed_config_load:
 * @config: (out): clear it with heed_config_clear(), also after an error
 *
 * Errors: %HEED_ERROR_DAMAGED if it is no JSON, %HEED_ERROR_UNSUPPORTED if it is
 * no object; #GFileError
 */
gboolean
heed_config_load (HeedConfig  *config,
                  HeedFolder  *folder,
                  const char  *file,
                  GError     **error)
{
  static const HeedJsonLimits limits = { MAX_DEPTH, MAX_VALUES };
  g_autoptr (GBytes) bytes =
    heed_folder_map_kind (folder, file, HEED_FILE_KIND_JSON, "a configuration in JSON", error);

  *config = (HeedConfig) { .file = file };
  if (bytes == NULL)
    return FALSE;

  config->json = heed_json_parse_bytes (file, bytes, &limits, error);
  if (config->json == NULL)
    return FALSE;

  remove_nulls (config->json);

  return heed_json_is_object (config->json) || heed_json_refuse (config->json, "an object", error);
}

void
heed_config_clear (HeedConfig *config)
{
  g_clear_pointer (&config->json, heed_json_free);
}

gboolean
heed_config_has (const HeedConfig *config,
                 const char       *key)
{
  return heed_json_get_member (config->json, key) != NULL;
}

gboolean
heed_config_require (const HeedConfig  *config,
                     const char        *key,
                     GError           **error)
{
  return heed_config_has (config, key) ||
         heed_json_refuse_field (config->json, key, "a value", error);
}

gboolean
heed_config_get_count (const HeedConfig  *config,
                       const char        *key,
                       guint              least,
                       guint              most,
                       guint             *value,
                       GError           **error)
{
  return heed_json_read_count (config->json, key, least, most, value, error);
}

gboolean
heed_config_get_float (const HeedConfig  *config,
                       const char        *key,
                       float              least,
                       float              most,
                       float             *value,
                       GError           **error)
{
  return heed_json_read_float (config->json, key, least, most, value, error);
}

gboolean
heed_config_get_boolean (const HeedConfig  *config,
                         const char        *key,
                         gboolean          *value,
                         GError           **error)
{
  return heed_json_read_boolean (config->json, key, value, error);
}

gboolean
heed_config_get_text (const HeedConfig  *config,
                      const char        *key,
                      const char       **value,
                      GError           **error)
{
  return heed_json_read_text (config->json, key, value, error);
}
