/* config.c — the fields of somebody's config.json
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Such a file says a hundred things, of which Heed asks a dozen. What it asks
 * must be of the right type and size; whatever else is there is left alone.
 */

#include "engine/models/folders/config.h"

#include "engine/heed.h"

#define MAX_DEPTH  16
#define MAX_VALUES (1 << 16)

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
  static const HeedJsonLimits limits = { MAX_DEPTH, MAX_VALUES };
  g_autoptr(GBytes) bytes = heed_folder_map (folder, file, error);
  gsize n_bytes;
  const char *text;

  *config = (HeedConfig) { .file = file };
  if (bytes == NULL)
    return FALSE;

  text = g_bytes_get_data (bytes, &n_bytes);
  config->root = heed_json_parse (text, n_bytes, &limits, error);
  if (config->root == NULL)
    {
      g_prefix_error (error, "%s: ", file);
      return FALSE;
    }

  if (!JSON_NODE_HOLDS_OBJECT (config->root))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED, "%s: expected an object, found something else", file);
      return FALSE;
    }

  config->json = json_node_get_object (config->root);

  return TRUE;
}

void
heed_config_clear (HeedConfig *config)
{
  g_clear_pointer (&config->root, json_node_unref);
}

/* NULL if it is absent or null. */
static JsonNode *
find (const HeedConfig *config,
      const char       *key)
{
  JsonNode *node = json_object_get_member (config->json, key);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

static gboolean
fail (const HeedConfig  *config,
      const char        *key,
      const char        *expected,
      GError           **error)
{
  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED, "%s: %s: expected %s, found something else",
               config->file, key, expected);

  return FALSE;
}

static gboolean
holds (JsonNode *node,
       GType     type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

gboolean
heed_config_get_count (const HeedConfig  *config,
                       const char        *key,
                       guint              least,
                       guint              most,
                       guint             *value,
                       GError           **error)
{
  JsonNode *node = find (config, key);
  gint64 found;

  if (node == NULL)
    return TRUE;

  if (!holds (node, G_TYPE_INT64))
    return fail (config, key, "a whole number", error);

  found = json_node_get_int (node);
  if (found < least || found > most)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED, "%s: %s: expected %u to %u, found %" G_GINT64_FORMAT,
                   config->file, key, least, most, found);
      return FALSE;
    }

  *value = (guint) found;

  return TRUE;
}

gboolean
heed_config_get_number (const HeedConfig  *config,
                        const char        *key,
                        double             least,
                        double             most,
                        double            *value,
                        GError           **error)
{
  JsonNode *node = find (config, key);
  double found;

  if (node == NULL)
    return TRUE;

  if (!holds (node, G_TYPE_DOUBLE) && !holds (node, G_TYPE_INT64))
    return fail (config, key, "a number", error);

  found = json_node_get_double (node);
  if (!(found >= least && found <= most))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED, "%s: %s: expected %g to %g, found %g",
                   config->file, key, least, most, found);
      return FALSE;
    }

  *value = found;

  return TRUE;
}

gboolean
heed_config_get_boolean (const HeedConfig  *config,
                         const char        *key,
                         gboolean          *value,
                         GError           **error)
{
  JsonNode *node = find (config, key);

  if (node == NULL)
    return TRUE;

  if (!holds (node, G_TYPE_BOOLEAN))
    return fail (config, key, "true or false", error);

  *value = json_node_get_boolean (node);

  return TRUE;
}

gboolean
heed_config_get_text (const HeedConfig  *config,
                      const char        *key,
                      const char       **value,
                      GError           **error)
{
  JsonNode *node = find (config, key);

  if (node == NULL)
    return TRUE;

  if (!holds (node, G_TYPE_STRING))
    return fail (config, key, "a text", error);

  *value = json_node_get_string (node);

  return TRUE;
}

gboolean
heed_config_has (const HeedConfig *config,
                 const char       *key)
{
  return find (config, key) != NULL;
}

gboolean
heed_config_require (const HeedConfig  *config,
                     const char        *key,
                     GError           **error)
{
  if (find (config, key) != NULL)
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED, "%s: %s: expected a value, found none", config->file, key);

  return FALSE;
}
