/* weights-file.c — loading weights from a file of any supported format
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The same formats are named .pt, .pth, .bin, .ckpt and .safetensors, so the format is
 * determined by the first bytes, not by the name. A zip may be from one of several
 * programs; the names of the files in it show from which.
 */

#include "engine/files/weights-file.h"

#include <stdio.h>

#include <glib/gstdio.h>

#include "engine/files/file-kind.h"
#include "engine/files/keras-file.h"
#include "engine/files/mapped-file.h"
#include "engine/files/npz.h"
#include "engine/files/safetensors.h"
#include "engine/files/zip.h"
#include "engine/heed.h"

static gboolean
read_first_bytes (const char  *path,
                  guint8       bytes[HEED_FILE_KIND_BYTES],
                  gsize       *n_bytes,
                  GError     **error)
{
  FILE *file = g_fopen (path, "rb");

  if (file == NULL)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s", path,
                   g_strerror (code));
      return FALSE;
    }

  *n_bytes = fread (bytes, 1, HEED_FILE_KIND_BYTES, file);
  fclose (file);

  return TRUE;
}

/* A JSON header with an impossible length is left to the reader of safetensors to refuse, and so
 * is a .safetensors file that is too short. */
static gboolean
may_be_safetensors (HeedFileKind  kind,
                    const guint8 *bytes,
                    gsize         n_bytes,
                    const char   *path)
{
  if (kind == HEED_FILE_KIND_SAFETENSORS)
    return TRUE;

  return kind == HEED_FILE_KIND_UNKNOWN &&
         (n_bytes > 8 ? bytes[8] == '{' : g_str_has_suffix (path, ".safetensors"));
}

/* For a zip whose first file does not determine its kind; an invalid zip is left to a reader to
 * refuse. */
static HeedFileKind
find_kind_of_zip (const char *path)
{
  g_autoptr(GBytes) file = heed_mapped_file_load (path, NULL);
  g_autoptr(HeedZip) zip = file != NULL ? heed_zip_parse (file, NULL) : NULL;
  const char *const *names = zip != NULL ? heed_zip_get_names (zip) : NULL;

  if (names != NULL && heed_keras_file_is_one (names))
    return HEED_FILE_KIND_HDF5;

  return names != NULL && heed_npz_is_one (names) ? HEED_FILE_KIND_NUMPY_ARCHIVE
                                                  : HEED_FILE_KIND_TORCH;
}

/**
 * heed_weights_file_load:
 * @file: (out): must be cleared with heed_weights_file_clear(), unless this fails
 *
 * Errors: %HEED_ERROR_UNSUPPORTED if its format is not supported; the message names it;
 *   %HEED_ERROR_DAMAGED if it is empty; those of the readers
 *
 * Returns: whether the weights were loaded
 */
gboolean
heed_weights_file_load (HeedWeightsFile  *file,
                        const char       *path,
                        GError          **error)
{
  guint8 bytes[HEED_FILE_KIND_BYTES];
  HeedFileKind kind;
  gsize n_bytes;

  g_return_val_if_fail (file != NULL && path != NULL, FALSE);

  *file = (HeedWeightsFile) { 0 };
  if (!read_first_bytes (path, bytes, &n_bytes, error))
    return FALSE;

  kind = heed_file_kind_find (bytes, n_bytes);
  if (kind == HEED_FILE_KIND_ZIP)
    kind = find_kind_of_zip (path);

  if (kind == HEED_FILE_KIND_TORCH)
    {
      file->archive = heed_torch_archive_load (path, error);
      if (file->archive != NULL)
        file->weights = heed_weights_ref (heed_torch_archive_get_weights (file->archive));
    }
  else if (kind == HEED_FILE_KIND_NUMPY_ARCHIVE)
    {
      file->weights = heed_npz_load (path, error);
    }
  else if (kind == HEED_FILE_KIND_HDF5)
    {
      file->weights = heed_keras_file_load (path, error);
    }
  else if (may_be_safetensors (kind, bytes, n_bytes, path))
    {
      file->weights = heed_safetensors_load (path, error);
    }
  else
    {
      heed_file_kind_refuse (
        kind, HEED_FILE_KIND_TORCH,
        "weights (.safetensors, .npz, .h5, .keras, or what torch.save() writes)", error);
      g_prefix_error (error, "%s: ", path);
    }

  return file->weights != NULL;
}

void
heed_weights_file_clear (HeedWeightsFile *file)
{
  g_clear_pointer (&file->weights, heed_weights_unref);
  g_clear_pointer (&file->archive, heed_torch_archive_free);
}
