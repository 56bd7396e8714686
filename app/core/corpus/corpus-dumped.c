/* corpus-dumped.c — reading a pair of a corpus from an attention dump instead of a model
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

HeedLinkSettings *
heed_corpus_dumped_new_settings (void)
{
  HeedLinkSettings *settings = g_new0 (HeedLinkSettings, 1);

  settings->links = HEED_LINK_OPTIONS_DEFAULT;
  settings->sites = heed_corpus_dumped_list_heads ();

  return settings;
}

/**
 * heed_corpus_dumped_read:
 * @pair: from heed_corpus_files_read()
 * @reading: (out): cleared by the caller
 *
 * Thread: any
 */
void
heed_corpus_dumped_read (HeedCorpusFiles        *files,
                         guint                   i,
                         const HeedLinkSettings *settings,
                         const HeedCorpusPair   *pair,
                         HeedCorpusReading      *reading)
{
  g_autoptr(GArray) heads = heed_corpus_dumped_list_heads ();
  g_autofree float *weights = heed_link_settings_dup_head_weights (settings, heads);
  const HeedInputPair input = {
    { HEED_SIDE_SOURCE, HEED_INPUT_TEXT, FALSE, pair->source },
    { HEED_SIDE_TARGET, HEED_INPUT_TEXT, FALSE, pair->target },
  };
  HeedDumpedTexts texts;

  *reading = (HeedCorpusReading) { NULL };
  heed_corpus_files_read_dump (files, i, &reading->forced, &texts, &reading->attention);
  heed_dumped_texts_clear (&texts);
  heed_corpus_reading_complete (settings, weights, &input, reading);
}
