/* special-words.c — the usual spellings of special tokens
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/formats/layouts/special-words.h"

#include <string.h>

static const struct { const char *name; const char *spellings[12]; } specials[] = {
  { "unknown", { "<unk>", "<UNK>", "[UNK]", "UNK" } },
  { "padding", { "<pad>", "<PAD>", "[PAD]", "PAD", "<blank>" } },
  { "begin",
    { "<bos>", "<s>", "<sos>", "<BOS>", "<SOS>", "[BOS]", "SOS", "BOS", "<start>", "[START]",
      "[start]" } },
  { "end", { "<eos>", "</s>", "<EOS>", "[EOS]", "EOS", "<end>", "[END]", "[end]" } },
};

gboolean
heed_special_words_has (const char *text)
{
  gsize length = strlen (text);

  if (length > 2 &&
      ((text[0] == '<' && text[length - 1] == '>') || (text[0] == '[' && text[length - 1] == ']')))
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (specials); i++)
    if (g_strv_contains (specials[i].spellings, text))
      return TRUE;

  return FALSE;
}

HeedJson *
heed_special_words_find (GPtrArray *words)
{
  HeedJson *tokens = heed_json_new_object ();
  g_autoptr(GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = words->len; i > 0; i--)
    g_hash_table_insert (ids, words->pdata[i - 1], GUINT_TO_POINTER (i));

  for (guint i = 0; i < G_N_ELEMENTS (specials); i++)
    {
      gpointer found = NULL;

      for (guint j = 0; specials[i].spellings[j] != NULL && found == NULL; j++)
        found = g_hash_table_lookup (ids, specials[i].spellings[j]);

      if (found != NULL)
        heed_json_set_whole (tokens, specials[i].name, GPOINTER_TO_UINT (found) - 1);
    }

  return tokens;
}
