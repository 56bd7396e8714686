/* line-store.c — random access to the lines of a file without keeping them in memory
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lines are read with pread() and not through a memory map, so that truncating the file
 * meanwhile makes lines unreadable instead of crashing the program. Compressed files and
 * files in UTF-16 are first converted into an unlinked temporary file.
 */

#define _DEFAULT_SOURCE /* pread() */
#define _XOPEN_SOURCE 700

#include "app/core/corpus/line-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/heed.h"

#define BLOCK_BYTES        65536
#define FIRST_BYTES        4096  /* in which a NUL shows that the file is not text */
#define MAX_LINES          100000000u
#define MAX_UNFOLDED_BYTES ((goffset) 4 * 1024 * 1024 * 1024)
#define BYTE_ORDER_MARK    "\xef\xbb\xbf"

struct _HeedLineStore
{
  char            *path;
  int              file;
  GArray          *starts;  /* of guint64: offset of each line, and the end of the last */
};

/* --- Decompression --------------------------------------------------------- */

static const char *
find_charset (const guchar *magic)
{
  return magic[0] == 0xff && magic[1] == 0xfe ? "UTF-16LE"
         : magic[0] == 0xfe && magic[1] == 0xff ? "UTF-16BE" : NULL;
}

/* Returns the converter from the file's bytes to lines of UTF-8; NULL if none is needed. */
static GConverter *
new_converter (const guchar  *magic,
               GError       **error)
{
  const char *charset = find_charset (magic);

  if (magic[0] == 0x1f && magic[1] == 0x8b)
    return G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));

  return charset != NULL ? (GConverter *) g_charset_converter_new ("UTF-8", charset, error) : NULL;
}

static int
open_nameless (GError **error)
{
  g_autofree char *name = NULL;
  int file = g_file_open_tmp ("heed-lines-XXXXXX", &name, error);

  if (file >= 0)
    g_unlink (name);

  return file;
}

static gboolean
write_all (int           file,
           const char   *bytes,
           gsize         n_bytes,
           GError      **error)
{
  while (n_bytes > 0)
    {
      gssize n = write (file, bytes, n_bytes);

      if (n < 0 && errno == EINTR)
        continue;

      if (n < 0)
        {
          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                       "temporary file: expected to write, found “%s”", g_strerror (errno));
          return FALSE;
        }

      bytes += n;
      n_bytes -= (gsize) n;
    }

  return TRUE;
}

static gboolean
copy_stream (HeedLineStore  *self,
             GInputStream   *stream,
             int             to,
             GCancellable   *cancellable,
             GError        **error)
{
  g_autofree char *block = g_malloc (BLOCK_BYTES);
  goffset n_all = 0;
  gssize n;

  while ((n = g_input_stream_read (stream, block, BLOCK_BYTES, cancellable, error)) > 0)
    {
      n_all += n;
      if (n_all > MAX_UNFOLDED_BYTES)
        {
          g_set_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE,
                       "%s: expected at most 4 GiB of text, found more", self->path);
          return FALSE;
        }

      if (!write_all (to, block, (gsize) n, error))
        return FALSE;
    }

  if (n < 0)
    g_prefix_error (error, "%s: ", self->path);

  return n == 0;
}

/* Replaces self->file by a converted copy if its bytes are compressed or in UTF-16. */
static gboolean
unfold (HeedLineStore  *self,
        GCancellable   *cancellable,
        GError        **error)
{
  guchar magic[2] = { 0 };
  g_autoptr(GConverter) converter = NULL;
  g_autoptr(GError) problem = NULL;
  g_autoptr(GFile) file = g_file_new_for_path (self->path);
  g_autoptr(GInputStream) stream = NULL;
  g_autoptr(GInputStream) converted = NULL;
  gboolean is_copied;
  int nameless;

  if (pread (self->file, magic, sizeof magic, 0) == sizeof magic)
    converter = new_converter (magic, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  if (converter == NULL)
    return TRUE;

  stream = (GInputStream *) g_file_read (file, cancellable, error);
  nameless = stream != NULL ? open_nameless (error) : -1;
  if (nameless < 0)
    return FALSE;

  converted = g_converter_input_stream_new (stream, converter);
  is_copied = copy_stream (self, converted, nameless, cancellable, error);
  close (self->file);
  self->file = nameless;

  return is_copied;
}

/* --- Index of the lines ---------------------------------------------------- */

/* Rejects a file with a NUL near its beginning; a later NUL only makes its line unreadable. */
static gboolean
check_first_block (HeedLineStore  *self,
                   const char     *block,
                   gsize           n_bytes,
                   GError        **error)
{
  if (memchr (block, '\0', MIN (n_bytes, FIRST_BYTES)) == NULL)
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
               "%s: expected lines of text, found bytes that are none", self->path);
  return FALSE;
}

/* Returns: FALSE if there are too many lines */
static gboolean
add_starts (HeedLineStore  *self,
            const char     *block,
            gsize           n_bytes,
            guint64         offset)
{
  const char *end = block + n_bytes;
  const char *at = block;

  while ((at = memchr (at, '\n', (gsize) (end - at))) != NULL)
    {
      guint64 start = offset + (guint64) (++at - block);

      if (self->starts->len > MAX_LINES)
        return FALSE;
      g_array_append_val (self->starts, start);
    }

  return TRUE;
}

