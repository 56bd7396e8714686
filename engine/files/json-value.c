/* json-value.c — JSON values as a tree
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every value has a pointer to its parent, so that a message can give its path from the
 * root. A vocabulary may be an object of 250,000 members: large objects have an index
 * by name, small ones are searched linearly.
 */

#include "engine/files/json.h"

#include <math.h>
#include <string.h>

#define INDEX_FROM    16                  /* members */
#define LONGEST_NAME  60                  /* characters of a name that are shown in a message */
#define LARGEST_WHOLE 9007199254740992.0  /* 2^53: all whole numbers below are exact */

struct _HeedJson
{
  HeedJson     *parent;    /* NULL for the root */
  char         *name;      /* member name in an object; for the root, its name in messages */
  HeedJsonKind  kind;
  gboolean      flag;      /* BOOLEAN: its value; NUMBER: whole is exact */
  union {
    char       *text;      /* TEXT */
    double      number;    /* NUMBER */
    GPtrArray  *children;  /* LIST, OBJECT */
  };
  union {
    gint64      whole;     /* NUMBER */
    GHashTable *index;     /* OBJECT: name to child; NULL while it is small */
  };
};

/* --- Life ----------------------------------------------------------------- */

static HeedJson *
new_value (HeedJsonKind kind)
{
  HeedJson *json = g_new0 (HeedJson, 1);

  json->kind = kind;
  if (kind == HEED_JSON_LIST || kind == HEED_JSON_OBJECT)
    json->children = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_json_free);

  return json;
}

HeedJson *
heed_json_new_object (void)
{
  return new_value (HEED_JSON_OBJECT);
}

HeedJson *
heed_json_new_list (void)
{
  return new_value (HEED_JSON_LIST);
}

HeedJson *
heed_json_new_null (void)
{
  return new_value (HEED_JSON_NULL);
}

HeedJson *
heed_json_new_boolean (gboolean value)
{
  HeedJson *json = new_value (HEED_JSON_BOOLEAN);

  json->flag = value;

  return json;
}

HeedJson *
heed_json_new_number (double value)
{
  HeedJson *json = new_value (HEED_JSON_NUMBER);

  json->number = value;

  return json;
}

HeedJson *
heed_json_new_whole (gint64 value)
{
  HeedJson *json = heed_json_new_number ((double) value);

  json->whole = value;
  json->flag = TRUE;

  return json;
}

HeedJson *
heed_json_new_text (const char *text)
{
  HeedJson *json;

  g_return_val_if_fail (text != NULL, NULL);

  json = new_value (HEED_JSON_TEXT);
  json->text = g_strdup (text);

  return json;
}

/* Recurses for every level; the parser limits their number. */
void
heed_json_free (HeedJson *json)
{
  if (json == NULL)
    return;

  if (json->kind == HEED_JSON_TEXT)
    g_free (json->text);

  if (json->kind == HEED_JSON_OBJECT)
    g_clear_pointer (&json->index, g_hash_table_unref);

  if (json->kind == HEED_JSON_OBJECT || json->kind == HEED_JSON_LIST)
    g_ptr_array_unref (json->children);

  g_free (json->name);
  g_free (json);
}

/**
 * heed_json_copy:
 *
 * Returns: (transfer full): a root with the same values
 */
HeedJson *
heed_json_copy (const HeedJson *json)
{
  HeedJson *copy;

  g_return_val_if_fail (json != NULL, NULL);

  copy = new_value (json->kind);
  copy->flag = json->flag;

  switch (json->kind)
    {
    case HEED_JSON_TEXT:
      copy->text = g_strdup (json->text);
      break;

    case HEED_JSON_NUMBER:
      copy->number = json->number;
      copy->whole = json->whole;
      break;

    case HEED_JSON_LIST:
      for (guint i = 0; i < json->children->len; i++)
        heed_json_add (copy, heed_json_copy (g_ptr_array_index (json->children, i)));
      break;

    case HEED_JSON_OBJECT:
      for (guint i = 0; i < json->children->len; i++)
        {
          const HeedJson *child = g_ptr_array_index (json->children, i);

          heed_json_set (copy, child->name, heed_json_copy (child));
        }
      break;

    case HEED_JSON_NULL:
    case HEED_JSON_BOOLEAN:
      break;
    }

  return copy;
}

void
heed_json_set_what (HeedJson   *root,
                    const char *what)
{
  g_return_if_fail (root->parent == NULL);

  g_free (root->name);
  root->name = g_strdup (what);
}

