/* tokenizer.c — construction of tokenizers, and access to their tokens
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/text/tokenizer.h"

#include "engine/heed.h"
#include "engine/text/piece-marks.h"
#include "engine/text/tokenizer-kinds.h"

static gboolean
check_special_id (const char  *name,
                  guint32      id,
                  guint        n_words,
                  GError     **error)
{
  if (id == HEED_NO_TOKEN || id < n_words)
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY,
               "%s token: expected an id less than %u, found %u", name, n_words, id);

  return FALSE;
}

static gboolean
check_special (const HeedSpecialTokens  *special,
               guint                     n_words,
               GError                  **error)
{
  return check_special_id ("begin", special->begin, n_words, error) &&
         check_special_id ("end", special->end, n_words, error) &&
         check_special_id ("padding", special->padding, n_words, error) &&
         check_special_id ("unknown", special->unknown, n_words, error);
}

/* --- Construction ----------------------------------------------------------- */

static const HeedTokenizerMethods *
choose_methods (const HeedTokenizerParts *parts)
{
  switch (parts->kind)
    {
    case HEED_TOKENIZER_WORD:
      return &heed_word_methods;

    case HEED_TOKENIZER_CHARACTER:
      return &heed_character_methods;

    case HEED_TOKENIZER_SENTENCEPIECE:
      return parts->words != NULL ? &heed_sentencepiece_methods : &heed_own_sentencepiece_methods;

    case HEED_TOKENIZER_SUBWORD_NMT:
      return &heed_subword_nmt_methods;

    case HEED_TOKENIZER_BYTE:
      return &heed_byte_methods;

    case HEED_TOKENIZER_JSON:
      return &heed_json_methods;
    }

  g_return_val_if_reached (NULL);
}

static gboolean
load_added (HeedTokenizer             *tokenizer,
            const HeedTokenizerParts  *parts,
            GError                   **error)
{
  g_autofree const char **texts = g_new (const char *, parts->n_added + 1);
  guint n_words = heed_vocabulary_get_size (tokenizer->vocabulary);

  if (parts->n_added == 0)
    return TRUE;

  for (guint i = 0; i < parts->n_added; i++)
    {
      if (!check_special_id ("added", parts->added[i].id, n_words, error))
        return FALSE;
      texts[i] = heed_vocabulary_get_text (tokenizer->vocabulary, parts->added[i].id);
    }

  tokenizer->added = heed_added_tokens_new (parts->added, texts, parts->n_added);
  tokenizer->added_list = g_array_new (FALSE, FALSE, sizeof (HeedAddedToken));
  g_array_append_vals (tokenizer->added_list, parts->added, parts->n_added);

  return TRUE;
}

HeedPieceMarks
heed_tokenizer_detect_marks (HeedTokenizer *tokenizer)
{
  guint n_words = heed_vocabulary_get_size (tokenizer->vocabulary);
  g_autofree const char **words = g_new (const char *, n_words);

  for (guint32 id = 0; id < n_words; id++)
    words[id] = heed_vocabulary_get_text (tokenizer->vocabulary, id);

  return heed_piece_marks_detect (words, n_words);
}

static void
clear_tokenizer (gpointer data)
{
  HeedTokenizer *tokenizer = data;

  if (tokenizer->splitter != NULL)
    tokenizer->methods->free (tokenizer->splitter);
  g_clear_pointer (&tokenizer->vocabulary, heed_vocabulary_free);
  g_clear_pointer (&tokenizer->model, g_bytes_unref);
  g_clear_pointer (&tokenizer->added, heed_added_tokens_free);
  g_clear_pointer (&tokenizer->added_list, g_array_unref);
}

/**
 * heed_tokenizer_new:
 * @parts: the components; copied
 *
 * Pieces that are not among the words become unknown; words that are not pieces of the
 * model can still be decoded.
 *
 * Errors: %HEED_ERROR_VOCABULARY if there are no words, one is not UTF-8, or a special
 * or added token is not among them; %HEED_ERROR_DAMAGED if the model is not valid,
 * %HEED_ERROR_TOO_LARGE if it is larger than any real model.
 *
 * Returns: (transfer full): the tokenizer
 */
