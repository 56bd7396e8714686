/* yaml-scalars.c — reading the scalar settings of a YAML file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/yaml-scalars.h"

#include <string.h>

#define MAX_DEPTH 16

/* The keys above a line, and their indentation. */
typedef struct
{
  char *keys[MAX_DEPTH];
  gsize indents[MAX_DEPTH];
  guint n_keys;
} Path;

static void
leave (Path  *path,
       gsize  indent)
{
  while (path->n_keys > 0 && path->indents[path->n_keys - 1] >= indent)
    g_free (path->keys[--path->n_keys]);
}

static char *
join (const Path *path,
      const char *key)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < path->n_keys; i++)
    g_string_append_printf (joined, "%s.", path->keys[i]);
  g_string_append (joined, key);

  return g_string_free (joined, FALSE);
}

/* Returns the text between quotes, or the text before a comment. */
static char *
clean_value (const char *value)
{
  const char *quote = *value == '"' || *value == '\'' ? strchr (value + 1, *value) : NULL;
  const char *comment = strstr (value, " #");

  if (quote != NULL)
    return g_strndup (value + 1, (gsize) (quote - value - 1));

  if (*value == '#')
    return g_strdup ("");

  return g_strchomp (comment != NULL ? g_strndup (value, (gsize) (comment - value))
                                     : g_strdup (value));
}

static void
take_line (GHashTable *scalars,
           Path       *path,
           char       *line)
{
  gsize indent = strspn (line, " ");
  char *key = line + indent;
  char *colon = strchr (key, ':');
  g_autofree char *value = NULL;

  if (*key == '#' || *key == '-' || *key == '\0' || colon == NULL ||
      (colon[1] != '\0' && colon[1] != ' '))
    return;

  leave (path, indent);
  *colon = '\0';
  g_strchomp (key);
  value = clean_value (colon + 1 + strspn (colon + 1, " "));

  if (*value != '\0')
    {
      g_hash_table_insert (scalars, join (path, key), g_steal_pointer (&value));
    }
  else if (path->n_keys < MAX_DEPTH)
    {
      path->indents[path->n_keys] = indent;
      path->keys[path->n_keys++] = g_strdup (key);
    }
}

/**
 * heed_yaml_scalars_parse:
 * @text: (array length=n_bytes): not trusted
 *
 * Returns: (transfer full): a table from paths to values; may be empty
 */
GHashTable *
heed_yaml_scalars_parse (const char *text,
                         gsize       n_bytes)
{
  GHashTable *scalars = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *copy = g_strndup (text, n_bytes);
  g_auto(GStrv) lines = g_strsplit_set (copy, "\r\n", -1);
  Path path = { .n_keys = 0 };

  for (guint i = 0; lines[i] != NULL; i++)
    take_line (scalars, &path, lines[i]);
  leave (&path, 0);

  return scalars;
}
