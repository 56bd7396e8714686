/* tokenizer.c — text to token ids, and back
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/text/tokenizer.h"

#include <string.h>

#include "engine/heed.h"
#include "engine/text/normalise.h"
#include "engine/text/sentencepiece.h"
#include "engine/text/split.h"
#include "engine/text/vocabulary.h"

#define MAX_TEXT_BYTES (1024 * 1024)
#define WORD_MARK      "▁"
#define CODE_BEGIN     ">>"
#define CODE_END       "<<"

struct _HeedTokenizer
{
  HeedTokenizerKind  kind;
  HeedTextRules      rules;
  HeedSpecialTokens  special;
  HeedVocabulary    *vocabulary;
  HeedSentencePiece *pieces;   /* NULL unless SENTENCEPIECE */
  GBytes            *model;    /* what pieces was made of */
  gboolean           has_own_ids;
};

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

/* Takes vocabulary and pieces. */
static HeedTokenizer *
new_tokenizer (HeedTokenizerKind        kind,
               HeedTextRules            rules,
               const HeedSpecialTokens *special,
               HeedVocabulary          *vocabulary,
               HeedSentencePiece       *pieces,
               GBytes                  *model)
{
  HeedTokenizer *tokenizer = g_atomic_rc_box_new0 (HeedTokenizer);

  tokenizer->kind = kind;
  tokenizer->rules = rules;
  tokenizer->special = *special;
  tokenizer->vocabulary = vocabulary;
  tokenizer->pieces = pieces;
  tokenizer->model = model != NULL ? g_bytes_ref (model) : NULL;

  return tokenizer;
}

/**
 * heed_tokenizer_new_from_words:
 * @kind: %HEED_TOKENIZER_WORD or %HEED_TOKENIZER_CHARACTER
 * @words: (array length=n_words): word i is that of id i; copied
 * @special: which of them stand for no text
 *
 * Errors: %HEED_ERROR_VOCABULARY if there are no words, one is not UTF-8, or a
 * special token is none of them.
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
  HeedVocabulary *vocabulary;

  g_return_val_if_fail (kind != HEED_TOKENIZER_SENTENCEPIECE, NULL);
  g_return_val_if_fail (words != NULL && special != NULL, NULL);

  if (!check_special (special, n_words, error))
    return NULL;

  vocabulary = heed_vocabulary_new (words, n_words, error);
  if (vocabulary == NULL)
    return NULL;

  return new_tokenizer (kind, rules, special, vocabulary, NULL, NULL);
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

/**
 * heed_tokenizer_new_sentencepiece:
 * @model: a serialized model, from anybody
 *
 * Errors: %HEED_ERROR_DAMAGED if it is not a sound one; %HEED_ERROR_TOO_LARGE
 * if it is larger than any is.
 *
 * Returns: (transfer full): the tokenizer
 */
HeedTokenizer *
heed_tokenizer_new_sentencepiece (HeedTextRules   rules,
                                  GBytes         *model,
                                  GError        **error)
{
  g_autoptr(HeedSentencePiece) pieces = NULL;
  HeedSpecialTokens special;
  HeedVocabulary *vocabulary;
  HeedTokenizer *tokenizer;

  g_return_val_if_fail (model != NULL, NULL);

  pieces = heed_sentencepiece_new (model, error);
  if (pieces == NULL)
    return NULL;

  vocabulary = new_model_vocabulary (pieces, error);
  if (vocabulary == NULL)
    return NULL;

  special = heed_sentencepiece_get_special (pieces);
  tokenizer = new_tokenizer (HEED_TOKENIZER_SENTENCEPIECE, rules, &special,
                             vocabulary, g_steal_pointer (&pieces), model);
  tokenizer->has_own_ids = TRUE;

  return tokenizer;
}