HeedTokenizer *
heed_tokenizer_new (const HeedTokenizerParts  *parts,
                    GError                   **error)
{
  g_autoptr(HeedTokenizer) tokenizer = g_atomic_rc_box_new0 (HeedTokenizer);

  g_return_val_if_fail (parts != NULL, NULL);
  g_return_val_if_fail (parts->words != NULL || parts->kind == HEED_TOKENIZER_SENTENCEPIECE, NULL);

  tokenizer->methods = choose_methods (parts);
  g_return_val_if_fail (tokenizer->methods != NULL, NULL);
  g_return_val_if_fail (parts->model != NULL || !tokenizer->methods->needs_model, NULL);

  tokenizer->kind = parts->kind;
  tokenizer->rules = parts->rules;
  tokenizer->special = parts->special;
  tokenizer->model = parts->model != NULL ? g_bytes_ref (parts->model) : NULL;

  if ((parts->words != NULL && !check_special (&parts->special, parts->n_words, error)) ||
      (tokenizer->methods->load != NULL && !tokenizer->methods->load (tokenizer, parts, error)))
    return NULL;

  if (parts->words != NULL)
    tokenizer->vocabulary = heed_vocabulary_new (parts->words, parts->n_words, error);
  if (tokenizer->vocabulary == NULL || !load_added (tokenizer, parts, error))
    return NULL;

  tokenizer->marks = tokenizer->methods->choose_marks (tokenizer, parts);

  return g_steal_pointer (&tokenizer);
}

/**
 * heed_tokenizer_new_from_words:
 * @kind: %HEED_TOKENIZER_WORD or %HEED_TOKENIZER_CHARACTER
 *
 * Errors: as heed_tokenizer_new()
 *
 * Returns: (transfer full): the tokenizer
 */
HeedTokenizer *
heed_tokenizer_new_from_words (HeedTokenizerKind         kind,
                               HeedTextRules             rules,
                               const char *const        *words,
                               guint                     n_words,
                               const HeedSpecialTokens  *special,
                               GError                  **error)
{
  g_return_val_if_fail (kind == HEED_TOKENIZER_WORD || kind == HEED_TOKENIZER_CHARACTER, NULL);
  g_return_val_if_fail (words != NULL && special != NULL, NULL);

  return heed_tokenizer_new (
    &(HeedTokenizerParts) {
      .kind = kind,
      .rules = rules,
      .words = words,
      .n_words = n_words,
      .special = *special,
    },
    error);
}

/**
 * heed_tokenizer_new_sentencepiece:
 * @model: a serialized model, not trusted
 *
 * Errors: as heed_tokenizer_new()
 *
 * Returns: (transfer full): the tokenizer
 */
HeedTokenizer *
heed_tokenizer_new_sentencepiece (HeedTextRules   rules,
                                  GBytes         *model,
                                  GError        **error)
{
  return heed_tokenizer_new (&(HeedTokenizerParts) {
                               .kind = HEED_TOKENIZER_SENTENCEPIECE, .rules = rules, .model = model,
                             }, error);
}

/**
 * heed_tokenizer_new_from_pieces:
 * @model: a serialized model, not trusted, that splits and joins text
 *
 * Errors: as heed_tokenizer_new()
 *
 * Returns: (transfer full): the tokenizer
 */
HeedTokenizer *
heed_tokenizer_new_from_pieces (HeedTextRules             rules,
                                GBytes                   *model,
                                const char *const        *words,
                                guint                     n_words,
                                const HeedSpecialTokens  *special,
                                GError                  **error)
{
  g_return_val_if_fail (words != NULL && special != NULL, NULL);

  return heed_tokenizer_new (&(HeedTokenizerParts) {
                               .kind = HEED_TOKENIZER_SENTENCEPIECE, .rules = rules, .model = model,
                               .words = words, .n_words = n_words, .special = *special,
                             }, error);
}

HeedTokenizer *
heed_tokenizer_ref (HeedTokenizer *tokenizer)
{
  return g_atomic_rc_box_acquire (tokenizer);
}

void
heed_tokenizer_unref (HeedTokenizer *tokenizer)
{
  g_atomic_rc_box_release_full (tokenizer, clear_tokenizer);
}

/* --- Accessors -------------------------------------------------------------- */

HeedTokenizerKind
heed_tokenizer_get_kind (HeedTokenizer *tokenizer)
{
  g_return_val_if_fail (tokenizer != NULL, HEED_TOKENIZER_WORD);

  return tokenizer->kind;
}

HeedTextRules
heed_tokenizer_get_rules (HeedTokenizer *tokenizer)
{
  g_return_val_if_fail (tokenizer != NULL, HEED_TEXT_AS_IS);

  return tokenizer->rules;
}

/**
 * heed_tokenizer_get_size:
 *
 * Returns: V, the number of ids
 */
guint
heed_tokenizer_get_size (HeedTokenizer *tokenizer)
{
  g_return_val_if_fail (tokenizer != NULL, 0);

  return heed_vocabulary_get_size (tokenizer->vocabulary);
}

