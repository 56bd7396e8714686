/* kind-byte.c — the tokenizer whose tokens are bytes of UTF-8, as in ByT5
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/heed.h"
#include "engine/text/tokenizer-kinds.h"

static gboolean
load (HeedTokenizer             *tokenizer,
      const HeedTokenizerParts  *parts,
      GError                   **error)
{
  if (parts->n_words > HEED_FIRST_BYTE + (guint) G_MAXUINT8)
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY,
               "vocabulary: expected %u tokens or more, since bytes are some, found %u",
               HEED_FIRST_BYTE + G_MAXUINT8 + 1, parts->n_words);

  return FALSE;
}

static HeedPieceMarks
choose_marks (HeedTokenizer            *tokenizer,
              const HeedTokenizerParts *parts)
{
  return HEED_PIECES_NONE;
}

/* Only a space starts a word: it belongs to the word after it. */
static gboolean
starts_word (HeedTokenizer *tokenizer,
             const char    *text)
{
  return g_str_equal (text, " ");
}

static gboolean
encode (HeedTokenizer  *tokenizer,
        HeedEncoded    *encoded,
        const char     *text,
        GError        **error)
{
  for (; *text != '\0'; text++)
    {
      guint32 id = HEED_FIRST_BYTE + *(const guint8 *) text;

      g_array_append_val (encoded->ids, id);
    }

  return TRUE;
}

/* Bytes that are not valid UTF-8 are left out, as in transformers. */
static char *
decode (HeedTokenizer *tokenizer,
        const guint32 *ids,
        guint          n_ids)
{
  g_autoptr(GString) bytes = g_string_new (NULL);
  GString *text = g_string_new (NULL);
  const char *p, *end;

  for (guint i = 0; i < n_ids; i++)
    {
      if (ids[i] > HEED_FIRST_BYTE && ids[i] <= HEED_FIRST_BYTE + G_MAXUINT8)
        g_string_append_c (bytes, (char) (ids[i] - HEED_FIRST_BYTE));
      else if (ids[i] != HEED_FIRST_BYTE)
        g_string_append (bytes, heed_vocabulary_get_text (tokenizer->vocabulary, ids[i]));
    }

  for (p = bytes->str; *p != '\0'; p = *end != '\0' ? end + 1 : end)
    {
      g_utf8_validate (p, -1, &end);
      g_string_append_len (text, p, end - p);
    }

  return g_string_free (text, FALSE);
}

const HeedTokenizerMethods heed_byte_methods = {
  .load = load,
  .choose_marks = choose_marks,
  .starts_word = starts_word,
  .encode = encode,
  .decode = decode,
};
