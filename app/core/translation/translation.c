/* translation.c — a sentence and its translation, as far as it is decoded
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The type is used both for the news that the decoder sends and for the sum of all
 * news that the document keeps.
 */

#include "app/core/translation/translation.h"

#include <string.h>

HeedTranslation *
heed_translation_new (void)
{
  HeedTranslation *translation = g_new0 (HeedTranslation, 1);

  translation->site.head = HEED_HEAD_MEAN;
  translation->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_step_unref);

  return translation;
}

/**
 * heed_translation_copy:
 * @translation: a translation without an error
 *
 * Returns: (transfer full): another with the same steps
 */
HeedTranslation *
heed_translation_copy (const HeedTranslation *translation)
{
  HeedTranslation *copy = heed_translation_new ();

  if (translation->source != NULL)
    copy->source = heed_tokens_ref (translation->source);
  copy->unknown = g_strdupv (translation->unknown);
  for (guint t = 0; t < translation->steps->len; t++)
    g_ptr_array_add (copy->steps, heed_step_ref (heed_translation_get_step (translation, t)));

  copy->site = translation->site;
  copy->heads = translation->heads;
  if (translation->encoder_attention != NULL)
    copy->encoder_attention = heed_matrix_ref (translation->encoder_attention);
  if (translation->encoder_scores != NULL)
    copy->encoder_scores = heed_matrix_ref (translation->encoder_scores);
  if (translation->encoder_heads != NULL)
    copy->encoder_heads = g_ptr_array_ref (translation->encoder_heads);
  copy->n_per_layer = translation->n_per_layer;

  if (translation->tree != NULL)
    copy->tree = heed_beam_tree_ref (translation->tree);

  copy->is_whole = translation->is_whole;
  copy->seconds = translation->seconds;

  return copy;
}

void
heed_translation_forget (HeedTranslation *translation)
{
  g_clear_pointer (&translation->source, heed_tokens_unref);
  g_clear_pointer (&translation->unknown, g_strfreev);
  g_clear_pointer (&translation->encoder_attention, heed_matrix_unref);
  g_clear_pointer (&translation->encoder_scores, heed_matrix_unref);
  g_clear_pointer (&translation->encoder_heads, g_ptr_array_unref);
  g_clear_pointer (&translation->chosen, heed_matrix_unref);
  g_clear_pointer (&translation->tree, heed_beam_tree_unref);
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
      translation->unknown = g_steal_pointer (&later->unknown);
      translation->site = later->site;
      translation->encoder_attention = g_steal_pointer (&later->encoder_attention);
      translation->encoder_scores = g_steal_pointer (&later->encoder_scores);
      translation->encoder_heads = g_steal_pointer (&later->encoder_heads);
      translation->n_per_layer = later->n_per_layer;
    }

  if (later->tree != NULL)
    {
      g_clear_pointer (&translation->tree, heed_beam_tree_unref);
      translation->tree = g_steal_pointer (&later->tree);
    }

  /* This empties the other array and drops the reference taken here. */
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
 * Returns: the log-probability of all steps so far, nats
 */
double
heed_translation_get_log_prob (const HeedTranslation *translation)
{
  double log_prob = 0.0;

  for (guint t = 0; t < translation->steps->len; t++)
    log_prob += heed_translation_get_step (translation, t)->log_prob;

  return log_prob;
}

static gboolean
is_same_token (const HeedTranslation *translation,
               guint                  one,
               guint                  other)
{
  return heed_translation_get_step (translation, one)->token.id ==
         heed_translation_get_step (translation, other)->token.id;
}

/* Returns the length of the sequence at the end that repeats with this period, including its
 * first occurrence. */
static guint
count_periodic (const HeedTranslation *translation,
                guint                  period)
{
  guint n_steps = translation->steps->len;
  guint n = 0;

  while (n + period < n_steps &&
         is_same_token (translation, n_steps - 1 - n, n_steps - 1 - n - period))
    n++;

  return n + period;
}

/**
 * heed_translation_count_repeated:
 *
 * Detects a loop of the decoder at the end: the same tokens at least three times in a
 * row. Two times may be intended.
 *
 * Cost:    T * T comparisons
 *
 * Returns: the number of tokens in the loop; 0 if there is none
 */
guint
heed_translation_count_repeated (const HeedTranslation *translation)
{
  for (guint period = 1; period * 3 <= translation->steps->len; period++)
    {
      guint n = count_periodic (translation, period);

      if (n >= period * 3)
        return n;
    }

  return 0;
}

