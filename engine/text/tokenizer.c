/* tokenizer.c — text to token ids, and back
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/text/tokenizer.h"

#include <string.h>

#include "engine/heed.h"
#include "engine/text/added-tokens.h"
#include "engine/text/normalise.h"
#include "engine/text/piece-marks.h"
#include "engine/text/sentencepiece.h"
#include "engine/text/split.h"
#include "engine/text/subword-nmt.h"
#include "engine/text/tokenizer-json.h"
#include "engine/text/vocabulary.h"

#define MAX_TEXT_BYTES (1024 * 1024)
#define WORD_MARK      "▁"
#define CODE_BEGIN     ">>"
#define CODE_END       "<<"
#define GUARD          "<unk>"

struct _HeedTokenizer
{
  HeedTokenizerKind  kind;
  HeedTextRules      rules;
  HeedPieceMarks     marks;
  HeedSpecialTokens  special;
  HeedVocabulary    *vocabulary;
  HeedSentencePiece *pieces;     /* NULL unless SENTENCEPIECE */
  HeedSubwordNmt    *codes;      /* NULL unless SUBWORD_NMT */
  HeedTokenizerJson *json;       /* NULL unless JSON */
  GBytes            *model;      /* what one of these was made of, or NULL */
  gboolean           has_own_ids;
  HeedAddedTokens   *added;      /* or NULL */
  GArray            *added_list; /* of HeedAddedToken, what added was made of */
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

/* --- Making one ------------------------------------------------------------- */

/* The same model, which puts no space before a text. */
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

static gboolean
load_pieces (HeedTokenizer             *tokenizer,
             const HeedTokenizerParts  *parts,
             GError                   **error)
{
  g_autoptr(GBytes) model = parts->rules & HEED_TEXT_ONE_PREFIX ? drop_prefix (parts->model)
                                                               : g_bytes_ref (parts->model);

  tokenizer->pieces = heed_sentencepiece_new (model, error);
  if (tokenizer->pieces == NULL)
    return FALSE;

  if (parts->words != NULL && parts->rules & HEED_TEXT_ONLY_WORDS)
    return heed_sentencepiece_restrict (tokenizer->pieces, parts->words, parts->n_words, error);

  if (parts->words != NULL)
    return TRUE;

  tokenizer->has_own_ids = TRUE;
  tokenizer->special = heed_sentencepiece_get_special (tokenizer->pieces);
  tokenizer->vocabulary = new_model_vocabulary (tokenizer->pieces, error);

  return tokenizer->vocabulary != NULL;
}

static gboolean
load_json (HeedTokenizer             *tokenizer,
           const HeedTokenizerParts  *parts,
           GError                   **error)
{
  tokenizer->json = heed_tokenizer_json_new (parts->model, error);
  if (tokenizer->json == NULL || heed_tokenizer_json_get_n (tokenizer->json) <= parts->n_words)
    return tokenizer->json != NULL;

  g_set_error (
    error, HEED_ERROR, HEED_ERROR_VOCABULARY,
    "tokenizer.json: expected at most %u tokens, as many as the vocabulary has, found %u",
    parts->n_words, heed_tokenizer_json_get_n (tokenizer->json));

  return FALSE;
}

/* What splits text. */
static gboolean
load_model (HeedTokenizer             *tokenizer,
            const HeedTokenizerParts  *parts,
            GError                   **error)
{
  if (parts->kind == HEED_TOKENIZER_SENTENCEPIECE)
    return load_pieces (tokenizer, parts, error);

  if (parts->kind == HEED_TOKENIZER_JSON)
    return load_json (tokenizer, parts, error);

  if (parts->kind == HEED_TOKENIZER_SUBWORD_NMT)
    {
      tokenizer->codes = heed_subword_nmt_new (parts->model, error);
      return tokenizer->codes != NULL;
    }

  if (parts->kind != HEED_TOKENIZER_BYTE || parts->n_words > HEED_FIRST_BYTE + (guint) G_MAXUINT8)
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY,
               "vocabulary: expected %u tokens or more, since bytes are some, found %u",
               HEED_FIRST_BYTE + G_MAXUINT8 + 1, parts->n_words);

  return FALSE;
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

