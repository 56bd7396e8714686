/* dump-blocks.c — attention as written by Nematus, Sockeye and OpenNMT-lua
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     0 ||| Obama welcomes Netanyahu ||| 0 ||| Obama empfängt Net@@ any@@ ah@@ u ||| 7 4
 *     0.723 0.047 0.126 0.000 0.001 0.001 0.101
 *     …
 *
 * The fields are number, target, score, source, and the numbers of source and target
 * tokens, which are ignored; then come a row for each target token, and an empty line.
 * Nematus has a row and a column for the end of a sentence and counts them; Sockeye and
 * OpenNMT-lua have neither. The counts are one field in Nematus ("7 4"), two in Sockeye
 * ("6 ||| 3").
 *
 * Source: nematus/translate.py, print_matrix() (nematus.translate -a);
 *   sockeye/output_handler.py of Sockeye 1, StringWithAlignmentMatrixOutputHandler
 *   (--output-type translation_with_alignment_matrix); translate.lua -save_attention;
 *   Rikters, Fishel and Bojar 2017, whose SoftAlignments reads all three.
 */

#include "engine/dumps/dump.h"

#include <string.h>

#define BARS " ||| "

enum { NUMBER, TARGET, SCORE, SOURCE, COUNTS };

static guint
count_bars (const char *line,
            gsize       n_bytes)
{
  guint n = 0;

  for (const char *at = line; (at = g_strstr_len (at, line + n_bytes - at, BARS)) != NULL;
       at += strlen (BARS) - 1)
    n++;

  return n;
}

/* Looks for a line of at least four fields, followed by a line of numbers. */
static gboolean
looks (HeedDumpLines lines)
{
  const char *line;
  gsize n;

  do
    if (!heed_dump_lines_next (&lines, &line, &n))
      return FALSE;
  while (heed_dump_is_blank (line, n));

  return count_bars (line, n) >= SOURCE && heed_dump_lines_next (&lines, &line, &n) &&
         count_bars (line, n) == 0 && memchr (line, ',', n) == NULL;
}

/* Parts are separated by empty lines. */
static gboolean
index_parts (HeedDumpLines   lines,
             GArray         *parts,
             GError        **error)
{
  gboolean is_in = FALSE;
  const char *line;
  gsize n;

  while (heed_dump_lines_next (&lines, &line, &n))
    if (heed_dump_is_blank (line, n))
      is_in = FALSE;
    else if (is_in)
      {
        HeedDumpPart *part = &g_array_index (parts, HeedDumpPart, parts->len - 1);

        part->n_bytes = line + n - part->bytes;
      }
    else
      {
        const HeedDumpPart part = { line, n, lines.number };

        g_array_append_val (parts, part);
        is_in = TRUE;
      }

  return TRUE;
}

static gboolean
read_head (HeedDumpFound  *found,
           const char     *line,
           guint64         number,
           GError        **error)
{
  g_auto(GStrv) fields = g_strsplit (line, BARS, -1);

  if (g_strv_length (fields) <= SOURCE)
    return heed_dump_fail (number, "number ||| target ||| score ||| source", line, error);

  found->target = heed_dump_split_words (fields[TARGET]);
  found->source = heed_dump_split_words (fields[SOURCE]);

  return TRUE;
}

static gboolean
read_part (const HeedDumpPart   *part,
           guint                 number,
           const HeedDumpAsked  *asked,
           HeedDumpFound        *found,
           GError              **error)
{
  HeedDumpLines lines = heed_dump_lines_of (part);
  HeedDumpGrid grid = { 0 };
  gboolean is_good = TRUE;
  const char *bytes;
  gsize n;

  while (is_good && heed_dump_lines_next (&lines, &bytes, &n))
    {
      g_autofree char *line = g_strndup (bytes, n);

      is_good = found->target == NULL
                ? read_head (found, line, lines.number, error)
                : heed_dump_grid_add (&grid, line, " \t", lines.number, error);
    }

  heed_dump_grid_end (&grid, found);

  return is_good;
}

const HeedDumpReader heed_dump_blocks = { looks, index_parts, read_part };
