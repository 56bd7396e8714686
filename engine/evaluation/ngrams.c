/* ngrams.c — how often each run of n symbols occurs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A symbol is a number: a token's in a list of tokens, or a character itself.
 * BLEU, chrF and GLEU differ in what they do with the counts, not in counting.
 */

#include "engine/evaluation/ngrams.h"

#include <string.h>

/* A run of symbols inside the sentence it was found in, and the key of a table. */
typedef struct {
  const guint32 *symbols;
  guint          order;
} Run;

struct _HeedNgrams
{
  GHashTable *counts;  /* Run -> how often, at least 1 */
  Run        *runs;    /* the keys; points into the sentence */
};

static guint
hash_run (gconstpointer key)
{
  const Run *run = key;
  guint hash = 5381;

  for (guint i = 0; i < run->order; i++)
    hash = hash * 33 + run->symbols[i];

  return hash;
}

static gboolean
runs_are_equal (gconstpointer a,
                gconstpointer b)
{
  const Run *left = a;
  const Run *right = b;

  return memcmp (left->symbols, right->symbols, left->order * sizeof (guint32)) == 0;
}

static guint
get_count (const HeedNgrams *ngrams,
           gconstpointer     run)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (ngrams->counts, run));
}

/**
 * heed_ngrams_count:
 *
 * Returns: how many runs of @order symbols there are in @n_symbols, equal or not
 */
guint
heed_ngrams_count (guint n_symbols,
                   guint order)
{
  return n_symbols < order ? 0 : n_symbols - order + 1;
}

/**
 * heed_ngrams_new:
 * @symbols: a sentence; must outlive what is returned and what that is united with
 * @order: n, at least 1; only tables of one order can be compared
 *
 * Returns: (transfer full): each run of @order symbols, and how often it occurs
 */
HeedNgrams *
heed_ngrams_new (const guint32 *symbols,
                 guint          n_symbols,
                 guint          order)
{
  HeedNgrams *ngrams = g_new (HeedNgrams, 1);
  guint n_runs = heed_ngrams_count (n_symbols, order);

  ngrams->counts = g_hash_table_new (hash_run, runs_are_equal);
  ngrams->runs = g_new (Run, n_runs);

  for (guint i = 0; i < n_runs; i++)
    {
      Run *run = &ngrams->runs[i];

      *run = (Run) { symbols + i, order };
      g_hash_table_replace (ngrams->counts, run, GUINT_TO_POINTER (get_count (ngrams, run) + 1));
    }

  return ngrams;
}

void
heed_ngrams_free (HeedNgrams *ngrams)
{
  g_hash_table_unref (ngrams->counts);
  g_free (ngrams->runs);
  g_free (ngrams);
}

/**
 * heed_ngrams_unite:
 * @ngrams: (inout): raised to what @other has more of
 * @other: must outlive @ngrams
 */
void
heed_ngrams_unite (HeedNgrams       *ngrams,
                   const HeedNgrams *other)
{
  GHashTableIter iter;
  gpointer run, count;

  g_hash_table_iter_init (&iter, other->counts);
  while (g_hash_table_iter_next (&iter, &run, &count))
    if (GPOINTER_TO_UINT (count) > get_count (ngrams, run))
      g_hash_table_replace (ngrams->counts, run, count);
}

/**
 * heed_ngrams_subtract:
 * @ngrams: (inout): left with the runs that @other has none of
 */
void
heed_ngrams_subtract (HeedNgrams       *ngrams,
                      const HeedNgrams *other)
{
  GHashTableIter iter;
  gpointer run;

  g_hash_table_iter_init (&iter, ngrams->counts);
  while (g_hash_table_iter_next (&iter, &run, NULL))
    if (get_count (other, run) > 0)
      g_hash_table_iter_remove (&iter);
}

/**
 * heed_ngrams_match:
 *
 * Returns: how many runs of @ngrams are in @other, none counted more often than
 *   @other has it
 */
guint
heed_ngrams_match (const HeedNgrams *ngrams,
                   const HeedNgrams *other)
{
  GHashTableIter iter;
  gpointer run, count;
  guint n_matches = 0;

  g_hash_table_iter_init (&iter, ngrams->counts);
  while (g_hash_table_iter_next (&iter, &run, &count))
    n_matches += MIN (GPOINTER_TO_UINT (count), get_count (other, run));

  return n_matches;
}
