/* forced.c — given translations, scored and read with a model's attention by teacher forcing
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/translation/forced.h"

static void
unref_matrix (gpointer data)
{
  g_clear_pointer ((HeedMatrix **) &data, heed_matrix_unref);
}

/* Merges the attention over tokens to words; ordered by site, then by shift. */
static GPtrArray *
merge_words (const HeedForced        *forced,
             const HeedForcedReading *reading,
             const HeedForcedView    *view)
{
  GPtrArray *merged = g_ptr_array_new_with_free_func (unref_matrix);
  gboolean has_words = forced->source.n_words > 0 && forced->target.n_words > 0;
  g_autofree guint *source_words =
    heed_words_dup_of_tokens (&forced->source, reading->source, reading->n_source);

  for (guint site = 0; site < view->n_sites; site++)
    for (guint shift = 0; shift < view->n_shifts; shift++)
      {
        HeedMatrix *attention = reading->attention[site];
        g_autofree guint *target_words =
          heed_words_dup_of_steps (&forced->target, reading->n_steps, shift);

        g_ptr_array_add (merged, has_words && attention != NULL
                                 ? heed_attention_merge (attention, target_words,
                                                         forced->target.n_words, source_words,
                                                         forced->source.n_words)
                                 : NULL);
      }

  return merged;
}

/* Returns the mean of n_matrices matrices, of which every stride-th is taken; NULL if there are
 * none, or the first is NULL. */
static HeedMatrix *
dup_mean (HeedMatrix *const *matrices,
          guint              n_matrices,
          guint              stride)
{
  g_autofree float *values = NULL;
  gsize n;

  if (n_matrices == 0 || matrices[0] == NULL)
    return NULL;

  if (n_matrices == 1)
    return heed_matrix_ref (matrices[0]);

  n = (gsize) matrices[0]->n_rows * matrices[0]->n_columns;
  values = g_new0 (float, MAX (n, 1));
  for (guint i = 0; i < n_matrices; i++)
    for (gsize j = 0; j < n; j++)
      values[j] += matrices[i * stride]->values[j] / (float) n_matrices;

  return heed_matrix_new (matrices[0]->n_rows, matrices[0]->n_columns, values);
}

void
heed_forced_merge (HeedForced              *forced,
                   const HeedForcedReading *reading,
                   const HeedForcedView    *view)
{
  g_clear_pointer (&forced->attention, g_ptr_array_unref);
  forced->attention = merge_words (forced, reading, view);
}

static void
take_scores (HeedForced              *forced,
             const HeedForcedReading *reading)
{
  for (guint t = 0; reading->log_probs != NULL && t < reading->n_steps; t++)
    {
      forced->log_prob += reading->log_probs[t];
      forced->entropy += reading->entropies[t] / reading->n_steps;
    }
}

/* Takes over the reading's problem. Returns FALSE if the pair has a problem. */
static gboolean
take_problem (HeedForced        *forced,
              HeedForcedReading *reading)
{
  if (forced->problem == NULL)
    forced->problem = g_steal_pointer (&reading->problem);

  return forced->problem == NULL;
}

static void
take_reading (HeedForced           *forced,
              HeedForcedReading    *reading,
              const HeedForcedView *view)
{
  heed_forced_merge (forced, reading, view);
  forced->tokens = dup_mean (reading->attention, view->n_sites, 1);
  take_scores (forced, reading);
}

/* Free with heed_forced_readings_free(). */
static HeedForcedReading *
force (HeedForced              *forced,
       HeedModel               *model,
       const HeedInputPair     *pairs,
       guint                    n_pairs,
       const HeedForcedOptions *options)
{
  g_autofree HeedForcedPair *ids = g_new0 (HeedForcedPair, MAX (n_pairs, 1));

  /* A pair that cannot be read is replaced by an empty one, so that the others keep their
   * indices. */
  for (guint i = 0; i < n_pairs; i++)
    {
      forced[i] = (HeedForced) { 0 };
      if (heed_words_read (&forced[i].source, model, &pairs[i].source, &forced[i].problem) &&
          heed_words_read (&forced[i].target, model, &pairs[i].target, &forced[i].problem))
        ids[i] = (HeedForcedPair) { forced[i].source.ids, forced[i].source.n_ids,
                                    forced[i].target.ids, forced[i].target.n_ids };
    }

  return heed_force_pairs (model, ids, n_pairs, options);
}

/**
 * heed_forced_read:
 * @forced: (out): n_pairs
 * @model: a model
 * @pairs: n_pairs; a larger batch is faster per pair
 * @view: what to compute
 *
 * A pair that cannot be read gets a problem, with the errors of heed_words_read() and
 * heed_force_pairs(); the other pairs are not affected.
 *
 * Thread: any
 */
void
heed_forced_read (HeedForced           *forced,
                  HeedModel            *model,
                  const HeedInputPair  *pairs,
                  guint                 n_pairs,
                  const HeedForcedView *view)
{
  const HeedForcedOptions options = { view->sites, view->n_sites, view->wants_scores };
  HeedForcedReading *readings = force (forced, model, pairs, n_pairs, &options);

  for (guint i = 0; i < n_pairs; i++)
    if (take_problem (&forced[i], &readings[i]))
      take_reading (&forced[i], &readings[i], view);

  heed_forced_readings_free (readings, n_pairs);
}

/**
 * heed_forced_read_attention:
 * @options: its sites must be single heads
 * @pair_attention: (out): n_pairs
 *
 * Like heed_forced_read(), but returns the attention over tokens instead of merging it to words.
 *
 * Thread: any
 */
void
heed_forced_read_attention (HeedForced              *forced,
                            HeedModel               *model,
                            const HeedInputPair     *pairs,
                            guint                    n_pairs,
                            const HeedForcedOptions *options,
                            HeedPairAttention       *pair_attention)
{
  HeedForcedReading *readings = force (forced, model, pairs, n_pairs, options);

  for (guint i = 0; i < n_pairs; i++)
    {
      pair_attention[i] = (HeedPairAttention) { 0 };
      if (!take_problem (&forced[i], &readings[i]))
        continue;

      take_scores (&forced[i], &readings[i]);
      heed_pair_attention_take (&pair_attention[i], &forced[i].source, &forced[i].target,
                                &readings[i]);
    }

  heed_forced_readings_free (readings, n_pairs);
}

void
heed_forced_clear (HeedForced *forced)
{
  g_clear_pointer (&forced->attention, g_ptr_array_unref);
  g_clear_pointer (&forced->tokens, heed_matrix_unref);
  g_clear_error (&forced->problem);
  heed_words_clear (&forced->source);
  heed_words_clear (&forced->target);
}

HeedMatrix *
heed_forced_dup_mean (const HeedForced     *forced,
                      const HeedForcedView *view,
                      guint                 shift)
{
  HeedMatrix *const *matrices;

  /* Without sites the array may have no data. */
  if (view->n_sites == 0)
    return NULL;

  matrices = (HeedMatrix *const *) forced->attention->pdata;

  return dup_mean (matrices + shift, view->n_sites, view->n_shifts);
}
