/* tokenizer-text.c — conversion of text to token ids, and back: the part common to all kinds
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "engine/heed.h"
#include "engine/text/normalise.h"
#include "engine/text/piece-marks.h"
#include "engine/text/plain-words.h"
#include "engine/text/split.h"
#include "engine/text/tokenizer-kinds.h"

#define MAX_TEXT_BYTES (1024 * 1024)

/* --- To ids ----------------------------------------------------------------- */

gboolean
heed_tokenizer_append (HeedTokenizer  *tokenizer,
                       HeedEncoded    *encoded,
                       const char     *token,
                       GError        **error)
{
  guint32 id;

  if (!heed_vocabulary_find (tokenizer->vocabulary, token, &id) ||
      heed_tokenizer_is_special (tokenizer, id) || id == tokenizer->special.unknown)
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

gboolean
heed_tokenizer_append_each (HeedTokenizer  *tokenizer,
                            HeedEncoded    *encoded,
                            char          **tokens,
                            GError        **error)
{
  for (; *tokens != NULL; tokens++)
    if (!heed_tokenizer_append (tokenizer, encoded, *tokens, error))
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

/* Encodes text without added tokens. */
static gboolean
append_ids (HeedTokenizer  *tokenizer,
            HeedEncoded    *encoded,
            const char     *text,
            GError        **error)
{
  g_autofree char *normal = heed_text_normalise (text, tokenizer->rules);
  g_autofree char *parted = NULL;

  if ((tokenizer->rules & HEED_TEXT_PLAIN_WORDS) == 0)
    return tokenizer->methods->encode (tokenizer, encoded, normal, error);

  parted = heed_plain_words_part (normal, error);

  return parted != NULL && tokenizer->methods->encode (tokenizer, encoded, parted, error);
}

/* With ONE_PREFIX, drops the "▁" at the beginning of the whole text if an added token follows it
 * directly. */
static GArray *
find_stretches (HeedTokenizer *tokenizer,
                const char    *text)
{
  GArray *stretches = heed_added_tokens_find (tokenizer->added, text);
  const HeedStretch *first = stretches->len > 0 ? &g_array_index (stretches, HeedStretch, 0) : NULL;
  gboolean is_mark = first != NULL && first->id == HEED_NO_TOKEN &&
                     first->n_bytes == strlen (HEED_WORD_MARK) &&
                     g_str_has_prefix (first->begin, HEED_WORD_MARK);

  if (tokenizer->rules & HEED_TEXT_ONE_PREFIX && is_mark && stretches->len > 1)
    g_array_remove_index (stretches, 0);

  return stretches;
}

static gboolean
append_all (HeedTokenizer  *tokenizer,
            HeedEncoded    *encoded,
            const char     *written,
            GError        **error)
{
  g_autoptr(GArray) stretches = NULL;
  g_autofree char *prefixed = NULL;
  const char *text = written;

  if (tokenizer->rules & HEED_TEXT_ONE_PREFIX && *written != '\0')
    {
      g_auto(GStrv) parts = g_strsplit (written, HEED_WORD_MARK, -1);
      g_autofree char *bare = g_strjoinv (" ", parts);

      text = prefixed = g_strconcat (HEED_WORD_MARK, bare, NULL);
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
 * @n_ids: (out): number of ids; may be 0
 *
 * Errors: %HEED_ERROR_VOCABULARY if part of the text is unknown and the vocabulary has
 * no unknown token; %HEED_ERROR_TOO_LARGE beyond 1 MiB; %HEED_ERROR_DAMAGED if the text
 * is not UTF-8.
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

  if (tokenizer->methods->encode_plain != NULL && tokenizer->added == NULL)
    {
      g_autofree char *normal = heed_text_normalise (text, tokenizer->rules);

      return tokenizer->methods->encode_plain (tokenizer, normal, n_ids, error);
    }

  ids = g_array_new (TRUE, FALSE, sizeof (guint32));
  if (!append_all (tokenizer, &(HeedEncoded) { ids, NULL }, text, error))
    return NULL;

  *n_ids = ids->len;

  return (guint32 *) (gpointer) g_array_free (g_steal_pointer (&ids), FALSE);
}

/* "▁" marks the beginning of a word; on its own it is a space. */
static char *
strip_word_mark (char *token)
{
  if (!g_str_has_prefix (token, HEED_WORD_MARK))
    return token;

  memmove (token, token + strlen (HEED_WORD_MARK), strlen (token) - strlen (HEED_WORD_MARK) + 1);

  return token;
}

/**
 * heed_tokenizer_list_unknown:
 * @text: a user's text
 *
 * Returns: (transfer full): the parts of @text that become unknown tokens, in order,
 *   after normalisation; empty if the text cannot be encoded
 */
char **
heed_tokenizer_list_unknown (HeedTokenizer *tokenizer,
                             const char    *text)
{
  g_autoptr(GPtrArray) unknown = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));

  g_return_val_if_fail (tokenizer != NULL && text != NULL, NULL);

  if (check_text (text, NULL))
    append_all (tokenizer, &(HeedEncoded) { ids, unknown }, text, NULL);

  for (guint i = 0; i < unknown->len; i++)
    strip_word_mark (g_ptr_array_index (unknown, i));
  g_ptr_array_add (unknown, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&unknown), FALSE);
}

