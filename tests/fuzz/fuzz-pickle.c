/* fuzz-pickle.c — made-up bytes as a pickle
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/pickle.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         n_bytes)
{
  gsize n_used;
  g_autoptr(HeedPickle) pickle = heed_pickle_parse (data, n_bytes, &n_used, NULL);

  if (pickle != NULL)
    g_assert (n_used <= n_bytes);

  return 0;
}