/**
 * heed_tokenizer_get_special:
 *
 * Returns: (transfer none): the special tokens, valid as long as @tokenizer
 */
const HeedSpecialTokens *
heed_tokenizer_get_special (HeedTokenizer *tokenizer)
{
  g_return_val_if_fail (tokenizer != NULL, NULL);

  return &tokenizer->special;
}

/**
 * heed_tokenizer_get_model:
 *
 * Returns: (transfer none) (nullable): the file of the splitter, if there is one
 */
GBytes *
heed_tokenizer_get_model (HeedTokenizer *tokenizer)
{
  g_return_val_if_fail (tokenizer != NULL, NULL);

  return tokenizer->model;
}

HeedPieceMarks
heed_tokenizer_get_marks (HeedTokenizer *tokenizer)
{
  g_return_val_if_fail (tokenizer != NULL, HEED_PIECES_NONE);

  return tokenizer->marks;
}

/**
 * heed_tokenizer_get_added:
 * @n_added: (out): number of added tokens
 *
 * Returns: (transfer none) (nullable) (array length=n_added): tokens that are matched
 *   in text before it is split
 */
const HeedAddedToken *
heed_tokenizer_get_added (HeedTokenizer *tokenizer,
                          guint         *n_added)
{
  g_return_val_if_fail (tokenizer != NULL && n_added != NULL, NULL);

  *n_added = tokenizer->added_list != NULL ? tokenizer->added_list->len : 0;

  return tokenizer->added_list != NULL
         ? (const HeedAddedToken *) (gpointer) tokenizer->added_list->data
         : NULL;
}

/**
 * heed_tokenizer_has_own_ids:
 *
 * Returns: whether heed_tokenizer_get_model() is enough to construct the tokenizer
 *   again
 */
gboolean
heed_tokenizer_has_own_ids (HeedTokenizer *tokenizer)
{
  g_return_val_if_fail (tokenizer != NULL, FALSE);

  return tokenizer->methods->has_own_ids;
}

/* --- Its tokens ------------------------------------------------------------- */

gboolean
heed_tokenizer_is_special (HeedTokenizer *tokenizer,
                           guint32        id)
{
  const HeedTokenizerMethods *methods = tokenizer->methods;
  const HeedSpecialTokens *special = &tokenizer->special;

  return id == special->begin || id == special->end || id == special->padding ||
         (methods->is_special != NULL && methods->is_special (tokenizer, id));
}

static gboolean
is_added (HeedTokenizer *tokenizer,
          guint32        id)
{
  return tokenizer->added != NULL && heed_added_tokens_has (tokenizer->added, id);
}

/**
 * heed_tokenizer_get_token:
 * @id: 0 <= id < V
 *
 * Returns: the token; its text is (transfer none)
 */
HeedToken
heed_tokenizer_get_token (HeedTokenizer *tokenizer,
                          guint32        id)
{
  HeedToken token;

  g_return_val_if_fail (tokenizer != NULL, (HeedToken) { 0 });
  g_return_val_if_fail (id < heed_vocabulary_get_size (tokenizer->vocabulary), (HeedToken) { 0 });

  token = (HeedToken) {
    .id = id,
    .text = heed_vocabulary_get_text (tokenizer->vocabulary, id),
    .is_special = heed_tokenizer_is_special (tokenizer, id),
    .starts_word = TRUE,
  };

  if (!token.is_special && !is_added (tokenizer, id))
    {
      token.starts_word = tokenizer->methods->starts_word == NULL ||
                          tokenizer->methods->starts_word (tokenizer, token.text);
      heed_piece_marks_describe (tokenizer->marks, &token);
    }

  return token;
}

/**
 * heed_tokenizer_find_token:
 * @text: as spelled in the vocabulary; may be a special token
 * @id: (out): set only if a token was found
 *
 * Returns: whether there is a token with that text
 */
gboolean
heed_tokenizer_find_token (HeedTokenizer *tokenizer,
                           const char    *text,
                           guint32       *id)
{
  g_return_val_if_fail (tokenizer != NULL && text != NULL && id != NULL, FALSE);

  return heed_vocabulary_find (tokenizer->vocabulary, text, id);
}

const char **
heed_tokenizer_list_texts (HeedTokenizer *tokenizer,
                           const guint32 *ids,
                           guint          n_ids)
{
  const char **texts = g_new0 (const char *, n_ids + 1);

  for (guint i = 0; i < n_ids; i++)
    texts[i] = heed_vocabulary_get_text (tokenizer->vocabulary, ids[i]);

  return texts;
}
