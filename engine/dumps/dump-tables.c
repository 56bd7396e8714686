/* dump-tables.c — attention as printed by OpenNMT-py
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *                      the        cat       </s>
 *             le *0.9000000  0.0500000  0.0500000
 *           </s>  0.1000000  0.1000000 *0.8000000
 *
 * A line of source tokens, then one for each target token and the end, with seven
 * decimals and a star before the largest weight; tables are separated by other output of
 * the program. It truncates source tokens to seven letters and target tokens to ten, so
 * the original files should be given if available.
 *
 * Source: onmt/utils/misc.py, report_matrix() (onmt_translate -attn_debug).
 */

#include "engine/dumps/dump.h"

#include <string.h>

#define PLACES     7
#define LOGGED_END " INFO] "

/* Accepts text such as "*0.9000000". */
static gboolean
is_weight (const char *word)
{
  gsize n_digits;

  word += strspn (word, "*");
  n_digits = strspn (word, "0123456789");
  if (n_digits == 0 || word[n_digits] != '.')
    return FALSE;

  word += n_digits + 1;

  return strspn (word, "0123456789") == PLACES && word[PLACES] == '\0';
}

/* Returns the number of weights after the first word; 0 if the line is not a row. */
static guint
count_weights (const char *bytes,
               gsize       n_bytes)
{
  g_autofree char *line = g_strndup (bytes, n_bytes);
  g_auto(GStrv) words = heed_dump_split_words (line);
  guint n_words = g_strv_length (words);

  for (guint i = 1; i < n_words; i++)
    if (!is_weight (words[i]))
      return 0;

  return n_words > 0 ? n_words - 1 : 0;
}

/* A table begins at the line before its first row. */
static gboolean
index_parts (HeedDumpLines   lines,
             GArray         *parts,
             GError        **error)
{
  HeedDumpPart head = { 0 };
  guint n_columns = 0;
  const char *line;
  gsize n;

  while (heed_dump_lines_next (&lines, &line, &n))
    {
      guint n_weights = count_weights (line, n);

      if (n_weights > 0 && n_columns == 0 && head.bytes != NULL)
        g_array_append_val (parts, head);
      if (n_weights > 0 && parts->len > 0)
        {
          HeedDumpPart *part = &g_array_index (parts, HeedDumpPart, parts->len - 1);

          part->n_bytes = line + n - part->bytes;
        }

      n_columns = n_weights;
      if (n_weights == 0)
        head = (HeedDumpPart) { line, n, lines.number };
    }

  return TRUE;
}

static gboolean
looks (HeedDumpLines lines)
{
  g_autoptr(GArray) parts = g_array_new (FALSE, FALSE, sizeof (HeedDumpPart));

  return index_parts (lines, parts, NULL) && parts->len > 0;
}

/* Splits the line into words, without the prefix of a log. */
static char **
split_head (const char *line)
{
  const char *logged = *line == '[' ? strstr (line, LOGGED_END) : NULL;

  return heed_dump_split_words (logged != NULL ? logged + strlen (LOGGED_END) : line);
}

/* Splits "  le *0.9000000  0.0500000" into the word and the rest with the numbers. */
static char *
take_word (char  *line,
           char **numbers)
{
  char *word = line + strspn (line, " \t");
  gsize n_bytes = strcspn (word, " \t");

  *numbers = word + n_bytes;
  for (char *at = *numbers; *at != '\0'; at++)
    if (*at == '*')
      *at = ' ';

  return g_strndup (word, n_bytes);
}

static gboolean
read_part (const HeedDumpPart   *part,
           guint                 number,
           const HeedDumpAsked  *asked,
           HeedDumpFound        *found,
           GError              **error)
{
  HeedDumpLines lines = heed_dump_lines_of (part);
  GPtrArray *words = g_ptr_array_new ();
  HeedDumpGrid grid = { 0 };
  gboolean is_good = TRUE;
  const char *bytes;
  gsize n;

  while (is_good && heed_dump_lines_next (&lines, &bytes, &n))
    {
      g_autofree char *line = g_strndup (bytes, n);
      char *numbers;

      if (found->source == NULL)
        {
          found->source = split_head (line);
          continue;
        }

      g_ptr_array_add (words, take_word (line, &numbers));
      is_good = heed_dump_grid_add (&grid, numbers, " \t", lines.number, error);
    }

  g_ptr_array_add (words, NULL);
  found->target = (char **) g_ptr_array_free (words, FALSE);
  heed_dump_grid_end (&grid, found);

  return is_good;
}

const HeedDumpReader heed_dump_tables = { looks, index_parts, read_part };