static HeedPieceMarks
detect_marks (HeedVocabulary *vocabulary)
{
  guint n_words = heed_vocabulary_get_size (vocabulary);
  g_autofree const char **words = g_new (const char *, n_words);

  for (guint32 id = 0; id < n_words; id++)
    words[id] = heed_vocabulary_get_text (vocabulary, id);

  return heed_piece_marks_detect (words, n_words);
}

/* SentencePiece marks beginnings unless told otherwise, which its pieces show. */
static HeedPieceMarks
choose_marks (HeedTokenizer            *tokenizer,
              const HeedTokenizerParts *parts)
{
  guint32 space, mark;

  switch (parts->kind)
    {
    case HEED_TOKENIZER_SUBWORD_NMT:
      return HEED_PIECES_SEPARATOR;

    case HEED_TOKENIZER_SENTENCEPIECE:
      return detect_marks (tokenizer->vocabulary) == HEED_PIECES_WORD_END
             ? HEED_PIECES_WORD_END : HEED_PIECES_WORD_START;

    case HEED_TOKENIZER_CHARACTER:
      return !heed_vocabulary_find (tokenizer->vocabulary, " ", &space) &&
             heed_vocabulary_find (tokenizer->vocabulary, WORD_MARK, &mark)
             ? HEED_PIECES_WORD_START : HEED_PIECES_NONE;

    case HEED_TOKENIZER_JSON:
      return detect_marks (tokenizer->vocabulary);

    case HEED_TOKENIZER_BYTE:
      return HEED_PIECES_NONE;

    case HEED_TOKENIZER_WORD:
      break;
    }

  return parts->marks;
}

static void
clear_tokenizer (gpointer data)
{
  HeedTokenizer *tokenizer = data;

  g_clear_pointer (&tokenizer->vocabulary, heed_vocabulary_free);
  g_clear_pointer (&tokenizer->pieces, heed_sentencepiece_free);
  g_clear_pointer (&tokenizer->codes, heed_subword_nmt_free);
  g_clear_pointer (&tokenizer->json, heed_tokenizer_json_free);
  g_clear_pointer (&tokenizer->model, g_bytes_unref);
  g_clear_pointer (&tokenizer->added, heed_added_tokens_free);
  g_clear_pointer (&tokenizer->added_list, g_array_unref);
}

