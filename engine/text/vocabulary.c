/* vocabulary.c — the texts of token ids
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/text/vocabulary.h"

#include "engine/heed.h"

struct _HeedVocabulary
{
  GPtrArray    *texts;  /* id -> text, stored in chunk */
  GHashTable   *ids;    /* text -> the lowest id with that text */
  GStringChunk *chunk;
};

/**
 * heed_vocabulary_new:
 * @texts: (array length=n_texts): texts[i] has id i; copied
 *
 * Errors: %HEED_ERROR_VOCABULARY if there are no texts or one is not UTF-8.
 *
 * Returns: (transfer full): the vocabulary
 */
HeedVocabulary *
heed_vocabulary_new (const char *const  *texts,
                     guint               n_texts,
                     GError            **error)
{
  g_autoptr(HeedVocabulary) vocabulary = g_new0 (HeedVocabulary, 1);

  if (n_texts == 0)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY,
                   "vocabulary: expected tokens, found none");
      return NULL;
    }

  vocabulary->texts = g_ptr_array_sized_new (n_texts);
  vocabulary->ids = g_hash_table_new (g_str_hash, g_str_equal);
  vocabulary->chunk = g_string_chunk_new (65536);

  for (guint id = 0; id < n_texts; id++)
    {
      char *text;

      if (!g_utf8_validate (texts[id], -1, NULL))
        {
          g_set_error (error, HEED_ERROR, HEED_ERROR_VOCABULARY, "token %u: not valid UTF-8", id);
          return NULL;
        }

      text = g_string_chunk_insert (vocabulary->chunk, texts[id]);
      g_ptr_array_add (vocabulary->texts, text);

      if (!g_hash_table_contains (vocabulary->ids, text))
        g_hash_table_insert (vocabulary->ids, text, GUINT_TO_POINTER (id));
    }

  return g_steal_pointer (&vocabulary);
}

void
heed_vocabulary_free (HeedVocabulary *vocabulary)
{
  if (vocabulary == NULL)
    return;

  g_clear_pointer (&vocabulary->texts, g_ptr_array_unref);
  g_clear_pointer (&vocabulary->ids, g_hash_table_unref);
  g_clear_pointer (&vocabulary->chunk, g_string_chunk_free);
  g_free (vocabulary);
}

guint
heed_vocabulary_get_size (HeedVocabulary *vocabulary)
{
  return vocabulary->texts->len;
}

/**
 * heed_vocabulary_get_text:
 * @id: 0 <= id < size
 *
 * Returns: (transfer none): its text, valid as long as @vocabulary
 */
const char *
heed_vocabulary_get_text (HeedVocabulary *vocabulary,
                          guint32         id)
{
  return g_ptr_array_index (vocabulary->texts, id);
}

/**
 * heed_vocabulary_find:
 * @id: (out): set only if an id was found
 *
 * Returns: whether there is an id with that text
 */
gboolean
heed_vocabulary_find (HeedVocabulary *vocabulary,
                      const char     *text,
                      guint32        *id)
{
  gpointer found;

  if (!g_hash_table_lookup_extended (vocabulary->ids, text, NULL, &found))
    return FALSE;

  *id = GPOINTER_TO_UINT (found);

  return TRUE;
}