/* --- Attention --------- */

static gboolean
is_in_encoder (const HeedTranslation *translation)
{
  return translation->site.kind == HEED_ATTENTION_ENCODER_SELF;
}

static HeedStep *const *
get_steps (const HeedTranslation *translation)
{
  return (HeedStep *const *) translation->steps->pdata;
}

/* --- The mean of some heads --- */

static gboolean
has_chosen_heads (const HeedTranslation *translation)
{
  return translation->heads != 0 && translation->site.head == HEED_HEAD_MEAN;
}

static HeedMatrix *
new_mean (const HeedTranslation *translation)
{
  g_autofree double *sums = NULL;
  g_autofree float *means = NULL;
  guint n_rows = 0, n_columns = 0, n_heads = 0;

  for (int head = 0; head < 64; head++)
    {
      HeedAttentionSite site = { translation->site.kind, translation->site.layer, head };
      g_autoptr(HeedMatrix) one = NULL;

      if ((translation->heads >> head & 1) != 0)
        one = heed_translation_dup_attention_at (translation, site);
      if (one == NULL)
        continue;

      n_rows = one->n_rows;
      n_columns = one->n_columns;
      if (n_heads++ == 0)
        sums = g_new0 (double, (gsize) n_rows * n_columns);
      for (gsize i = 0; i < (gsize) n_rows * n_columns; i++)
        sums[i] += one->values[i];
    }

  if (n_heads == 0)
    return NULL;

  means = g_new (float, (gsize) n_rows * n_columns);
  for (gsize i = 0; i < (gsize) n_rows * n_columns; i++)
    means[i] = (float) (sums[i] / n_heads);

  return heed_matrix_new (n_rows, n_columns, means);
}

/* Returns the mean of the chosen heads, cached until the steps, the site or the heads change. */
static HeedMatrix *
get_mean (const HeedTranslation *translation)
{
  HeedTranslation *keeper = (HeedTranslation *) translation;
  guint n_steps = translation->steps->len;
  gconstpointer last = n_steps > 0 ? heed_translation_get_step (translation, n_steps - 1) : NULL;
  HeedAttentionSite site = translation->site;

  if (keeper->chosen != NULL && keeper->chosen_step == last &&
      keeper->chosen_heads == translation->heads && keeper->chosen_site.kind == site.kind &&
      keeper->chosen_site.layer == site.layer)
    return keeper->chosen;

  g_clear_pointer (&keeper->chosen, heed_matrix_unref);
  keeper->chosen = new_mean (translation);
  keeper->chosen_step = last;
  keeper->chosen_heads = translation->heads;
  keeper->chosen_site = site;

  return keeper->chosen;
}

/**
 * heed_translation_dup_attention:
 *
 * Shape:   T x K, row t is step t; S x S in the encoder
 * Cost:    copies T * K floats
 *
 * Returns: (transfer full) (nullable): the weights of the displayed attention; %NULL
 *   if there are no rows, or the model has no attention there
 */
HeedMatrix *
heed_translation_dup_attention (const HeedTranslation *translation)
{
  if (has_chosen_heads (translation))
    return get_mean (translation) != NULL ? heed_matrix_ref (get_mean (translation)) : NULL;

  if (is_in_encoder (translation))
    return translation->encoder_attention != NULL ? heed_matrix_ref (translation->encoder_attention)
                                                  : NULL;

  return heed_steps_dup_attention (get_steps (translation), translation->steps->len,
                                   translation->site);
}

static HeedMatrix *
get_encoder_head (const HeedTranslation *translation,
                  HeedAttentionSite      site)
{
  guint head = (guint) (site.head - HEED_HEAD_MEAN);
  guint place = (guint) site.layer * translation->n_per_layer + head;

  return translation->encoder_heads != NULL && place < translation->encoder_heads->len
         ? g_ptr_array_index (translation->encoder_heads, place) : NULL;
}

/**
 * heed_translation_dup_attention_at:
 * @site: any site of the displayed kind
 *
 * Like heed_translation_dup_attention(), for another site.
 *
 * Returns: (transfer full) (nullable): the attention there; %NULL also if it is in the
 *   encoder and was not kept
 */
HeedMatrix *
heed_translation_dup_attention_at (const HeedTranslation *translation,
                                   HeedAttentionSite      site)
{
  HeedMatrix *matrix;

  if (site.kind != HEED_ATTENTION_ENCODER_SELF)
    return heed_steps_dup_attention (get_steps (translation), translation->steps->len, site);

  matrix = get_encoder_head (translation, site);

  return matrix != NULL ? heed_matrix_ref (matrix) : NULL;
}

