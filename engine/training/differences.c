/* differences.c — the differences between two configurations
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/training/differences.h"

#include <string.h>

#include "engine/files/json-writer.h"

#define MAX_SHOWN 40  /* bytes of a value that are shown */
#define NOTHING   "nothing"

static const HeedJsonLimits limits = { 16, 100000 };

static void
free_difference (gpointer data)
{
  HeedDifference *difference = data;

  g_free (difference->path);
  g_free (difference->before);
  g_free (difference->now);
  g_free (difference);
}

static char *
dup_text (const HeedJson *value)
{
  g_autoptr(HeedJsonWriter) writer = heed_json_writer_new ();

  if (value == NULL)
    return g_strdup (NOTHING);

  heed_json_writer_add_value (writer, NULL, value);

  return g_strdup (heed_json_writer_get_text (writer));
}

static void
add_difference (GPtrArray      *differences,
                const char     *path,
                const HeedJson *before,
                const HeedJson *now)
{
  g_autofree char *before_text = dup_text (before);
  g_autofree char *now_text = dup_text (now);
  HeedDifference *difference;

  if (g_str_equal (before_text, now_text))
    return;

  difference = g_new0 (HeedDifference, 1);
  difference->path = g_strdup (path);
  difference->before = g_steal_pointer (&before_text);
  difference->now = g_steal_pointer (&now_text);
  g_ptr_array_add (differences, difference);
}

static void compare (GPtrArray      *differences,
                     const char     *path,
                     const HeedJson *before,
                     const HeedJson *now);

static void
compare_member (GPtrArray      *differences,
                const char     *path,
                const char     *name,
                const HeedJson *before,
                const HeedJson *now)
{
  g_autofree char *longer = *path != '\0' ? g_strconcat (path, ".", name, NULL) : g_strdup (name);

  compare (differences, longer, heed_json_get_member (before, name),
           heed_json_get_member (now, name));
}

/* Compares objects member by member, in any order, and other values by their text. */
static void
compare (GPtrArray      *differences,
         const char     *path,
         const HeedJson *before,
         const HeedJson *now)
{
  if (!heed_json_is_object (before) || !heed_json_is_object (now))
    {
      add_difference (differences, path, before, now);
      return;
    }

  for (guint i = 0; i < heed_json_get_n (before); i++)
    compare_member (differences, path, heed_json_get_name (heed_json_get_nth (before, i)), before,
                    now);

  for (guint i = 0; i < heed_json_get_n (now); i++)
    {
      const char *name = heed_json_get_name (heed_json_get_nth (now, i));

      if (heed_json_get_member (before, name) == NULL)
        compare_member (differences, path, name, before, now);
    }
}

/**
 * heed_differences_find:
 * @before: JSON
 * @now: JSON
 *
 * Returns: (transfer full) (nullable): a #HeedDifference for each value that is not the
 *   same in both; %NULL if one of them is not valid JSON
 */
GPtrArray *
heed_differences_find (const char *before,
                       const char *now)
{
  g_autoptr(HeedJson) before_json = heed_json_parse (NULL, before, strlen (before), &limits, NULL);
  g_autoptr(HeedJson) now_json = heed_json_parse (NULL, now, strlen (now), &limits, NULL);
  GPtrArray *differences;

  if (before_json == NULL || now_json == NULL)
    return NULL;

  differences = g_ptr_array_new_with_free_func (free_difference);
  compare (differences, "", before_json, now_json);

  return differences;
}

static void
append_value (GString    *text,
              const char *value)
{
  gsize n_bytes = strlen (value);

  if (n_bytes <= MAX_SHOWN)
    g_string_append (text, value);
  else
    g_string_append_printf (
      text, "%.*s…", (int) (g_utf8_find_prev_char (value, value + MAX_SHOWN) - value), value);
}

/**
 * heed_differences_describe:
 *
 * Returns: (transfer full): all differences in one line
 */
char *
heed_differences_describe (const GPtrArray *differences)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < differences->len; i++)
    {
      const HeedDifference *difference = g_ptr_array_index (differences, i);

      g_string_append_printf (text, "%s%s ", i > 0 ? "; " : "", difference->path);
      append_value (text, difference->before);
      g_string_append (text, ", now ");
      append_value (text, difference->now);
    }

  return g_string_free (text, FALSE);
}
