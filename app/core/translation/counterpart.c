/* counterpart.c — finding a word of one sentence in another one
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Models spell words differently: some are lower-case only, some use pieces. Two
 * words are the same here if a reader would call them so, whatever their ids.
 */

#include "app/core/translation/counterpart.h"

#include "ui/token-label.h"

/* One spelling for all special tokens: their names vary, and mostly there is one, at the end. */
#define SPECIAL "⟨⟩"

static char *
dup_spelling (const HeedToken *token)
{
  g_autofree char *label = heed_token_label_new (token);

  return token->is_special ? g_strdup (SPECIAL) : g_utf8_casefold (label, -1);
}

static gboolean
is_spelled (const HeedWordMap *map,
            guint              word,
            const char        *spelling)
{
  g_autofree char *own = dup_spelling (&map->shown[word]);

  return g_str_equal (own, spelling);
}

/**
 * heed_counterpart_find:
 * @word: of @from; -1 is none
 *
 * Returns: the word of @to with the same spelling, ignoring case: the one at the same
 *   index, or else the n-th of equal words if @word is the n-th in @from; -1 if there
 *   is none
 */
int
heed_counterpart_find (const HeedWordMap *from,
                       int                word,
                       const HeedWordMap *to)
{
  g_autofree char *spelling = NULL;
  guint n_before = 0;

  if (word < 0 || word >= (int) from->n_words)
    return -1;

  spelling = dup_spelling (&from->shown[word]);
  if (word < (int) to->n_words && is_spelled (to, (guint) word, spelling))
    return word;

  for (guint i = 0; i < (guint) word; i++)
    n_before += is_spelled (from, i, spelling) ? 1 : 0;

  for (guint i = 0; i < to->n_words; i++)
    if (is_spelled (to, i, spelling) && n_before-- == 0)
      return (int) i;

  return -1;
}

/**
 * heed_counterpart_are_same:
 *
 * Returns: whether both have the same words in the same order, ignoring case
 */
gboolean
heed_counterpart_are_same (const HeedWordMap *left,
                           const HeedWordMap *right)
{
  if (left->n_words != right->n_words)
    return FALSE;

  for (guint i = 0; i < left->n_words; i++)
    {
      g_autofree char *spelling = dup_spelling (&left->shown[i]);

      if (!is_spelled (right, i, spelling))
        return FALSE;
    }

  return TRUE;
}
