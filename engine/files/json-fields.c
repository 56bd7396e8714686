/* json-fields.c — reading fields of a JSON object, with checks and errors that name them
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/json-fields.h"

#include "engine/heed.h"

#define LONGEST_TEXT 40  /* characters of the value found that are quoted */

/* --- Messages ------------------------------------------------------------- */

/**
 * heed_json_describe:
 * @json: (nullable): a value; %NULL is described as nothing
 *
 * Returns: (transfer full): a description of the value for a message
 */
char *
heed_json_describe (const HeedJson *json)
{
  g_autofree char *start = NULL;
  gboolean truth = FALSE;
  double number = 0.0;
  gint64 whole = 0;
  const char *text;

  if (json == NULL)
    return g_strdup ("nothing");

  switch (heed_json_get_kind (json))
    {
    case HEED_JSON_BOOLEAN:
      heed_json_get_boolean (json, &truth);
      return g_strdup (truth ? "true" : "false");

    case HEED_JSON_NUMBER:
      if (heed_json_is_whole (json) && heed_json_get_whole (json, &whole))
        return g_strdup_printf ("%" G_GINT64_FORMAT, whole);
      heed_json_get_number (json, &number);
      return g_strdup_printf ("%.9g", number);

    case HEED_JSON_TEXT:
      text = heed_json_get_text (json);
      if (g_utf8_strlen (text, -1) <= LONGEST_TEXT)
        return g_strdup_printf ("\"%s\"", text);
      start = g_utf8_substring (text, 0, LONGEST_TEXT);
      return g_strdup_printf ("\"%s…\"", start);

    case HEED_JSON_LIST:
      return g_strdup_printf ("a list of %u", heed_json_get_n (json));

    case HEED_JSON_OBJECT:
      return g_strdup ("an object");

    case HEED_JSON_NULL:
      break;
    }

  return g_strdup ("null");
}

gboolean
heed_json_refuse (const HeedJson  *json,
                  const char      *expected,
                  GError         **error)
{
  g_autofree char *path = heed_json_dup_path (json, NULL);
  g_autofree char *found = heed_json_describe (json);

  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED, "%s%sexpected %s, found %s",
               path, *path != '\0' ? ": " : "", expected, found);

  return FALSE;
}

/* For a field that may be missing and has no value with a path. */
gboolean
heed_json_refuse_field (const HeedJson  *object,
                        const char      *name,
                        const char      *expected,
                        GError         **error)
{
  const HeedJson *json = heed_json_get_member (object, name);
  g_autofree char *path = NULL;

  if (json != NULL)
    return heed_json_refuse (json, expected, error);

  path = heed_json_dup_path (object, name);
  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED, "%s: expected %s, found nothing", path,
               expected);

  return FALSE;
}

gboolean
heed_json_require (const HeedJson  *object,
                   const char      *name,
                   GError         **error)
{
  return heed_json_get_member (object, name) != NULL ||
         heed_json_refuse_field (object, name, "a value", error);
}

gboolean
heed_json_check_names (const HeedJson     *object,
                       const char *const  *known,
                       GError            **error)
{
  for (guint i = 0; i < heed_json_get_n (object); i++)
    if (!g_strv_contains (known, heed_json_get_name (heed_json_get_nth (object, i))))
      {
        g_autofree char *path = heed_json_dup_path (object, NULL);
        g_autofree char *list = g_strjoinv (", ", (char **) known);

        g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED, "%s%sexpected %s, found %.60s",
                     path, *path != '\0' ? ": " : "", list,
                     heed_json_get_name (heed_json_get_nth (object, i)));
        return FALSE;
      }

  return TRUE;
}

/**
 * heed_json_parse_object:
 *
 * Errors: as heed_json_parse(), and %HEED_ERROR_UNSUPPORTED if it is not an object
 *
 * Returns: (transfer full): the object
 */
HeedJson *
heed_json_parse_object (const char            *what,
                        const char            *text,
                        gsize                  n_bytes,
                        const HeedJsonLimits  *limits,
                        GError               **error)
{
  g_autoptr(HeedJson) root = heed_json_parse (what, text, n_bytes, limits, error);

  if (root != NULL && !heed_json_is_object (root))
    {
      heed_json_refuse (root, "an object", error);
      return NULL;
    }

  return g_steal_pointer (&root);
}

/* --- Values --------------------------------------------------------------- */

