/* config.c — reading the config.json of other programs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Such a file has a hundred fields, of which Heed reads a dozen. These must have the
 * right type and range; all others are ignored.
 */

#include "engine/formats/folders/config.h"

#define MAX_DEPTH  16
#define MAX_VALUES (1 << 16)

/* A null member is equivalent to an absent one. */
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
 * @config: (out) (transfer full): the contents of the file; set only if it is an object
 *
 * Errors: %HEED_ERROR_DAMAGED if it is not valid JSON, %HEED_ERROR_UNSUPPORTED if it is
 * not an object; #GFileError
 */
gboolean
heed_config_load (HeedJson    **config,
                  HeedFolder   *folder,
                  const char   *file,
                  GError      **error)
{
  static const HeedJsonLimits limits = { MAX_DEPTH, MAX_VALUES };
  g_autoptr(GBytes) bytes =
    heed_folder_map_kind (folder, file, HEED_FILE_KIND_JSON, "a configuration in JSON", error);
  g_autoptr(HeedJson) json = NULL;

  if (bytes == NULL)
    return FALSE;

  json = heed_json_parse_bytes (file, bytes, &limits, error);
  if (json == NULL)
    return FALSE;

  if (!heed_json_is_object (json))
    return heed_json_refuse (json, "an object", error);

  remove_nulls (json);
  *config = g_steal_pointer (&json);

  return TRUE;
}
