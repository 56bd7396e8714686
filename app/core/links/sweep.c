/* sweep.c — finding the attention and the rule that reproduce gold links best
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Of each trial only counts are kept. Trying heads together needs their matrices, which
 * are kept for the first pairs, up to a memory limit.
 */

#include "app/core/links/sweep.h"

#include <string.h>

/* Memory limit for the matrices of heads. */
#define MAX_KEPT_BYTES (256u * 1024 * 1024)

static const HeedLinkOptions rules[] = {
  { HEED_LINK_ARGMAX, 0.5, 0 },
  { HEED_LINK_THRESHOLD, 0.1, 0 },  { HEED_LINK_THRESHOLD, 0.15, 0 },
  { HEED_LINK_THRESHOLD, 0.2, 0 },  { HEED_LINK_THRESHOLD, 0.25, 0 },
  { HEED_LINK_THRESHOLD, 0.3, 0 },  { HEED_LINK_THRESHOLD, 0.35, 0 },
  { HEED_LINK_THRESHOLD, 0.4, 0 },  { HEED_LINK_THRESHOLD, 0.5, 0 },
  { HEED_LINK_RELATIVE, 0.3, 0 },   { HEED_LINK_RELATIVE, 0.4, 0 },
  { HEED_LINK_RELATIVE, 0.5, 0 },   { HEED_LINK_RELATIVE, 0.6, 0 },
  { HEED_LINK_RELATIVE, 0.7, 0 },   { HEED_LINK_RELATIVE, 0.8, 0 },
};

/* A pair with the attention of every site: n_sites x HEED_SWEEP_SHIFTS matrices of n_rows x
 * n_columns. */
typedef struct
{
  HeedAlignment *gold;
  guint          n_rows;
  guint          n_columns;
  float         *values;
} Kept;

struct _HeedSweep
{
  GArray *sites;         /* of HeedAttentionSite: for each layer the mean, then its heads */
  GArray *trials;        /* of HeedSweepTrial: by site, shift, rule */
  GArray *kept;          /* of Kept */
  gsize   kept_bytes;
};

static void
clear_kept (gpointer data)
{
  Kept *kept = data;

  g_clear_pointer (&kept->gold, heed_alignment_unref);
  g_free (kept->values);
}

static HeedSweep *
new_with (GArray *sites)
{
  HeedSweep *sweep = g_new0 (HeedSweep, 1);

  sweep->sites = sites;
  sweep->trials = g_array_new (FALSE, TRUE, sizeof (HeedSweepTrial));
  sweep->kept = g_array_new (FALSE, FALSE, sizeof (Kept));
  g_array_set_clear_func (sweep->kept, clear_kept);

  for (guint i = 0; i < sites->len; i++)
    for (guint shift = 0; shift < HEED_SWEEP_SHIFTS; shift++)
      for (guint rule = 0; rule < G_N_ELEMENTS (rules); rule++)
        {
          HeedSweepTrial trial = { .site = g_array_index (sites, HeedAttentionSite, i),
                               .links = rules[rule] };

          trial.links.shift = shift;
          g_array_append_val (sweep->trials, trial);
        }

  return sweep;
}

/**
 * heed_sweep_new:
 * @model: one with attention
 *
 * Returns: (transfer full): a sweep over all its attentions, with empty counts
 */
HeedSweep *
heed_sweep_new (HeedModel *model)
{
  GArray *sites = g_array_new (FALSE, FALSE, sizeof (HeedAttentionSite));
  int n_layers = (int) heed_model_get_n_layers (model, HEED_ATTENTION_CROSS);

  for (int layer = 0; layer < n_layers; layer++)
    {
      int n_heads = (int) heed_model_get_n_heads (model, HEED_ATTENTION_CROSS, layer);

      for (int head = n_heads > 1 ? HEED_HEAD_MEAN : 0; head < n_heads; head++)
        {
          const HeedAttentionSite site = { HEED_ATTENTION_CROSS, layer, head };

          g_array_append_val (sites, site);
        }
    }

  return new_with (sites);
}

