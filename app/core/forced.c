/* forced.c — translations that are given, and the attention they are read with
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/forced.h"

/* A pair as the model sees it. */
typedef struct
{
  HeedWords source;
  HeedWords target;
} Words;

static void
clear_words (gpointer data)
{
  Words *words = data;

  heed_words_clear (&words->source);
  heed_words_clear (&words->target);
}

/* The word that each step is about: the one it emits, or the one it reads. */
static guint *
dup_words_of_steps (const HeedWords *target,
                    guint            n_steps,
                    guint            shift)
{
  guint *words = g_new (guint, n_steps);

  for (guint step = 0; step < n_steps; step++)
    {
      gboolean is_in_line = step >= shift && step - shift < target->n_ids;

      words[step] = is_in_line ? target->words[step - shift] : HEED_NO_WORD;
    }

  return words;
}

static void
unref_matrix (gpointer data)
{
  g_clear_pointer ((HeedMatrix **) &data, heed_matrix_unref);
}

/* By site, then shift. */
static GPtrArray *
merge_words (const Words             *words,
             const HeedForcedReading *reading,
             const HeedForcedView    *view)
{
  GPtrArray *merged = g_ptr_array_new_with_free_func (unref_matrix);
  gboolean has_words = words->source.n_words > 0 && words->target.n_words > 0;
  g_autofree guint *source_words =
    heed_words_dup_of_tokens (&words->source, reading->source, reading->n_source);

  for (guint site = 0; site < view->n_sites; site++)
    for (guint shift = 0; shift < view->n_shifts; shift++)
      {
        HeedMatrix *attention = reading->attention[site];
        g_autofree guint *target_words =
          dup_words_of_steps (&words->target, reading->n_steps, shift);

        g_ptr_array_add (merged, has_words && attention != NULL
                                 ? heed_attention_merge (attention, target_words,
                                                         words->target.n_words, source_words,
                                                         words->source.n_words)
                                 : NULL);
      }

  return merged;
}

/* Reads the lines; of those that the model cannot read forced says why. An empty pair
 * stands for them, so that the others keep their places. */
static GArray *
read_all (HeedForced          *forced,
          HeedModel           *model,
          const HeedGivenPair *pairs,
          HeedForcedPair      *ids,
          guint                n_pairs)
{
  GArray *all = g_array_sized_new (FALSE, TRUE, sizeof (Words), n_pairs);

  g_array_set_clear_func (all, clear_words);
  g_array_set_size (all, n_pairs);
  for (guint i = 0; i < n_pairs; i++)
    {
      Words *words = &g_array_index (all, Words, i);

      if (heed_words_read (&words->source, model, &pairs[i].source, &forced[i].problem) &&
          heed_words_read (&words->target, model, &pairs[i].target, &forced[i].problem))
        ids[i] = (HeedForcedPair) { words->source.ids, words->source.n_ids, words->target.ids,
                                    words->target.n_ids };
    }

  return all;
}

/**
 * heed_forced_read:
 * @forced: (out): n_pairs
 * @model: a model
 * @pairs: n_pairs; the more at once, the faster
 * @view: which attention is wanted
 *
 * A pair that cannot be read has a problem, as of heed_words_read() and
 * heed_force_pairs(), and leaves the others alone.
 *
 * Thread: any
 */
void
heed_forced_read (HeedForced           *forced,
                  HeedModel            *model,
                  const HeedGivenPair  *pairs,
                  guint                 n_pairs,
                  const HeedForcedView *view)
{
  const HeedForcedOptions options = { .sites = view->sites, .n_sites = view->n_sites };
  g_autofree HeedForcedPair *ids = g_new0 (HeedForcedPair, MAX (n_pairs, 1));
  g_autoptr(GArray) words = NULL;
  HeedForcedReading *readings;

  for (guint i = 0; i < n_pairs; i++)
    forced[i] = (HeedForced) { 0 };

  words = read_all (forced, model, pairs, ids, n_pairs);
  readings = heed_force_pairs (model, ids, n_pairs, &options);
  for (guint i = 0; i < n_pairs; i++)
    if (forced[i].problem == NULL && readings[i].problem == NULL)
      forced[i].attention = merge_words (&g_array_index (words, Words, i), &readings[i], view);
    else if (forced[i].problem == NULL)
      forced[i].problem = g_steal_pointer (&readings[i].problem);

  heed_forced_readings_free (readings, n_pairs);
}

void
heed_forced_clear (HeedForced *forced)
{
  g_clear_pointer (&forced->attention, g_ptr_array_unref);
  g_clear_error (&forced->problem);
}

HeedMatrix *
heed_forced_get (const HeedForced     *forced,
                 const HeedForcedView *view,
                 guint                 site,
                 guint                 shift)
{
  return g_ptr_array_index (forced->attention, site * view->n_shifts + shift);
}