/* --- Looking -------------------------------------------------------------- */

HeedJsonKind
heed_json_get_kind (const HeedJson *json)
{
  return json != NULL ? json->kind : HEED_JSON_NULL;
}

gboolean
heed_json_is_list (const HeedJson *json)
{
  return heed_json_get_kind (json) == HEED_JSON_LIST;
}

gboolean
heed_json_is_object (const HeedJson *json)
{
  return heed_json_get_kind (json) == HEED_JSON_OBJECT;
}

guint
heed_json_get_n (const HeedJson *json)
{
  return heed_json_is_list (json) || heed_json_is_object (json) ? json->children->len : 0;
}

const HeedJson *
heed_json_get_nth (const HeedJson *json,
                   guint           i)
{
  g_return_val_if_fail (i < heed_json_get_n (json), NULL);

  return g_ptr_array_index (json->children, i);
}

static HeedJson *
find_member (const HeedJson *json,
             const char     *name)
{
  if (!heed_json_is_object (json))
    return NULL;

  if (json->index != NULL)
    return g_hash_table_lookup (json->index, name);

  for (guint i = 0; i < json->children->len; i++)
    {
      HeedJson *child = g_ptr_array_index (json->children, i);

      if (g_str_equal (child->name, name))
        return child;
    }

  return NULL;
}

const HeedJson *
heed_json_get_member (const HeedJson *json,
                      const char     *name)
{
  return find_member (json, name);
}

HeedJson *
heed_json_find (HeedJson   *object,
                const char *name)
{
  HeedJson *found = find_member (object, name);

  return heed_json_is_object (found) || heed_json_is_list (found) ? found : NULL;
}

const char *
heed_json_get_name (const HeedJson *json)
{
  return json != NULL && heed_json_is_object (json->parent) ? json->name : NULL;
}

const char *
heed_json_get_text (const HeedJson *json)
{
  return heed_json_get_kind (json) == HEED_JSON_TEXT ? json->text : NULL;
}

gboolean
heed_json_get_boolean (const HeedJson *json,
                       gboolean       *value)
{
  if (heed_json_get_kind (json) != HEED_JSON_BOOLEAN)
    return FALSE;

  *value = json->flag;

  return TRUE;
}

gboolean
heed_json_get_number (const HeedJson *json,
                      double         *value)
{
  if (heed_json_get_kind (json) != HEED_JSON_NUMBER)
    return FALSE;

  *value = json->number;

  return TRUE;
}

gboolean
heed_json_get_whole (const HeedJson *json,
                     gint64         *value)
{
  if (heed_json_get_kind (json) != HEED_JSON_NUMBER)
    return FALSE;

  if (!json->flag && (json->number != floor (json->number) || fabs (json->number) > LARGEST_WHOLE))
    return FALSE;

  *value = json->flag ? json->whole : (gint64) json->number;

  return TRUE;
}

gboolean
heed_json_is_whole (const HeedJson *json)
{
  return heed_json_get_kind (json) == HEED_JSON_NUMBER && json->flag;
}

/* --- Making --------------------------------------------------------------- */

static void
index_members (HeedJson *object)
{
  object->index = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < object->children->len; i++)
    {
      HeedJson *child = g_ptr_array_index (object->children, i);

      g_hash_table_insert (object->index, child->name, child);
    }
}

/**
 * heed_json_set:
 * @value: (transfer full): a root
 *
 * A previous value with that name is freed.
 */
void
heed_json_set (HeedJson   *object,
               const char *name,
               HeedJson   *value)
{
  HeedJson *old;

  g_return_if_fail (heed_json_is_object (object) && name != NULL);
  g_return_if_fail (value != NULL && value->parent == NULL);

  g_free (value->name);
  value->name = g_strdup (name);
  value->parent = object;

  old = find_member (object, name);
  if (old != NULL)
    {
      guint i;

      if (object->index != NULL)
        g_hash_table_replace (object->index, value->name, value);
      g_ptr_array_find (object->children, old, &i);
      g_ptr_array_index (object->children, i) = value;
      heed_json_free (old);
      return;
    }

  g_ptr_array_add (object->children, value);

  if (object->index != NULL)
    g_hash_table_insert (object->index, value->name, value);
  else if (object->children->len >= INDEX_FROM)
    index_members (object);
}

void
heed_json_remove (HeedJson   *object,
                  const char *name)
{
  HeedJson *old = find_member (object, name);

  if (old == NULL)
    return;

  if (object->index != NULL)
    g_hash_table_remove (object->index, name);
  g_ptr_array_remove (object->children, old);
}

