/* json-nodes.c — JSON from strangers, as nodes of json-glib: goes as its callers do
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * json-glib does the parsing. It calls itself for every level, takes memory for
 * every value and lets the later of two members with one name win, so depth and
 * number of values are bounded before it is called and repeated names found
 * while it runs.
 */

#include "engine/files/json-nodes.h"

#include <string.h>

#include "engine/heed.h"

typedef struct {
  guint depth;
  guint deepest;
  gsize n_values;  /* at least as many as there are */
  char  stray;     /* the first character that JSON has only in texts, or 0 */
} Outline;

/* Where the text that starts behind @quote ends. */
static const char *
skip_text (const char *quote,
           const char *end)
{
  const char *p = quote + 1;

  while (p < end && *p != '"')
    p += *p == '\\' && p + 1 < end ? 2 : 1;

  return p;
}

/* json-glib would also read comments and single quotes, in which the marks that
 * are counted here mean nothing. */
static gboolean
may_stand_bare (char c)
{
  return g_ascii_isalnum (c) || g_ascii_isspace (c) || (c != 0 && strchr (":+-.", c) != NULL);
}

static Outline
outline (const char *text,
         gsize       n_bytes)
{
  const char *end = text + n_bytes;
  Outline found = { .n_values = 1 };

  for (const char *p = text; p < end; p++)
    switch (*p)
      {
      case '"':
        p = skip_text (p, end);
        break;

      case '{':
      case '[':
        found.n_values++;
        found.depth++;
        found.deepest = MAX (found.deepest, found.depth);
        break;

      case '}':
      case ']':
        found.depth -= found.depth > 0;
        break;

      case ',':
        found.n_values++;
        break;

      default:
        if (found.stray == 0 && !may_stand_bare (*p))
          found.stray = *p;
      }

  return found;
}

static gboolean
check_outline (const char            *text,
               gsize                  n_bytes,
               const HeedJsonNodeLimits  *limits,
               GError               **error)
{
  Outline found = outline (text, n_bytes);

  if (found.stray != 0)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                   "JSON: byte 0x%02x stands outside of a text", (guint8) found.stray);
      return FALSE;
    }

  if (found.deepest > limits->max_depth)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                   "JSON: expected at most %u levels, found %u",
                   limits->max_depth, found.deepest);
      return FALSE;
    }

  if (found.n_values > limits->max_values)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE,
                   "JSON: expected at most %" G_GSIZE_FORMAT " values, found %" G_GSIZE_FORMAT,
                   limits->max_values, found.n_values);
      return FALSE;
    }

  return TRUE;
}

typedef struct {
  GHashTable *n_members;  /* JsonObject -> members seen so far */
  char       *repeated;   /* the first name that came twice in one object */
} Members;

static void
object_member_cb (JsonParser *parser,
                  JsonObject *object,
                  const char *name,
                  Members    *members)
{
  guint n_seen = GPOINTER_TO_UINT (g_hash_table_lookup (members->n_members, object)) + 1;

  if (n_seen > json_object_get_size (object) && members->repeated == NULL)
    members->repeated = g_strdup (name);

  g_hash_table_insert (members->n_members, object, GUINT_TO_POINTER (n_seen));
}

/* Objects do not die while the parser runs, except when a member replaces the
 * one before; then a name was repeated and is on record already. */
static JsonNode *
parse_unrepeated (const char  *text,
                  gsize        n_bytes,
                  GError     **error)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  g_autoptr(GHashTable) n_members = g_hash_table_new (NULL, NULL);
  Members members = { n_members, NULL };
  g_autoptr(GError) flaw = NULL;
  g_autofree char *repeated = NULL;
  gboolean is_sound;

  g_signal_connect (parser, "object-member", G_CALLBACK (object_member_cb), &members);
  is_sound = json_parser_load_from_data (parser, text, (gssize) n_bytes, &flaw);
  repeated = members.repeated;

  if (!is_sound)
    g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED, "JSON: %s", flaw->message);
  else if (repeated != NULL)
    g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED, "JSON: \"%s\" is there twice", repeated);
  else if (json_parser_get_root (parser) == NULL)
    g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED, "JSON: expected a value, found nothing");
  else
    return json_parser_steal_root (parser);

  return NULL;
}

/**
 * heed_json_nodes_parse:
 * @text: (array length=n_bytes): anything; needs no terminating zero
 *
 * Errors: %HEED_ERROR_DAMAGED if it is not JSON, too deep, or has an object
 * with two members of one name; %HEED_ERROR_TOO_LARGE if it has too many
 * values.
 *
 * Returns: (transfer full): the value; free it with json_node_unref()
 */
JsonNode *
heed_json_nodes_parse (const char            *text,
                 gsize                  n_bytes,
                 const HeedJsonNodeLimits  *limits,
                 GError               **error)
{
  g_return_val_if_fail (text != NULL && limits != NULL, NULL);

  if (n_bytes > G_MAXSSIZE || !g_utf8_validate_len (text, n_bytes, NULL))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED, "JSON: not valid UTF-8");
      return NULL;
    }

  if (!check_outline (text, n_bytes, limits, error))
    return NULL;

  return parse_unrepeated (text, n_bytes, error);
}

JsonNode *
heed_json_nodes_parse_bytes (GBytes                *bytes,
                       const HeedJsonNodeLimits  *limits,
                       GError               **error)
{
  gsize n_bytes;
  const char *text = g_bytes_get_data (bytes, &n_bytes);

  return heed_json_nodes_parse (text != NULL ? text : "", n_bytes, limits, error);
}
