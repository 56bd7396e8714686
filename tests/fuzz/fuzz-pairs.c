/* fuzz-pairs.c — made-up bytes as a file of sentence pairs, gzipped or not
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/pairs.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         n_bytes)
{
  g_autoptr(HeedPairs) pairs = heed_pairs_load (fuzz_get_path (data, n_bytes), NULL, NULL);
  const HeedPair *pair;
  guint n_pairs = 0;

  if (pairs == NULL)
    return 0;

  pair = heed_pairs_get (pairs, &n_pairs);

  for (guint i = 0; i < n_pairs; i++)
    {
      g_assert (g_utf8_validate (pair[i].source, -1, NULL) && pair[i].source[0] != '\0');
      g_assert (g_utf8_validate (pair[i].target, -1, NULL) && pair[i].target[0] != '\0');
    }

  return 0;
}
