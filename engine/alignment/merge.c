/* merge.c — conversion of attention between tokens to attention between words
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The columns of the source tokens of a word are added; the rows of the target tokens
 * of a word are averaged. So a row that sums to 1 still does, except for the weights of
 * tokens that are in no word.
 *
 * Source: Kobayashi et al. 2020, "Attention is Not Only a Weight", where word
 * alignments are extracted in this way.
 */

#include "engine/heed.h"

/**
 * heed_tokens_group_words:
 * @tokens: n_tokens of them, as the model reads or generates them
 * @keep_special: whether a special token is a word of its own; otherwise it is in no
 *   word
 * @n_words: (out): number of words
 *
 * A token that does not start a word, or follows a token that continues, belongs to the
 * word of the token before it, unless that is special.
 *
 * Returns: (transfer full): for each token its word, or %HEED_NO_WORD
 */
guint *
heed_tokens_group_words (const HeedToken *tokens,
                         guint            n_tokens,
                         gboolean         keep_special,
                         guint           *n_words)
{
  guint *words;
  guint n = 0;
  gboolean in_word = FALSE;

  g_return_val_if_fail (tokens != NULL || n_tokens == 0, NULL);
  g_return_val_if_fail (n_words != NULL, NULL);

  words = g_new (guint, n_tokens);

  for (guint i = 0; i < n_tokens; i++)
    if (tokens[i].is_special)
      {
        words[i] = keep_special ? n++ : HEED_NO_WORD;
        in_word = FALSE;
      }
    else
      {
        n += !in_word || (tokens[i].starts_word && !tokens[i - 1].goes_on);
        words[i] = n - 1;
        in_word = TRUE;
      }

  *n_words = n;

  return words;
}

/* Adds the row of one target token to that of its word, column by column. */
static void
add_row (double      *merged,
         const float *row,
         guint        n_columns,
         const guint *source_words)
{
  for (guint column = 0; column < n_columns; column++)
    if (source_words[column] != HEED_NO_WORD)
      merged[source_words[column]] += row[column];
}

static HeedMatrix *
divide_rows (const double *sums,
             const guint  *n_tokens,
             guint         n_rows,
             guint         n_columns)
{
  g_autofree float *means = g_new (float, (gsize) n_rows * n_columns);

  for (guint row = 0; row < n_rows; row++)
    for (guint column = 0; column < n_columns; column++)
      {
        gsize i = (gsize) row * n_columns + column;

        means[i] = n_tokens[row] == 0 ? 0.0f : (float) (sums[i] / n_tokens[row]);
      }

  return heed_matrix_new (n_rows, n_columns, means);
}

/**
 * heed_attention_merge:
 * @attention: T x S
 * @target_words: T numbers: the word of each target token, or %HEED_NO_WORD
 * @n_target_words: number of target words, at least 1
 * @source_words: S numbers: the word of each source token, or %HEED_NO_WORD
 * @n_source_words: number of source words, at least 1
 *
 * A target word without a token has a row of zeros, a source word without one a
 * column of zeros.
 *
 * Shape: n_target_words x n_source_words
 *
 * Returns: (transfer full): a new matrix
 */
HeedMatrix *
heed_attention_merge (const HeedMatrix *attention,
                      const guint      *target_words,
                      guint             n_target_words,
                      const guint      *source_words,
                      guint             n_source_words)
{
  g_autofree double *sums = NULL;
  g_autofree guint *n_tokens = NULL;

  g_return_val_if_fail (attention != NULL, NULL);
  g_return_val_if_fail (target_words != NULL && n_target_words > 0, NULL);
  g_return_val_if_fail (source_words != NULL && n_source_words > 0, NULL);

  sums = g_new0 (double, (gsize) n_target_words * n_source_words);
  n_tokens = g_new0 (guint, n_target_words);

  for (guint row = 0; row < attention->n_rows; row++)
    if (target_words[row] != HEED_NO_WORD)
      {
        n_tokens[target_words[row]]++;
        add_row (sums + (gsize) target_words[row] * n_source_words,
                 attention->values + (gsize) row * attention->n_columns,
                 attention->n_columns, source_words);
      }

  return divide_rows (sums, n_tokens, n_target_words, n_source_words);
}
