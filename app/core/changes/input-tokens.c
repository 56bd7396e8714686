/* input-tokens.c — parsing text, tokens or ids that a user gives
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/changes/input-tokens.h"

#define WORD_START "\xe2\x96\x81"  /* U+2581, which SentencePiece writes for a space */

static guint
count_source (HeedModel *model)
{
  return heed_model_get_info (model)->source_vocabulary;
}

static guint
count_target (HeedModel *model)
{
  return heed_model_get_info (model)->target_vocabulary;
}

/* The functions that differ between the source and the target side of a model. */
typedef struct {
  const char *name;
  guint     (*count) (HeedModel *model);
  guint32  *(*encode) (HeedModel   *model,
                       const char  *text,
                       guint       *n_ids,
                       GError     **error);
  gboolean  (*find) (HeedModel  *model,
                     const char *token,
                     guint32    *id);
} Side;

static const Side source_side = { "source", count_source, heed_model_encode_source,
                                  heed_model_find_source_token };
static const Side target_side = { "target", count_target, heed_model_encode_target,
                                  heed_model_find_target_token };

static gboolean
parse_id (HeedModel   *model,
          const char  *word,
          const Side  *side,
          guint32     *id,
          GError     **error)
{
  guint vocabulary = side->count (model);
  guint64 number;

  if (vocabulary > 0 &&
      g_ascii_string_to_unsigned (word, 10, 0, vocabulary - 1, &number, NULL))
    {
      *id = (guint32) number;
      return TRUE;
    }

  g_set_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY,
               "%s ids: expected numbers below %u, found %s", side->name, vocabulary, word);
  return FALSE;
}

static gboolean
parse_token (HeedModel   *model,
             const char  *word,
             const Side  *side,
             guint32     *id,
             GError     **error)
{
  if (side->find (model, word, id))
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY,
               "%s tokens: expected those of the vocabulary, found %s", side->name, word);
  return FALSE;
}

static guint32 *
parse_words (HeedModel      *model,
             HeedInputForm   input_form,
             const char     *text,
             const Side     *side,
             guint          *n_ids,
             GError        **error)
{
  const char *separators = input_form == HEED_INPUT_IDS ? " \t\r\n," : " \t\r\n";
  g_auto(GStrv) words = g_strsplit_set (text, separators, -1);
  g_autofree guint32 *ids = g_new (guint32, g_strv_length (words) + 1);

  *n_ids = 0;
  for (guint i = 0; words[i] != NULL; i++)
    {
      guint32 *id = &ids[*n_ids];

      if (*words[i] == '\0')
        continue;

      if (!(input_form == HEED_INPUT_IDS ? parse_id (model, words[i], side, id, error)
                                         : parse_token (model, words[i], side, id, error)))
        return NULL;

      (*n_ids)++;
    }

  return g_steal_pointer (&ids);
}

/**
 * heed_input_tokens_parse_source:
 * @model: the model whose vocabulary is used
 * @input_form: the form of @text
 * @text: a sentence
 * @n_ids: (out): the number of ids
 *
 * Errors: %HEED_ERROR_VOCABULARY, and those of heed_model_encode_source().
 *
 * Returns: (transfer full): the ids
 */
guint32 *
heed_input_tokens_parse_source (HeedModel      *model,
                                HeedInputForm   input_form,
                                const char     *text,
                                guint          *n_ids,
                                GError        **error)
{
  if (input_form == HEED_INPUT_TEXT)
    return source_side.encode (model, text, n_ids, error);

  return parse_words (model, input_form, text, &source_side, n_ids, error);
}

guint32 *
heed_input_tokens_parse_target (HeedModel      *model,
                                HeedInputForm   input_form,
                                const char     *text,
                                guint          *n_ids,
                                GError        **error)
{
  if (input_form == HEED_INPUT_TEXT)
    return target_side.encode (model, text, n_ids, error);

  return parse_words (model, input_form, text, &target_side, n_ids, error);
}

/**
 * heed_input_tokens_find_target:
 * @model: the model whose vocabulary is used
 * @token: as the user writes it
 * @id: (out): its id, which is its row in the vocabulary
 *
 * Returns: whether there is one
 */
gboolean
heed_input_tokens_find_target (HeedModel  *model,
                               const char *token,
                               guint32    *id)
{
  g_autofree char *starting = g_strconcat (WORD_START, token, NULL);

  return heed_model_find_target_token (model, token, id) ||
         heed_model_find_target_token (model, starting, id);
}