HeedSweep *
heed_sweep_new_part (HeedSweep *sweep)
{
  return new_with (g_array_ref (sweep->sites));
}

void
heed_sweep_free (HeedSweep *sweep)
{
  g_array_unref (sweep->sites);
  g_array_unref (sweep->trials);
  g_array_unref (sweep->kept);
  g_free (sweep);
}

const HeedAttentionSite *
heed_sweep_get_sites (HeedSweep *sweep,
                      guint     *n_sites)
{
  *n_sites = sweep->sites->len;

  return (const HeedAttentionSite *) (gpointer) sweep->sites->data;
}

/* --- Counting -------------------------------------------------------------- */

static void
count_trial (HeedSweepTrial        *trial,
             HeedMatrix            *attention,
             const HeedAlignment   *gold,
             const HeedLinkRegions *gold_regions)
{
  HeedLinkOptions links = trial->links;
  g_autoptr(HeedAlignment) found = NULL;
  g_auto(HeedLinkRegions) regions = { { NULL } };

  links.shift = 0;  /* the rows are shifted already */
  found = attention != NULL ? heed_alignment_from_attention (attention, &links)
                            : heed_alignment_new (NULL, 0);
  heed_alignment_count (&trial->counts, found, gold);
  heed_link_regions_split (&regions, found, attention != NULL ? attention->n_rows : 0);
  heed_link_regions_count (trial->regions, &regions, gold_regions);
}

/* Returns the matrix of a site and shift, n_rows x n_columns. */
static float *
find_values (const Kept *kept,
             guint       site,
             guint       shift)
{
  return kept->values +
         ((gsize) site * HEED_SWEEP_SHIFTS + shift) * kept->n_rows * kept->n_columns;
}

static void
keep (HeedSweep           *sweep,
      HeedMatrix *const   *attention,
      const HeedAlignment *gold)
{
  guint n_matrices = sweep->sites->len * HEED_SWEEP_SHIFTS;
  Kept kept = { .n_rows = attention[0]->n_rows, .n_columns = attention[0]->n_columns };
  gsize n_each = (gsize) kept.n_rows * kept.n_columns;
  gsize n_bytes = n_matrices * n_each * sizeof (float);

  if (sweep->kept_bytes + n_bytes > MAX_KEPT_BYTES)
    return;

  kept.gold = heed_alignment_new (gold->links, gold->n_links);
  kept.values = g_new (float, n_matrices * n_each);
  for (guint i = 0; i < n_matrices; i++)
    memcpy (kept.values + i * n_each, attention[i]->values, n_each * sizeof (float));

  sweep->kept_bytes += n_bytes;
  g_array_append_val (sweep->kept, kept);
}

/**
 * heed_sweep_add:
 * @attention: sites x shifts
 * @gold: the gold links
 *
 * Thread: one sweep belongs to one thread at a time; other threads use parts
 * Cost:   one alignment per trial
 */
void
heed_sweep_add (HeedSweep           *sweep,
                HeedMatrix *const   *attention,
                const HeedAlignment *gold)
{
  g_auto(HeedLinkRegions) regions = { { NULL } };

  heed_link_regions_split (&regions, gold, attention[0] != NULL ? attention[0]->n_rows : 0);
  for (guint i = 0; i < sweep->trials->len; i++)
    count_trial (&g_array_index (sweep->trials, HeedSweepTrial, i),
                 attention[i / G_N_ELEMENTS (rules)], gold, &regions);

  if (sweep->sites->len > 1 && attention[0] != NULL)
    keep (sweep, attention, gold);
}

static void
add_counts (HeedAlignmentCounts       *counts,
            const HeedAlignmentCounts *more)
{
  counts->n_found += more->n_found;
  counts->n_sure += more->n_sure;
  counts->n_found_sure += more->n_found_sure;
  counts->n_found_possible += more->n_found_possible;
}

static void
add_trial (HeedSweepTrial       *trial,
           const HeedSweepTrial *more)
{
  add_counts (&trial->counts, &more->counts);
  for (guint region = 0; region < HEED_N_REGIONS; region++)
    add_counts (&trial->regions[region], &more->regions[region]);
}

