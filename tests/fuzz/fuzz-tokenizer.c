/* fuzz-tokenizer.c — made-up bytes as a SentencePiece model
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/text/tokenizer.h"
#include "tests/fuzz/fuzz.h"

/* The decoded text may differ from the input, but must be valid UTF-8. */
static void
round_trip (HeedTokenizer *tokenizer,
            const char    *text)
{
  guint n_ids;
  g_autofree guint32 *ids = heed_tokenizer_encode (tokenizer, text, &n_ids, NULL);
  g_autofree char *decoded = NULL;

  if (ids == NULL)
    return;

  for (guint i = 0; i < n_ids; i++)
    g_assert (ids[i] < heed_tokenizer_get_size (tokenizer));

  decoded = heed_tokenizer_decode (tokenizer, ids, n_ids);
  g_assert (g_utf8_validate (decoded, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         n_bytes)
{
  static const char *const texts[] = {
    "", " ", "ab aab b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "Hello, world. </s> <unk>", "été\u00a0œuvre ½ ﷺ", "你好，世界 😀", "▁▁a▁"
  };
  g_autoptr(GBytes) model = g_bytes_new (data, n_bytes);
  g_autoptr(HeedTokenizer) tokenizer =
    heed_tokenizer_new_sentencepiece (HEED_TEXT_AS_IS, model, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (texts) && tokenizer != NULL; i++)
    round_trip (tokenizer, texts[i]);

  return 0;
}
