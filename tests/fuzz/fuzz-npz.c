/* fuzz-npz.c — made-up bytes as arrays of NumPy: an archive of them, or one's header
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/npy-header.h"
#include "engine/files/npz.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         n_bytes)
{
  g_autoptr(GBytes) file = g_bytes_new (data, n_bytes);
  g_autoptr(HeedWeights) weights = heed_npz_parse (file, NULL);
  HeedNpyHeader header;

  heed_npy_header_parse (&header, data, n_bytes, NULL);
  if (weights != NULL)
    fuzz_read_weights (weights);

  return 0;
}
