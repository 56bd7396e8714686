/* kind-json.c — the tokenizer that is defined by a tokenizer.json
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/heed.h"
#include "engine/text/tokenizer-json.h"
#include "engine/text/tokenizer-kinds.h"

static gboolean
load (HeedTokenizer             *tokenizer,
      const HeedTokenizerParts  *parts,
      GError                   **error)
{
  guint n_tokens;

  tokenizer->splitter = heed_tokenizer_json_new (parts->model, error);
  if (tokenizer->splitter == NULL)
    return FALSE;

  n_tokens = heed_tokenizer_json_get_n (tokenizer->splitter);
  if (n_tokens <= parts->n_words)
    return TRUE;

  g_set_error (
    error, HEED_ERROR, HEED_ERROR_VOCABULARY,
    "tokenizer.json: expected at most %u tokens, as many as the vocabulary has, found %u",
    parts->n_words, n_tokens);

  return FALSE;
}

static void
free_json (gpointer splitter)
{
  heed_tokenizer_json_free (splitter);
}

static HeedPieceMarks
choose_marks (HeedTokenizer            *tokenizer,
              const HeedTokenizerParts *parts)
{
  return heed_tokenizer_detect_marks (tokenizer);
}

static gboolean
encode (HeedTokenizer  *tokenizer,
        HeedEncoded    *encoded,
        const char     *text,
        GError        **error)
{
  return heed_tokenizer_json_encode (tokenizer->splitter, text, encoded->ids, encoded->unknown,
                                     error);
}

static char *
decode (HeedTokenizer *tokenizer,
        const guint32 *ids,
        guint          n_ids)
{
  return heed_tokenizer_json_decode (tokenizer->splitter, ids, n_ids);
}

const HeedTokenizerMethods heed_json_methods = {
  .needs_model = TRUE,
  .load = load,
  .free = free_json,
  .choose_marks = choose_marks,
  .encode = encode,
  .decode = decode,
};
