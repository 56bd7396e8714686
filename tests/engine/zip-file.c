/* zip-file.c — zip archives for tests
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/zip-file.h"

#include <archive.h>
#include <archive_entry.h>

static la_ssize_t
append_cb (struct archive *writer,
           void           *data,
           const void     *bytes,
           size_t          n_bytes)
{
  g_byte_array_append (data, bytes, (guint) n_bytes);

  return (la_ssize_t) n_bytes;
}

static void
pack_file (struct archive *writer,
           const ZipFile  *file)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, file->name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, (la_int64_t) file->n_bytes);
  g_assert_cmpint (archive_write_header (writer, entry), ==, ARCHIVE_OK);

  if (file->n_bytes > 0)
    g_assert_cmpint (archive_write_data (writer, file->bytes, file->n_bytes), ==, file->n_bytes);

  archive_entry_free (entry);
}

GByteArray *
zip_file_pack (const ZipFile *files,
               guint          n_files,
               gboolean       is_compressed)
{
  GByteArray *archive = g_byte_array_new ();
  struct archive *writer = archive_write_new ();

  g_assert_cmpint (archive_write_set_format_zip (writer), ==, ARCHIVE_OK);
  g_assert_cmpint (is_compressed ? archive_write_zip_set_compression_deflate (writer)
                                 : archive_write_zip_set_compression_store (writer),
                   ==, ARCHIVE_OK);
  archive_write_set_bytes_in_last_block (writer, 1);
  g_assert_cmpint (archive_write_open (writer, archive, NULL, append_cb, NULL), ==, ARCHIVE_OK);

  for (guint i = 0; i < n_files; i++)
    pack_file (writer, &files[i]);

  g_assert_cmpint (archive_write_close (writer), ==, ARCHIVE_OK);
  archive_write_free (writer);

  return archive;
}
