/* fuzz-torch-archive.c — made-up bytes as a file of torch.save()
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/torch-archive.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         n_bytes)
{
  g_autoptr(GBytes) file = g_bytes_new (data, n_bytes);
  g_autoptr(HeedTorchArchive) archive = heed_torch_archive_parse (file, NULL);

  if (archive != NULL)
    fuzz_read_weights (heed_torch_archive_get_weights (archive));

  return 0;
}
