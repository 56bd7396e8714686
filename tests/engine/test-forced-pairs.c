/* test-forced-pairs.c — many pairs at once: problems and results stay with their pair
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * That the numbers are those of forced sessions, test-every-model.c holds every model to.
 *
 * Covers: engine/networks/forced-pass.c, engine/networks/gate-tables.c
 */

#include <math.h>

#include "tests/engine/compare.h"
#include "tests/engine/tiny-model.h"

#define N_PAIRS  200   /* more than fit into one batch */
#define N_MOST   12

typedef struct {
  guint32         source[N_PAIRS][N_MOST];
  guint32         target[N_PAIRS][N_MOST];
  HeedForcedPair  pairs[N_PAIRS];
} Many;

/* The lengths are in no particular order. */
static void
many_init (Many *many)
{
  for (guint i = 0; i < N_PAIRS; i++)
    {
      guint n_source = 1 + (i * 7) % N_MOST;
      guint n_target = (i * 5) % N_MOST;

      for (guint j = 0; j < N_MOST; j++)
        {
          many->source[i][j] = 4 + (i + 3 * j) % (TINY_SOURCE_VOCABULARY - 4);
          many->target[i][j] = 4 + (2 * i + j) % (TINY_TARGET_VOCABULARY - 4);
        }
      many->pairs[i] = (HeedForcedPair) { many->source[i], n_source, many->target[i], n_target };
    }
}

static HeedModel *
new_model (void)
{
  const HeedDescription description = tiny_description ();

  return tiny_model_new (&description, 5);
}

static const HeedAttentionSite mean = { HEED_ATTENTION_CROSS, 0, HEED_HEAD_MEAN };

static void
assert_same_reading (const HeedForcedReading *found,
                     const HeedForcedReading *expected)
{
  g_assert_no_error (found->problem);
  g_assert_cmpuint (found->n_steps, ==, expected->n_steps);
  g_assert_cmpuint (found->n_source, ==, expected->n_source);

  for (guint t = 0; t < found->n_steps; t++)
    assert_close (found->log_probs[t], expected->log_probs[t], 1e-5, "log-probability");
  for (gsize i = 0; i < (gsize) found->n_steps * found->n_source; i++)
    assert_close (found->attention[0]->values[i], expected->attention[0]->values[i], 1e-5,
                  "weight");
}

static void
test_company_changes_nothing (void)
{
  g_autoptr(HeedModel) model = new_model ();
  const HeedForcedOptions options = { &mean, 1, TRUE };
  g_autofree Many *many = g_new (Many, 1);
  HeedForcedReading *together;

  many_init (many);
  together = heed_force_pairs (model, many->pairs, N_PAIRS, &options);
  for (guint i = 0; i < N_PAIRS; i++)
    {
      HeedForcedReading *alone = heed_force_pairs (model, &many->pairs[i], 1, &options);

      assert_same_reading (&together[i], alone);
      heed_forced_readings_free (alone, 1);
    }

  heed_forced_readings_free (together, N_PAIRS);
}

static void
test_a_wrong_pair_leaves_the_others (void)
{
  g_autoptr(HeedModel) model = new_model ();
  const HeedForcedOptions options = { &mean, 1, TRUE };
  g_autofree Many *many = g_new (Many, 1);
  HeedForcedReading *right, *wrong;

  many_init (many);
  many->source[3][0] = TINY_SOURCE_VOCABULARY - 1;
  right = heed_force_pairs (model, many->pairs, 9, &options);
  many->source[3][0] = TINY_SOURCE_VOCABULARY;
  many->target[5][0] = TINY_TARGET_VOCABULARY;
  wrong = heed_force_pairs (model, many->pairs, 9, &options);

  g_assert_error (wrong[3].problem, HEED_ERROR, HEED_ERROR_VOCABULARY);
  g_assert_cmpstr (wrong[3].problem->message, ==,
                   "source token 0: expected an id below 11, found 11");
  g_assert_error (wrong[5].problem, HEED_ERROR, HEED_ERROR_VOCABULARY);
  g_assert_cmpstr (wrong[5].problem->message, ==,
                   "target token 0: expected an id below 13, found 13");
  for (guint i = 0; i < 9; i++)
    if (i != 3 && i != 5)
      assert_same_reading (&wrong[i], &right[i]);

  heed_forced_readings_free (right, 9);
  heed_forced_readings_free (wrong, 9);
}

static void
test_a_source_may_be_too_long (void)
{
  g_autoptr(HeedModel) model = new_model ();
  const HeedForcedOptions options = { &mean, 1, FALSE };
  g_autofree Many *many = g_new (Many, 1);
  HeedForcedReading *readings;

  many_init (many);
  heed_model_set_max_source_length (model, many->pairs[1].n_source - 1);
  readings = heed_force_pairs (model, many->pairs, 2, &options);
  g_assert_no_error (readings[0].problem);
  g_assert_error (readings[1].problem, HEED_ERROR, HEED_ERROR_TOO_LARGE);
  heed_forced_readings_free (readings, 2);
}