gboolean
heed_json_take_count (const HeedJson  *json,
                      guint            least,
                      guint            most,
                      guint           *value,
                      GError         **error)
{
  gint64 found;

  if (!heed_json_get_whole (json, &found) || found < least || found > most)
    {
      g_autofree char *expected = g_strdup_printf ("a whole number from %u to %u", least, most);

      return heed_json_refuse (json, expected, error);
    }

  *value = (guint) found;

  return TRUE;
}

gboolean
heed_json_take_text (const HeedJson  *json,
                     const char     **value,
                     GError         **error)
{
  if (heed_json_get_text (json) == NULL)
    return heed_json_refuse (json, "a text", error);

  *value = heed_json_get_text (json);

  return TRUE;
}

gboolean
heed_json_take_choice (const HeedJson     *json,
                       const char *const  *names,
                       guint              *choice,
                       GError            **error)
{
  const char *text = heed_json_get_text (json);
  g_autofree char *list = NULL;
  g_autofree char *expected = NULL;

  for (guint i = 0; text != NULL && names[i] != NULL; i++)
    if (g_str_equal (names[i], text))
      {
        *choice = i;
        return TRUE;
      }

  list = g_strjoinv (", ", (char **) names);
  expected = g_strconcat ("one of ", list, NULL);

  return heed_json_refuse (json, expected, error);
}

/* --- Fields --------------------------------------------------------------- */

gboolean
heed_json_read_count (const HeedJson  *object,
                      const char      *name,
                      guint            least,
                      guint            most,
                      guint           *value,
                      GError         **error)
{
  const HeedJson *json = heed_json_get_member (object, name);

  return json == NULL || heed_json_take_count (json, least, most, value, error);
}

gboolean
heed_json_read_number (const HeedJson  *object,
                       const char      *name,
                       double           least,
                       double           most,
                       double          *value,
                       GError         **error)
{
  const HeedJson *json = heed_json_get_member (object, name);
  double found;

  if (json == NULL)
    return TRUE;

  if (!heed_json_get_number (json, &found) || !(found >= least && found <= most))
    {
      g_autofree char *expected = g_strdup_printf ("a number from %g to %g", least, most);

      return heed_json_refuse (json, expected, error);
    }

  *value = found;

  return TRUE;
}

gboolean
heed_json_read_float (const HeedJson  *object,
                      const char      *name,
                      double           least,
                      double           most,
                      float           *value,
                      GError         **error)
{
  double number = *value;

  if (!heed_json_read_number (object, name, least, most, &number, error))
    return FALSE;

  *value = (float) number;

  return TRUE;
}

gboolean
heed_json_read_boolean (const HeedJson  *object,
                        const char      *name,
                        gboolean        *value,
                        GError         **error)
{
  const HeedJson *json = heed_json_get_member (object, name);

  return json == NULL || heed_json_get_boolean (json, value) ||
         heed_json_refuse (json, "true or false", error);
}

gboolean
heed_json_read_text (const HeedJson  *object,
                     const char      *name,
                     const char     **value,
                     GError         **error)
{
  const HeedJson *json = heed_json_get_member (object, name);

  return json == NULL || heed_json_take_text (json, value, error);
}

static gboolean
read_kind (const HeedJson  *object,
           const char      *name,
           HeedJsonKind     kind,
           const char      *expected,
           const HeedJson **value,
           GError         **error)
{
  const HeedJson *json = heed_json_get_member (object, name);

  if (json == NULL)
    return TRUE;

  if (heed_json_get_kind (json) != kind)
    return heed_json_refuse (json, expected, error);

  *value = json;

  return TRUE;
}

gboolean
heed_json_read_object (const HeedJson  *object,
                       const char      *name,
                       const HeedJson **value,
                       GError         **error)
{
  return read_kind (object, name, HEED_JSON_OBJECT, "an object", value, error);
}

gboolean
heed_json_read_list (const HeedJson  *object,
                     const char      *name,
                     const HeedJson **value,
                     GError         **error)
{
  return read_kind (object, name, HEED_JSON_LIST, "a list", value, error);
}

gboolean
heed_json_read_choice (const HeedJson     *object,
                       const char         *name,
                       const char *const  *names,
                       guint              *choice,
                       GError            **error)
{
  const HeedJson *json = heed_json_get_member (object, name);

  return json == NULL || heed_json_take_choice (json, names, choice, error);
}
