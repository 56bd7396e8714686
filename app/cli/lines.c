/* lines.c — reads sentences from the command line, from files, or from a pipe
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A line that is not UTF-8, contains a NUL or is too long is returned too, with a description of
 * the problem, so that a reader of a million lines can report it and keep the order of the others.
 * A line is returned as soon as its end was read, so that a process at the other end of a pipe that
 * waits for the answer gets it.
 */

#include "app/cli/lines.h"

#include <gio/gunixinputstream.h>
#include <string.h>
#include <unistd.h>

#include "engine/files/gunzip.h"

#define CHUNK_BYTES 65536
#define BYTE_ORDER_MARK "\xef\xbb\xbf"

struct _HeedLines
{
  char         **arguments;      /* remaining arguments; NULL for a file */
  HeedGunzip    *file;           /* standard input or a file being read, or NULL */
  char          *name;           /* name of file, for messages */
  guint8        *chunk;          /* bytes of file; unread from chunk_at to chunk_end */
  gsize          chunk_at;
  gsize          chunk_end;

  GString       *bytes;          /* bytes of the current line */
  gboolean       is_too_long;    /* further bytes of the line were dropped */
  HeedLine       line;
  char          *problem;
};

static HeedLines *
create_lines (void)
{
  HeedLines *lines = g_new0 (HeedLines, 1);

  lines->chunk = g_malloc (CHUNK_BYTES);
  lines->bytes = g_string_new (NULL);

  return lines;
}

static void
open_standard_input (HeedLines *lines)
{
  lines->file = heed_gunzip_new (g_unix_input_stream_new (STDIN_FILENO, FALSE));
  g_free (lines->name);
  lines->name = g_strdup ("standard input");
}

/**
 * heed_lines_new:
 * @arguments: sentences, NULL-terminated; must outlive the result
 *
 * Returns: (transfer full): a reader of the sentences
 */
HeedLines *
heed_lines_new (char **arguments)
{
  HeedLines *lines = create_lines ();

  lines->arguments = arguments;
  if (arguments[0] == NULL)
    open_standard_input (lines);

  return lines;
}

/**
 * heed_lines_open:
 * @path: a file or "-" for standard input, gzipped or not
 *
 * Errors: #GIOErrorEnum if the file cannot be read
 *
 * Returns: (transfer full): a reader of its lines
 */
HeedLines *
heed_lines_open (const char  *path,
                 GError     **error)
{
  g_autoptr(HeedLines) lines = create_lines ();

  if (g_str_equal (path, "-"))
    {
      open_standard_input (lines);
      return g_steal_pointer (&lines);
    }

  lines->name = g_strdup (path);
  lines->file = heed_gunzip_open (path, error);

  return lines->file != NULL ? g_steal_pointer (&lines) : NULL;
}

void
heed_lines_free (HeedLines *lines)
{
  g_clear_pointer (&lines->file, heed_gunzip_free);
  g_free (lines->name);
  g_free (lines->chunk);
  g_string_free (lines->bytes, TRUE);
  g_free (lines->problem);
  g_free (lines);
}

static gssize
read_chunk (HeedLines     *lines,
            GCancellable  *cancellable,
            GError       **error)
{
  gssize n_bytes = heed_gunzip_read (lines->file, lines->chunk, CHUNK_BYTES, cancellable, error);

  if (n_bytes < 0 && !g_cancellable_is_cancelled (cancellable))
    g_prefix_error (error, "%s: ", lines->name);

  return n_bytes;
}

/* Returns TRUE with an empty chunk at the end of the file or stream. */
static gboolean
fill_chunk (HeedLines     *lines,
            GCancellable  *cancellable,
            GError       **error)
{
  gssize n_bytes = read_chunk (lines, cancellable, error);

  if (n_bytes < 0)
    return FALSE;

  lines->chunk_at = 0;
  lines->chunk_end = (gsize) n_bytes;

  return TRUE;
}

static void
append_bytes (HeedLines *lines,
              gsize      n_bytes)
{
  gsize room = HEED_LINE_MAX_BYTES - lines->bytes->len;

  if (n_bytes > room)
    lines->is_too_long = TRUE;

  g_string_append_len (lines->bytes, (const char *) lines->chunk + lines->chunk_at,
                       (gssize) MIN (n_bytes, room));
}

