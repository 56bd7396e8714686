/* fields.c — members of a description, read and written one by one
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/networks/fields.h"

#include "engine/heed.h"

/* --- Reading --- */

static GType
get_value_type (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_NONE;
}

gboolean
heed_field_parse_choice (JsonObject         *json,
                         const char         *key,
                         const char *const  *names,
                         guint              *choice,
                         GError            **error)
{
  g_autofree char *known = NULL;
  JsonNode *node = json_object_get_member (json, key);
  const char *found;

  if (node == NULL)
    return TRUE;

  found = get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : "something that is no text";

  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], found))
      {
        *choice = i;
        return TRUE;
      }

  known = g_strjoinv (", ", (char **) names);
  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
               "%s: expected one of %s, found %s", key, known, found);

  return FALSE;
}

gboolean
heed_field_parse_count (JsonObject  *json,
                        const char  *key,
                        guint        limit,
                        guint       *count,
                        GError     **error)
{
  JsonNode *node = json_object_get_member (json, key);
  gint64 found;

  if (node == NULL)
    return TRUE;

  if (get_value_type (node) != G_TYPE_INT64)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED, "%s: expected a whole number, found something else", key);
      return FALSE;
    }

  found = json_node_get_int (node);
  if (found < 0 || found > limit)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "%s: expected 0 to %u, found %" G_GINT64_FORMAT, key, limit, found);
      return FALSE;
    }

  *count = (guint) found;

  return TRUE;
}

gboolean
heed_field_parse_float (JsonObject  *json,
                        const char  *key,
                        float        least,
                        float        most,
                        float       *value,
                        GError     **error)
{
  JsonNode *node = json_object_get_member (json, key);
  GType type;
  double found;

  if (node == NULL)
    return TRUE;

  type = get_value_type (node);
  if (type != G_TYPE_DOUBLE && type != G_TYPE_INT64)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED, "%s: expected a number, found something else", key);
      return FALSE;
    }

  found = json_node_get_double (node);
  if (!(found >= least && found <= most))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "%s: expected %g to %g, found %g", key, least, most, found);
      return FALSE;
    }

  *value = (float) found;

  return TRUE;
}

gboolean
heed_field_parse_boolean (JsonObject  *json,
                          const char  *key,
                          gboolean    *value,
                          GError     **error)
{
  JsonNode *node = json_object_get_member (json, key);

  if (node == NULL)
    return TRUE;

  if (get_value_type (node) != G_TYPE_BOOLEAN)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED, "%s: expected true or false, found something else", key);
      return FALSE;
    }

  *value = json_node_get_boolean (node);

  return TRUE;
}

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

/* --- Writing --- */

void
heed_field_add_text (JsonBuilder *builder,
                     const char  *key,
                     const char  *text)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_string_value (builder, text);
}

void
heed_field_add_count (JsonBuilder *builder,
                      const char  *key,
                      guint        count)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_int_value (builder, count);
}

void
heed_field_add_float (JsonBuilder *builder,
                      const char  *key,
                      float        value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_double_value (builder, value);
}

void
heed_field_add_boolean (JsonBuilder *builder,
                        const char  *key,
                        gboolean     value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_boolean_value (builder, value);
}
