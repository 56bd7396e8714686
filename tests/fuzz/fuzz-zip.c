/* fuzz-zip.c — made-up bytes as a zip archive
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/zip.h"
#include "tests/fuzz/fuzz.h"

/* Computes a checksum in order to read every byte. */
static void
read_files (HeedZip *zip)
{
  for (const char *const *name = heed_zip_get_names (zip); *name != NULL; name++)
    g_free (g_compute_checksum_for_bytes (G_CHECKSUM_MD5, heed_zip_find (zip, *name)));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         n_bytes)
{
  g_autoptr(GBytes) file = g_bytes_new (data, n_bytes);
  g_autoptr(HeedZip) zip = heed_zip_parse (file, NULL);

  if (zip != NULL)
    read_files (zip);

  return 0;
}
