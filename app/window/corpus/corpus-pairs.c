/* corpus-pairs.c — lists of the pairs of a corpus whose attention is stored, with their gold links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/corpus/corpus-pairs.h"

#include "app/window/corpus/corpus-private.h"

/**
 * heed_corpus_list_stored:
 * @corpus: a corpus with rows and a store
 *
 * Returns: (transfer full): of #HeedCorpusGold
 */
GArray *
heed_corpus_list_stored (HeedCorpus *corpus,
                         gboolean    needs_gold)
{
  HeedCorpusRows *rows = heed_corpus_get_rows (corpus);
  HeedCorpusFiles *files = heed_corpus_get_files (corpus);
  GArray *pairs = heed_corpus_gold_new_list ();

  for (guint i = 0; i < heed_corpus_rows_get_n (rows); i++)
    {
      const HeedCorpusRow *row = heed_corpus_rows_get (rows, i);
      HeedCorpusGold pair = { i, NULL };

      if (row->state != HEED_ROW_DONE ||
          !heed_attention_store_has (heed_corpus_get_store (corpus), i))
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
  HeedAttentionStore *store = heed_corpus_reverse_get_store (corpus->reverse);
  g_auto(HeedPairAttention) attention = { 0 };
  g_autoptr(HeedMatrix) tokens = NULL;
  g_autoptr(HeedAlignment) backward = NULL;

  if (!heed_attention_store_get (store, pair, &attention))
    return NULL;

  tokens = heed_pair_attention_dup_tokens (&attention, weights);
  backward = heed_link_settings_find_links (corpus->reverse_settings, &attention, tokens);

  return heed_alignment_transpose (backward);
}

GArray *
heed_corpus_list_reversed (HeedCorpus *corpus)
{
  GArray *pairs = heed_corpus_gold_new_list ();
  g_autoptr(GArray) attention = NULL;
  g_autofree float *weights = NULL;
  guint n;

  if (corpus->reverse_settings == NULL || heed_corpus_reverse_get_store (corpus->reverse) == NULL)
    return pairs;

  attention = heed_corpus_list_stored (corpus, FALSE);
  n = MIN (attention->len, HEED_REVERSED_PAIRS);
  weights = heed_link_settings_dup_head_weights (corpus->reverse_settings,
                                                 heed_corpus_reverse_get_heads (corpus->reverse));
  for (guint k = 0; k < n; k++)
    {
      guint i = g_array_index (attention, HeedCorpusGold, (guint64) k * attention->len / n).i;
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
