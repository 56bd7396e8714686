/* model-sentences.c — a model's sentences: text to ids, ids to text, and its tokens
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A side of a model that has no vocabulary has only ids, written as "#12".
 */

#include "engine/heed.h"
#include "engine/models/model.h"

/* The source or the target side of a model. */
typedef struct
{
  HeedTokenizer           *text;        /* NULL if the side has only ids */
  const HeedSpecialTokens *special;
  guint                    vocabulary;  /* V */
} Side;

static Side
get_source (HeedModel *model)
{
  const HeedModelParts *parts = heed_model_get_parts (model);

  return (Side) { parts->source_text, &parts->source_special,
                  heed_model_get_info (model)->source_vocabulary };
}

static Side
get_target (HeedModel *model)
{
  const HeedModelParts *parts = heed_model_get_parts (model);

  return (Side) { parts->target_text, &parts->target_special,
                  heed_model_get_info (model)->target_vocabulary };
}

/* Parses "#6 #9" or "6 9", the text of a model without a vocabulary. */
static guint32 *
parse_ids (const char  *sentence,
           guint        vocabulary,
           const char  *why,
           guint       *n_ids,
           GError     **error)
{
  g_auto(GStrv) words = g_strsplit_set (sentence, " \t\r\n,", -1);
  g_autofree guint32 *ids = g_new (guint32, g_strv_length (words) + 1);

  *n_ids = 0;
  for (guint i = 0; words[i] != NULL; i++)
    {
      guint64 id;

      if (*words[i] == '\0')
        continue;

      if (!g_ascii_string_to_unsigned (words[i] + (*words[i] == '#' ? 1 : 0), 10, 0,
                                       (guint64) vocabulary - 1, &id, NULL))
        {
          g_set_error (
            error, HEED_ERROR, HEED_ERROR_VOCABULARY,
            "text: expected ids below %u, since the model has no vocabulary%s%s%s, found %.40s",
            vocabulary, why != NULL ? " (" : "", why != NULL ? why : "", why != NULL ? ")" : "",
            words[i]);
          return NULL;
        }
      ids[(*n_ids)++] = (guint32) id;
    }

  return g_steal_pointer (&ids);
}

static guint32 *
encode (HeedModel   *model,
        Side         side,
        const char  *sentence,
        guint       *n_ids,
        GError     **error)
{
  return side.text != NULL ? heed_tokenizer_encode (side.text, sentence, n_ids, error)
                           : parse_ids (sentence, side.vocabulary,
                                        heed_model_get_metadata (model, "heed.no_text"), n_ids,
                                        error);
}

/**
 * heed_model_encode_source:
 * @text: UTF-8
 * @n_ids: (out): the number of ids
 *
 * Adds neither a begin nor an end token. The text of a model without a vocabulary is
 * ids: "#6 #9", or "6 9".
 *
 * Errors: %HEED_ERROR_VOCABULARY if the text cannot be written in the model's tokens
 *
 * Returns: (transfer full): the ids, to be freed with g_free(); %NULL on error
 */
guint32 *
heed_model_encode_source (HeedModel   *model,
                          const char  *text,
                          guint       *n_ids,
                          GError     **error)
{
  g_return_val_if_fail (model != NULL && text != NULL && n_ids != NULL, NULL);

  return encode (model, get_source (model), text, n_ids, error);
}

/**
 * heed_model_encode_target:
 * @text: UTF-8
 * @n_ids: (out): the number of ids
 *
 * Adds neither a begin nor an end token. The text of a model without a vocabulary is
 * ids: "#6 #9", or "6 9".
 *
 * Errors: %HEED_ERROR_VOCABULARY if the text cannot be written in the model's tokens
 *
 * Returns: (transfer full): the ids, to be freed with g_free(); %NULL on error
 */
guint32 *
heed_model_encode_target (HeedModel   *model,
                          const char  *text,
                          guint       *n_ids,
                          GError     **error)
{
  g_return_val_if_fail (model != NULL && text != NULL && n_ids != NULL, NULL);

  return encode (model, get_target (model), text, n_ids, error);
}

/**
 * heed_model_list_unknown:
 * @text: UTF-8; a source sentence
 *
 * Returns: (transfer full): the parts of @text that have no token, in order,
 *   %NULL-terminated; may be empty
 */
char **
heed_model_list_unknown (HeedModel  *model,
                         const char *text)
{
  HeedTokenizer *source;

  g_return_val_if_fail (model != NULL && text != NULL, NULL);

  source = get_source (model).text;

  return source != NULL ? heed_tokenizer_list_unknown (source, text) : g_new0 (char *, 1);
}

/**
 * heed_model_decode_target:
 * @ids: n_ids; special tokens are left out
 *
 * Returns: (transfer full): text, or "#3 #14 ..." from a model without a vocabulary
 */