/**
 * heed_tokenizer_new:
 * @parts: what it is made of; copied
 *
 * Pieces that are none of the words are unknown; words that are none of the
 * model's pieces can still be decoded.
 *
 * Errors: %HEED_ERROR_VOCABULARY if there are no words, one is not UTF-8, or a
 * special or added token is none of them; %HEED_ERROR_DAMAGED if the model is
 * not a sound one, %HEED_ERROR_TOO_LARGE if it is larger than any is.
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
  g_return_val_if_fail (parts->model != NULL || (parts->kind != HEED_TOKENIZER_SENTENCEPIECE &&
                                                 parts->kind != HEED_TOKENIZER_SUBWORD_NMT &&
                                                 parts->kind != HEED_TOKENIZER_JSON), NULL);

  tokenizer->kind = parts->kind;
  tokenizer->rules = parts->rules;
  tokenizer->special = parts->special;
  tokenizer->model = parts->model != NULL ? g_bytes_ref (parts->model) : NULL;

  if ((parts->words != NULL && !check_special (&parts->special, parts->n_words, error)) ||
      !load_model (tokenizer, parts, error))
    return NULL;

  if (parts->words != NULL)
    tokenizer->vocabulary = heed_vocabulary_new (parts->words, parts->n_words, error);
  if (tokenizer->vocabulary == NULL || !load_added (tokenizer, parts, error))
    return NULL;

  tokenizer->marks = choose_marks (tokenizer, parts);

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
 * @model: a serialized model, from anybody
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
 * @model: a serialized model, from anybody, that splits and joins text
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
 * heed_tokenizer_get_model:
 *
 * Returns: (transfer none) (nullable): what splits text, if it is a file
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
 * @n_added: (out): how many there are
 *
 * Returns: (transfer none) (nullable) (array length=n_added): tokens that are
 *   found in text as they are
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
 * Returns: whether heed_tokenizer_get_model() is enough to make it anew
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
is_added (HeedTokenizer *tokenizer,
          guint32        id)
{
  return tokenizer->added != NULL && heed_added_tokens_has (tokenizer->added, id);
}

/* A space alone begins the word that comes after it. */
static gboolean
starts_word (HeedTokenizer *tokenizer,
             const char    *text)
{
  if (tokenizer->kind != HEED_TOKENIZER_CHARACTER && tokenizer->kind != HEED_TOKENIZER_BYTE)
    return TRUE;

  return g_str_equal (text, tokenizer->marks == HEED_PIECES_WORD_START ? WORD_MARK : " ");
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
    .is_special = is_special (tokenizer, id),
    .starts_word = TRUE,
  };

  if (!token.is_special && !is_added (tokenizer, id))
    {
      token.starts_word = starts_word (tokenizer, token.text);
      heed_piece_marks_describe (tokenizer->marks, &token);
    }

  return token;
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
  gboolean marks_spaces =
    tokenizer->kind == HEED_TOKENIZER_CHARACTER && tokenizer->marks == HEED_PIECES_WORD_START;
  const char *p = text;

  while (heed_text_split (tokenizer->kind, &p, token))
    {
      if (marks_spaces && g_str_equal (token->str, " "))
        g_string_assign (token, WORD_MARK);

      if (!append_id (tokenizer, encoded, token->str, error))
        return FALSE;
    }

  return TRUE;
}

static void
append_bytes (Encoded    *encoded,
              const char *text)
{
  for (; *text != '\0'; text++)
    {
      guint32 id = HEED_FIRST_BYTE + *(const guint8 *) text;

      g_array_append_val (encoded->ids, id);
    }
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
append_each (HeedTokenizer  *tokenizer,
             Encoded        *encoded,
             char          **pieces,
             GError        **error)
{
  for (; *pieces != NULL; pieces++)
    if (!append_id (tokenizer, encoded, *pieces, error))
      return FALSE;

  return TRUE;
}

/* The model would drop a space in front; behind the unknown token it does not.
 *
 * Source: _tokenize in tokenization_t5.py of transformers 4.47 */
static gboolean
append_unprefixed (HeedTokenizer  *tokenizer,
                   Encoded        *encoded,
                   const char     *text,
                   GError        **error)
{
  gboolean has_space = g_str_has_prefix (text, WORD_MARK) || *text == ' ';
  g_autofree char *guarded = g_strconcat (has_space ? GUARD : "", text, NULL);
  g_auto(GStrv) guard = heed_sentencepiece_split (tokenizer->pieces, has_space ? GUARD : "", error);
  g_auto (GStrv) pieces =
    guard != NULL ? heed_sentencepiece_split (tokenizer->pieces, guarded, error) : NULL;

  return pieces != NULL &&
         append_each (tokenizer, encoded,
                      pieces + MIN (g_strv_length (guard), g_strv_length (pieces)), error);
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

  if (tokenizer->rules & HEED_TEXT_ONE_PREFIX)
    return append_unprefixed (tokenizer, encoded, text, error);

  pieces = heed_sentencepiece_split (tokenizer->pieces, text, error);

  return pieces != NULL && append_each (tokenizer, encoded, pieces, error);
}

static gboolean
append_coded_ids (HeedTokenizer  *tokenizer,
                  Encoded        *encoded,
                  const char     *text,
                  GError        **error)
{
  gboolean only_words = (tokenizer->rules & HEED_TEXT_ONLY_WORDS) != 0;
  g_auto (GStrv) pieces =
    heed_subword_nmt_split (tokenizer->codes, text, only_words ? tokenizer->vocabulary : NULL);

  return append_each (tokenizer, encoded, pieces, error);
}

static gboolean
check_text (const char  *text,
            GError     **error)
{
  gsize n_bytes = strlen (text);

  if (n_bytes > MAX_TEXT_BYTES)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE,
                   "text: expected at most %d bytes, found %" G_GSIZE_FORMAT, MAX_TEXT_BYTES,
                   n_bytes);
      return FALSE;
    }

  if (!g_utf8_validate_len (text, n_bytes, NULL))
    {
      g_set_error_literal (error, HEED_ERROR, HEED_ERROR_DAMAGED, "text: not valid UTF-8");
      return FALSE;
    }

  return TRUE;
}

