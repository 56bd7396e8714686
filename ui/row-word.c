/* row-word.c — the word that one row of an attention belongs to, with its weights by word
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/row-word.h"

#include <math.h>

#include "ui/token-label.h"

/**
 * heed_row_word_new:
 * @shown: the merged token of the word, for its label
 * @pieces: (array length=n_pieces): the tokens of the word, at least one
 * @first: the row of the first piece
 *
 * Returns: (transfer full): the word, without columns yet
 */
HeedRowWord *
heed_row_word_new (const HeedToken *shown,
                   const HeedToken *pieces,
                   guint            n_pieces,
                   guint            first)
{
  HeedRowWord *word;

  g_return_val_if_fail (shown != NULL && pieces != NULL && n_pieces > 0, NULL);

  word = g_new0 (HeedRowWord, 1);
  word->label = heed_token_label_new (shown);
  word->pieces = heed_token_label_new_list (pieces, n_pieces);
  word->n_pieces = n_pieces;
  word->first = first;

  return word;
}

static void
clear_columns (HeedRowWord *word)
{
  g_clear_pointer (&word->columns, g_strfreev);
  g_clear_pointer (&word->starts, g_free);
  g_clear_pointer (&word->weights, g_free);
  word->n_columns = 0;
}

void
heed_row_word_free (HeedRowWord *word)
{
  clear_columns (word);
  g_free (word->label);
  g_strfreev (word->pieces);
  g_free (word);
}

/**
 * heed_row_word_set_columns:
 * @columns: (array length=n_columns): the words attended to, for their labels
 * @starts: n_columns + 1 numbers: the first key of each word, then the number of keys
 * @weights: (array length=n_columns): the weight that the word gives each of them
 */
void
heed_row_word_set_columns (HeedRowWord     *word,
                           const HeedToken *columns,
                           const guint     *starts,
                           const float     *weights,
                           guint            n_columns)
{
  g_return_if_fail (columns != NULL && starts != NULL && weights != NULL && n_columns > 0);

  clear_columns (word);
  word->columns = heed_token_label_new_list (columns, n_columns);
  word->starts = g_memdup2 (starts, (n_columns + 1) * sizeof *starts);
  word->weights = g_memdup2 (weights, n_columns * sizeof *weights);
  word->n_columns = n_columns;
}

int
heed_row_word_find_column (const HeedRowWord *word,
                           int                key)
{
  for (guint column = 0; column < word->n_columns; column++)
    if (key >= (int) word->starts[column] && key < (int) word->starts[column + 1])
      return (int) column;

  return -1;
}

gboolean
heed_row_word_has_one_key (const HeedRowWord *word,
                           guint              column)
{
  return column < word->n_columns && word->starts[column + 1] - word->starts[column] == 1;
}

gboolean
heed_row_word_is_merged (const HeedRowWord *word)
{
  return word->n_pieces > 1 ||
         (word->n_columns > 0 && word->starts[word->n_columns] > word->n_columns);
}

/**
 * heed_row_word_pick_key:
 * @weights: (array length=n_keys): the weights of one piece
 *
 * In decoder self-attention, earlier pieces have fewer keys than later ones.
 *
 * Returns: the heaviest key of that word; if the piece has none of its keys, its heaviest key
 */
guint
heed_row_word_pick_key (const HeedRowWord *word,
                        guint              column,
                        const float       *weights,
                        guint              n_keys)
{
  guint start = column < word->n_columns ? word->starts[column] : n_keys;
  guint end = start < n_keys ? MIN (word->starts[column + 1], n_keys) : n_keys;
  guint picked = start < n_keys ? start : 0;

  for (guint key = picked + 1; key < end; key++)
    if (weights[key] > weights[picked])
      picked = key;

  return picked;
}

float *
heed_row_word_pick_scores (const HeedRowWord *word,
                           const float       *scores,
                           guint              n_keys)
{
  g_autofree float *picked = NULL;
  gboolean has_any = FALSE;

  if (scores == NULL || word->n_pieces > 1)
    return NULL;

  picked = g_new (float, MAX (word->n_columns, 1));
  for (guint column = 0; column < word->n_columns; column++)
    {
      gboolean is_one = heed_row_word_has_one_key (word, column) && word->starts[column] < n_keys;

      picked[column] = is_one ? scores[word->starts[column]] : NAN;
      has_any = has_any || is_one;
    }

  return has_any ? g_steal_pointer (&picked) : NULL;
}

guint8 *
heed_row_word_pick_hidden (const HeedRowWord *word,
                           const guint8      *hidden,
                           guint              n_keys)
{
  guint8 *picked;

  if (hidden == NULL)
    return NULL;

  picked = g_new0 (guint8, MAX (word->n_columns, 1));
  for (guint column = 0; column < word->n_columns; column++)
    {
      picked[column] = 1;
      for (guint key = word->starts[column]; key < word->starts[column + 1]; key++)
        if (key >= n_keys || hidden[key] == 0)
          picked[column] = 0;
    }

  return picked;
}
