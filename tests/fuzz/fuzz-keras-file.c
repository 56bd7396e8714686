/* fuzz-keras-file.c — made-up bytes as a file of Keras
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/keras-file.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         n_bytes)
{
  g_autoptr(GBytes) file = g_bytes_new (data, n_bytes);
  g_autoptr(HeedWeights) weights = heed_keras_file_parse (file, NULL);

  if (weights != NULL)
    fuzz_read_weights (weights);

  return 0;
}
