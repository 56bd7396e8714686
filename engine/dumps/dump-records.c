/* dump-records.c — attention as JSON lines, as written by heed-cli attend
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * These members of a record are read: source and target, each with tokens, and
 * attention, a list of kind, layer, head and weights. A file that is a single record
 * over several lines is one sentence, as heed-cli render exports it.
 */

#include "engine/dumps/dump.h"

#include <math.h>
#include <string.h>

#include "engine/files/json-fields.h"

#define MOST_LAYERS 1024

static gboolean
looks (HeedDumpLines lines)
{
  while (lines.at < lines.end && g_ascii_isspace (*lines.at))
    lines.at++;

  return lines.at < lines.end && *lines.at == '{';
}

/* Each line is a part, unless the first line is not a whole record. */
static gboolean
index_parts (HeedDumpLines   lines,
             GArray         *parts,
             GError        **error)
{
  const HeedDumpPart all = { lines.at, lines.end - lines.at, 1 };
  const char *line;
  gsize n;

  while (heed_dump_lines_next (&lines, &line, &n))
    {
      const HeedDumpPart part = { line, n, lines.number };

      if (heed_dump_is_blank (line, n))
        continue;

      if (parts->len == 0 && memchr (line, '}', n) == NULL)
        {
          g_array_append_val (parts, all);
          return TRUE;
        }
      g_array_append_val (parts, part);
    }

  return TRUE;
}

/* --- One record ------------------------------------------------------------ */

static gboolean
read_tokens (const HeedJson   *record,
             const char       *side,
             char           ***tokens,
             GError          **error)
{
  const HeedJson *object = NULL;
  const HeedJson *list = NULL;
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  if (!heed_json_require (record, side, error) ||
      !heed_json_read_object (record, side, &object, error) ||
      !heed_json_require (object, "tokens", error) ||
      !heed_json_read_list (object, "tokens", &list, error))
    return FALSE;

  for (guint i = 0; i < heed_json_get_n (list); i++)
    {
      const char *text = NULL;

      if (!heed_json_take_text (heed_json_get_nth (list, i), &text, error))
        return FALSE;
      g_ptr_array_add (texts, g_strdup (text));
    }
  g_ptr_array_add (texts, NULL);
  *tokens = (char **) g_ptr_array_steal (texts, NULL);

  return TRUE;
}

/* Returns whether the map is cross-attention, which is the default if the kind is missing. */
static gboolean
is_cross (const HeedJson *map)
{
  const char *kind = heed_json_get_text (heed_json_get_member (map, "kind"));

  return kind == NULL || g_str_equal (kind, "cross");
}

static gint64
get_whole (const HeedJson *map,
           const char     *name)
{
  gint64 value = 0;  /* if missing: the only one there is */

  if (!heed_json_get_whole (heed_json_get_member (map, name), &value))
    value = heed_json_get_text (heed_json_get_member (map, name)) != NULL ? HEED_HEAD_MEAN : 0;

  return value;
}

static int
find_last_layer (const HeedJson *maps)
{
  gint64 last = -1;

  for (guint i = 0; i < heed_json_get_n (maps); i++)
    if (is_cross (heed_json_get_nth (maps, i)))
      last = MAX (last, get_whole (heed_json_get_nth (maps, i), "layer"));

  return (int) CLAMP (last, -1, MOST_LAYERS);
}

/* The first map gives the shape, in which there must be a weight. */
static gboolean
begin_rows (const HeedJson  *rows,
            HeedDumpFound   *found,
            GError         **error)
{
  const HeedJson *first = heed_json_get_n (rows) > 0 ? heed_json_get_nth (rows, 0) : NULL;

  if (!heed_json_is_list (first) || heed_json_get_n (first) == 0)
    return heed_json_refuse (first != NULL ? first : rows, "at least one weight", error);

  found->n_rows = heed_json_get_n (rows);
  found->n_columns = heed_json_get_n (first);
  found->values = g_new0 (float, (gsize) found->n_rows * found->n_columns);

  return TRUE;
}

/* Adds the weights of the map to those found so far; all maps must have the same shape. */
static gboolean
add_map (const HeedJson  *map,
         HeedDumpFound   *found,
         GError         **error)
{
  const HeedJson *rows = NULL;

  if (!heed_json_require (map, "weights", error) ||
      !heed_json_read_list (map, "weights", &rows, error))
    return FALSE;

  if (found->values == NULL && !begin_rows (rows, found, error))
    return FALSE;

  if (heed_json_get_n (rows) != found->n_rows)
    return heed_json_refuse (rows, "as many rows as in the head before", error);

  for (guint t = 0; t < found->n_rows; t++)
    {
      const HeedJson *row = heed_json_get_nth (rows, t);

      if (!heed_json_is_list (row) || heed_json_get_n (row) != found->n_columns)
        return heed_json_refuse (row, "rows that are all as long as the first", error);

      for (guint s = 0; s < found->n_columns; s++)
        {
          const HeedJson *weight = heed_json_get_nth (row, s);
          double value;

          if (!heed_json_get_number (weight, &value) || !isfinite ((float) value) || value < 0.0)
            return heed_json_refuse (weight, "a finite weight, not below 0", error);

          found->values[(gsize) t * found->n_columns + s] += (float) value;
        }
    }

  return TRUE;
}

static gboolean
read_maps (const HeedJson           *record,
           const HeedAttentionSite  *site,
           HeedDumpFound            *found,
           GError                  **error)
{
  const HeedJson *maps = NULL;
  guint n_heads = 0;
  int layer;

  if (!heed_json_require (record, "attention", error) ||
      !heed_json_read_list (record, "attention", &maps, error))
    return FALSE;

  layer = site->layer == HEED_DUMP_LAST_LAYER ? find_last_layer (maps) : site->layer;
  for (guint i = 0; i < heed_json_get_n (maps); i++)
    {
      const HeedJson *map = heed_json_get_nth (maps, i);

      if (!is_cross (map) || get_whole (map, "layer") != layer ||
          (site->head != HEED_HEAD_MEAN && get_whole (map, "head") != site->head))
        continue;

      if (!add_map (map, found, error))
        return FALSE;
      n_heads++;
    }

  if (n_heads == 0)
    return heed_json_refuse (maps, "cross-attention of the layer and head asked for", error);

  for (gsize i = 0; i < (gsize) found->n_rows * found->n_columns; i++)
    found->values[i] /= (float) n_heads;

  return TRUE;
}

static gboolean
read_record (const HeedJson           *record,
             const HeedAttentionSite  *site,
             HeedDumpFound            *found,
             GError                  **error)
{
  const char *problem = heed_json_get_text (heed_json_get_member (record, "error"));

  if (problem != NULL)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                   "record: expected attention, found an error: %s", problem);
      return FALSE;
    }

  return read_tokens (record, "source", &found->source, error) &&
         read_tokens (record, "target", &found->target, error) &&
         read_maps (record, site, found, error);
}

static gboolean
read_part (const HeedDumpPart   *part,
           guint                 number,
           const HeedDumpAsked  *asked,
           HeedDumpFound        *found,
           GError              **error)
{
  g_autofree char *what = g_strdup_printf ("line %" G_GUINT64_FORMAT, part->line);
  g_autoptr(HeedJson) record =
    heed_json_parse_object (what, part->bytes, part->n_bytes, NULL, error);

  return record != NULL && read_record (record, &asked->site, found, error);
}

const HeedDumpReader heed_dump_records = { looks, index_parts, read_part };