/**
 * heed_tokenizer_new_from_pieces:
 * @model: a serialized model, from anybody, that splits and joins text
 * @words: (array length=n_words): the piece of each id; copied
 * @special: which of them stand for no text
 *
 * Pieces that are none of the words are unknown; words that are none of the
 * model's pieces can still be decoded.
 *
 * Errors: as heed_tokenizer_new_sentencepiece() and
 * heed_tokenizer_new_from_words().
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
  g_autoptr(HeedSentencePiece) pieces = NULL;
  HeedVocabulary *vocabulary;

  g_return_val_if_fail (model != NULL, NULL);
  g_return_val_if_fail (words != NULL && special != NULL, NULL);

  if (!check_special (special, n_words, error))
    return NULL;

  pieces = heed_sentencepiece_new (model, error);
  if (pieces == NULL)
    return NULL;

  vocabulary = heed_vocabulary_new (words, n_words, error);
  if (vocabulary == NULL)
    return NULL;

  return new_tokenizer (HEED_TOKENIZER_SENTENCEPIECE, rules, special,
                        vocabulary, g_steal_pointer (&pieces), model);
}

HeedTokenizer *
heed_tokenizer_ref (HeedTokenizer *tokenizer)
{
  return g_atomic_rc_box_acquire (tokenizer);
}

static void
clear_tokenizer (gpointer data)
{
  HeedTokenizer *tokenizer = data;

  heed_vocabulary_free (tokenizer->vocabulary);
  g_clear_pointer (&tokenizer->pieces, heed_sentencepiece_free);
  g_clear_pointer (&tokenizer->model, g_bytes_unref);
}

void
heed_tokenizer_unref (HeedTokenizer *tokenizer)
{
  g_atomic_rc_box_release_full (tokenizer, clear_tokenizer);
}

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
 * Returns: V, how many ids there are
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
 * Returns: (transfer none): the special tokens, as long as @tokenizer lives
 */
const HeedSpecialTokens *
heed_tokenizer_get_special (HeedTokenizer *tokenizer)
{
  g_return_val_if_fail (tokenizer != NULL, NULL);

  return &tokenizer->special;
}

/**
 * heed_tokenizer_get_sentencepiece:
 *
 * Returns: (transfer none) (nullable): the serialized model, if it has one
 */
GBytes *
heed_tokenizer_get_sentencepiece (HeedTokenizer *tokenizer)
{
  g_return_val_if_fail (tokenizer != NULL, NULL);

  return tokenizer->model;
}

/**
 * heed_tokenizer_has_own_ids:
 *
 * Returns: whether heed_tokenizer_get_sentencepiece() is enough to make it anew
 */
gboolean
heed_tokenizer_has_own_ids (HeedTokenizer *tokenizer)
{
  g_return_val_if_fail (tokenizer != NULL, FALSE);

  return tokenizer->has_own_ids;
}

static gboolean
is_special (HeedTokenizer *tokenizer,
            guint32        id)
{
  const HeedSpecialTokens *special = &tokenizer->special;

  return id == special->begin || id == special->end || id == special->padding ||
         (tokenizer->has_own_ids && heed_sentencepiece_is_control (tokenizer->pieces, id));
}

static gboolean
starts_word (HeedTokenizerKind  kind,
             const char        *text)
{
  switch (kind)
    {
    case HEED_TOKENIZER_CHARACTER:
      return strcmp (text, " ") == 0;

    case HEED_TOKENIZER_SENTENCEPIECE:
      return g_str_has_prefix (text, WORD_MARK);

    case HEED_TOKENIZER_WORD:
    default:
      return TRUE;
    }
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
  const char *text;
  gboolean special;

  g_return_val_if_fail (tokenizer != NULL, (HeedToken) { 0 });
  g_return_val_if_fail (id < heed_vocabulary_get_size (tokenizer->vocabulary), (HeedToken) { 0 });

  text = heed_vocabulary_get_text (tokenizer->vocabulary, id);
  special = is_special (tokenizer, id);

  return (HeedToken) {
    .id = id,
    .text = text,
    .is_special = special,
    .starts_word = special || starts_word (tokenizer->kind, text),
  };
}

/**
 * heed_tokenizer_find_token:
 * @text: as the vocabulary spells it, special tokens too
 * @id: (out): set only if there is one
 *
 * Returns: whether there is a token of that text
 */
gboolean
heed_tokenizer_find_token (HeedTokenizer *tokenizer,
                           const char    *text,
                           guint32       *id)
{
  g_return_val_if_fail (tokenizer != NULL && text != NULL && id != NULL, FALSE);

  return heed_vocabulary_find (tokenizer->vocabulary, text, id);
}

