/* ngrams.c — counts of the n-grams of a sequence of symbols
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A symbol is a number: that of a token in a symbol table, or a character itself. BLEU,
 * chrF and GLEU use the counts differently but count in the same way.
 */

#include "engine/evaluation/ngrams.h"

#include <string.h>

/* An n-gram inside the sentence where it was found; the key of the hash table. */
typedef struct {
  const guint32 *symbols;
  guint          order;
} Run;

struct _HeedNgrams
{
  GHashTable *counts;  /* Run -> count, at least 1 */
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
 * Returns: the number of n-grams of @order symbols in a sequence of @n_symbols,
 *   duplicates included
 */
guint
heed_ngrams_count (guint n_symbols,
                   guint order)
{
  return n_symbols < order ? 0 : n_symbols - order + 1;
}

/**
 * heed_ngrams_new:
 * @symbols: a sentence; must outlive the result and any table that the result is united
 *   with
 * @order: n, at least 1; only tables of equal order can be compared
 *
 * Returns: (transfer full): the n-grams of @order symbols and their counts
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
 * @ngrams: (inout): each count is raised to that in @other if this is larger
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
 * @ngrams: (inout): n-grams that occur in @other are removed
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
 * Returns: the number of n-grams that are in both, with the smaller of the two counts
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