char *
heed_model_decode_target (HeedModel     *model,
                          const guint32 *ids,
                          guint          n_ids)
{
  g_autoptr(GString) text = g_string_new (NULL);
  Side target;

  g_return_val_if_fail (model != NULL && (ids != NULL || n_ids == 0), NULL);

  target = get_target (model);
  if (target.text != NULL)
    return heed_tokenizer_decode (target.text, ids, n_ids);

  for (guint i = 0; i < n_ids; i++)
    if (ids[i] != target.special->end)
      g_string_append_printf (text, "%s#%u", text->len > 0 ? " " : "", ids[i]);

  return g_strdup (text->str);
}

/**
 * heed_model_normalise_target:
 * @text: UTF-8; a target sentence, as a user wrote it
 *
 * Makes texts comparable with the model's output: a model that works in lower case and
 * separates punctuation gives "le chat ." for "Le chat.". Characters without a token
 * are kept as they are, so that such a text differs from any output of the model.
 *
 * Returns: (transfer full): the text in the model's own spelling; unchanged if the
 *   model has no vocabulary
 */
char *
heed_model_normalise_target (HeedModel  *model,
                             const char *text)
{
  HeedTokenizer *target;

  g_return_val_if_fail (model != NULL && text != NULL, NULL);

  target = get_target (model).text;

  return target != NULL ? heed_tokenizer_normalise (target, text) : g_strdup (text);
}

static gboolean
is_special (const HeedSpecialTokens *special,
            guint32                  id)
{
  return id == special->begin || id == special->end || id == special->padding;
}

static HeedToken
get_token (HeedModel *model,
           Side       side,
           guint32    id)
{
  if (side.text != NULL)
    return heed_tokenizer_get_token (side.text, id);

  return (HeedToken) {
    .id = id,
    .text = heed_id_names_get (heed_model_get_id_names (model), id),
    .is_special = is_special (side.special, id),
    .starts_word = TRUE,
  };
}

/**
 * heed_model_get_source_token:
 * @id: below the size of the source vocabulary
 *
 * Returns: the token, whose text lives as long as the model
 */
HeedToken
heed_model_get_source_token (HeedModel *model,
                             guint32    id)
{
  g_return_val_if_fail (model != NULL && id < get_source (model).vocabulary, (HeedToken) { 0 });

  return get_token (model, get_source (model), id);
}

/**
 * heed_model_get_target_token:
 * @id: below the size of the target vocabulary
 *
 * Returns: the token, whose text lives as long as the model
 */
HeedToken
heed_model_get_target_token (HeedModel *model,
                             guint32    id)
{
  g_return_val_if_fail (model != NULL && id < get_target (model).vocabulary, (HeedToken) { 0 });

  return get_token (model, get_target (model), id);
}

/* Unless the vocabulary has a token of that name, "#12" is the token of id 12. */
static gboolean
find_token (Side        side,
            const char *token,
            guint32    *id)
{
  guint64 number;

  if (side.text != NULL && heed_tokenizer_find_token (side.text, token, id))
    return TRUE;

  if (token[0] != '#' ||
      !g_ascii_string_to_unsigned (token + 1, 10, 0, (guint64) side.vocabulary - 1, &number, NULL))
    return FALSE;

  *id = (guint32) number;

  return TRUE;
}

/**
 * heed_model_find_source_token:
 * @token: its text, as in the result of heed_model_get_source_token()
 * @id: (out): its id
 *
 * Returns: whether there is such a token
 */
gboolean
heed_model_find_source_token (HeedModel  *model,
                              const char *token,
                              guint32    *id)
{
  g_return_val_if_fail (model != NULL && token != NULL && id != NULL, FALSE);

  return find_token (get_source (model), token, id);
}

/**
 * heed_model_find_target_token:
 * @token: its text, as in the result of heed_model_get_target_token()
 * @id: (out): its id
 *
 * Returns: whether there is such a token
 */
gboolean
heed_model_find_target_token (HeedModel  *model,
                              const char *token,
                              guint32    *id)
{
  g_return_val_if_fail (model != NULL && token != NULL && id != NULL, FALSE);

  return find_token (get_target (model), token, id);
}

/**
 * heed_model_get_end_token:
 *
 * Returns: the id that ends a target sentence
 */
guint32
heed_model_get_end_token (HeedModel *model)
{
  g_return_val_if_fail (model != NULL, 0);

  return get_target (model).special->end;
}

/**
 * heed_model_get_begin_token:
 *
 * Returns: the id that the decoder reads as its first input
 */
guint32
heed_model_get_begin_token (HeedModel *model)
{
  g_return_val_if_fail (model != NULL, 0);

  return get_target (model).special->begin;
}

/**
 * heed_model_is_padding:
 * @id: of a source token
 *
 * Returns: whether it is the padding token, and not also the begin or end token
 */
gboolean
heed_model_is_padding (HeedModel *model,
                       guint32    id)
{
  const HeedSpecialTokens *special;

  g_return_val_if_fail (model != NULL, FALSE);

  special = get_source (model).special;

  return id == special->padding && id != HEED_NO_TOKEN && id != special->begin &&
         id != special->end;
}
