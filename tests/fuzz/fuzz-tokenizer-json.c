/* fuzz-tokenizer-json.c — made-up bytes as a tokenizer.json
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/text/tokenizer-json.h"
#include "tests/fuzz/fuzz.h"

/* The decoded text may differ from the input, but must be valid UTF-8. */
static void
round_trip (HeedTokenizerJson *tokenizer,
            const char        *text)
{
  g_autoptr(GArray) ids = g_array_new (TRUE, FALSE, sizeof (guint32));
  g_autofree char *decoded = NULL;

  if (!heed_tokenizer_json_encode (tokenizer, text, ids, NULL, NULL))
    return;

  for (guint i = 0; i < ids->len; i++)
    g_assert (g_array_index (ids, guint32, i) < heed_tokenizer_json_get_n (tokenizer));

  decoded =
    heed_tokenizer_json_decode (tokenizer, (const guint32 *) (gpointer) ids->data, ids->len);
  g_assert (g_utf8_validate (decoded, -1, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         n_bytes)
{
  static const char *const texts[] = {
    "", " ", "ab aab b", "a1 22, <mask> b", "été\u00a0œuvre ½ ﷺ", "你好，世界 😀", "▁▁a▁", "</s>"
  };
  g_autoptr(GBytes) file = g_bytes_new (data, n_bytes);
  g_autoptr(HeedTokenizerJson) tokenizer = heed_tokenizer_json_new (file, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (texts) && tokenizer != NULL; i++)
    round_trip (tokenizer, texts[i]);

  return 0;
}
