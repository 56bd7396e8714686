/* fuzz-ctranslate2.c — made-up bytes as a model.bin of CTranslate2
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/ctranslate2.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         n_bytes)
{
  g_autoptr(GBytes) file = g_bytes_new (data, n_bytes);
  g_autoptr(HeedWeights) weights = heed_ctranslate2_parse (file, NULL);

  if (weights != NULL)
    fuzz_read_weights (weights);

  return 0;
}
