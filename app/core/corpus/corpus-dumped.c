/* corpus-dumped.c — a pair of a corpus whose attention was read from a file
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/corpus/corpus-dumped.h"

GArray *
heed_corpus_dumped_list_heads (void)
{
  GArray *heads = g_array_new (FALSE, FALSE, sizeof (HeedAttentionSite));
  const HeedAttentionSite site = { HEED_ATTENTION_CROSS, 0, 0 };

  g_array_append_val (heads, site);

  return heads;
}

HeedCorpusWay *
heed_corpus_dumped_new_way (void)
{
  HeedCorpusWay *way = g_new0 (HeedCorpusWay, 1);

  way->links = HEED_LINK_OPTIONS_DEFAULT;
  way->sites = heed_corpus_dumped_list_heads ();

  return way;
}

/**
 * heed_corpus_dumped_read:
 * @pair: from heed_corpus_files_read()
 * @reading: (out): cleared by the caller
 *
 * Thread: any
 */
void
heed_corpus_dumped_read (HeedCorpusFiles      *files,
                         guint                 i,
                         const HeedCorpusWay  *way,
                         const HeedCorpusPair *pair,
                         HeedCorpusReading    *reading)
{
  g_autoptr(GArray) heads = heed_corpus_dumped_list_heads ();
  g_autofree float *weights = heed_corpus_way_dup_weights (way, heads);
  const HeedGivenPair given = {
    { HEED_SIDE_SOURCE, HEED_GIVEN_TEXT, FALSE, pair->source },
    { HEED_SIDE_TARGET, HEED_GIVEN_TEXT, FALSE, pair->target },
  };
  HeedDumpedTexts texts;

  *reading = (HeedCorpusReading) { NULL };
  heed_corpus_files_read_dump (files, i, &reading->forced, &texts, &reading->kept);
  heed_dumped_texts_clear (&texts);
  heed_corpus_way_read_kept (way, weights, &given, reading);
}