void
heed_sweep_merge (HeedSweep *sweep,
                  HeedSweep *part)
{
  for (guint i = 0; i < sweep->trials->len; i++)
    add_trial (&g_array_index (sweep->trials, HeedSweepTrial, i),
               &g_array_index (part->trials, HeedSweepTrial, i));

  for (guint i = 0; i < part->kept->len; i++)
    {
      Kept *kept = &g_array_index (part->kept, Kept, i);
      gsize n_bytes = (gsize) sweep->sites->len * HEED_SWEEP_SHIFTS * kept->n_rows *
                      kept->n_columns * sizeof (float);

      if (sweep->kept_bytes + n_bytes > MAX_KEPT_BYTES)
        continue;

      sweep->kept_bytes += n_bytes;
      g_array_append_val (sweep->kept, *kept);
      *kept = (Kept) { 0 };
    }
}

/* --- The best trials --------------------------------------------------------- */

static double
get_error (const HeedAlignmentCounts *counts)
{
  return heed_alignment_score_counts (counts).error_rate;
}

/* Lowest error first; with a stable sort, equal trials keep their order. */
static int
compare_trials (gconstpointer a,
                gconstpointer b,
                gpointer      user_data)
{
  double one = get_error (&((const HeedSweepTrial *) a)->counts);
  double other = get_error (&((const HeedSweepTrial *) b)->counts);

  return one < other ? -1 : one > other ? 1 : 0;
}

/**
 * heed_sweep_dup_trials:
 *
 * Returns: (transfer full): of #HeedSweepTrial, the lowest alignment error rate first
 */
GArray *
heed_sweep_dup_trials (HeedSweep *sweep)
{
  GArray *trials = g_array_copy (sweep->trials);

  g_array_sort_with_data (trials, compare_trials, NULL);  /* a stable sort */

  return trials;
}

/* --- Heads together -------------------------------------------------------- */

/* The sums of the attention of the heads chosen so far, for each kept pair. */
typedef struct
{
  HeedSweep *sweep;
  guint      shift;
  GPtrArray *sums;    /* of float arrays n_rows x n_columns, one per pair */
  guint      n_heads;
} Mix;

/* Returns the mean of a pair over the chosen heads and one more site, if not G_MAXUINT. */
static HeedMatrix *
dup_mean (const Mix *mix,
          guint      pair,
          guint      with)
{
  const Kept *kept = &g_array_index (mix->sweep->kept, Kept, pair);
  const float *sums = g_ptr_array_index (mix->sums, pair);
  const float *more = with != G_MAXUINT ? find_values (kept, with, mix->shift) : NULL;
  float factor = 1.0f / (float) (mix->n_heads + (more != NULL ? 1 : 0));
  gsize n = (gsize) kept->n_rows * kept->n_columns;
  g_autofree float *values = g_new (float, MAX (n, 1));

  for (gsize i = 0; i < n; i++)
    values[i] = factor * (sums[i] + (more != NULL ? more[i] : 0.0f));

  return heed_matrix_new (kept->n_rows, kept->n_columns, values);
}

/* Finds the rule with the lowest error for that mean. */
static void
find_rule (const Mix           *mix,
           guint                with,
           HeedLinkOptions     *rule,
           HeedAlignmentCounts *counts)
{
  HeedAlignmentCounts all[G_N_ELEMENTS (rules)] = { 0 };
  guint best = 0;

  for (guint pair = 0; pair < mix->sums->len; pair++)
    {
      g_autoptr(HeedMatrix) mean = dup_mean (mix, pair, with);

      for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
        {
          g_autoptr(HeedAlignment) found = heed_alignment_from_attention (mean, &rules[i]);

          heed_alignment_count (&all[i], found,
                                g_array_index (mix->sweep->kept, Kept, pair).gold);
        }
    }

  for (guint i = 1; i < G_N_ELEMENTS (rules); i++)
    if (get_error (&all[i]) < get_error (&all[best]))
      best = i;

  *rule = rules[best];
  *counts = all[best];
}

