/* weights-file.c — weights, in whatever container they came
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * People call the same kinds of file .pt, .pth, .bin, .ckpt and .safetensors,
 * so the first bytes say what a file is, not its name.
 */

#include "engine/files/weights-file.h"

#include <stdio.h>
#include <string.h>

#include <glib/gstdio.h>

#include "engine/files/safetensors.h"
#include "engine/heed.h"

#define N_FIRST_BYTES 16

typedef enum {
  KIND_SAFETENSORS,
  KIND_TORCH,
  KIND_OTHER
} Kind;

/* A zip, or a pickle of protocol 2 and later, which begins with PROTO. */
static gboolean
is_torch (const guint8 *bytes,
          gsize         n_bytes)
{
  return (n_bytes >= 4 && memcmp (bytes, "PK", 2) == 0) ||
         (n_bytes >= 2 && bytes[0] == 0x80 && bytes[1] >= 2 && bytes[1] <= 5 &&
          !(n_bytes > 8 && bytes[8] == '{'));
}

/* The header is JSON, and begins behind the eight bytes of its length. A file
 * that ends before is left to the reader, which says how it is damaged. */
static gboolean
is_safetensors (const guint8 *bytes,
                gsize         n_bytes,
                const char   *path)
{
  return n_bytes > 8 ? bytes[8] == '{' : g_str_has_suffix (path, ".safetensors");
}

static gboolean
read_first_bytes (const char  *path,
                  guint8       bytes[N_FIRST_BYTES],
                  gsize       *n_bytes,
                  GError     **error)
{
  FILE *file = g_fopen (path, "rb");

  if (file == NULL)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (code), "%s: %s", path, g_strerror (code));
      return FALSE;
    }

  *n_bytes = fread (bytes, 1, N_FIRST_BYTES, file);
  fclose (file);

  return TRUE;
}

static Kind
find_kind (const guint8 *bytes,
           gsize         n_bytes,
           const char   *path)
{
  if (is_torch (bytes, n_bytes))
    return KIND_TORCH;

  return is_safetensors (bytes, n_bytes, path) ? KIND_SAFETENSORS : KIND_OTHER;
}

/**
 * heed_weights_file_load:
 * @file: (out): clear it with heed_weights_file_clear(), unless this fails
 *
 * Errors: %HEED_ERROR_UNSUPPORTED if it is neither kind; what the readers say
 *
 * Returns: whether there are weights
 */
gboolean
heed_weights_file_load (HeedWeightsFile  *file,
                        const char       *path,
                        GError          **error)
{
  guint8 bytes[N_FIRST_BYTES];
  gsize n_bytes;

  g_return_val_if_fail (file != NULL && path != NULL, FALSE);

  *file = (HeedWeightsFile) { 0 };
  if (!read_first_bytes (path, bytes, &n_bytes, error))
    return FALSE;

  switch (find_kind (bytes, n_bytes, path))
    {
    case KIND_SAFETENSORS:
      file->weights = heed_safetensors_load (path, error);
      break;

    case KIND_TORCH:
      file->archive = heed_torch_archive_load (path, error);
      if (file->archive != NULL)
        file->weights = heed_weights_ref (heed_torch_archive_get_weights (file->archive));
      break;

    case KIND_OTHER:
    default:
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "%s: expected weights (.safetensors, or what torch.save() writes), found another file", path);
      break;
    }

  return file->weights != NULL;
}

void
heed_weights_file_clear (HeedWeightsFile *file)
{
  g_clear_pointer (&file->weights, heed_weights_unref);
  g_clear_pointer (&file->archive, heed_torch_archive_free);
}
