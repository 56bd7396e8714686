/* dump-rows.c — attention as written by Marian, one sentence per line
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     Obama begrüßt ||| 0.7,0.2,0.1 0.1,0.8,0.1 0.1,0.1,0.8
 *
 * Spaces separate target tokens, commas the source tokens of one row; the last of
 * either is the end of a sentence, which older versions omit among the targets. An
 * n-best list has the number of the sentence before the translation and features after
 * the rows; only its first line for each number is used. The translation is
 * detokenized, so counting its words shows whether they are the tokens of the model.
 * Sources are in another file.
 *
 * Source: marian src/data/alignment.cpp, SoftAlignToString(), and
 *   src/translator/output_printer.h (marian-decoder, marian-scorer --alignment soft);
 *   amun --return-soft-alignment writes the same.
 */

#include "engine/dumps/dump.h"

#include <string.h>

#define BARS " ||| "

static gboolean
is_number (const char *text)
{
  return *text != '\0' && text[strspn (text, "0123456789")] == '\0';
}

/* Accepts numbers, commas and spaces. A hyphen is accepted only in an exponent, which excludes
 * links. */
static gboolean
are_rows (const char *field)
{
  for (const char *at = field; *at != '\0'; at++)
    if (strchr ("0123456789.,eE+ ", *at) == NULL &&
        !(*at == '-' && at > field && g_ascii_tolower (at[-1]) == 'e'))
      return FALSE;

  return g_ascii_isdigit (*field);
}

static gboolean
looks (HeedDumpLines lines)
{
  const char *line;
  gsize n;

  return heed_dump_lines_next (&lines, &line, &n) && g_strstr_len (line, n, "||| ") != NULL;
}

/* Returns the sentence number of an n-best line; NULL for any other line. */
static char *
dup_number (const char *line,
            gsize       n_bytes)
{
  g_autofree char *text = g_strndup (line, n_bytes);
  g_auto(GStrv) fields = g_strsplit (text, BARS, -1);

  return g_strv_length (fields) >= 4 && is_number (fields[0]) ? g_strdup (fields[0]) : NULL;
}

static gboolean
index_parts (HeedDumpLines   lines,
             GArray         *parts,
             GError        **error)
{
  g_autofree char *before = NULL;
  const char *line;
  gsize n;

  while (heed_dump_lines_next (&lines, &line, &n))
    {
      g_autofree char *number = dup_number (line, n);
      const HeedDumpPart part = { line, n, lines.number };

      if (number == NULL || g_strcmp0 (number, before) != 0)
        g_array_append_val (parts, part);

      g_free (before);
      before = g_steal_pointer (&number);
    }

  return TRUE;
}

static gboolean
read_rows (const char     *rows,
           guint64         line,
           HeedDumpFound  *found,
           GError        **error)
{
  g_auto(GStrv) each = heed_dump_split_words (rows);
  HeedDumpGrid grid = { 0 };
  gboolean is_good = TRUE;

  for (guint i = 0; is_good && each[i] != NULL; i++)
    is_good = heed_dump_grid_add (&grid, each[i], ",", line, error);

  heed_dump_grid_end (&grid, found);

  return is_good;
}

static gboolean
read_part (const HeedDumpPart   *part,
           guint                 number,
           const HeedDumpAsked  *asked,
           HeedDumpFound        *found,
           GError              **error)
{
  g_autofree char *line = g_strndup (part->bytes, part->n_bytes);
  g_auto(GStrv) fields = g_strsplit (line, BARS, -1);
  guint n_fields = g_strv_length (fields);
  guint text = n_fields >= 4 && is_number (fields[0]) ? 1 : 0;

  for (guint i = text + 1; i < n_fields; i++)
    if (are_rows (fields[i]))
      {
        found->target = heed_dump_split_words (fields[text]);
        return read_rows (fields[i], part->line, found, error);
      }

  return heed_dump_fail (part->line, "text ||| weights, commas between (--alignment soft)",
                         n_fields > text + 1 ? fields[text + 1] : line, error);
}

const HeedDumpReader heed_dump_rows = { looks, index_parts, read_part };