/* What a text is encoded to: its ids, and the tokens that have none. */
typedef struct
{
  GArray    *ids;      /* of guint32 */
  GPtrArray *unknown;  /* of char *; or NULL: an unknown token must have an id of its own */
} Encoded;

static gboolean
append_id (HeedTokenizer  *tokenizer,
           Encoded        *encoded,
           const char     *token,
           GError        **error)
{
  guint32 id;

  if (!heed_vocabulary_find (tokenizer->vocabulary, token, &id) || is_special (tokenizer, id) ||
      id == tokenizer->special.unknown)
    {
      id = tokenizer->special.unknown;
      if (encoded->unknown != NULL)
        {
          g_ptr_array_add (encoded->unknown, g_strdup (token));
          return TRUE;
        }
    }

  if (id == HEED_NO_TOKEN)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY, "%s: not in the vocabulary", token);
      return FALSE;
    }

  g_array_append_val (encoded->ids, id);

  return TRUE;
}

static gboolean
append_split_ids (HeedTokenizer  *tokenizer,
                  Encoded        *encoded,
                  const char     *text,
                  GError        **error)
{
  g_autoptr(GString) token = g_string_new (NULL);
  const char *p = text;

  while (heed_text_split (tokenizer->kind, &p, token))
    if (!append_id (tokenizer, encoded, token->str, error))
      return FALSE;

  return TRUE;
}

/* Moves text behind the code of a language that it begins with.
 *
 * Source: remove_language_code in tokenization_marian.py of transformers 4 */
static gboolean
append_language_id (HeedTokenizer  *tokenizer,
                    Encoded        *encoded,
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

  return append_id (tokenizer, encoded, code, error);
}

static gboolean
append_piece_ids (HeedTokenizer  *tokenizer,
                  Encoded        *encoded,
                  const char     *text,
                  GError        **error)
{
  g_auto(GStrv) pieces = NULL;

  if (!append_language_id (tokenizer, encoded, &text, error))
    return FALSE;

  pieces = heed_sentencepiece_split (tokenizer->pieces, text, error);
  if (pieces == NULL)
    return FALSE;

  for (char **piece = pieces; *piece != NULL; piece++)
    if (!append_id (tokenizer, encoded, *piece, error))
      return FALSE;

  return TRUE;
}

static gboolean
check_text (const char  *text,
            GError     **error)
{
  gsize n_bytes = strlen (text);

  if (n_bytes > MAX_TEXT_BYTES)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE,
                   "text: expected at most %d bytes, found %" G_GSIZE_FORMAT, MAX_TEXT_BYTES, n_bytes);
      return FALSE;
    }

  if (!g_utf8_validate_len (text, n_bytes, NULL))
    {
      g_set_error_literal (error, HEED_ERROR, HEED_ERROR_DAMAGED, "text: not valid UTF-8");
      return FALSE;
    }

  return TRUE;
}

static gboolean
append_ids (HeedTokenizer  *tokenizer,
            Encoded        *encoded,
            const char     *text,
            GError        **error)
{
  return tokenizer->pieces != NULL ? append_piece_ids (tokenizer, encoded, text, error)
                                   : append_split_ids (tokenizer, encoded, text, error);
}

/**
 * heed_tokenizer_encode:
 * @n_ids: (out): how many there are; may be 0
 *
 * Errors: %HEED_ERROR_VOCABULARY if something is unknown and the vocabulary has
 * no token for that; %HEED_ERROR_TOO_LARGE beyond 1 MiB; %HEED_ERROR_DAMAGED if
 * the text is not UTF-8.
 *
 * Returns: (transfer full) (array length=n_ids): the ids, without begin and end
 */
guint32 *
heed_tokenizer_encode (HeedTokenizer  *tokenizer,
                       const char     *text,
                       guint          *n_ids,
                       GError        **error)
{
  g_autofree char *normal = NULL;
  g_autoptr(GArray) ids = NULL;

  g_return_val_if_fail (tokenizer != NULL && text != NULL && n_ids != NULL, NULL);

  if (!check_text (text, error))
    return NULL;

  normal = heed_text_normalise (text, tokenizer->rules);

  if (tokenizer->has_own_ids)
    return heed_sentencepiece_encode (tokenizer->pieces, normal, n_ids, error);

  ids = g_array_new (TRUE, FALSE, sizeof (guint32));
  if (!append_ids (tokenizer, &(Encoded) { ids, NULL }, normal, error))
    return NULL;

  *n_ids = ids->len;

  return (guint32 *) (gpointer) g_array_free (g_steal_pointer (&ids), FALSE);
}