/* Appends the part of the line that is in the chunk; TRUE if the line ends there. */
static gboolean
take_from_chunk (HeedLines *lines)
{
  const guint8 *start = lines->chunk + lines->chunk_at;
  gsize n_bytes = lines->chunk_end - lines->chunk_at;
  const guint8 *end = memchr (start, '\n', n_bytes);

  if (end != NULL)
    n_bytes = (gsize) (end - start);

  append_bytes (lines, n_bytes);
  lines->chunk_at += n_bytes + (end != NULL ? 1 : 0);

  return end != NULL;
}

/* Reads one line into bytes; found is FALSE at the end of the file. */
static gboolean
read_from_file (HeedLines     *lines,
                  gboolean      *found,
                  GCancellable  *cancellable,
                  GError       **error)
{
  *found = FALSE;

  while (TRUE)
    {
      if (lines->chunk_at == lines->chunk_end)
        {
          if (!fill_chunk (lines, cancellable, error))
            return FALSE;
          if (lines->chunk_end == 0)
            return TRUE;
        }

      *found = TRUE;
      if (take_from_chunk (lines))
        return TRUE;
    }
}

static gboolean
read_from_arguments (HeedLines *lines)
{
  const char *argument = lines->arguments != NULL ? *lines->arguments : NULL;

  if (argument == NULL)
    return FALSE;

  lines->arguments++;
  if (g_str_equal (argument, "-"))
    open_standard_input (lines);
  else
    g_string_append (lines->bytes, argument);

  return TRUE;
}

/* Reads the next line into bytes; found is FALSE at the end of all input. */
static gboolean
read_bytes (HeedLines     *lines,
            gboolean      *found,
            GCancellable  *cancellable,
            GError       **error)
{
  while (TRUE)
    {
      if (lines->file == NULL)
        {
          *found = read_from_arguments (lines);
          if (!*found || lines->file == NULL)
            return TRUE;
        }

      if (!read_from_file (lines, found, cancellable, error))
        return FALSE;
      if (*found)
        return TRUE;

      g_clear_pointer (&lines->file, heed_gunzip_free);
    }
}

static void
strip_line_end (HeedLines *lines)
{
  GString *bytes = lines->bytes;

  if (bytes->len > 0 && bytes->str[bytes->len - 1] == '\r')
    g_string_truncate (bytes, bytes->len - 1);

  if (lines->line.number == 1 && g_str_has_prefix (bytes->str, BYTE_ORDER_MARK))
    g_string_erase (bytes, 0, strlen (BYTE_ORDER_MARK));
}

static char *
find_problem (HeedLines *lines)
{
  const GString *bytes = lines->bytes;
  const char *end;

  if (lines->is_too_long)
    return g_strdup_printf ("text: expected at most %d bytes a line, found more",
                            HEED_LINE_MAX_BYTES);

  if (g_utf8_validate_len (bytes->str, bytes->len, &end))
    return NULL;

  return g_strdup_printf ("text: expected UTF-8, found byte 0x%02x at offset %" G_GSIZE_FORMAT,
                          (guint8) *end, (gsize) (end - bytes->str));
}

/**
 * heed_lines_read:
 * @lines: the reader
 * @cancellable: (nullable): interrupts waiting for input
 *
 * Returns: (transfer none) (nullable): the next line, valid until the next call; %NULL at the end,
 *   and with @error set if reading failed
 */
const HeedLine *
heed_lines_read (HeedLines     *lines,
                 GCancellable  *cancellable,
                 GError       **error)
{
  gboolean found;

  g_return_val_if_fail (lines != NULL, NULL);

  g_string_truncate (lines->bytes, 0);
  g_clear_pointer (&lines->problem, g_free);
  lines->is_too_long = FALSE;

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !read_bytes (lines, &found, cancellable, error) || !found)
    return NULL;

  lines->line.number++;
  strip_line_end (lines);
  lines->problem = find_problem (lines);
  lines->line.problem = lines->problem;
  lines->line.text = lines->problem == NULL ? lines->bytes->str : "";

  return &lines->line;
}
