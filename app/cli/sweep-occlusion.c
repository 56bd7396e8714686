/* sweep-occlusion.c — compares the attentions of a model with occlusion, for heed-cli sweep
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/sweep-occlusion.h"

#include "app/cli/error.h"
#include "app/core/corpus/occluded-pair.h"
#include "app/core/translation/forced.h"

/* Removes each source token in turn. Returns NULL if it was interrupted or cannot go on. */
static HeedMatrix *
occlude (HeedModel          *model,
         const HeedPairLine *line,
         GCancellable       *cancellable)
{
  const HeedCorpusPair texts = { line->source, line->target };
  g_auto(HeedOccludedPair) pair = { 0 };

  if (!heed_occluded_pair_begin (&pair, model, &texts))
    return NULL;

  while (heed_occluded_pair_work (&pair))
    if (g_cancellable_is_cancelled (cancellable))
      return NULL;

  return heed_occluded_pair_dup_evidence (&pair);
}

static void
add_pair (HeedOcclusionSums *sums,
          HeedModel         *model,
          HeedPairLine      *line,
          GCancellable      *cancellable)
{
  const GArray *heads = heed_occlusion_sums_get_heads (sums);
  const HeedForcedOptions options = { (const HeedAttentionSite *) (gpointer) heads->data,
                                      heads->len, FALSE };
  const HeedInputPair given = { { HEED_SIDE_SOURCE, HEED_INPUT_TEXT, FALSE, line->source },
                                { HEED_SIDE_TARGET, HEED_INPUT_TEXT, FALSE, line->target } };
  HeedForced forced;
  g_auto(HeedPairAttention) attention = { 0 };
  g_autoptr(HeedMatrix) evidence = NULL;

  heed_forced_read_attention (&forced, model, &given, 1, &options, &attention);
  if (forced.problem != NULL)
    line->problem = g_steal_pointer (&forced.problem);
  else
    evidence = occlude (model, line, cancellable);

  if (evidence != NULL)
    heed_occlusion_sums_add (sums, &attention, evidence);
  else if (line->problem == NULL)
    g_set_error (&line->problem, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA,
                 "source: expected tokens that can be left out, found some that cannot");
  heed_forced_clear (&forced);
}

/**
 * heed_sweep_occlude_block:
 * @cancellable: ends the work between two readings
 *
 * Thread: any
 * Cost:   one reading of each pair for each of its source tokens
 *
 * Returns: (transfer full): the sums, or %NULL
 */
HeedOcclusionSums *
heed_sweep_occlude_block (HeedPairBlock *block,
                          HeedModel     *model,
                          GCancellable  *cancellable)
{
  g_autoptr(HeedOcclusionSums) sums = heed_occlusion_sums_new (model);

  for (guint i = 0; i < block->n_pairs; i++)
    {
      if (g_cancellable_is_cancelled (cancellable))
        return NULL;

      if (block->pairs[i].problem == NULL)
        add_pair (sums, model, &block->pairs[i], cancellable);
    }

  return g_cancellable_is_cancelled (cancellable) ? NULL : g_steal_pointer (&sums);
}
