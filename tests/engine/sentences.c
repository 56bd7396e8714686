/* sentences.c — the sentences of tests/data
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "tests/engine/sentences.h"

GPtrArray *
sentences_load (const char  *name,
                HeedPairs  **pairs)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", name, NULL);
  g_autoptr(GError) error = NULL;
  GPtrArray *sentences = g_ptr_array_new ();
  const HeedPair *pair;
  guint n_pairs;

  *pairs = heed_pairs_load (path, NULL, &error);
  g_assert_no_error (error);
  pair = heed_pairs_get (*pairs, &n_pairs);

  for (guint i = 0; i < n_pairs; i++)
    {
      g_ptr_array_add (sentences, (gpointer) pair[i].source);
      g_ptr_array_add (sentences, (gpointer) pair[i].target);
    }

  return sentences;
}
