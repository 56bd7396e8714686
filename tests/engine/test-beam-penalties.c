/* test-beam-penalties.c — the score of a hypothesis is as the papers define it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "tests/engine/beams.h"
#include "tests/engine/compare.h"
#include "tests/engine/steps.h"
#include "tests/engine/tiny-model.h"

static HeedSession *
start_tiny (HeedModel *model)
{
  HeedSession *session = steps_start (model, (guint32[]) { 4, 9, 6 }, 3);

  heed_session_set_max_length (session, 12);

  return session;
}

static double
sum_path (const HeedBeamNode *node)
{
  double sum = 0.0;

  for (; node->parent != NULL; node = node->parent)
    sum += node->log_prob;

  return sum;
}

static void
test_beam_penalties_gnmt_divides_by_their_length (void)
{
  HeedDescription d = tiny_description ();
  g_autoptr(HeedModel) model = tiny_model_new (&d, 5);
  g_autoptr(HeedSession) session = start_tiny (model);
  g_autoptr(HeedBeam) beam = beams_run (session, &(HeedBeamOptions) {
    .width = 4, .length_rule = HEED_LENGTH_GNMT, .length_penalty = 0.6, .keep_pruned = TRUE });
  g_autoptr(HeedBeamTree) tree = heed_beam_dup_tree (beam);

  for (guint i = 1; i < tree->n_nodes; i++)
    assert_close (tree->root[i].score,
                  sum_path (&tree->root[i]) /
                    pow ((5.0 + beams_get_depth (&tree->root[i])) / 6.0, 0.6),
                  1e-9, "score");
}

/* Computes the coverage penalty by its definition, from the steps on the path to a node. The first
 * n steps were taken before the beam began. */
static double
penalise_path (const HeedBeamNode *last,
               HeedSession        *before,
               double              beta)
{
  double coverage[4] = { 0.0 };
  double penalty = 0.0;
  guint n_keys;

  for (guint t = 0; t < heed_session_get_n_steps (before); t++)
    for (guint key = 0; key < 3; key++)
      coverage[key] += heed_step_attention (heed_session_get_step (before, t), CROSS, &n_keys)[key];
  for (const HeedBeamNode *node = last; node->parent != NULL; node = node->parent)
    for (guint key = 0; key < 3; key++)
      coverage[key] += heed_step_attention (node->step, CROSS, &n_keys)[key];

  for (guint key = 0; key < 3; key++)
    penalty += log (MIN (coverage[key], 1.0));

  return beta * penalty;
}

static void
test_beam_penalties_coverage_counts_every_step (void)
{
  HeedDescription d = tiny_description ();

  for (d.n_heads = 1; d.n_heads <= 4; d.n_heads *= 4)
    {
      g_autoptr(HeedModel) model = NULL;
      g_autoptr(HeedSession) session = NULL;
      g_autoptr(HeedBeam) beam = NULL;
      g_autoptr(HeedBeamTree) tree = NULL;

      d.score = d.n_heads > 1 ? HEED_SCORE_MULTI_HEAD : HEED_SCORE_ADDITIVE;
      model = tiny_model_new (&d, 5);
      session = start_tiny (model);
      steps_take (session, 2);
      beam = beams_run (session, &(HeedBeamOptions) { .width = 4,
                                                      .length_penalty = 1.0,
                                                      .coverage_penalty = 0.3,
                                                      .keep_pruned = TRUE });
      tree = heed_beam_dup_tree (beam);

      for (guint i = 1; i < tree->n_nodes; i++)
        assert_close (tree->root[i].score,
                      sum_path (&tree->root[i]) / beams_get_depth (&tree->root[i]) +
                        penalise_path (&tree->root[i], session, 0.3),
                      1e-5, "score");
    }
}

/* The best hypothesis has the highest full score of all that finished. */
static void
test_beam_penalties_best_has_the_best_score (void)
{
  HeedDescription d = tiny_description ();
  guint n_changed = 0;

  for (guint64 seed = 0; seed < 20; seed++)
    {
      g_autoptr(HeedModel) model = tiny_model_new (&d, seed);
      g_autoptr(HeedSession) session = start_tiny (model);
      g_autoptr(HeedSession) plain = NULL;

      for (double beta = 0.0; beta < 2.0; beta += 1.0)
        {
          g_autoptr(HeedBeam) beam = beams_run (
            session,
            &(HeedBeamOptions) { .width = 4, .length_penalty = 1.0, .coverage_penalty = beta });
          g_autoptr(HeedBeamTree) tree = heed_beam_dup_tree (beam);
          g_autoptr(GPtrArray) results = beams_list_results (tree, 4);
          g_autoptr(HeedSession) best = heed_beam_dup_best (beam);
          const HeedBeamNode *first = g_ptr_array_index (results, 0);
          guint n_steps = heed_session_get_n_steps (best);

          g_assert_true (heed_session_get_step (best, n_steps - 1) == first->step);
          n_changed += plain != NULL && heed_session_get_n_steps (plain) != n_steps;
          if (plain == NULL)
            plain = g_steal_pointer (&best);
        }
    }

  g_assert_cmpuint (n_changed, >, 0);
}

/* Hiding a source token costs every hypothesis the same, so scores stay finite and comparable. */
static void
test_beam_penalties_coverage_survives_a_hidden_token (void)
{
  HeedDescription d = tiny_description ();
  g_autoptr(HeedModel) model = tiny_model_new (&d, 5);
  g_autoptr(HeedSession) session = start_tiny (model);
  g_autoptr(HeedBeam) beam = NULL;
  g_autoptr(HeedBeamTree) tree = NULL;
  g_autoptr(GError) error = NULL;

  heed_session_intervene (
    session, &(HeedIntervention) { HEED_INTERVENTION_MASK_KEY, CROSS, HEED_EVERY_STEP, .key = 1 },
    &error);
  g_assert_no_error (error);
  beam = beams_run (
    session, &(HeedBeamOptions) { .width = 4, .length_penalty = 1.0, .coverage_penalty = 0.3 });
  tree = heed_beam_dup_tree (beam);

  for (guint i = 1; i < tree->n_nodes; i++)
    g_assert_true (isfinite (tree->root[i].score));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/beam-penalties/gnmt-divides-by-their-length",
                   test_beam_penalties_gnmt_divides_by_their_length);
  g_test_add_func ("/engine/beam-penalties/coverage-counts-every-step",
                   test_beam_penalties_coverage_counts_every_step);
  g_test_add_func ("/engine/beam-penalties/best-has-the-best-score",
                   test_beam_penalties_best_has_the_best_score);
  g_test_add_func ("/engine/beam-penalties/coverage-survives-a-hidden-token",
                   test_beam_penalties_coverage_survives_a_hidden_token);

  return g_test_run ();
}
