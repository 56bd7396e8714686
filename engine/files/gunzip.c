/* gunzip.c — reading a file or pipe, decompressing it if it is gzipped
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A gzip file may consist of several concatenated members, and GConverterInputStream
 * would silently stop after the first; hence the loop here instead of that stream.
 */

#include "engine/files/gunzip.h"

#include <string.h>

#include "engine/heed.h"

#define INPUT_BYTES 65536

struct _HeedGunzip
{
  GInputStream *file;
  GConverter   *inflate;  /* NULL if the file is not gzipped */
  gboolean      is_known; /* whether gzip has been detected or ruled out */
  guint8        input[INPUT_BYTES];
  gsize         begin;    /* range of the unread bytes in input */
  gsize         end;
  gboolean      is_at_end;      /* end of file reached */
  gboolean      is_in_member;   /* inside a gzip member, whose end must follow */
};

static gboolean
fill_input (HeedGunzip    *gunzip,
            GCancellable  *cancellable,
            GError       **error)
{
  gssize n_read;

  memmove (gunzip->input, gunzip->input + gunzip->begin, gunzip->end - gunzip->begin);
  gunzip->end -= gunzip->begin;
  gunzip->begin = 0;

  n_read = g_input_stream_read (gunzip->file,
                                gunzip->input + gunzip->end, INPUT_BYTES - gunzip->end,
                                cancellable, error);
  if (n_read < 0)
    return FALSE;

  gunzip->end += (gsize) n_read;
  gunzip->is_at_end = n_read == 0 && gunzip->end < INPUT_BYTES;

  return TRUE;
}

/* Does not wait for a second byte if the first is enough to rule out gzip: a pipe that sent an
 * empty line may be waiting for a reply. */
static gboolean
look_at_front (HeedGunzip    *gunzip,
               GCancellable  *cancellable,
               GError       **error)
{
  while (!gunzip->is_at_end &&
         (gunzip->end == 0 || (gunzip->end == 1 && gunzip->input[0] == 0x1f)))
    if (!fill_input (gunzip, cancellable, error))
      return FALSE;

  if (gunzip->end >= 2 && gunzip->input[0] == 0x1f && gunzip->input[1] == 0x8b)
    gunzip->inflate = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  gunzip->is_known = TRUE;

  return TRUE;
}

/**
 * heed_gunzip_new:
 * @stream: (transfer full): the stream to read, which may be slow
 *
 * Returns: (transfer full): a reader at the beginning of the stream
 */
HeedGunzip *
heed_gunzip_new (GInputStream *stream)
{
  HeedGunzip *gunzip = g_new0 (HeedGunzip, 1);

  gunzip->file = stream;

  return gunzip;
}

/**
 * heed_gunzip_open:
 *
 * Errors: #GIOErrorEnum if the file cannot be read.
 *
 * Returns: (transfer full): a reader at the beginning of the file
 */
HeedGunzip *
heed_gunzip_open (const char  *path,
                  GError     **error)
{
  g_autoptr(HeedGunzip) gunzip = g_new0 (HeedGunzip, 1);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  gunzip->file = G_INPUT_STREAM (g_file_read (file, NULL, error));

  if (gunzip->file == NULL)
    return NULL;

  return look_at_front (gunzip, NULL, error) ? g_steal_pointer (&gunzip) : NULL;
}

/**
 * heed_gunzip_peek:
 * @n_bytes: (out): number of bytes; 0 for a gzipped file
 *
 * Returns: (transfer none): the first bytes of a file that is not gzipped
 */
gconstpointer
heed_gunzip_peek (HeedGunzip *gunzip,
                  gsize      *n_bytes)
{
  *n_bytes = gunzip->inflate == NULL ? gunzip->end - gunzip->begin : 0;

  return gunzip->input + gunzip->begin;
}

static gssize
copy_input (HeedGunzip *gunzip,
            gpointer    buffer,
            gsize       n_bytes)
{
  gsize n_copied = MIN (n_bytes, gunzip->end - gunzip->begin);

  memcpy (buffer, gunzip->input + gunzip->begin, n_copied);
  gunzip->begin += n_copied;

  return (gssize) n_copied;
}

/* Calls the decompressor once. is_short is set if it needs more input. */
static gssize
inflate_input (HeedGunzip  *gunzip,
               gpointer     buffer,
               gsize        n_bytes,
               gboolean    *is_short,
               GError     **error)
{
  g_autoptr(GError) flaw = NULL;
  gsize n_used, n_made;
  GConverterResult result;

  result = g_converter_convert (gunzip->inflate,
                                gunzip->input + gunzip->begin, gunzip->end - gunzip->begin,
                                buffer, n_bytes, G_CONVERTER_NO_FLAGS,
                                &n_used, &n_made, &flaw);

  *is_short = result == G_CONVERTER_ERROR &&
              g_error_matches (flaw, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);

  if (*is_short)
    return 0;

  if (result == G_CONVERTER_ERROR)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED, "gzip: %s", flaw->message);
      return -1;
    }

  gunzip->begin += n_used;
  gunzip->is_in_member = result != G_CONVERTER_FINISHED;

  if (!gunzip->is_in_member)
    g_converter_reset (gunzip->inflate);

  return (gssize) n_made;
}

/**
 * heed_gunzip_read:
 * @buffer: (out caller-allocates): room for @n_bytes, at least 1
 *
 * Errors: %HEED_ERROR_DAMAGED if gzipped data is invalid or truncated; #GIOErrorEnum,
 * including cancellation.
 *
 * Returns: the number of bytes read; 0 at the end, -1 on error
 */
gssize
heed_gunzip_read (HeedGunzip    *gunzip,
                  gpointer       buffer,
                  gsize          n_bytes,
                  GCancellable  *cancellable,
                  GError       **error)
{
  if (!gunzip->is_known && !look_at_front (gunzip, cancellable, error))
    return -1;

  for (;;)
    {
      gboolean is_short = gunzip->begin == gunzip->end;
      gssize n_read = 0;

      if (!is_short && gunzip->inflate != NULL)
        n_read = inflate_input (gunzip, buffer, n_bytes, &is_short, error);
      else if (!is_short)
        n_read = copy_input (gunzip, buffer, n_bytes);

      if (n_read != 0)
        return n_read;

      if (is_short && gunzip->is_at_end)
        break;

      if (is_short && !fill_input (gunzip, cancellable, error))
        return -1;
    }

  if (gunzip->is_in_member || gunzip->begin < gunzip->end)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED, "gzip: file is cut off");
      return -1;
    }

  return 0;
}

void
heed_gunzip_free (HeedGunzip *gunzip)
{
  if (gunzip == NULL)
    return;

  g_clear_object (&gunzip->file);
  g_clear_object (&gunzip->inflate);
  g_free (gunzip);
}
