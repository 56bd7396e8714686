/* fuzz-subword-nmt.c — made-up bytes as codes of subword-nmt
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/text/subword-nmt.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         n_bytes)
{
  static const char *const words[] = { "a@@", "ab", "b@@" };
  static const char *const texts[] = {
    "", " ", "ab aba bab a", "</w> <", "ll\u00a0lll été", "aaaaaaaaaaaaaaaaaaaa"
  };
  g_autoptr(GBytes) bytes = g_bytes_new (data, n_bytes);
  g_autoptr(HeedSubwordNmt) codes = heed_subword_nmt_new (bytes, NULL);
  g_autoptr(HeedVocabulary) vocabulary = heed_vocabulary_new (words, G_N_ELEMENTS (words), NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (texts) && codes != NULL; i++)
    {
      g_auto(GStrv) pieces = heed_subword_nmt_split (codes, texts[i], NULL);
      g_auto(GStrv) known = heed_subword_nmt_split (codes, texts[i], vocabulary);

      g_assert (pieces != NULL && known != NULL);
    }

  return 0;
}