/* "▁" says that a word begins; alone it is a space. */
static char *
strip_word_mark (char *token)
{
  if (!g_str_has_prefix (token, WORD_MARK))
    return token;

  memmove (token, token + strlen (WORD_MARK), strlen (token) - strlen (WORD_MARK) + 1);

  return token;
}

/**
 * heed_tokenizer_list_unknown:
 * @text: what a person wrote
 *
 * Returns: (transfer full): the parts of @text that become unknown tokens, in
 *   order, as they are after normalisation; none of a text that cannot be encoded
 */
char **
heed_tokenizer_list_unknown (HeedTokenizer *tokenizer,
                             const char    *text)
{
  g_autoptr(GPtrArray) unknown = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree char *normal = NULL;

  g_return_val_if_fail (tokenizer != NULL && text != NULL, NULL);

  if (check_text (text, NULL))
    {
      normal = heed_text_normalise (text, tokenizer->rules);
      append_ids (tokenizer, &(Encoded) { ids, unknown }, normal, NULL);
    }

  for (guint i = 0; i < unknown->len; i++)
    strip_word_mark (g_ptr_array_index (unknown, i));
  g_ptr_array_add (unknown, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&unknown), FALSE);
}

static GArray *
drop_special (HeedTokenizer *tokenizer,
              const guint32 *ids,
              guint          n_ids)
{
  GArray *kept = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n_ids);

  for (guint i = 0; i < n_ids; i++)
    if (!is_special (tokenizer, ids[i]))
      g_array_append_val (kept, ids[i]);

  return kept;
}

/* Of pieces that are the vocabulary's and not the model's, as of another
 * language that shares it, the model leaves the mark; spaces at both ends go.
 *
 * Source: convert_tokens_to_string in tokenization_marian.py of transformers 4 */
static char *
join_pieces (HeedTokenizer     *tokenizer,
             const char *const *pieces)
{
  g_autofree char *joined = heed_sentencepiece_join (tokenizer->pieces, pieces);
  g_auto(GStrv) parts = g_strsplit (joined, WORD_MARK, -1);

  return g_strstrip (g_strjoinv (" ", parts));
}

static char *
join_texts (HeedTokenizer *tokenizer,
            GArray        *ids)
{
  g_autofree const char **texts = g_new0 (const char *, ids->len + 1);

  for (guint i = 0; i < ids->len; i++)
    texts[i] = heed_vocabulary_get_text (tokenizer->vocabulary, g_array_index (ids, guint32, i));

  if (tokenizer->pieces != NULL)
    return join_pieces (tokenizer, texts);

  return g_strjoinv (tokenizer->kind == HEED_TOKENIZER_WORD ? " " : "", (char **) texts);
}

/**
 * heed_tokenizer_decode:
 * @ids: (array length=n_ids): each less than V
 *
 * Words are joined by spaces, characters by nothing, pieces as their model
 * says. What the rules did to the text is not undone.
 *
 * Returns: (transfer full): the text
 */
char *
heed_tokenizer_decode (HeedTokenizer *tokenizer,
                       const guint32 *ids,
                       guint          n_ids)
{
  g_autoptr(GArray) kept = NULL;

  g_return_val_if_fail (tokenizer != NULL && (ids != NULL || n_ids == 0), NULL);

  for (guint i = 0; i < n_ids; i++)
    g_return_val_if_fail (ids[i] < heed_vocabulary_get_size (tokenizer->vocabulary), NULL);

  kept = drop_special (tokenizer, ids, n_ids);

  if (tokenizer->has_own_ids)
    return heed_sentencepiece_decode (tokenizer->pieces, (const guint32 *) (gpointer) kept->data, kept->len);

  return join_texts (tokenizer, kept);
}
