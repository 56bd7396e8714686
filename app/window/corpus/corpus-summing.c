/* corpus-summing.c — the totals of a corpus, and their comparison with a baseline
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/corpus/corpus-private.h"

HeedCorpusSummary
heed_corpus_summarise (HeedCorpus *self)
{
  HeedCorpusSummary summary = { 0 };

  g_return_val_if_fail (HEED_IS_CORPUS (self), summary);

  if (self->rows != NULL)
    summary = heed_corpus_rows_summarise (self->rows);
  summary.error_rate = heed_corpus_intervals_get_error_rate (self->intervals);

  return summary;
}

/**
 * heed_corpus_set_baseline:
 * @name: a name for the user
 */
void
heed_corpus_set_baseline (HeedCorpus *self,
                          const char *name)
{
  g_return_if_fail (HEED_IS_CORPUS (self));

  if (self->rows == NULL)
    return;

  heed_corpus_rows_set_baseline (self->rows);
  heed_found_links_set_baseline (self->found);
  g_free (self->baseline_name);
  self->baseline_name = g_strdup (name);
  heed_corpus_intervals_clear_difference (self->intervals);
  heed_corpus_emit_changed_soon (self);
}

gboolean
heed_corpus_compare (HeedCorpus           *self,
                     HeedCorpusComparison *comparison)
{
  HeedCorpusRates rates;

  g_return_val_if_fail (HEED_IS_CORPUS (self), FALSE);

  if (self->rows == NULL || self->baseline_name == NULL)
    return FALSE;

  rates = heed_corpus_rates_find (self->rows);
  *comparison = (HeedCorpusComparison) {
    self->baseline_name, rates.n_pairs, rates.baseline, rates.now,
    heed_corpus_intervals_get_difference (self->intervals)
  };

  return rates.n_pairs > 0;
}
