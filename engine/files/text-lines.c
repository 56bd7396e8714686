/* text-lines.c — the lines of a text file, gzipped or not
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lines are limited to MAX_LINE_BYTES, so neither a file without line ends nor one that
 * unzips to an excessive size can exhaust the memory.
 */

#include "engine/files/text-lines.h"

#include <string.h>

#include "engine/files/file-kind.h"
#include "engine/files/gunzip.h"
#include "engine/heed.h"

#define MAX_LINE_BYTES (1024 * 1024)
#define BLOCK_BYTES    65536

struct _HeedTextLines
{
  HeedGunzip *file;
  char        block[BLOCK_BYTES];
  gsize       begin;   /* range of the unread bytes in block */
  gsize       end;
  GString    *line;    /* the line being assembled or last returned */
  guint64     number;  /* of that line */
};

static gboolean
check_kind (HeedGunzip  *file,
            GError     **error)
{
  gsize n_bytes;
  gconstpointer front = heed_gunzip_peek (file, &n_bytes);

  return n_bytes == 0 ||
         heed_file_kind_check (front, n_bytes, HEED_FILE_KIND_TEXT, "lines of text", error);
}

/**
 * heed_text_lines_open:
 *
 * Errors: #GIOErrorEnum if the file cannot be read; %HEED_ERROR_UNSUPPORTED if it is
 * clearly not text; the message names its kind.
 *
 * Returns: (transfer full): a reader before the first line of the file
 */
HeedTextLines *
heed_text_lines_open (const char *path,
                      GError    **error)
{
  HeedGunzip *file;
  HeedTextLines *lines;

  g_return_val_if_fail (path != NULL, NULL);

  file = heed_gunzip_open (path, error);
  if (file == NULL)
    return NULL;

  if (!check_kind (file, error))
    {
      g_prefix_error (error, "%s: ", path);
      heed_gunzip_free (file);
      return NULL;
    }

  lines = g_new0 (HeedTextLines, 1);
  lines->file = file;
  lines->line = g_string_new (NULL);

  return lines;
}

/* Appends the rest of the line in the block. Returns whether the line is complete. */
static gboolean
take_from_block (HeedTextLines *lines)
{
  const char *rest = lines->block + lines->begin;
  gsize n_rest = lines->end - lines->begin;
  const char *line_end = memchr (rest, '\n', n_rest);
  gsize n_taken = line_end != NULL ? (gsize) (line_end - rest) : n_rest;

  g_string_append_len (lines->line, rest, (gssize) n_taken);
  lines->begin += n_taken + (line_end != NULL);

  return line_end != NULL;
}

static gboolean
collect_line (HeedTextLines *lines,
              GCancellable  *cancellable,
              GError       **error)
{
  gssize n_read;

  while (!take_from_block (lines))
    {
      if (lines->line->len > MAX_LINE_BYTES)
        break;

      n_read = heed_gunzip_read (lines->file, lines->block, BLOCK_BYTES, cancellable, error);

      if (n_read < 0)
        {
          if (!g_cancellable_is_cancelled (cancellable))
            g_prefix_error (error, "line %" G_GUINT64_FORMAT ": ", lines->number);
          return FALSE;
        }

      if (n_read == 0)
        return lines->line->len > 0;

      lines->begin = 0;
      lines->end = (gsize) n_read;
    }

  if (lines->line->len > MAX_LINE_BYTES)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE,
                   "line %" G_GUINT64_FORMAT ": expected at most %d bytes, found more",
                   lines->number, MAX_LINE_BYTES);
      return FALSE;
    }

  return TRUE;
}

/**
 * heed_text_lines_next:
 *
 * Errors: %HEED_ERROR_DAMAGED if the line is not UTF-8 or the file is truncated;
 * %HEED_ERROR_TOO_LARGE if the line is longer than 1 MiB; #GIOErrorEnum.
 *
 * Returns: (transfer none) (nullable): the line, valid until the next call; %NULL at
 *   the end of the file, and on error
 */
const char *
heed_text_lines_next (HeedTextLines *lines,
                      GCancellable  *cancellable,
                      GError       **error)
{
  static const char byte_order_mark[] = "\xef\xbb\xbf";

  g_return_val_if_fail (lines != NULL, NULL);

  g_string_truncate (lines->line, 0);
  lines->number++;

  if (!collect_line (lines, cancellable, error))
    return NULL;

  if (g_str_has_suffix (lines->line->str, "\r"))
    g_string_truncate (lines->line, lines->line->len - 1);

  if (lines->number == 1 && g_str_has_prefix (lines->line->str, byte_order_mark))
    g_string_erase (lines->line, 0, (gssize) strlen (byte_order_mark));

  if (!g_utf8_validate_len (lines->line->str, lines->line->len, NULL))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                   "line %" G_GUINT64_FORMAT ": not valid UTF-8", lines->number);
      return NULL;
    }

  return lines->line->str;
}

/**
 * heed_text_lines_get_number:
 *
 * Returns: the number of the line returned last; the first is 1
 */
guint64
heed_text_lines_get_number (HeedTextLines *lines)
{
  g_return_val_if_fail (lines != NULL, 0);

  return lines->number;
}

void
heed_text_lines_free (HeedTextLines *lines)
{
  if (lines == NULL)
    return;

  heed_gunzip_free (lines->file);
  g_string_free (lines->line, TRUE);
  g_free (lines);
}
