/* translation.c — a sentence and its translation as far as it is known
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The same value is the news that the decoder brings and the sum of all news
 * that the document keeps.
 */

#include "app/translation.h"

#include <string.h>

HeedTranslation *
heed_translation_new (void)
{
  HeedTranslation *translation = g_new0 (HeedTranslation, 1);

  translation->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_step_unref);

  return translation;
}

void
heed_translation_forget (HeedTranslation *translation)
{
  g_clear_pointer (&translation->source, heed_tokens_unref);
  g_ptr_array_set_size (translation->steps, 0);
  g_clear_error (&translation->error);
  translation->is_whole = FALSE;
  translation->seconds = 0.0;
}

void
heed_translation_free (HeedTranslation *translation)
{
  heed_translation_forget (translation);
  g_ptr_array_unref (translation->steps);
  g_free (translation);
}

void
heed_translation_absorb (HeedTranslation *translation,
                         HeedTranslation *later)
{
  if (later->source != NULL)
    {
      heed_translation_forget (translation);
      translation->source = g_steal_pointer (&later->source);
    }

  /* Empties the other array, and gives back the reference made here. */
  g_ptr_array_extend_and_steal (translation->steps, g_ptr_array_ref (later->steps));
  g_clear_error (&translation->error);
  translation->error = g_steal_pointer (&later->error);
  translation->is_whole = later->is_whole;
  translation->seconds = later->seconds;
}

/**
 * heed_translation_get_n_source:
 *
 * Returns: S
 */
guint
heed_translation_get_n_source (const HeedTranslation *translation)
{
  return translation->source != NULL ? translation->source->n_tokens : 0;
}

/**
 * heed_translation_get_step:
 * @position: 0 <= position < T
 *
 * Returns: (transfer none): that step
 */
HeedStep *
heed_translation_get_step (const HeedTranslation *translation,
                           guint                  position)
{
  g_return_val_if_fail (position < translation->steps->len, NULL);

  return g_ptr_array_index (translation->steps, position);
}

/**
 * heed_translation_get_log_prob:
 *
 * Returns: of the steps so far, nats
 */
double
heed_translation_get_log_prob (const HeedTranslation *translation)
{
  double log_prob = 0.0;

  for (guint t = 0; t < translation->steps->len; t++)
    log_prob += heed_translation_get_step (translation, t)->log_prob;

  return log_prob;
}

typedef const float *(*RowFunc) (const HeedStep    *step,
                                 HeedAttentionSite  site,
                                 guint             *n_keys);

static guint
find_longest_row (const HeedTranslation *translation,
                  HeedAttentionSite      site,
                  RowFunc                get_row)
{
  guint longest = 0;
  guint n_keys;

  for (guint t = 0; t < translation->steps->len; t++)
    if (get_row (heed_translation_get_step (translation, t), site, &n_keys) != NULL)
      longest = MAX (longest, n_keys);

  return longest;
}

/* T x K; shorter rows end in zeros. */
static HeedMatrix *
gather_rows (const HeedTranslation *translation,
             HeedAttentionSite      site,
             RowFunc                get_row)
{
  guint n_rows = translation->steps->len;
  guint n_columns = find_longest_row (translation, site, get_row);
  g_autofree float *values = NULL;

  if (n_columns == 0)
    return NULL;

  values = g_new0 (float, (gsize) n_rows * n_columns);

  for (guint t = 0; t < n_rows; t++)
    {
      guint n_keys;
      const float *row = get_row (heed_translation_get_step (translation, t), site, &n_keys);

      if (row != NULL)
        memcpy (values + (gsize) t * n_columns, row, n_keys * sizeof (float));
    }

  return heed_matrix_new (n_rows, n_columns, values);
}

/**
 * heed_translation_dup_attention:
 * @site: which attention
 *
 * Shape:   T x K, row t is step t
 * Cost:    copies T * K floats
 *
 * Returns: (transfer full) (nullable): where each step looked; %NULL if there
 *   is no step, or nothing to look at
 */
HeedMatrix *
heed_translation_dup_attention (const HeedTranslation *translation,
                                HeedAttentionSite      site)
{
  return gather_rows (translation, site, heed_step_attention);
}

/**
 * heed_translation_dup_scores:
 * @site: which attention
 *
 * Like heed_translation_dup_attention(), before the softmax.
 *
 * Returns: (transfer full) (nullable): the scores
 */
HeedMatrix *
heed_translation_dup_scores (const HeedTranslation *translation,
                             HeedAttentionSite      site)
{
  return gather_rows (translation, site, heed_step_scores);
}
