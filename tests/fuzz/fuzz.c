/* fuzz.c — helpers that several fuzz targets share
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/fuzz/fuzz.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>

static char *path;

void
fuzz_read_weights (HeedWeights *weights)
{
  guint n_arrays;
  const HeedArray *arrays = heed_weights_get (weights, &n_arrays);

  for (guint i = 0; i < n_arrays; i++)
    {
      g_autofree float *floats = g_new (float, arrays[i].n_values);

      heed_array_copy_floats (&arrays[i], floats);
    }
}

static void
remove_file (void)
{
  g_unlink (path);
  g_free (path);
}

/* Uses stdio, because GLib would sync the file to disk on each call. */
const char *
fuzz_get_path (const guint8 *data,
               gsize         n_bytes)
{
  FILE *file;

  if (path == NULL)
    {
      int fd = g_file_open_tmp ("heed-fuzz-XXXXXX", &path, NULL);

      g_assert (fd >= 0);
      g_close (fd, NULL);
      atexit (remove_file);
    }

  file = g_fopen (path, "wb");
  g_assert (file != NULL && fwrite (data, 1, n_bytes, file) == n_bytes && fclose (file) == 0);

  return path;
}
