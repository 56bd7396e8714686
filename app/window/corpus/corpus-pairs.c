/* corpus-pairs.c — the pairs of a corpus that are kept, with their right links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/corpus/corpus-pairs.h"

#include "app/window/corpus/corpus-private.h"

/**
 * heed_corpus_list_kept:
 * @corpus: a corpus with rows and a store
 *
 * Returns: (transfer full): of #HeedCorpusGold
 */
GArray *
heed_corpus_list_kept (HeedCorpus *corpus,
                       gboolean    needs_gold)
{
  HeedCorpusRows *rows = heed_corpus_get_rows (corpus);
  HeedCorpusFiles *files = heed_corpus_get_files (corpus);
  GArray *pairs = heed_corpus_gold_new_list ();

  for (guint i = 0; i < heed_corpus_rows_get_n (rows); i++)
    {
      const HeedCorpusRow *row = heed_corpus_rows_get (rows, i);
      HeedCorpusGold pair = { i, NULL };

      if (row->state != HEED_ROW_DONE || !heed_corpus_store_has (heed_corpus_get_store (corpus), i))
        continue;

      pair.gold = heed_corpus_files_find_gold (files, i, row->n_source_words,
                                               row->n_target_words, NULL);
      if (pair.gold != NULL)
        heed_alignment_ref (pair.gold);
      if (pair.gold != NULL || !needs_gold)
        g_array_append_val (pairs, pair);
    }

  return pairs;
}

/* Returns the links that the other direction finds for a pair; NULL if it has not read the pair
 * yet. */
static HeedAlignment *
find_reversed (HeedCorpus  *corpus,
               guint        pair,
               const float *weights)
{
  HeedCorpusStore *store = heed_corpus_reverse_get_store (corpus->reverse);
  g_auto(HeedKeptAttention) kept = { 0 };
  g_autoptr(HeedMatrix) tokens = NULL;
  g_autoptr(HeedAlignment) backward = NULL;

  if (!heed_corpus_store_get (store, pair, &kept))
    return NULL;

  tokens = heed_kept_attention_dup_tokens (&kept, weights);
  backward = heed_link_settings_find_links (corpus->reverse_settings, &kept, tokens);

  return heed_alignment_transpose (backward);
}

GArray *
heed_corpus_list_reversed (HeedCorpus *corpus)
{
  GArray *pairs = heed_corpus_gold_new_list ();
  g_autoptr(GArray) kept = NULL;
  g_autofree float *weights = NULL;
  guint n;

  if (corpus->reverse_settings == NULL || heed_corpus_reverse_get_store (corpus->reverse) == NULL)
    return pairs;

  kept = heed_corpus_list_kept (corpus, FALSE);
  n = MIN (kept->len, HEED_REVERSED_PAIRS);
  weights = heed_link_settings_dup_head_weights (corpus->reverse_settings,
                                                 heed_corpus_reverse_get_heads (corpus->reverse));
  for (guint k = 0; k < n; k++)
    {
      guint i = g_array_index (kept, HeedCorpusGold, (guint64) k * kept->len / n).i;
      HeedCorpusGold pair = { i, find_reversed (corpus, i, weights) };

      if (pair.gold != NULL)
        g_array_append_val (pairs, pair);
    }

  return pairs;
}

/* Returns the pair's links in both readings, if both were compared with gold links. */
static void
take_links (HeedCorpus        *corpus,
            HeedBreakdownPair *pair)
{
  HeedAlignment *gold = heed_corpus_files_find_gold (corpus->files, pair->i,
                                                     pair->row.n_source_words,
                                                     pair->row.n_target_words, NULL);

  if (gold == NULL || !pair->row.has_gold || !pair->row.has_baseline_gold)
    return;

  pair->now = heed_found_links_dup (corpus->found, pair->i);
  pair->baseline = heed_found_links_dup_baseline (corpus->found, pair->i);
  if (pair->now != NULL && pair->baseline != NULL)
    pair->gold = heed_alignment_ref (gold);
}

GArray *
heed_corpus_list_compared (HeedCorpus *corpus)
{
  GArray *pairs = heed_breakdown_new_pairs ();

  for (guint i = 0; corpus->rows != NULL && i < heed_corpus_rows_get_n (corpus->rows); i++)
    {
      HeedBreakdownPair pair = { .i = i, .row = *heed_corpus_rows_get (corpus->rows, i) };

      if (pair.row.state != HEED_ROW_DONE || !pair.row.has_baseline)
        continue;

      take_links (corpus, &pair);
      g_array_append_val (pairs, pair);
    }

  return pairs;
}