static guint64
get_start (HeedLineStore *self,
           guint          i)
{
  return g_array_index (self->starts, guint64, i);
}

/* Adds the end of the last line, which may have no line end. */
static gboolean
finish_index (HeedLineStore  *self,
              guint64         n_bytes,
              GError        **error)
{
  if (n_bytes == 0)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                   "%s: expected lines of text, found an empty file", self->path);
      return FALSE;
    }

  if (get_start (self, self->starts->len - 1) < n_bytes)
    g_array_append_val (self->starts, n_bytes);

  return TRUE;
}

static gboolean
index_lines (HeedLineStore  *self,
             GCancellable   *cancellable,
             GError        **error)
{
  g_autofree char *block = g_malloc (BLOCK_BYTES);
  guint64 offset = 0;
  gssize n;

  g_array_append_val (self->starts, offset);
  while ((n = pread (self->file, block, BLOCK_BYTES, (off_t) offset)) > 0)
    {
      if ((offset == 0 && !check_first_block (self, block, (gsize) n, error)) ||
          g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      if (!add_starts (self, block, (gsize) n, offset))
        {
          g_set_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE,
                       "%s: expected at most %u lines, found more", self->path, MAX_LINES);
          return FALSE;
        }

      offset += (guint64) n;
    }

  return finish_index (self, offset, error);
}

static gboolean
open_file (HeedLineStore  *self,
           GError        **error)
{
  struct stat about;

  self->file = g_open (self->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  if (self->file < 0 || fstat (self->file, &about) != 0)
    {
      int number = errno;

      g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (number),
                   "%s: expected a file that can be read, found “%s”", self->path,
                   g_strerror (number));
      return FALSE;
    }

  if (S_ISREG (about.st_mode))
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
               "%s: expected a file, found a folder or a device", self->path);
  return FALSE;
}

/**
 * heed_line_store_open:
 * @path: lines of UTF-8, or of UTF-16 with a byte order mark; gzip is recognised
 *
 * Errors: those of reading; %HEED_ERROR_DAMAGED if the file is empty or not text;
 *   %HEED_ERROR_TOO_LARGE
 * Cost:   reads the file once
 * Thread: any
 *
 * Returns: (transfer full): its lines, or %NULL
 */
HeedLineStore *
heed_line_store_open (const char    *path,
                      GCancellable  *cancellable,
                      GError       **error)
{
  g_autoptr(HeedLineStore) self = g_new0 (HeedLineStore, 1);

  self->path = g_strdup (path);
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint64));
  self->file = -1;

  if (!open_file (self, error) || !unfold (self, cancellable, error) ||
      !index_lines (self, cancellable, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
heed_line_store_free (HeedLineStore *self)
{
  if (self->file >= 0)
    close (self->file);
  g_array_unref (self->starts);
  g_free (self->path);
  g_free (self);
}

const char *
heed_line_store_get_path (HeedLineStore *self)
{
  return self->path;
}

guint
heed_line_store_get_n_lines (HeedLineStore *self)
{
  return self->starts->len - 1;
}

/* --- A line ---------------------------------------------------------------- */

static void
set_problem (HeedLineStore  *self,
             guint           i,
             const char     *problem,
             GError        **error)
{
  g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED, "%s line %u: %s", self->path, i + 1, problem);
}

static gsize
measure_text (const char *text,
              gsize       n_bytes)
{
  if (n_bytes > 0 && text[n_bytes - 1] == '\n')
    n_bytes--;
  if (n_bytes > 0 && text[n_bytes - 1] == '\r')
    n_bytes--;

  return n_bytes;
}

/**
 * heed_line_store_dup_line:
 * @i: 0 <= i < n_lines
 *
 * Errors: %HEED_ERROR_DAMAGED if the line is not UTF-8, or is longer than
 *   %HEED_LINE_STORE_MAX_BYTES, or if the file was truncated
 * Thread: any
 *
 * Returns: (transfer full): the line in UTF-8, or %NULL
 */
char *
heed_line_store_dup_line (HeedLineStore  *self,
                          guint           i,
                          GError        **error)
{
  guint64 start = get_start (self, i);
  guint64 n_bytes = get_start (self, i + 1) - start;
  g_autofree char *line = NULL;
  gsize n_text;

  if (n_bytes > HEED_LINE_STORE_MAX_BYTES)
    {
      set_problem (self, i, "expected a sentence of at most 64 KiB, found a longer one", error);
      return NULL;
    }

  line = g_malloc0 (n_bytes + 1);
  if (pread (self->file, line, n_bytes, (off_t) start) != (gssize) n_bytes)
    {
      set_problem (self, i, "expected what was there before, found a shorter file", error);
      return NULL;
    }

  n_text = measure_text (line, n_bytes);
  line[n_text] = '\0';
  if (strlen (line) != n_text || !g_utf8_validate_len (line, n_text, NULL))
    {
      set_problem (self, i, "expected UTF-8, found bytes that are none", error);
      return NULL;
    }

  return i == 0 && g_str_has_prefix (line, BYTE_ORDER_MARK)
         ? g_strdup (line + strlen (BYTE_ORDER_MARK)) : g_steal_pointer (&line);
}
