/* kind-sentencepiece.c — the tokenizer whose tokens are pieces of a SentencePiece model
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * There are two variants: the pieces have the ids of the model, or those of a list of
 * words, as in MarianMT and CTranslate2.
 */

#include <string.h>

#include "engine/text/sentencepiece.h"
#include "engine/text/tokenizer-kinds.h"

#define CODE_BEGIN ">>"
#define CODE_END   "<<"
#define GUARD      "<unk>"

/* Returns the model with the option that adds a space before a text switched off. */
static GBytes *
drop_prefix (GBytes *model)
{
  static const guint8 no_dummy_prefix[] = { 0x1a, 0x02, 0x18,
                                            0x00 }; /* normalizer_spec.add_dummy_prefix */
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  gsize n_bytes;
  const guint8 *data = g_bytes_get_data (model, &n_bytes);

  g_byte_array_append (bytes, data, (guint) n_bytes);
  g_byte_array_append (bytes, no_dummy_prefix, sizeof no_dummy_prefix);

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static HeedSentencePiece *
new_pieces (const HeedTokenizerParts  *parts,
            GError                   **error)
{
  g_autoptr(GBytes) model = parts->rules & HEED_TEXT_ONE_PREFIX ? drop_prefix (parts->model)
                                                               : g_bytes_ref (parts->model);

  return heed_sentencepiece_new (model, error);
}

static gboolean
load (HeedTokenizer             *tokenizer,
      const HeedTokenizerParts  *parts,
      GError                   **error)
{
  tokenizer->splitter = new_pieces (parts, error);
  if (tokenizer->splitter == NULL)
    return FALSE;

  return (parts->rules & HEED_TEXT_ONLY_WORDS) == 0 ||
         heed_sentencepiece_restrict (tokenizer->splitter, parts->words, parts->n_words, error);
}

static HeedVocabulary *
new_model_vocabulary (HeedSentencePiece  *pieces,
                      GError            **error)
{
  guint n_pieces = heed_sentencepiece_get_size (pieces);
  g_autofree const char **texts = g_new (const char *, n_pieces + 1);

  for (guint32 id = 0; id < n_pieces; id++)
    texts[id] = heed_sentencepiece_get_piece (pieces, id);

  return heed_vocabulary_new (texts, n_pieces, error);
}

static gboolean
load_own (HeedTokenizer             *tokenizer,
          const HeedTokenizerParts  *parts,
          GError                   **error)
{
  tokenizer->splitter = new_pieces (parts, error);
  if (tokenizer->splitter == NULL)
    return FALSE;

  tokenizer->special = heed_sentencepiece_get_special (tokenizer->splitter);
  tokenizer->vocabulary = new_model_vocabulary (tokenizer->splitter, error);

  return tokenizer->vocabulary != NULL;
}

static void
free_pieces (gpointer splitter)
{
  heed_sentencepiece_free (splitter);
}

/* SentencePiece marks beginnings of words by default; marks at their ends are detected in the
 * pieces. */
static HeedPieceMarks
choose_marks (HeedTokenizer            *tokenizer,
              const HeedTokenizerParts *parts)
{
  return heed_tokenizer_detect_marks (tokenizer) == HEED_PIECES_WORD_END
         ? HEED_PIECES_WORD_END : HEED_PIECES_WORD_START;
}

static gboolean
is_control (HeedTokenizer *tokenizer,
            guint32        id)
{
  return heed_sentencepiece_is_control (tokenizer->splitter, id);
}

/* Appends the id of the language code that text begins with, if any, and moves text
 * past it.
 *
 * Source: remove_language_code in tokenization_marian.py of transformers 4 */
static gboolean
append_language_id (HeedTokenizer  *tokenizer,
                    HeedEncoded    *encoded,
                    const char    **text,
                    GError        **error)
{
  const char *end = g_str_has_prefix (*text, CODE_BEGIN) ? strstr (*text, CODE_END) : NULL;
  g_autofree char *code = NULL;

  if (end == NULL || (tokenizer->rules & HEED_TEXT_LANGUAGE_CODE) == 0)
    return TRUE;

  end += strlen (CODE_END);
  code = g_strndup (*text, (gsize) (end - *text));
  *text = end;

  return heed_tokenizer_append (tokenizer, encoded, code, error);
}

/* Splits text with an unknown character as guard before it, since the model would drop
 * a space at the beginning; then removes the pieces of the guard.
 *
 * Source: _tokenize in tokenization_t5.py of transformers 4.47 */
static gboolean
append_unprefixed (HeedTokenizer  *tokenizer,
                   HeedEncoded    *encoded,
                   const char     *text,
                   GError        **error)
{
  HeedSentencePiece *model = tokenizer->splitter;
  gboolean has_space = g_str_has_prefix (text, HEED_WORD_MARK) || *text == ' ';
  g_autofree char *guarded = g_strconcat (has_space ? GUARD : "", text, NULL);
  g_auto(GStrv) guard = heed_sentencepiece_split (model, has_space ? GUARD : "", error);
  g_auto(GStrv) pieces =
    guard != NULL ? heed_sentencepiece_split (model, guarded, error) : NULL;

  return pieces != NULL &&
         heed_tokenizer_append_each (tokenizer, encoded,
                                     pieces + MIN (g_strv_length (guard), g_strv_length (pieces)),
                                     error);
}

static gboolean
encode (HeedTokenizer  *tokenizer,
        HeedEncoded    *encoded,
        const char     *text,
        GError        **error)
{
  g_auto(GStrv) pieces = NULL;

  if (!append_language_id (tokenizer, encoded, &text, error))
    return FALSE;

  if (tokenizer->rules & HEED_TEXT_ONE_PREFIX)
    return append_unprefixed (tokenizer, encoded, text, error);

  pieces = heed_sentencepiece_split (tokenizer->splitter, text, error);

  return pieces != NULL && heed_tokenizer_append_each (tokenizer, encoded, pieces, error);
}

/* Encodes the whole text at once; used only without added tokens. */
static guint32 *
encode_own (HeedTokenizer  *tokenizer,
            const char     *text,
            guint          *n_ids,
            GError        **error)
{
  return heed_sentencepiece_encode (tokenizer->splitter, text, n_ids, error);
}

/* The model does not replace the mark in pieces that only the vocabulary has, such as
 * those of another language that shares it, so it is replaced here. Spaces at both ends
 * are stripped.
 *
 * Source: convert_tokens_to_string in tokenization_marian.py of transformers 4 */
static char *
decode (HeedTokenizer *tokenizer,
        const guint32 *ids,
        guint          n_ids)
{
  g_autofree const char **texts = heed_tokenizer_list_texts (tokenizer, ids, n_ids);
  g_autofree char *joined = heed_sentencepiece_join (tokenizer->splitter, texts);
  g_auto(GStrv) parts = g_strsplit (joined, HEED_WORD_MARK, -1);

  return g_strstrip (g_strjoinv (" ", parts));
}

static char *
decode_own (HeedTokenizer *tokenizer,
            const guint32 *ids,
            guint          n_ids)
{
  return heed_sentencepiece_decode (tokenizer->splitter, ids, n_ids);
}

const HeedTokenizerMethods heed_sentencepiece_methods = {
  .needs_model = TRUE,
  .load = load,
  .free = free_pieces,
  .choose_marks = choose_marks,
  .encode = encode,
  .decode = decode,
};

const HeedTokenizerMethods heed_own_sentencepiece_methods = {
  .needs_model = TRUE,
  .has_own_ids = TRUE,
  .load = load_own,
  .free = free_pieces,
  .choose_marks = choose_marks,
  .is_special = is_control,
  .encode_plain = encode_own,
  .encode = encode,
  .decode = decode_own,
};
