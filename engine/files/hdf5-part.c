/* hdf5-part.c — bounds-checked reading of an HDF5 file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The HDF5 library trusts its input: of 3,000 Keras files with one to three wrong
 * bytes, version 1.10.8 crashed on ten and never returned from three. Keras uses a
 * small part of the format, so only that part is implemented here, reading from memory
 * with limits on everything; the rest is refused with an error that names it.
 *
 * Source: HDF5 File Format Specification Version 3.0; sections are named where they
 * are read.
 */

#include "engine/files/hdf5-part.h"

#include <string.h>

#include "engine/heed.h"

#define MAX_STEPS     (1 << 20)
#define MAX_COPIED    (G_GUINT64_CONSTANT (4) << 30)
#define MAX_DEFLATION 1032  /* zlib's maximum: the bytes that one byte can become */
#define MIN_COPIED    (1024 * 1024)

HeedHdf5
heed_hdf5_init (GBytes *bytes)
{
  HeedHdf5 file = { .bytes = bytes, .n_steps_left = MAX_STEPS };

  file.begin = g_bytes_get_data (bytes, &file.n_bytes);
  file.n_copied_left =
    MIN (MAX_COPIED, MIN_COPIED + (guint64) MIN (file.n_bytes, MAX_COPIED) * 2 * MAX_DEFLATION);

  return file;
}

HeedHdf5Part
heed_hdf5_find (const HeedHdf5 *file,
                guint64         address,
                const char     *signature)
{
  HeedHdf5Part part = { .at = file->begin, .is_cut = TRUE };
  gsize n_signature = signature != NULL ? strlen (signature) : 0;

  if (address > file->n_bytes || file->n_bytes - address < n_signature ||
      (n_signature > 0 && memcmp (file->begin + address, signature, n_signature) != 0))
    return part;

  part.at = file->begin + address + n_signature;
  part.n_left = file->n_bytes - (gsize) address - n_signature;
  part.is_cut = FALSE;

  return part;
}

HeedHdf5Part
heed_hdf5_take_part (HeedHdf5Part *part,
                     guint64       n_bytes)
{
  HeedHdf5Part taken = { .at = part->at };

  if (n_bytes > part->n_left)
    {
      part->n_left = 0;
      part->is_cut = taken.is_cut = TRUE;
      return taken;
    }

  taken.n_left = (gsize) n_bytes;
  part->at += n_bytes;
  part->n_left -= (gsize) n_bytes;

  return taken;
}

/**
 * heed_hdf5_take:
 * @n_bytes: 0 to 8
 *
 * Returns: the next number, which is little-endian in the file
 */
guint64
heed_hdf5_take (HeedHdf5Part *part,
                guint         n_bytes)
{
  HeedHdf5Part taken = heed_hdf5_take_part (part, n_bytes);
  guint64 number = 0;

  for (gsize i = 0; i < taken.n_left; i++)
    number |= (guint64) taken.at[i] << 8 * i;

  return number;
}

gboolean
heed_hdf5_step (HeedHdf5  *file,
                GError   **error)
{
  if (file->n_steps_left-- > 0)
    return TRUE;

  file->n_steps_left = 0;
  g_set_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE,
               "HDF5: expected at most %d links and parts, found more", MAX_STEPS);

  return FALSE;
}

gboolean
heed_hdf5_fail (GError     **error,
                const char  *expected)
{
  g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED, "HDF5: expected %s, found something else",
               expected);

  return FALSE;
}

gboolean
heed_hdf5_refuse (GError     **error,
                  const char  *expected,
                  const char  *found)
{
  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED, "HDF5: expected %s, found %s", expected,
               found);

  return FALSE;
}
