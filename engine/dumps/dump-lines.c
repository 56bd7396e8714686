/* dump-lines.c — parsing lines, words and numbers of text formats
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/dumps/dump.h"

#include <math.h>
#include <string.h>

#define MOST_QUOTED 40  /* bytes of the text found that an error quotes */

HeedDumpLines
heed_dump_lines_of (const HeedDumpPart *part)
{
  return (HeedDumpLines) { part->bytes, part->bytes + part->n_bytes, part->line - 1 };
}

gboolean
heed_dump_lines_next (HeedDumpLines  *lines,
                      const char    **line,
                      gsize          *n_bytes)
{
  const char *end;

  if (lines->at >= lines->end)
    return FALSE;

  end = memchr (lines->at, '\n', lines->end - lines->at);
  *line = lines->at;
  *n_bytes = (end != NULL ? end : lines->end) - lines->at;
  lines->at = end != NULL ? end + 1 : lines->end;
  lines->number++;
  if (*n_bytes > 0 && (*line)[*n_bytes - 1] == '\r')
    --*n_bytes;

  return TRUE;
}

gboolean
heed_dump_is_blank (const char *line,
                    gsize       n_bytes)
{
  for (gsize i = 0; i < n_bytes; i++)
    if (!g_ascii_isspace (line[i]))
      return FALSE;

  return TRUE;
}

char **
heed_dump_split_words (const char *text)
{
  GPtrArray *words = g_ptr_array_new ();

  for (text += strspn (text, " \t"); *text != '\0'; text += strspn (text, " \t"))
    {
      gsize n_bytes = strcspn (text, " \t");

      g_ptr_array_add (words, g_strndup (text, n_bytes));
      text += n_bytes;
    }
  g_ptr_array_add (words, NULL);

  return (char **) g_ptr_array_free (words, FALSE);
}

/**
 * heed_dump_fail:
 * @line: line number, from 1; 0 for none
 * @found: (nullable): the text of the file; %NULL for nothing
 *
 * Errors: %HEED_ERROR_DAMAGED, always
 *
 * Returns: %FALSE
 */
gboolean
heed_dump_fail (guint64      line,
                const char  *expected,
                const char  *found,
                GError     **error)
{
  g_autofree char *start = found != NULL ? g_strndup (found, MOST_QUOTED) : NULL;
  g_autofree char *quoted = start != NULL ? g_utf8_make_valid (start, -1) : NULL;
  g_autofree char *place =
    line > 0 ? g_strdup_printf ("line %" G_GUINT64_FORMAT ": ", line) : g_strdup ("");

  g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED, "%sexpected %s, found %s%s%s%s", place,
               expected, quoted != NULL ? "“" : "", quoted != NULL ? quoted : "nothing",
               quoted != NULL && strlen (found) > MOST_QUOTED ? "…" : "",
               quoted != NULL ? "”" : "");

  return FALSE;
}

static gboolean
read_numbers (const char  *text,
              const char  *between,
              GArray      *values,
              guint64      line,
              GError     **error)
{
  for (text += strspn (text, between); *text != '\0'; text += strspn (text, between))
    {
      char *end;
      float value = (float) g_ascii_strtod (text, &end);

      if (end == text || (*end != '\0' && strchr (between, *end) == NULL))
        return heed_dump_fail (line, "weights", text, error);
      if (!isfinite (value) || value < 0.0f)
        return heed_dump_fail (line, "a finite weight, not below 0", text, error);

      g_array_append_val (values, value);
      text = end;
    }

  return TRUE;
}

/**
 * heed_dump_grid_add:
 * @row: numbers
 * @between: the bytes that may separate the numbers
 * @line: its line number
 *
 * Errors: %HEED_ERROR_DAMAGED
 */
gboolean
heed_dump_grid_add (HeedDumpGrid  *grid,
                    const char    *row,
                    const char    *between,
                    guint64        line,
                    GError       **error)
{
  guint n_before;
  g_autofree char *expected = NULL;
  g_autofree char *found = NULL;

  if (grid->values == NULL)
    grid->values = g_array_new (FALSE, FALSE, sizeof (float));

  n_before = grid->values->len;
  if (!read_numbers (row, between, grid->values, line, error))
    return FALSE;

  if (grid->n_rows++ == 0)
    grid->n_columns = grid->values->len;
  if (grid->values->len - n_before == grid->n_columns && grid->n_columns > 0)
    return TRUE;

  expected = grid->n_columns > 0
             ? g_strdup_printf ("%u weights, as in the row before", grid->n_columns)
             : g_strdup ("at least one weight");
  found = g_strdup_printf ("%u", grid->values->len - n_before);

  return heed_dump_fail (line, expected, found, error);
}

/* Moves the numbers to found; afterwards grid is empty. */
void
heed_dump_grid_end (HeedDumpGrid  *grid,
                    HeedDumpFound *found)
{
  found->n_rows = grid->n_rows;
  found->n_columns = grid->n_columns;
  found->values = grid->values != NULL ? (float *) (gpointer) g_array_free (grid->values, FALSE)
                                       : NULL;
  *grid = (HeedDumpGrid) { 0 };
}

void
heed_dump_found_clear (HeedDumpFound *found)
{
  g_clear_pointer (&found->source, g_strfreev);
  g_clear_pointer (&found->target, g_strfreev);
  g_clear_pointer (&found->values, g_free);
}
