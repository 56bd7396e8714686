/* test-sweep.c — every trial is measured as it would be alone, and heads are added while it helps
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/core/links/link-regions.c
 */

#include "app/core/links/sweep.h"

#define N_PAIRS 3
#define N_SIDE  4

static HeedModel *
new_model (void)
{
  g_autofree char *path =
    g_build_filename (g_getenv ("HEED_MODELS"), "en-fr-transformer.safetensors", NULL);
  g_autoptr(GError) error = NULL;
  HeedModel *model = heed_model_load (path, NULL, &error);

  g_assert_no_error (error);

  return model;
}

static HeedAlignment *
diagonal (void)
{
  HeedLink links[N_SIDE];

  for (guint i = 0; i < N_SIDE; i++)
    links[i] = (HeedLink) { i, i, FALSE };

  return heed_alignment_new (links, N_SIDE);
}

/* Rows with a small weight everywhere and most of it on one column; more on it if it is right. */
static HeedMatrix *
looking_at (const guint columns[N_SIDE])
{
  float values[N_SIDE * N_SIDE];

  for (guint i = 0; i < N_SIDE * N_SIDE; i++)
    {
      guint row = i / N_SIDE;
      gboolean is_right = columns[row] == row;

      if (i % N_SIDE == columns[row])
        values[i] = is_right ? 0.7f : 0.4f;
      else
        values[i] = is_right ? 0.1f : 0.2f;
    }

  return heed_matrix_new (N_SIDE, N_SIDE, values);
}

/* Head 1 of the first layer is right in the first half of a sentence, head 2 of the last layer
 * in the second half; the other rows are wrong, each head in a different way. */
static const guint *
choose_columns (const HeedAttentionSite *site)
{
  static const guint early[] = { 0, 1, 2, 0 }, late[] = { 3, 1, 2, 3 }, wrong[] = { 3, 3, 0, 0 };

  return site->layer == 0 && site->head == 1   ? early
         : site->layer == 1 && site->head == 2 ? late
                                               : wrong;
}

static void
add_pair (HeedSweep *sweep)
{
  g_autoptr(HeedAlignment) gold = diagonal ();
  g_autoptr(GPtrArray) attention =
    g_ptr_array_new_with_free_func ((GDestroyNotify) heed_matrix_unref);
  guint n_sites;
  const HeedAttentionSite *sites = heed_sweep_get_sites (sweep, &n_sites);

  for (guint i = 0; i < n_sites; i++)
    for (guint shift = 0; shift < HEED_SWEEP_SHIFTS; shift++)
      g_ptr_array_add (attention, looking_at (choose_columns (&sites[i])));

  heed_sweep_add (sweep, (HeedMatrix *const *) attention->pdata, gold);
}

static void
test_trials_are_counted_as_if_alone (void)
{
  g_autoptr(HeedModel) model = new_model ();
  g_autoptr(HeedSweep) sweep = heed_sweep_new (model);
  g_autoptr(HeedAlignment) gold = diagonal ();
  g_autoptr(GArray) trials = NULL;
  double last = 0.0;

  add_pair (sweep);
  trials = heed_sweep_dup_trials (sweep);
  for (guint i = 0; i < trials->len; i++)
    {
      const HeedSweepTrial *trial = &g_array_index (trials, HeedSweepTrial, i);
      g_autoptr(HeedMatrix) attention = looking_at (choose_columns (&trial->site));
      HeedLinkOptions rule = trial->links;
      g_autoptr(HeedAlignment) found = NULL;

      rule.shift = 0;
      found = heed_alignment_from_attention (attention, &rule);
      g_assert_cmpfloat (heed_alignment_score_counts (&trial->counts).error_rate, ==,
                         heed_alignment_score (found, gold).error_rate);
      g_assert_cmpfloat (heed_alignment_score_counts (&trial->counts).error_rate, >=, last);
      last = heed_alignment_score_counts (&trial->counts).error_rate;
    }
}

