/* corpus-pairs.c — the pairs of a corpus that are kept, with their right links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/corpus-pairs.h"

#include "app/window/corpus-private.h"

/**
 * heed_corpus_list_kept:
 * @corpus: one with rows and a store
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

/* Its links in both, if both were judged. */
static void
take_links (HeedCorpus        *corpus,
            HeedBreakdownPair *pair)
{
  HeedAlignment *gold = heed_corpus_files_find_gold (corpus->files, pair->i,
                                                     pair->row.n_source_words,
                                                     pair->row.n_target_words, NULL);

  if (gold == NULL || !pair->row.has_gold || !pair->row.has_kept_gold)
    return;

  pair->now = heed_found_links_dup (corpus->found, pair->i);
  pair->kept = heed_found_links_dup_kept (corpus->found, pair->i);
  if (pair->now != NULL && pair->kept != NULL)
    pair->gold = heed_alignment_ref (gold);
}

GArray *
heed_corpus_list_compared (HeedCorpus *corpus)
{
  GArray *pairs = heed_breakdown_new_pairs ();

  for (guint i = 0; corpus->rows != NULL && i < heed_corpus_rows_get_n (corpus->rows); i++)
    {
      HeedBreakdownPair pair = { .i = i, .row = *heed_corpus_rows_get (corpus->rows, i) };

      if (pair.row.state != HEED_ROW_DONE || !pair.row.has_kept)
        continue;

      take_links (corpus, &pair);
      g_array_append_val (pairs, pair);
    }

  return pairs;
}