void
heed_json_add (HeedJson *list,
               HeedJson *value)
{
  g_return_if_fail (heed_json_is_list (list));
  g_return_if_fail (value != NULL && value->parent == NULL);

  g_clear_pointer (&value->name, g_free);
  value->parent = list;
  g_ptr_array_add (list->children, value);
}

HeedJson *
heed_json_set_object (HeedJson   *object,
                      const char *name)
{
  HeedJson *value = heed_json_new_object ();

  heed_json_set (object, name, value);

  return value;
}

HeedJson *
heed_json_set_list (HeedJson   *object,
                    const char *name)
{
  HeedJson *value = heed_json_new_list ();

  heed_json_set (object, name, value);

  return value;
}

void
heed_json_set_text (HeedJson   *object,
                    const char *name,
                    const char *text)
{
  heed_json_set (object, name, heed_json_new_text (text));
}

void
heed_json_set_whole (HeedJson   *object,
                     const char *name,
                     gint64      value)
{
  heed_json_set (object, name, heed_json_new_whole (value));
}

void
heed_json_set_number (HeedJson   *object,
                      const char *name,
                      double      value)
{
  heed_json_set (object, name, heed_json_new_number (value));
}

/* Stores the shortest decimal number that is read back as the same float: 1e-05, not
 * 9.9999997473787516e-06. */
void
heed_json_set_float (HeedJson   *object,
                     const char *name,
                     float       value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  double number = value;

  for (guint n_digits = 6; n_digits <= 9; n_digits++)
    {
      char format[] = { '%', '.', (char) ('0' + n_digits), 'g', '\0' };

      number = g_ascii_strtod (g_ascii_formatd (digits, sizeof digits, format, value), NULL);
      if ((float) number == value)
        break;
    }

  heed_json_set_number (object, name, number);
}

void
heed_json_set_boolean (HeedJson   *object,
                       const char *name,
                       gboolean    value)
{
  heed_json_set (object, name, heed_json_new_boolean (value));
}

HeedJson *
heed_json_add_list (HeedJson *list)
{
  HeedJson *value = heed_json_new_list ();

  heed_json_add (list, value);

  return value;
}

HeedJson *
heed_json_add_object (HeedJson *list)
{
  HeedJson *value = heed_json_new_object ();

  heed_json_add (list, value);

  return value;
}

void
heed_json_add_text (HeedJson   *list,
                    const char *text)
{
  heed_json_add (list, heed_json_new_text (text));
}

void
heed_json_add_whole (HeedJson *list,
                     gint64    value)
{
  heed_json_add (list, heed_json_new_whole (value));
}

/* --- Naming --------------------------------------------------------------- */

static gboolean
is_plain (const char *name)
{
  for (const char *at = name; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at) && *at != '_' && *at != '-')
      return FALSE;

  return *name != '\0';
}

static void
append_name (GString    *path,
             const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *start =
    g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), LONGEST_NAME));
  const char *quote = is_plain (name) ? "" : "\"";

  if (path->len > 0)
    g_string_append_c (path, '.');

  g_string_append_printf (path, "%s%s%s%s", quote, start,
                          strlen (start) < strlen (valid) ? "…" : "", quote);
}

/* Appends a path such as encoder.layers, tensors."encoder.rnn.*".rows[0]: a name that contains
 * dots is quoted. The root adds nothing. */
static void
append_path (GString        *path,
             const HeedJson *json)
{
  guint i;

  if (json->parent == NULL)
    return;

  append_path (path, json->parent);

  if (heed_json_is_list (json->parent))
    {
      g_ptr_array_find (json->parent->children, json, &i);
      g_string_append_printf (path, "[%u]", i);
      return;
    }

  append_name (path, json->name);
}

/**
 * heed_json_dup_path:
 * @name: (nullable): a member of @json, whose path is wanted
 *
 * Returns: (transfer full): the path from the root; empty for a root without a name
 */
char *
heed_json_dup_path (const HeedJson *json,
                    const char     *name)
{
  g_autoptr(GString) path = g_string_new (NULL);
  const HeedJson *root = json;

  append_path (path, json);
  if (name != NULL)
    append_name (path, name);

  while (root->parent != NULL)
    root = root->parent;

  if (root->name != NULL)
    {
      g_string_prepend (path, path->len > 0 ? ": " : "");
      g_string_prepend (path, root->name);
    }

  return g_string_free (g_steal_pointer (&path), FALSE);
}
