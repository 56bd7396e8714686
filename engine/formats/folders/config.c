/* config.c — the fields of somebody's config.json
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Such a file says a hundred things, of which Heed asks a dozen. What it asks
 * must be of the right type and size; whatever else is there is left alone.
 */

#include "engine/formats/folders/config.h"

#include "engine/heed.h"
#include "engine/networks/fields.h"

#define MAX_DEPTH  16
#define MAX_VALUES (1 << 16)

/* null says what an absent member says. */
static JsonObject *
dup_without_nulls (JsonObject *json)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *key;
  JsonNode *value;

  json_object_iter_init (&iter, json);
  while (json_object_iter_next (&iter, &key, &value))
    if (!JSON_NODE_HOLDS_NULL (value))
      json_object_set_member (copy, key, json_node_copy (value));

  return copy;
}

/**
 * heed_config_load:
 * @config: (out): clear it with heed_config_clear(), also after an error
 *
 * Errors: %HEED_ERROR_DAMAGED if it is no JSON object; #GFileError
 */
gboolean
heed_config_load (HeedConfig  *config,
                  HeedFolder  *folder,
                  const char  *file,
                  GError     **error)
{
  static const HeedJsonNodeLimits limits = { MAX_DEPTH, MAX_VALUES };
  g_autoptr(GBytes) bytes = heed_folder_map_kind (folder, file, HEED_FILE_KIND_JSON, "a configuration in JSON", error);
  g_autoptr(JsonNode) root = NULL;

  *config = (HeedConfig) { .file = file };
  if (bytes == NULL)
    return FALSE;

  root = heed_json_nodes_parse_bytes (bytes, &limits, error);
  if (root == NULL)
    {
      g_prefix_error (error, "%s: ", file);
      return FALSE;
    }

  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED, "%s: expected an object, found something else", file);
      return FALSE;
    }

  config->json = dup_without_nulls (json_node_get_object (root));

  return TRUE;
}

void
heed_config_clear (HeedConfig *config)
{
  g_clear_pointer (&config->json, json_object_unref);
}

gboolean
heed_config_has (const HeedConfig *config,
                 const char       *key)
{
  return json_object_has_member (config->json, key);
}

gboolean
heed_config_require (const HeedConfig  *config,
                     const char        *key,
                     GError           **error)
{
  if (heed_config_has (config, key))
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED, "%s: %s: expected a value, found none", config->file, key);

  return FALSE;
}

/* Says whose field it was. */
static gboolean
is_parsed (const HeedConfig  *config,
           gboolean           is_right,
           GError           **error)
{
  if (!is_right)
    g_prefix_error (error, "%s: ", config->file);

  return is_right;
}

gboolean
heed_config_get_count (const HeedConfig  *config,
                       const char        *key,
                       guint              least,
                       guint              most,
                       guint             *value,
                       GError           **error)
{
  guint found = MAX (*value, least);

  if (!is_parsed (config, heed_field_parse_count (config->json, key, most, &found, error), error))
    return FALSE;

  if (found < least)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED, "%s: %s: expected %u to %u, found %u",
                   config->file, key, least, most, found);
      return FALSE;
    }

  if (heed_config_has (config, key))
    *value = found;

  return TRUE;
}

gboolean
heed_config_get_float (const HeedConfig  *config,
                       const char        *key,
                       float              least,
                       float              most,
                       float             *value,
                       GError           **error)
{
  return is_parsed (config, heed_field_parse_float (config->json, key, least, most, value, error), error);
}

gboolean
heed_config_get_boolean (const HeedConfig  *config,
                         const char        *key,
                         gboolean          *value,
                         GError           **error)
{
  return is_parsed (config, heed_field_parse_boolean (config->json, key, value, error), error);
}

gboolean
heed_config_get_text (const HeedConfig  *config,
                      const char        *key,
                      const char       **value,
                      GError           **error)
{
  JsonNode *node = json_object_get_member (config->json, key);

  if (node == NULL)
    return TRUE;

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED, "%s: %s: expected a text, found something else",
                   config->file, key);
      return FALSE;
    }

  *value = json_node_get_string (node);

  return TRUE;
}