/* --- Back to text ----------------------------------------------------------- */

char *
heed_tokenizer_join_marked (HeedTokenizer *tokenizer,
                            const guint32 *ids,
                            guint          n_ids)
{
  g_autofree const char **texts = heed_tokenizer_list_texts (tokenizer, ids, n_ids);

  return heed_piece_marks_join (tokenizer->marks, texts);
}

static GArray *
drop_special (HeedTokenizer *tokenizer,
              const guint32 *ids,
              guint          n_ids)
{
  GArray *kept = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n_ids);

  for (guint i = 0; i < n_ids; i++)
    if (!heed_tokenizer_is_special (tokenizer, ids[i]))
      g_array_append_val (kept, ids[i]);

  return kept;
}

/**
 * heed_tokenizer_decode:
 * @ids: (array length=n_ids): ids less than V
 *
 * Words are joined with spaces, characters and bytes without, pieces according to their
 * model or their marks. The changes of the text rules are not undone.
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

  return tokenizer->methods->decode (tokenizer, (const guint32 *) (gpointer) kept->data,
                                     kept->len);
}

static gboolean
has_unknown (HeedTokenizer *tokenizer,
             const guint32 *ids,
             guint          n_ids)
{
  for (guint i = 0; i < n_ids; i++)
    if (ids[i] == tokenizer->special.unknown)
      return TRUE;

  return FALSE;
}

static char *
join_words (const char *text)
{
  g_autoptr(GString) joined = g_string_new (NULL);
  g_autoptr(GString) word = g_string_new (NULL);

  while (heed_text_split (HEED_TOKENIZER_WORD, &text, word))
    g_string_append_printf (joined, "%s%s", joined->len > 0 ? " " : "", word->str);

  return g_strdup (joined->str);
}

/**
 * heed_tokenizer_normalise:
 * @text: valid UTF-8
 *
 * Encoding and decoding would turn all parts without a token into the same unknown
 * token; if there are any, only the text rules are applied, and words are separated by
 * one space.
 *
 * Returns: (transfer full): the text as heed_tokenizer_decode() would spell it
 */
char *
heed_tokenizer_normalise (HeedTokenizer *tokenizer,
                          const char    *text)
{
  g_autofree guint32 *ids = NULL;
  g_autofree char *normal = NULL;
  guint n_ids = 0;

  g_return_val_if_fail (tokenizer != NULL && text != NULL, NULL);

  ids = heed_tokenizer_encode (tokenizer, text, &n_ids, NULL);
  if (ids != NULL && !has_unknown (tokenizer, ids, n_ids))
    return heed_tokenizer_decode (tokenizer, ids, n_ids);

  normal = heed_text_normalise (text, tokenizer->rules);

  return join_words (normal);
}