static void
take_in (Mix          *mix,
         guint         site,
         HeedSweepSet *set)
{
  for (guint i = 0; i < mix->sums->len; i++)
    {
      const Kept *kept = &g_array_index (mix->sweep->kept, Kept, i);
      const float *values = find_values (kept, site, mix->shift);
      float *sums = g_ptr_array_index (mix->sums, i);

      for (gsize j = 0; j < (gsize) kept->n_rows * kept->n_columns; j++)
        sums[j] += values[j];
    }

  mix->n_heads++;
  g_array_append_val (set->heads, g_array_index (mix->sweep->sites, HeedAttentionSite, site));
}

static gboolean
is_taken (const HeedSweepSet      *set,
          const HeedAttentionSite *site)
{
  for (guint i = 0; i < set->heads->len; i++)
    {
      const HeedAttentionSite *taken = &g_array_index (set->heads, HeedAttentionSite, i);

      if (taken->layer == site->layer && taken->head == site->head)
        return TRUE;
    }

  return site->head == HEED_HEAD_MEAN;
}

/* Adds the head that, with its best rule, lowers the error most; FALSE if none does. */
static gboolean
grow (Mix          *mix,
      HeedSweepSet *set)
{
  guint best = G_MAXUINT;

  for (guint i = 0; i < mix->sweep->sites->len; i++)
    {
      HeedLinkOptions rule;
      HeedAlignmentCounts counts;

      if (is_taken (set, &g_array_index (mix->sweep->sites, HeedAttentionSite, i)))
        continue;

      find_rule (mix, i, &rule, &counts);
      if (get_error (&counts) < get_error (&set->counts))
        {
          best = i;
          set->links = rule;
          set->counts = counts;
        }
    }

  if (best == G_MAXUINT)
    return FALSE;

  take_in (mix, best, set);

  return TRUE;
}

/* Returns the best trial with a single head instead of a mean; NULL if there is none. */
static const HeedSweepTrial *
find_best_head (GArray *trials)
{
  for (guint i = 0; i < trials->len; i++)
    if (g_array_index (trials, HeedSweepTrial, i).site.head != HEED_HEAD_MEAN)
      return &g_array_index (trials, HeedSweepTrial, i);

  return NULL;
}

static guint
find_site (HeedSweep               *sweep,
           const HeedAttentionSite *site)
{
  for (guint i = 0; i < sweep->sites->len; i++)
    {
      const HeedAttentionSite *one = &g_array_index (sweep->sites, HeedAttentionSite, i);

      if (one->layer == site->layer && one->head == site->head)
        return i;
    }

  g_return_val_if_reached (0);
}

/**
 * heed_sweep_find_set:
 * @set: (out): the heads; the caller owns its array
 *
 * Cost: for every head added, one alignment for each other head, rule and kept pair
 *
 * Returns: whether there are several heads, and pairs to try them on
 */
gboolean
heed_sweep_find_set (HeedSweep    *sweep,
                     HeedSweepSet *set)
{
  g_autoptr(GArray) trials = heed_sweep_dup_trials (sweep);
  const HeedSweepTrial *first = find_best_head (trials);
  Mix mix = { .sweep = sweep };
  guint shift;

  if (first == NULL || sweep->kept->len == 0)
    return FALSE;

  shift = first->links.shift;
  mix.shift = shift;
  mix.sums = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < sweep->kept->len; i++)
    {
      const Kept *kept = &g_array_index (sweep->kept, Kept, i);

      g_ptr_array_add (mix.sums, g_new0 (float, MAX ((gsize) kept->n_rows * kept->n_columns, 1)));
    }

  *set = (HeedSweepSet) {
    .heads = g_array_new (FALSE, FALSE, sizeof (HeedAttentionSite)),
    .n_pairs = sweep->kept->len,
  };
  take_in (&mix, find_site (sweep, &first->site), set);
  find_rule (&mix, G_MAXUINT, &set->links, &set->counts);
  while (grow (&mix, set))
    continue;
  set->links.shift = shift;

  g_ptr_array_unref (mix.sums);

  return TRUE;
}

HeedSweep *
heed_sweep_new_of (GArray *sites)
{
  return new_with (sites);
}
