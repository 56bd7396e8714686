/* added-words.c — tokens of a Hugging Face folder in addition to its vocabulary
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     added_tokens.json       {"<2fr>": 121}
 *     tokenizer_config.json   {"added_tokens_decoder": {"121": {"content": "<2fr>",
 *                              "lstrip": false, "rstrip": false, "single_word": false,
 *                              "special": false}}}
 *
 * Source: tokenization_utils_base.py of transformers 4.47
 */

#include "engine/formats/folders/added-words.h"

#include "engine/files/json-fields.h"
#include "engine/heed.h"

#define ADDED  "added_tokens.json"
#define CONFIG "tokenizer_config.json"

#define MAX_VALUES 1000000

static void
free_word (gpointer data)
{
  HeedAddedWord *word = data;

  g_free (word->text);
  g_free (word);
}

GHashTable *
heed_added_words_new (void)
{
  return g_hash_table_new_full (NULL, NULL, NULL, free_word);
}

GArray *
heed_added_words_list (GHashTable *words)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (HeedAddedToken));
  GHashTableIter iter;
  gpointer word;

  g_hash_table_iter_init (&iter, words);
  while (g_hash_table_iter_next (&iter, NULL, &word))
    g_array_append_val (list, ((HeedAddedWord *) word)->token);

  return list;
}

static HeedJson *
load (HeedFolder  *folder,
      const char  *file,
      GError     **error)
{
  const HeedJsonLimits limits = { 16, MAX_VALUES };
  g_autoptr(GBytes) bytes =
    heed_folder_map_kind (folder, file, HEED_FILE_KIND_JSON, "tokens in JSON", error);
  HeedJson *json = bytes != NULL ? heed_json_parse_bytes (file, bytes, &limits, error) : NULL;

  if (json == NULL || heed_json_is_object (json))
    return json;

  heed_json_refuse (json, "an object", error);
  heed_json_free (json);

  return NULL;
}

static gboolean
check_id (const char  *file,
          const char  *text,
          gint64       id,
          guint        n_ids,
          GError     **error)
{
  if (id >= 0 && id < n_ids)
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY,
               "%s: %.40s: expected an id below %u, as many as the embedding has rows, found "
               "%" G_GINT64_FORMAT,
               file, text, n_ids, id);

  return FALSE;
}

void
heed_added_words_set (GHashTable           *words,
                      const HeedAddedToken *token,
                      const char           *text)
{
  HeedAddedWord *word = g_new (HeedAddedWord, 1);

  *word = (HeedAddedWord) { *token, g_strdup (text) };
  g_hash_table_insert (words, GUINT_TO_POINTER (token->id), word);
}

static gboolean
read_added (GHashTable  *words,
            HeedFolder  *folder,
            guint        n_ids,
            GError     **error)
{
  g_autoptr(HeedJson) json = load (folder, ADDED, error);

  if (json == NULL)
    return FALSE;

  for (guint i = 0; i < heed_json_get_n (json); i++)
    {
      const HeedJson *member = heed_json_get_nth (json, i);
      gint64 id = -1;

      if (!heed_json_get_whole (member, &id))
        return heed_json_refuse (member, "the id of a token", error);
      if (!check_id (ADDED, heed_json_get_name (member), id, n_ids, error))
        return FALSE;

      heed_added_words_set (words, &(HeedAddedToken) { .id = (guint32) id },
                            heed_json_get_name (member));
    }

  return TRUE;
}

static gboolean
read_decoder_token (GHashTable      *words,
                    const HeedJson  *json,
                    guint            n_ids,
                    GError         **error)
{
  HeedAddedToken token = { .id = HEED_NO_TOKEN };
  const char *text = NULL;
  guint64 id;

  if (!heed_json_is_object (json) ||
      !g_ascii_string_to_unsigned (heed_json_get_name (json), 10, 0, G_MAXUINT32, &id, NULL))
    return heed_json_refuse (json, "a token under its id", error);

  if (!heed_json_read_text (json, "content", &text, error) ||
      !heed_json_read_boolean (json, "lstrip", &token.strips_before, error) ||
      !heed_json_read_boolean (json, "rstrip", &token.strips_after, error) ||
      !heed_json_read_boolean (json, "single_word", &token.is_word, error))
    return FALSE;

  if (text == NULL)
    return heed_json_refuse (json, "a token with its content", error);

  token.id = (guint32) id;
  if (!check_id (CONFIG, text, (gint64) id, n_ids, error))
    return FALSE;

  heed_added_words_set (words, &token, text);

  return TRUE;
}

static gboolean
read_decoder (GHashTable  *words,
              HeedFolder  *folder,
              guint        n_ids,
              GError     **error)
{
  g_autoptr(HeedJson) json = load (folder, CONFIG, error);
  const HeedJson *decoder = NULL;

  if (json == NULL || !heed_json_read_object (json, "added_tokens_decoder", &decoder, error))
    return FALSE;

  for (guint i = 0; i < heed_json_get_n (decoder); i++)
    if (!read_decoder_token (words, heed_json_get_nth (decoder, i), n_ids, error))
      return FALSE;

  return TRUE;
}

/**
 * heed_added_words_load:
 * @n_ids: number of rows of the embedding
 *
 * Errors: %HEED_ERROR_VOCABULARY if an id is out of range; those of parsing JSON
 *
 * Returns: (transfer full): a table from ids to #HeedAddedWord
 */
GHashTable *
heed_added_words_load (HeedFolder  *folder,
                       guint        n_ids,
                       GError     **error)
{
  g_autoptr(GHashTable) words = heed_added_words_new ();

  if ((heed_folder_has (folder, ADDED) && !read_added (words, folder, n_ids, error)) ||
      (heed_folder_has (folder, CONFIG) && !read_decoder (words, folder, n_ids, error)))
    return NULL;

  return g_steal_pointer (&words);
}