static void
test_parts_are_the_whole (void)
{
  g_autoptr(HeedModel) model = new_model ();
  g_autoptr(HeedSweep) whole = heed_sweep_new (model);
  g_autoptr(HeedSweep) sum = heed_sweep_new (model);
  g_autoptr(GArray) trials = NULL;
  g_autoptr(GArray) sums = NULL;
  HeedSweepSet set, other;

  for (guint i = 0; i < N_PAIRS; i++)
    {
      g_autoptr(HeedSweep) part = heed_sweep_new_part (whole);

      add_pair (whole);
      add_pair (part);
      heed_sweep_merge (sum, part);
    }

  trials = heed_sweep_dup_trials (whole);
  sums = heed_sweep_dup_trials (sum);
  g_assert_cmpmem (trials->data, trials->len * sizeof (HeedSweepTrial), sums->data,
                   sums->len * sizeof (HeedSweepTrial));

  g_assert_true (heed_sweep_find_set (whole, &set));
  g_assert_true (heed_sweep_find_set (sum, &other));
  g_assert_cmpuint (other.n_pairs, ==, N_PAIRS);
  g_assert_cmpmem (set.heads->data, set.heads->len * sizeof (HeedAttentionSite),
                   other.heads->data, other.heads->len * sizeof (HeedAttentionSite));
  g_array_unref (set.heads);
  g_array_unref (other.heads);
}

static void
test_two_heads_know_more_than_one (void)
{
  g_autoptr(HeedModel) model = new_model ();
  g_autoptr(HeedSweep) sweep = heed_sweep_new (model);
  g_autoptr(GArray) trials = NULL;
  HeedSweepSet set;

  add_pair (sweep);
  trials = heed_sweep_dup_trials (sweep);
  g_assert_cmpfloat (
    heed_alignment_score_counts (&g_array_index (trials, HeedSweepTrial, 0).counts).error_rate, >,
    0.1);

  g_assert_true (heed_sweep_find_set (sweep, &set));
  g_assert_cmpuint (set.heads->len, ==, 2);
  g_assert_cmpfloat (heed_alignment_score_counts (&set.counts).error_rate, <, 1e-12);
  g_array_unref (set.heads);
}

static double
get_error (const HeedAlignmentCounts *counts)
{
  return heed_alignment_score_counts (counts).error_rate;
}

/* The thirds add up to the whole, and show a head that gets worse towards the end. */
static void
test_thirds_are_the_whole (void)
{
  g_autoptr(HeedModel) model = new_model ();
  g_autoptr(HeedSweep) sweep = heed_sweep_new (model);
  g_autoptr(HeedSweep) part = heed_sweep_new_part (sweep);
  g_autoptr(GArray) trials = NULL;
  guint n_early = 0;

  add_pair (sweep);
  add_pair (part);
  heed_sweep_merge (sweep, part);
  trials = heed_sweep_dup_trials (sweep);
  for (guint i = 0; i < trials->len; i++)
    {
      const HeedSweepTrial *trial = &g_array_index (trials, HeedSweepTrial, i);
      HeedAlignmentCounts sum = { 0 };

      for (guint region = 0; region < HEED_N_REGIONS; region++)
        {
          sum.n_found += trial->regions[region].n_found;
          sum.n_sure += trial->regions[region].n_sure;
          sum.n_found_sure += trial->regions[region].n_found_sure;
          sum.n_found_possible += trial->regions[region].n_found_possible;
        }

      g_assert_cmpmem (&sum, sizeof sum, &trial->counts, sizeof trial->counts);
      if (trial->site.layer != 0 || trial->site.head != 1 || trial->links.rule != HEED_LINK_ARGMAX)
        continue;

      n_early++;
      g_assert_cmpfloat (get_error (&trial->regions[HEED_REGION_BEGINNING]), ==, 0.0);
      g_assert_cmpfloat (get_error (&trial->regions[HEED_REGION_MIDDLE]), ==, 0.0);
      g_assert_cmpfloat (get_error (&trial->regions[HEED_REGION_END]), ==, 1.0);
    }

  g_assert_cmpuint (n_early, ==, HEED_SWEEP_SHIFTS);
  g_assert_cmpuint (heed_region_of (0, 1), ==, HEED_REGION_BEGINNING);
  g_assert_cmpuint (heed_region_of (9, 3), ==, HEED_REGION_END);
}

static void
test_nothing_counted_is_no_set (void)
{
  g_autoptr(HeedModel) model = new_model ();
  g_autoptr(HeedSweep) sweep = heed_sweep_new (model);
  HeedSweepSet set;

  g_assert_false (heed_sweep_find_set (sweep, &set));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/sweep/trials-are-counted-as-if-alone",
                   test_trials_are_counted_as_if_alone);
  g_test_add_func ("/app/sweep/parts-are-the-whole", test_parts_are_the_whole);
  g_test_add_func ("/app/sweep/two-heads-know-more-than-one", test_two_heads_know_more_than_one);
  g_test_add_func ("/app/sweep/thirds-are-the-whole", test_thirds_are_the_whole);
  g_test_add_func ("/app/sweep/nothing-counted-is-no-set", test_nothing_counted_is_no_set);

  return g_test_run ();
}
