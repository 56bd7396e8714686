/* members.c — members of a JSON object, each checked and named when it is wrong
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/training/members.h"

#include "engine/heed.h"

/**
 * heed_members_refuse:
 *
 * Returns: %FALSE, with an error that says "what: expected ..., found ..."
 */
gboolean
heed_members_refuse (GError     **error,
                     const char  *what,
                     const char  *expected,
                     const char  *found)
{
  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED, "%s: expected %s, found %s", what, expected, found);

  return FALSE;
}

gboolean
heed_members_check (JsonObject         *json,
                    const char         *what,
                    const char *const  *known,
                    GError            **error)
{
  g_autoptr(GList) members = json_object_get_members (json);

  for (GList *member = members; member != NULL; member = member->next)
    if (!g_strv_contains (known, member->data))
      {
        g_autofree char *list = g_strjoinv (", ", (char **) known);

        return heed_members_refuse (error, what, list, member->data);
      }

  return TRUE;
}

/* The object called key; NULL in *object if there is none. */
gboolean
heed_members_object (JsonObject         *json,
                     const char         *key,
                     const char *const  *known,
                     JsonObject        **object,
                     GError            **error)
{
  JsonNode *node = json_object_get_member (json, key);

  *object = NULL;
  if (node == NULL)
    return TRUE;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return heed_members_refuse (error, key, "an object", "something else");

  *object = json_node_get_object (node);

  return known == NULL || heed_members_check (*object, key, known, error);
}

/* G_TYPE_NONE for an object, a list and null. */
static GType
get_type_of (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_NONE;
}

gboolean
heed_members_number (JsonObject  *json,
                     const char  *key,
                     double       least,
                     double       most,
                     double      *number,
                     GError     **error)
{
  JsonNode *node = json_object_get_member (json, key);

  if (node == NULL)
    return TRUE;

  if (get_type_of (node) != G_TYPE_DOUBLE && get_type_of (node) != G_TYPE_INT64)
    return heed_members_refuse (error, key, "a number", "something else");

  if (!(json_node_get_double (node) >= least && json_node_get_double (node) <= most))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "%s: expected %g to %g, found %g", key, least, most, json_node_get_double (node));
      return FALSE;
    }

  *number = json_node_get_double (node);

  return TRUE;
}

gboolean
heed_members_float (JsonObject  *json,
                    const char  *key,
                    double       least,
                    double       most,
                    float       *value,
                    GError     **error)
{
  double number = *value;

  if (!heed_members_number (json, key, least, most, &number, error))
    return FALSE;

  *value = (float) number;

  return TRUE;
}

gboolean
heed_members_count (JsonObject  *json,
                    const char  *key,
                    guint        least,
                    guint        most,
                    guint       *value,
                    GError     **error)
{
  double number = *value;

  if (!heed_members_number (json, key, least, most, &number, error))
    return FALSE;

  if (number != (guint) number)
    return heed_members_refuse (error, key, "a whole number", "a fraction");

  *value = (guint) number;

  return TRUE;
}

gboolean
heed_members_boolean (JsonObject  *json,
                      const char  *key,
                      gboolean    *value,
                      GError     **error)
{
  JsonNode *node = json_object_get_member (json, key);

  if (node == NULL)
    return TRUE;

  if (get_type_of (node) != G_TYPE_BOOLEAN)
    return heed_members_refuse (error, key, "true or false", "something else");

  *value = json_node_get_boolean (node);

  return TRUE;
}

gboolean
heed_members_text (JsonObject  *json,
                   const char  *key,
                   const char **text,
                   GError     **error)
{
  JsonNode *node = json_object_get_member (json, key);

  if (node == NULL)
    return TRUE;

  if (get_type_of (node) != G_TYPE_STRING)
    return heed_members_refuse (error, key, "a text", "something else");

  *text = json_node_get_string (node);

  return TRUE;
}

gboolean
heed_members_choice (JsonObject         *json,
                     const char         *key,
                     const char *const  *names,
                     guint              *choice,
                     GError            **error)
{
  g_autofree char *list = NULL;
  const char *text = NULL;

  if (!heed_members_text (json, key, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;

  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], text))
      {
        *choice = i;
        return TRUE;
      }

  list = g_strjoinv (", ", (char **) names);

  return heed_members_refuse (error, key, list, text);
}