/* The longest target is that of the longest translation of a session: 2 * 12 + 20 steps. */
static void
test_a_target_may_be_too_long (void)
{
  g_autoptr(HeedModel) model = new_model ();
  const HeedForcedOptions options = { &mean, 1, TRUE };
  guint32 ids[44];
  const HeedForcedPair pairs[] = { { ids, 3, ids, 43 }, { ids, 3, ids, 44 }, { ids, 3, ids, 2 } };
  HeedForcedReading *readings;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    ids[i] = 5;

  heed_model_set_max_source_length (model, 12);
  readings = heed_force_pairs (model, pairs, G_N_ELEMENTS (pairs), &options);
  g_assert_no_error (readings[0].problem);
  g_assert_cmpuint (readings[0].n_steps, ==, 44);
  g_assert_error (readings[1].problem, HEED_ERROR, HEED_ERROR_TOO_LARGE);
  g_assert_cmpstr (readings[1].problem->message, ==,
                   "target: expected at most 43 tokens, found 44");
  g_assert_no_error (readings[2].problem);
  heed_forced_readings_free (readings, G_N_ELEMENTS (pairs));
}

static void
test_scores_are_for_whoever_wants_them (void)
{
  g_autoptr(HeedModel) model = new_model ();
  const HeedForcedOptions options = { NULL, 0, FALSE };
  g_autofree Many *many = g_new (Many, 1);
  HeedForcedReading *readings;

  many_init (many);
  readings = heed_force_pairs (model, many->pairs, 1, &options);
  g_assert_null (readings[0].log_probs);
  g_assert_null (readings[0].entropies);
  g_assert_cmpuint (readings[0].n_sites, ==, 0);
  g_assert_cmpuint (readings[0].n_steps, ==, many->pairs[0].n_target + 1);
  heed_forced_readings_free (readings, 1);
}

static void
test_no_pairs_are_no_readings (void)
{
  g_autoptr(HeedModel) model = new_model ();
  const HeedForcedOptions options = { &mean, 1, TRUE };

  heed_forced_readings_free (heed_force_pairs (model, NULL, 0, &options), 0);
}

/* A NaN is reported as a problem of its pair, not as an attention. */
static void
test_numbers_are_finite (void)
{
  g_autoptr(HeedModel) model = new_model ();
  const HeedForcedOptions options = { &mean, 1, FALSE };
  g_autofree Many *many = g_new (Many, 1);
  HeedTensor *embedding = heed_model_get_network (model)->recurrent.source_embedding;
  HeedForcedReading *readings;

  many_init (many);
  heed_tensor_row (embedding, many->pairs[1].source[0])[0] = NAN;
  many->pairs[0].n_source = 0;
  readings = heed_force_pairs (model, many->pairs, 2, &options);
  g_assert_no_error (readings[0].problem);
  g_assert_error (readings[1].problem, HEED_ERROR, HEED_ERROR_NOT_FINITE);
  heed_forced_readings_free (readings, 2);
}

/* The output layer may overflow although the decoder does not. An entropy that is NaN is not 0,
 * which would be certainty. */
static void
test_scores_are_finite (void)
{
  g_autoptr(HeedModel) model = new_model ();
  const HeedForcedOptions options = { &mean, 1, TRUE };
  const HeedForcedOptions without = { &mean, 1, FALSE };
  g_autofree Many *many = g_new (Many, 1);
  HeedTensor *output = heed_model_get_network (model)->recurrent.output_weight;
  HeedForcedReading *readings, *attention;

  many_init (many);
  for (guint token = 0; token < output->n_rows; token++)
    for (guint i = 0; i < output->n_columns; i++)
      heed_tensor_row (output, token)[i] = (token >> i % 4 & 1) != 0 ? G_MAXFLOAT : -G_MAXFLOAT;

  readings = heed_force_pairs (model, many->pairs, 2, &options);
  attention = heed_force_pairs (model, many->pairs, 2, &without);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_error (readings[i].problem, HEED_ERROR, HEED_ERROR_NOT_FINITE);
      g_assert_true (g_str_has_prefix (readings[i].problem->message, "output layer: "));
      g_assert_null (readings[i].log_probs);
      g_assert_no_error (attention[i].problem);
    }
  heed_forced_readings_free (readings, 2);
  heed_forced_readings_free (attention, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/forced-pairs/company-changes-nothing", test_company_changes_nothing);
  g_test_add_func ("/engine/forced-pairs/a-wrong-pair-leaves-the-others",
                   test_a_wrong_pair_leaves_the_others);
  g_test_add_func ("/engine/forced-pairs/a-source-may-be-too-long",
                   test_a_source_may_be_too_long);
  g_test_add_func ("/engine/forced-pairs/a-target-may-be-too-long",
                   test_a_target_may_be_too_long);
  g_test_add_func ("/engine/forced-pairs/scores-are-for-whoever-wants-them",
                   test_scores_are_for_whoever_wants_them);
  g_test_add_func ("/engine/forced-pairs/no-pairs-are-no-readings",
                   test_no_pairs_are_no_readings);
  g_test_add_func ("/engine/forced-pairs/numbers-are-finite", test_numbers_are_finite);
  g_test_add_func ("/engine/forced-pairs/scores-are-finite", test_scores_are_finite);

  return g_test_run ();
}
