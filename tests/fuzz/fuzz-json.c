/* fuzz-json.c — made-up bytes as JSON
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/files/json.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         n_bytes)
{
  static const HeedJsonLimits limits = { 16, 10000 };
  g_autoptr(JsonNode) root = heed_json_parse ((const char *) data, n_bytes, &limits, NULL);

  if (root != NULL)
    g_free (json_to_string (root, TRUE));

  return 0;
}
