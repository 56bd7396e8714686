/* kind-word.c — the tokenizer whose tokens are words separated by spaces
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/text/split.h"
#include "engine/text/tokenizer-kinds.h"

static HeedPieceMarks
choose_marks (HeedTokenizer            *tokenizer,
              const HeedTokenizerParts *parts)
{
  return parts->marks;
}

static gboolean
encode (HeedTokenizer  *tokenizer,
        HeedEncoded    *encoded,
        const char     *text,
        GError        **error)
{
  g_autoptr(GString) word = g_string_new (NULL);
  const char *p = text;

  while (heed_text_split (HEED_TOKENIZER_WORD, &p, word))
    if (!heed_tokenizer_append (tokenizer, encoded, word->str, error))
      return FALSE;

  return TRUE;
}

const HeedTokenizerMethods heed_word_methods = {
  .choose_marks = choose_marks,
  .encode = encode,
  .decode = heed_tokenizer_join_marked,
};