/* Moses parts marks from words, each language by its own lists. */
static gboolean
check_plain (const char  *text,
             GError     **error)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (*p != ' ' && !g_unichar_isalnum (g_utf8_get_char (p)))
      {
        g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                     "text: expected words of letters and digits, since Moses' tokenizer, which "
                     "this model's text "
                     "went through, is not applied here, found %.*s",
                     (int) (g_utf8_next_char (p) - p), p);
        return FALSE;
      }

  return TRUE;
}

/* Of text without added tokens. */
static gboolean
append_ids (HeedTokenizer  *tokenizer,
            Encoded        *encoded,
            const char     *text,
            GError        **error)
{
  g_autofree char *normal = heed_text_normalise (text, tokenizer->rules);

  if (tokenizer->rules & HEED_TEXT_PLAIN_WORDS && !check_plain (normal, error))
    return FALSE;

  switch (tokenizer->kind)
    {
    case HEED_TOKENIZER_JSON:
      return heed_tokenizer_json_encode (tokenizer->json, normal, encoded->ids, encoded->unknown,
                                         error);

    case HEED_TOKENIZER_SENTENCEPIECE:
      return append_piece_ids (tokenizer, encoded, normal, error);

    case HEED_TOKENIZER_SUBWORD_NMT:
      return append_coded_ids (tokenizer, encoded, normal, error);

    case HEED_TOKENIZER_BYTE:
      append_bytes (encoded, normal);
      return TRUE;

    case HEED_TOKENIZER_WORD:
    case HEED_TOKENIZER_CHARACTER:
      break;
    }

  return append_split_ids (tokenizer, encoded, normal, error);
}

/* With ONE_PREFIX, "▁" before the whole text, unless a token begins it. */
static GArray *
find_stretches (HeedTokenizer *tokenizer,
                const char    *text)
{
  GArray *stretches = heed_added_tokens_find (tokenizer->added, text);
  const HeedStretch *first = stretches->len > 0 ? &g_array_index (stretches, HeedStretch, 0) : NULL;
  gboolean is_mark = first != NULL && first->id == HEED_NO_TOKEN &&
                     first->n_bytes == strlen (WORD_MARK) &&
                     g_str_has_prefix (first->begin, WORD_MARK);

  if (tokenizer->rules & HEED_TEXT_ONE_PREFIX && is_mark && stretches->len > 1)
    g_array_remove_index (stretches, 0);

  return stretches;
}

