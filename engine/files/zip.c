/* zip.c — the files in a zip archive
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * libarchive returns pointers to its own buffer, and for an uncompressed file that
 * buffer is the archive itself; then nothing is copied. Checksums are not verified,
 * because that would read a whole model from the disk before its first number is used.
 */

#include "engine/files/zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "engine/heed.h"

#define MAX_FILES    (1 << 20)
#define MAX_UNPACKED (G_GUINT64_CONSTANT (4) << 30)
#define MAGIC        "PK\3\4"

struct _HeedZip
{
  GBytes     *archive;
  GHashTable *files;       /* name -> GBytes */
  GPtrArray  *names;       /* in order, NULL-terminated; owned by files */
  guint64     n_unpacked;  /* total bytes of copies */
};

static gboolean
fail (GError         **error,
      struct archive  *reader)
{
  const char *what = archive_error_string (reader);

  g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED, "zip: %s",
               what != NULL ? what : "unknown failure");

  return FALSE;
}

static gboolean
check_unpacked (HeedZip     *zip,
                const char  *name,
                gsize        n_more,
                GError     **error)
{
  zip->n_unpacked += n_more;

  if (zip->n_unpacked <= MAX_UNPACKED)
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE, "zip: %s: unpacks to more than 4 GiB",
               name);

  return FALSE;
}

static gboolean
is_in_archive (HeedZip       *zip,
               gconstpointer  block,
               gsize          n_bytes)
{
  gsize n_archive;
  guintptr begin = (guintptr) g_bytes_get_data (zip->archive, &n_archive);
  guintptr offset = (guintptr) block - begin;

  return (guintptr) block >= begin && offset <= n_archive && n_bytes <= n_archive - offset;
}

/* The contents come in blocks; the first may be the whole file, as part of the archive. */
static GBytes *
read_file (HeedZip               *zip,
           struct archive        *reader,
           struct archive_entry  *entry,
           const char            *name,
           GError               **error)
{
  g_autoptr(GByteArray) unpacked = g_byte_array_new ();
  gconstpointer block;
  gsize n_bytes;
  la_int64_t offset;
  int status;

  while ((status = archive_read_data_block (reader, &block, &n_bytes, &offset)) == ARCHIVE_OK)
    {
      if (offset == 0 && n_bytes > 0 && archive_entry_size_is_set (entry) &&
          (guint64) archive_entry_size (entry) == n_bytes && is_in_archive (zip, block, n_bytes))
        return g_bytes_new_from_bytes (
          zip->archive,
          (gsize) ((const char *) block - (const char *) g_bytes_get_data (zip->archive, NULL)),
          n_bytes);

      if (n_bytes > G_MAXUINT - unpacked->len || !check_unpacked (zip, name, n_bytes, error))
        return NULL;

      g_byte_array_append (unpacked, block, (guint) n_bytes);
    }

  if (status != ARCHIVE_EOF)
    {
      fail (error, reader);
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&unpacked));
}

static gboolean
add_file (HeedZip               *zip,
          struct archive        *reader,
          struct archive_entry  *entry,
          GError               **error)
{
  const char *tainted = archive_entry_pathname (entry);
  g_autofree char *name = tainted != NULL ? g_utf8_make_valid (tainted, -1) : NULL;
  GBytes *file;

  if (name == NULL)
    return fail (error, reader);

  if (archive_entry_filetype (entry) == AE_IFDIR)
    return TRUE;

  if (zip->names->len == MAX_FILES)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE,
                   "zip: expected at most %d files, found more", MAX_FILES);
      return FALSE;
    }

  if (g_hash_table_contains (zip->files, name))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED, "zip: %s is there twice", name);
      return FALSE;
    }

  file = read_file (zip, reader, entry, name, error);
  if (file == NULL)
    return FALSE;

  g_ptr_array_add (zip->names, name);
  g_hash_table_insert (zip->files, g_steal_pointer (&name), file);

  return TRUE;
}

static gboolean
add_files (HeedZip         *zip,
           struct archive  *reader,
           GError         **error)
{
  gsize n_bytes;
  gconstpointer bytes = g_bytes_get_data (zip->archive, &n_bytes);
  struct archive_entry *entry;
  int status;

  if (archive_read_support_format_zip_seekable (reader) != ARCHIVE_OK ||
      archive_read_set_options (reader, "zip:ignorecrc32") != ARCHIVE_OK ||
      archive_read_open_memory (reader, bytes, n_bytes) != ARCHIVE_OK)
    return fail (error, reader);

  /* A name that this locale cannot represent causes only a warning. */
  while ((status = archive_read_next_header (reader, &entry)) == ARCHIVE_OK ||
         status == ARCHIVE_WARN)
    if (!add_file (zip, reader, entry, error))
      return FALSE;

  return status == ARCHIVE_EOF || fail (error, reader);
}

/**
 * heed_zip_is_one:
 *
 * Returns: whether the data starts like a zip archive
 */
gboolean
heed_zip_is_one (GBytes *archive)
{
  gsize n_bytes;
  gconstpointer bytes = g_bytes_get_data (archive, &n_bytes);

  return n_bytes >= strlen (MAGIC) && memcmp (bytes, MAGIC, strlen (MAGIC)) == 0;
}

/**
 * heed_zip_parse:
 * @archive: not trusted; the files keep a reference
 *
 * Errors: %HEED_ERROR_DAMAGED if it is not a valid archive or has two files with the
 * same name; %HEED_ERROR_TOO_LARGE if it unpacks to more than 4 GiB.
 *
 * Returns: (transfer full): the files of the archive
 */
HeedZip *
heed_zip_parse (GBytes  *archive,
                GError **error)
{
  g_autoptr(HeedZip) zip = g_new0 (HeedZip, 1);
  struct archive *reader = archive_read_new ();
  gboolean is_read;

  zip->archive = g_bytes_ref (archive);
  zip->files =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  zip->names = g_ptr_array_new ();

  is_read = add_files (zip, reader, error);
  archive_read_free (reader);

  if (!is_read)
    return NULL;

  g_ptr_array_add (zip->names, NULL);

  return g_steal_pointer (&zip);
}

void
heed_zip_free (HeedZip *zip)
{
  if (zip == NULL)
    return;

  g_bytes_unref (zip->archive);
  g_hash_table_unref (zip->files);
  g_ptr_array_unref (zip->names);
  g_free (zip);
}

/**
 * heed_zip_find:
 *
 * Returns: (transfer none) (nullable): the file with that name
 */
GBytes *
heed_zip_find (HeedZip    *zip,
               const char *name)
{
  g_return_val_if_fail (zip != NULL && name != NULL, NULL);

  return g_hash_table_lookup (zip->files, name);
}

/**
 * heed_zip_get_names:
 *
 * Returns: (transfer none) (array zero-terminated=1): the names of all files
 */
const char *const *
heed_zip_get_names (HeedZip *zip)
{
  g_return_val_if_fail (zip != NULL, NULL);

  return (const char *const *) zip->names->pdata;
}
