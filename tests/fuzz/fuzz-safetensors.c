/* fuzz-safetensors.c — made-up bytes as a .safetensors file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/safetensors.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         n_bytes)
{
  g_autoptr(GBytes) file = g_bytes_new (data, n_bytes);
  g_autoptr(HeedWeights) weights = heed_safetensors_parse (file, NULL);

  if (weights != NULL)
    fuzz_read_weights (weights);

  return 0;
}
