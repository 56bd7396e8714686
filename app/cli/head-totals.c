/* head-totals.c — what each head of a model does over the pairs of a corpus, for its totals
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The attention of all heads is read apart from the one that links are read from, which may be
 * only one of them. This takes no product with the output layer, and few pairs at once, since
 * the heads of a large model need much memory.
 */

#include "app/cli/head-totals.h"

#include <math.h>

#include "app/cli/error.h"
#include "app/core/corpus/link-settings.h"

#define PAIRS_AT_ONCE 64

/**
 * heed_head_totals_new:
 * @model: a model
 * @links: how links are read from each head
 * @given: how gold links are parsed; must outlive the totals
 *
 * Errors: %HEED_ERROR_UNSUPPORTED
 *
 * Returns: (transfer full): empty sums of all heads of @model, or %NULL
 */
HeedHeadTotals *
heed_head_totals_new (HeedModel              *model,
                      const HeedLinkOptions  *links,
                      const HeedPairOptions  *given,
                      GError                **error)
{
  g_autoptr(GArray) sites = heed_link_settings_list_heads (model);
  HeedHeadTotals *totals;

  if (sites->len == 0)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "--each-head: expected a model with attention, found %s without",
                   heed_model_get_info (model)->name);
      return NULL;
    }

  totals = g_new (HeedHeadTotals, 1);
  *totals = (HeedHeadTotals) {
    .model = heed_model_ref (model),
    .links = { .options = *links },
    .given = given,
    .sums = heed_head_sums_new (sites->len),
    .sites = g_array_ref (sites),
  };

  return totals;
}

void
heed_head_totals_free (HeedHeadTotals *totals)
{
  heed_head_sums_free (totals->sums);
  g_array_unref (totals->sites);
  heed_model_unref (totals->model);
  g_free (totals);
}

/* --- A block --------------------------------------------------------------- */

static void
measure_some (HeedHeadSums         *sums,
              const HeedHeadTotals *totals,
              const HeedInputPair  *given,
              HeedPairLine *const  *pairs,
              guint                 n_pairs)
{
  const HeedForcedOptions options = { (const HeedAttentionSite *) (gpointer) totals->sites->data,
                                      totals->sites->len, FALSE };
  HeedForced forced[PAIRS_AT_ONCE];
  HeedPairAttention attention[PAIRS_AT_ONCE];

  heed_forced_read_attention (forced, totals->model, given, n_pairs, &options, attention);

  for (guint i = 0; i < n_pairs; i++)
    {
      g_autoptr(HeedAlignment) gold = NULL;

      if (pairs[i]->gold != NULL)
        gold = heed_pair_options_parse_gold (totals->given, pairs[i], NULL);
      if (pairs[i]->problem == NULL && forced[i].problem == NULL)
        heed_head_sums_add (sums, &attention[i], &totals->links, gold);
      heed_pair_attention_clear (&attention[i]);
      heed_forced_clear (&forced[i]);
    }
}

/**
 * heed_head_totals_measure:
 * @given: n_pairs
 * @pairs: the same pairs as lines, with their gold links and problems
 *
 * Thread: any
 *
 * Returns: (transfer full): the sums
 */
HeedHeadSums *
heed_head_totals_measure (const HeedHeadTotals *totals,
                          const HeedInputPair  *given,
                          HeedPairLine *const  *pairs,
                          guint                 n_pairs)
{
  HeedHeadSums *sums = heed_head_sums_new (totals->sites->len);

  for (guint first = 0; first < n_pairs; first += PAIRS_AT_ONCE)
    measure_some (sums, totals, given + first, pairs + first,
                  MIN (n_pairs - first, PAIRS_AT_ONCE));

  return sums;
}

/* --- Output ---------------------------------------------------------------- */

static void
add_twin (const HeedHeadTotals *totals,
          HeedJsonWriter       *json,
          const HeedCorpusHead *head)
{
  const HeedAttentionSite *twin = &g_array_index (totals->sites, HeedAttentionSite, head->twin);

  if (isnan (head->twin_share))
    return;

  heed_json_writer_begin_array (json, "most_like");
  heed_json_writer_add_number (json, NULL, twin->layer);
  heed_json_writer_add_number (json, NULL, twin->head);
  heed_json_writer_end_array (json);
  heed_json_writer_add_number (json, "most_like_share", head->twin_share);
}

static void
add_score (HeedJsonWriter            *json,
           const HeedAlignmentCounts *counts)
{
  const HeedAlignmentScore score = heed_alignment_score_counts (counts);

  heed_json_writer_add_number (json, "aer", score.error_rate);
  heed_json_writer_add_number (json, "precision", score.precision);
  heed_json_writer_add_number (json, "recall", score.recall);
  heed_json_writer_add_number (json, "f", score.f_measure);
}

/* A number that is undefined is null, as everywhere. */
static void
add_head (const HeedHeadTotals *totals,
          HeedJsonWriter       *json,
          const HeedCorpusHead *head)
{
  const HeedAttentionSite *site = &g_array_index (totals->sites, HeedAttentionSite, head->i);

  heed_json_writer_begin_object (json, NULL);
  heed_json_writer_add_number (json, "layer", site->layer);
  heed_json_writer_add_number (json, "head", site->head);
  heed_json_writer_add_number (json, "entropy", head->entropy);
  heed_json_writer_add_number (json, "diagonality", head->diagonality);
  heed_json_writer_add_number (json, "end_mass", head->end_mass);
  heed_json_writer_add_number (json, "stop_mass", head->stop_mass);
  heed_json_writer_add_number (json, "agreement", head->agreement);
  add_twin (totals, json, head);
  if (head->n_gold > 0)
    add_score (json, &head->counts);
  heed_json_writer_end_object (json);
}

void
heed_head_totals_write (const HeedHeadTotals *totals,
                        HeedJsonWriter       *json)
{
  g_autoptr(GArray) heads = heed_head_sums_dup_heads (totals->sums);

  heed_json_writer_begin_array (json, "heads");
  for (guint i = 0; i < heads->len; i++)
    add_head (totals, json, &g_array_index (heads, HeedCorpusHead, i));
  heed_json_writer_end_array (json);
}
