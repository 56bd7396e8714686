/* occlusion-sums.c — how well each attention of a model agrees with occlusion, over many pairs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/corpus/occlusion-sums.h"

#include <math.h>

#include "app/core/corpus/corpus-sweep.h"

/* The sum of the agreements of one attention and shift, each weighted by its number of rows. */
typedef struct
{
  double  agreement;
  guint64 n_rows;
} Sum;

struct _HeedOcclusionSums
{
  GArray    *heads;
  HeedSweep *sweep;    /* lists the attentions */
  Sum       *sums;     /* n_sums */
  guint      n_sums;   /* attentions x HEED_SWEEP_SHIFTS */
  guint      n_pairs;
};

/**
 * heed_occlusion_sums_new:
 * @model: a model
 *
 * Returns: (transfer full): empty sums
 */
HeedOcclusionSums *
heed_occlusion_sums_new (HeedModel *model)
{
  HeedOcclusionSums *sums = g_new0 (HeedOcclusionSums, 1);
  guint n_sites;

  sums->heads = heed_link_settings_list_heads (model);
  sums->sweep = heed_sweep_new (model);
  heed_sweep_get_sites (sums->sweep, &n_sites);
  sums->n_sums = n_sites * HEED_SWEEP_SHIFTS;
  sums->sums = g_new0 (Sum, MAX (sums->n_sums, 1));

  return sums;
}

void
heed_occlusion_sums_free (HeedOcclusionSums *sums)
{
  g_array_unref (sums->heads);
  heed_sweep_free (sums->sweep);
  g_free (sums->sums);
  g_free (sums);
}

GArray *
heed_occlusion_sums_get_heads (HeedOcclusionSums *sums)
{
  return sums->heads;
}

/* --- A pair ---------------------------------------------------------------- */

/* Returns n rows of a matrix from first on. */
static HeedMatrix *
dup_rows (const HeedMatrix *matrix,
          guint             first,
          guint             n)
{
  return heed_matrix_new (n, matrix->n_columns,
                          matrix->values + (gsize) first * matrix->n_columns);
}

/* Row t of the evidence belongs to the token that step t emits, row t of the attention to the one
 * that step t - shift emits. */
static void
compare (Sum              *sum,
         const HeedMatrix *attention,
         const HeedMatrix *evidence,
         guint             shift)
{
  guint n = evidence->n_rows - shift;
  g_autoptr(HeedMatrix) looked = dup_rows (attention, shift, n);
  g_autoptr(HeedMatrix) needed = dup_rows (evidence, 0, n);
  double agreement = heed_attention_agreement (looked, needed);

  if (isnan (agreement))
    return;

  sum->agreement += agreement * n;
  sum->n_rows += n;
}

/**
 * heed_occlusion_sums_add:
 * @pair_attention: the attention of all heads
 * @evidence: from heed_occluded_pair_dup_evidence()
 *
 * Cost: sorts each row of each attention
 */
gboolean
heed_occlusion_sums_add (HeedOcclusionSums       *sums,
                         const HeedPairAttention *pair_attention,
                         const HeedMatrix        *evidence)
{
  guint n_sites;
  const HeedAttentionSite *sites = heed_sweep_get_sites (sums->sweep, &n_sites);

  if (pair_attention->n_heads != sums->heads->len || pair_attention->n_steps != evidence->n_rows ||
      pair_attention->n_columns != evidence->n_columns ||
      pair_attention->n_steps < HEED_SWEEP_SHIFTS)
    return FALSE;

  for (guint site = 0; site < n_sites; site++)
    {
      g_autofree float *weights = heed_corpus_sweep_dup_weights (&sites[site], sums->heads);
      g_autoptr(HeedMatrix) tokens = heed_pair_attention_dup_tokens (pair_attention, weights);

      for (guint shift = 0; shift < HEED_SWEEP_SHIFTS; shift++)
        compare (&sums->sums[site * HEED_SWEEP_SHIFTS + shift], tokens, evidence, shift);
    }

  sums->n_pairs++;

  return TRUE;
}

void
heed_occlusion_sums_merge (HeedOcclusionSums       *sums,
                           const HeedOcclusionSums *part)
{
  g_return_if_fail (sums->n_sums == part->n_sums);

  for (guint i = 0; i < sums->n_sums; i++)
    {
      sums->sums[i].agreement += part->sums[i].agreement;
      sums->sums[i].n_rows += part->sums[i].n_rows;
    }

  sums->n_pairs += part->n_pairs;
}

/* --- Results --------------------------------------------------------------- */

guint
heed_occlusion_sums_get_n_pairs (HeedOcclusionSums *sums)
{
  return sums->n_pairs;
}

/* Highest agreement first, unknown ones last; with a stable sort, equal trials keep their order. */
static int
compare_trials (gconstpointer a,
                gconstpointer b,
                gpointer      user_data)
{
  double one = ((const HeedSweepTrial *) a)->agreement;
  double other = ((const HeedSweepTrial *) b)->agreement;

  if (isnan (one) || isnan (other))
    return !!isnan (one) - !!isnan (other);

  return one > other ? -1 : one < other ? 1 : 0;
}

/**
 * heed_occlusion_sums_dup_trials:
 *
 * Returns: (transfer full): of #HeedSweepTrial
 */
GArray *
heed_occlusion_sums_dup_trials (HeedOcclusionSums *sums)
{
  GArray *trials = g_array_new (FALSE, FALSE, sizeof (HeedSweepTrial));
  guint n_sites;
  const HeedAttentionSite *sites = heed_sweep_get_sites (sums->sweep, &n_sites);

  for (guint i = 0; i < sums->n_sums; i++)
    {
      const Sum *sum = &sums->sums[i];
      HeedSweepTrial trial = {
        .site = sites[i / HEED_SWEEP_SHIFTS],
        .links = HEED_LINK_OPTIONS_DEFAULT,
        .agreement = sum->n_rows > 0 ? sum->agreement / (double) sum->n_rows : NAN,
      };

      trial.links.shift = i % HEED_SWEEP_SHIFTS;
      g_array_append_val (trials, trial);
    }

  g_array_sort_with_data (trials, compare_trials, NULL);

  return trials;
}
