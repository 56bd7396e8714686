/* fuzz-json.c — made-up bytes as JSON
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "engine/files/json-writer.h"
#include "engine/files/json.h"
#include "tests/fuzz/fuzz.h"

#define MAX_DEPTH  16
#define MAX_VALUES 10000

/* A value that was parsed can be written, and parsing the result gives the same value. */
int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         n_bytes)
{
  static const HeedJsonLimits limits = { MAX_DEPTH, MAX_VALUES };
  g_autoptr(HeedJson) root = heed_json_parse (NULL, (const char *) data, n_bytes, &limits, NULL);
  g_autoptr(HeedJson) again = NULL;
  g_autofree char *lines = NULL;
  g_autofree char *line = NULL;
  g_autofree char *line_again = NULL;

  if (root == NULL)
    return 0;

  lines = heed_json_to_lines (root);
  again = heed_json_parse (NULL, lines, strlen (lines), &limits, NULL);
  g_assert_nonnull (again);
  line = heed_json_to_line (root);
  line_again = heed_json_to_line (again);
  g_assert_cmpstr (line, ==, line_again);

  return 0;
}
