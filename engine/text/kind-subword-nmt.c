/* kind-subword-nmt.c — the tokenizer that splits words by the BPE codes of subword-nmt
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/text/subword-nmt.h"
#include "engine/text/tokenizer-kinds.h"

static gboolean
load (HeedTokenizer             *tokenizer,
      const HeedTokenizerParts  *parts,
      GError                   **error)
{
  tokenizer->splitter = heed_subword_nmt_new (parts->model, error);

  return tokenizer->splitter != NULL;
}

static void
free_codes (gpointer splitter)
{
  heed_subword_nmt_free (splitter);
}

static HeedPieceMarks
choose_marks (HeedTokenizer            *tokenizer,
              const HeedTokenizerParts *parts)
{
  return HEED_PIECES_SEPARATOR;
}

static gboolean
encode (HeedTokenizer  *tokenizer,
        HeedEncoded    *encoded,
        const char     *text,
        GError        **error)
{
  gboolean only_words = (tokenizer->rules & HEED_TEXT_ONLY_WORDS) != 0;
  g_auto(GStrv) pieces =
    heed_subword_nmt_split (tokenizer->splitter, text, only_words ? tokenizer->vocabulary : NULL);

  return heed_tokenizer_append_each (tokenizer, encoded, pieces, error);
}

const HeedTokenizerMethods heed_subword_nmt_methods = {
  .needs_model = TRUE,
  .load = load,
  .free = free_codes,
  .choose_marks = choose_marks,
  .encode = encode,
  .decode = heed_tokenizer_join_marked,
};