static gboolean
append_all (HeedTokenizer  *tokenizer,
            Encoded        *encoded,
            const char     *written,
            GError        **error)
{
  g_autoptr(GArray) stretches = NULL;
  g_autofree char *prefixed = NULL;
  const char *text = written;

  if (tokenizer->rules & HEED_TEXT_ONE_PREFIX && *written != '\0')
    {
      g_auto(GStrv) parts = g_strsplit (written, WORD_MARK, -1);
      g_autofree char *bare = g_strjoinv (" ", parts);

      text = prefixed = g_strconcat (WORD_MARK, bare, NULL);
    }

  if (tokenizer->added == NULL)
    return append_ids (tokenizer, encoded, text, error);

  stretches = find_stretches (tokenizer, text);
  for (guint i = 0; i < stretches->len; i++)
    {
      const HeedStretch *stretch = &g_array_index (stretches, HeedStretch, i);
      g_autofree char *plain = NULL;

      if (stretch->id != HEED_NO_TOKEN)
        {
          g_array_append_val (encoded->ids, stretch->id);
          continue;
        }

      plain = g_strndup (stretch->begin, stretch->n_bytes);
      if (!append_ids (tokenizer, encoded, plain, error))
        return FALSE;
    }

  return TRUE;
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
  g_autoptr(GArray) ids = NULL;

  g_return_val_if_fail (tokenizer != NULL && text != NULL && n_ids != NULL, NULL);

  if (!check_text (text, error))
    return NULL;

  if (tokenizer->has_own_ids && tokenizer->added == NULL)
    {
      g_autofree char *normal = heed_text_normalise (text, tokenizer->rules);

      return heed_sentencepiece_encode (tokenizer->pieces, normal, n_ids, error);
    }

  ids = g_array_new (TRUE, FALSE, sizeof (guint32));
  if (!append_all (tokenizer, &(Encoded) { ids, NULL }, text, error))
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

  g_return_val_if_fail (tokenizer != NULL && text != NULL, NULL);

  if (check_text (text, NULL))
    append_all (tokenizer, &(Encoded) { ids, unknown }, text, NULL);

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
join_characters (HeedTokenizer     *tokenizer,
                 const char *const *texts)
{
  g_autofree char *joined = g_strjoinv ("", (char **) texts);
  g_auto(GStrv) parts = NULL;

  if (tokenizer->marks != HEED_PIECES_WORD_START)
    return g_steal_pointer (&joined);

  parts = g_strsplit (joined, WORD_MARK, -1);

  return g_strjoinv (" ", parts);
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

  return tokenizer->kind == HEED_TOKENIZER_CHARACTER
         ? join_characters (tokenizer, texts) : heed_piece_marks_join (tokenizer->marks, texts);
}

/* Bytes that make no UTF-8 are left out, as transformers does. */
static char *
join_bytes (HeedTokenizer *tokenizer,
            GArray        *ids)
{
  g_autoptr(GString) bytes = g_string_new (NULL);
  GString *text = g_string_new (NULL);
  const char *p, *end;

  for (guint i = 0; i < ids->len; i++)
    {
      guint32 id = g_array_index (ids, guint32, i);

      if (id > HEED_FIRST_BYTE && id <= HEED_FIRST_BYTE + G_MAXUINT8)
        g_string_append_c (bytes, (char) (id - HEED_FIRST_BYTE));
      else if (id != HEED_FIRST_BYTE)
        g_string_append (bytes, heed_vocabulary_get_text (tokenizer->vocabulary, id));
    }

  for (p = bytes->str; *p != '\0'; p = *end != '\0' ? end + 1 : end)
    {
      g_utf8_validate (p, -1, &end);
      g_string_append_len (text, p, end - p);
    }

  return g_string_free (text, FALSE);
}

/**
 * heed_tokenizer_decode:
 * @ids: (array length=n_ids): each less than V
 *
 * Words are joined by spaces, characters and bytes by nothing, pieces as their
 * model or their marks say. What the rules did to the text is not undone.
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
    return heed_sentencepiece_decode (tokenizer->pieces, (const guint32 *) (gpointer) kept->data,
                                      kept->len);

  if (tokenizer->json != NULL)
    return heed_tokenizer_json_decode (tokenizer->json, (const guint32 *) (gpointer) kept->data,
                                       kept->len);

  return tokenizer->kind == HEED_TOKENIZER_BYTE ? join_bytes (tokenizer, kept)
                                                : join_texts (tokenizer, kept);
}
