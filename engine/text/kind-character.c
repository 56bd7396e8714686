/* kind-character.c — the tokenizer whose tokens are characters, spaces included
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/text/split.h"
#include "engine/text/tokenizer-kinds.h"

/* A vocabulary without a space may use SentencePiece's mark for it. */
static HeedPieceMarks
choose_marks (HeedTokenizer            *tokenizer,
              const HeedTokenizerParts *parts)
{
  guint32 space, mark;

  return !heed_vocabulary_find (tokenizer->vocabulary, " ", &space) &&
         heed_vocabulary_find (tokenizer->vocabulary, HEED_WORD_MARK, &mark)
         ? HEED_PIECES_WORD_START : HEED_PIECES_NONE;
}

static const char *
get_space (HeedTokenizer *tokenizer)
{
  return tokenizer->marks == HEED_PIECES_WORD_START ? HEED_WORD_MARK : " ";
}

/* Only a space starts a word: it belongs to the word after it. */
static gboolean
starts_word (HeedTokenizer *tokenizer,
             const char    *text)
{
  return g_str_equal (text, get_space (tokenizer));
}

static gboolean
encode (HeedTokenizer  *tokenizer,
        HeedEncoded    *encoded,
        const char     *text,
        GError        **error)
{
  g_autoptr(GString) character = g_string_new (NULL);
  const char *p = text;

  while (heed_text_split (HEED_TOKENIZER_CHARACTER, &p, character))
    {
      if (g_str_equal (character->str, " "))
        g_string_assign (character, get_space (tokenizer));

      if (!heed_tokenizer_append (tokenizer, encoded, character->str, error))
        return FALSE;
    }

  return TRUE;
}

static char *
decode (HeedTokenizer *tokenizer,
        const guint32 *ids,
        guint          n_ids)
{
  g_autofree const char **texts = heed_tokenizer_list_texts (tokenizer, ids, n_ids);
  g_autofree char *joined = g_strjoinv ("", (char **) texts);
  g_auto(GStrv) parts = NULL;

  if (tokenizer->marks != HEED_PIECES_WORD_START)
    return g_steal_pointer (&joined);

  parts = g_strsplit (joined, HEED_WORD_MARK, -1);

  return g_strjoinv (" ", parts);
}

const HeedTokenizerMethods heed_character_methods = {
  .choose_marks = choose_marks,
  .starts_word = starts_word,
  .encode = encode,
  .decode = decode,
};