/**
 * heed_translation_dup_scores:
 *
 * Like heed_translation_dup_attention(), before the softmax. Masked cells are NAN.
 *
 * Returns: (transfer full) (nullable): the scores
 */
HeedMatrix *
heed_translation_dup_scores (const HeedTranslation *translation)
{
  if (is_in_encoder (translation))
    return translation->encoder_scores != NULL ? heed_matrix_ref (translation->encoder_scores)
                                               : NULL;

  return heed_steps_dup_scores (get_steps (translation), translation->steps->len,
                                translation->site);
}

static const float *
get_matrix_row (HeedMatrix *matrix,
                guint       row,
                guint      *n_keys)
{
  if (matrix == NULL || row >= matrix->n_rows)
    return NULL;

  *n_keys = matrix->n_columns;

  return matrix->values + (gsize) row * matrix->n_columns;
}

/* Returns a row of the mean, with the same number of keys as a row of a single head. */
static const float *
get_mean_row (const HeedTranslation *translation,
              guint                  row,
              guint                 *n_keys)
{
  const float *mean = get_matrix_row (get_mean (translation), row, n_keys);

  if (mean != NULL && translation->site.kind == HEED_ATTENTION_DECODER_SELF)
    *n_keys = row + 1;

  return mean;
}

/**
 * heed_translation_get_attention:
 * @row: a step; in the encoder, a source token
 * @n_keys: (out): K; set only if there is such a row
 *
 * Returns: (transfer none) (nullable): K numbers
 */
const float *
heed_translation_get_attention (const HeedTranslation *translation,
                                guint                  row,
                                guint                 *n_keys)
{
  if (has_chosen_heads (translation))
    return get_mean_row (translation, row, n_keys);

  if (is_in_encoder (translation))
    return get_matrix_row (translation->encoder_attention, row, n_keys);

  return row < translation->steps->len
         ? heed_step_attention (heed_translation_get_step (translation, row), translation->site,
                                n_keys)
         : NULL;
}

const float *
heed_translation_get_scores (const HeedTranslation *translation,
                             guint                  row,
                             guint                 *n_keys)
{
  if (is_in_encoder (translation))
    return get_matrix_row (translation->encoder_scores, row, n_keys);

  return row < translation->steps->len
         ? heed_step_scores (heed_translation_get_step (translation, row), translation->site,
                             n_keys)
         : NULL;
}

static HeedToken *
list_source (const HeedTranslation *translation,
             guint                 *n_tokens)
{
  *n_tokens = heed_translation_get_n_source (translation);

  return *n_tokens > 0 ? g_memdup2 (translation->source->tokens, *n_tokens * sizeof (HeedToken))
                       : NULL;
}

/**
 * heed_translation_list_target:
 * @n_tokens: (out): T
 *
 * Returns: (transfer container): the tokens taken so far
 */
HeedToken *
heed_translation_list_target (const HeedTranslation *translation,
                              guint                 *n_tokens)
{
  HeedToken *tokens = g_new (HeedToken, translation->steps->len);

  *n_tokens = translation->steps->len;

  for (guint t = 0; t < *n_tokens; t++)
    tokens[t] = heed_translation_get_step (translation, t)->token;

  return tokens;
}

HeedToken *
heed_translation_list_rows (const HeedTranslation *translation,
                            guint                 *n_tokens)
{
  return is_in_encoder (translation) ? list_source (translation, n_tokens)
                                     : heed_translation_list_target (translation, n_tokens);
}

/**
 * heed_translation_list_columns:
 * @begin: the token that the decoder reads first
 * @n_tokens: (out): the number of tokens
 *
 * The keys of decoder self-attention are the tokens read: the begin token and then the
 * tokens written before, but not the token that the row itself emits.
 *
 * Returns: (transfer container): the tokens
 */
HeedToken *
heed_translation_list_columns (const HeedTranslation *translation,
                               HeedToken              begin,
                               guint                 *n_tokens)
{
  HeedToken *tokens;

  if (translation->site.kind != HEED_ATTENTION_DECODER_SELF)
    return list_source (translation, n_tokens);

  tokens = heed_translation_list_target (translation, n_tokens);
  if (*n_tokens > 0)
    {
      memmove (tokens + 1, tokens, (*n_tokens - 1) * sizeof *tokens);
      tokens[0] = begin;
    }

  return tokens;
}
