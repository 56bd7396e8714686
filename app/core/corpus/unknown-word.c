/* unknown-word.c — finding the source word behind an unknown-word token
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Programs with a closed vocabulary silently replace an unknown-word token by the source word with
 * the most attention. The weights of the pieces of a source word are summed.
 *
 * Source: Luong et al. 2015, "Addressing the Rare Word Problem in Neural Machine Translation",
 * with attention instead of links
 */

#include "app/core/corpus/unknown-word.h"

#include <string.h>

#include "ui/token-label.h"

gboolean
heed_unknown_word_is (const HeedToken *token)
{
  return strcmp (token->text, "<unk>") == 0 || strcmp (token->text, "[UNK]") == 0 ||
         strcmp (token->text, "<UNK>") == 0;
}

/* Returns the word's readable text, joined from its pieces. */
static char *
join (const HeedWordMap *map,
      guint              word)
{
  GString *joined = g_string_new (NULL);

  for (guint i = map->starts[word]; i < map->starts[word + 1]; i++)
    {
      g_autofree char *label = heed_token_label_new (&map->tokens[i]);

      g_string_append (joined, label);
    }

  return g_string_free (joined, FALSE);
}

char *
heed_unknown_word_dup_source (const float     *row,
                              const HeedToken *source,
                              guint            n_source)
{
  g_autoptr(HeedWordMap) map = heed_word_map_new (source, n_source, HEED_SHOWN_AS_WORDS);
  g_autofree double *weights = g_new0 (double, map->n_words + 1);
  guint most = 0;

  for (guint i = 0; i < n_source; i++)
    weights[map->words[i]] += row[i];

  for (guint word = 1; word < map->n_words; word++)
    if (weights[word] > weights[most])
      most = word;

  if (map->n_words == 0 || map->tokens[map->starts[most]].is_special || !(weights[most] > 0.0))
    return NULL;

  return join (map, most);
}
