/* forced.c — translations that are given, and the attention they are read with
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/forced.h"

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

static HeedMatrix *
merge_words (const Words             *words,
             const HeedForcedReading *reading,
             guint                    shift)
{
  g_autofree guint *source_words =
    heed_words_dup_of_tokens (&words->source, reading->source, reading->n_source);
  g_autofree guint *target_words = dup_words_of_steps (&words->target, reading->n_steps, shift);

  if (reading->attention[0] == NULL || words->source.n_words == 0 || words->target.n_words == 0)
    return NULL;

  return heed_attention_merge (reading->attention[0], target_words, words->target.n_words,
                               source_words, words->source.n_words);
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
  const HeedForcedOptions options = { .sites = &view->site, .n_sites = 1 };
  g_autofree HeedForcedPair *ids = g_new0 (HeedForcedPair, MAX (n_pairs, 1));
  g_autoptr(GArray) words = NULL;
  HeedForcedReading *readings;

  for (guint i = 0; i < n_pairs; i++)
    forced[i] = (HeedForced) { 0 };

  words = read_all (forced, model, pairs, ids, n_pairs);
  readings = heed_force_pairs (model, ids, n_pairs, &options);
  for (guint i = 0; i < n_pairs; i++)
    if (forced[i].problem == NULL && readings[i].problem == NULL)
      forced[i].attention = merge_words (&g_array_index (words, Words, i), &readings[i],
                                         view->shift);
    else if (forced[i].problem == NULL)
      forced[i].problem = g_steal_pointer (&readings[i].problem);

  heed_forced_readings_free (readings, n_pairs);
}

void
heed_forced_clear (HeedForced *forced)
{
  g_clear_pointer (&forced->attention, heed_matrix_unref);
  g_clear_error (&forced->problem);
}
