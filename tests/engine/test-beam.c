/* test-beam.c — a beam finds what the plain search finds, and keeps what it drops
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <string.h>

#include "tests/engine/beams.h"
#include "tests/engine/compare.h"
#include "tests/engine/fixture.h"
#include "tests/engine/steps.h"
#include "tests/engine/tiny-model.h"

static const char *const fixtures[] = { "d2l_bahdanau", "luong_dot", "luong_general",
                                        "bilstm_general" };

/* For these only the match with the plain search is checked. */
static const char *const transformers[] = { "d2l_transformer", "torch_prenorm", "marian" };

#define MAX_STEPS  8
#define N_SEARCHES 3

static const HeedBeamOptions four = {
  .width = 4, .max_length = MAX_STEPS, .length_penalty = 1.0, .keep_pruned = TRUE
};

static HeedSession *
start (gconstpointer name,
       guint         sentence)
{
  g_autoptr(Fixture) fixture = fixture_load (name);
  g_autoptr(HeedModel) model = fixture_load_model (name);
  guint n_ids;
  g_autofree guint32 *ids = fixture_source (fixture, sentence, &n_ids);
  HeedSession *session = steps_start (model, ids, n_ids);

  heed_session_set_max_length (session, MAX_STEPS);

  return session;
}

/* --- PyTorch's answers --- */

static void
assert_path (Fixture            *fixture,
             const char         *path,
             const HeedBeamNode *last)
{
  guint n_ids = fixture_count (fixture, path);

  g_assert_cmpuint (beams_get_depth (last), ==, n_ids);

  for (guint i = n_ids; i > 0; i--, last = last->parent)
    {
      g_autofree char *id = g_strdup_printf ("%s/%u", path, i - 1);

      g_assert_cmpuint (last->token.id, ==, json_node_get_int (fixture_get (fixture, id)));
    }
}

static void
test_beam_of_four_is_the_plain_search (gconstpointer name)
{
  g_autoptr(Fixture) fixture = fixture_load (name);

  for (guint b = 0; b < fixture_count (fixture, "beam4/hyps"); b++)
    {
      g_autoptr(HeedSession) session = start (name, b);
      g_autoptr(HeedBeam) beam = beams_run (session, &four);
      g_autoptr(HeedBeamTree) tree = heed_beam_dup_tree (beam);
      g_autoptr(GPtrArray) results = beams_list_results (tree, four.width);

      for (guint i = 0; i < four.width; i++)
        {
          const HeedBeamNode *node = g_ptr_array_index (results, i);
          g_autofree char *ids = g_strdup_printf ("beam4/hyps/%u/%u/ids", b, i);
          g_autofree char *norm = g_strdup_printf ("beam4/hyps/%u/%u/norm", b, i);
          g_autofree char *finished = g_strdup_printf ("beam4/hyps/%u/%u/finished", b, i);

          assert_path (fixture, ids, node);
          assert_close (node->score, fixture_number (fixture, norm),
                        fixture_tolerance (fixture, "logp"), norm);
          g_assert_true ((node->fate == HEED_BEAM_FINISHED) ==
                         json_node_get_boolean (fixture_get (fixture, finished)));
        }
    }
}

/* Hugging Face counts the start token as part of the length, but not the end token. */
static void
test_beam_is_hugging_faces (void)
{
  g_autoptr(Fixture) fixture = fixture_load ("marian");

  for (guint b = 0; b < fixture_count (fixture, "hf_transformers/beam4"); b++)
    {
      g_autoptr(HeedSession) session = start ("marian", b);
      g_autoptr(HeedBeam) beam = beams_run (session, &four);
      g_autoptr(HeedBeamTree) tree = heed_beam_dup_tree (beam);
      g_autoptr(GPtrArray) results = beams_list_results (tree, four.width);

      for (guint i = 0; i < four.width; i++)
        {
          const HeedBeamNode *node = g_ptr_array_index (results, i);
          guint length = beams_get_depth (node);
          guint counted = node->fate == HEED_BEAM_FINISHED ? length : length + 1;
          g_autofree char *score = g_strdup_printf ("hf_transformers/beam4/%u/scores/%u", b, i);

          assert_close (node->score * length / counted, fixture_number (fixture, score),
                        fixture_tolerance (fixture, "logp"), score);
          for (; node->parent != NULL; node = node->parent)
            {
              g_autofree char *id = g_strdup_printf ("hf_transformers/beam4/%u/sequences/%u/%u", b,
                                                     i, beams_get_depth (node));

              g_assert_cmpuint (node->token.id, ==, json_node_get_int (fixture_get (fixture, id)));
            }
        }
    }
}

static void
test_beam_best_is_the_first_result (gconstpointer name)
{
  for (guint b = 0; b < 3; b++)
    {
      g_autoptr(HeedSession) session = start (name, b);
      g_autoptr(HeedBeam) beam = beams_run (session, &four);
      g_autoptr(HeedBeamTree) tree = heed_beam_dup_tree (beam);
      g_autoptr(GPtrArray) results = beams_list_results (tree, four.width);
      g_autoptr(HeedSession) best = heed_beam_dup_best (beam);
      const HeedBeamNode *node = g_ptr_array_index (results, 0);

      g_assert_cmpuint (heed_session_get_n_steps (best), ==, beams_get_depth (node));
      for (; node->parent != NULL; node = node->parent)
        assert_same_step (heed_session_get_step (best, beams_get_depth (node) - 1), node->step);
    }
}

static void
test_beam_of_one_is_greedy (gconstpointer name)
{
  const HeedBeamOptions one = { .width = 1, .length_penalty = 1.0 };

  for (guint b = 0; b < 3; b++)
    {
      g_autoptr(HeedSession) session = start (name, b);
      g_autoptr(HeedBeam) beam = beams_run (session, &one);
      g_autoptr(HeedSession) best = heed_beam_dup_best (beam);

      steps_take (session, MAX_STEPS);
      assert_same_session (best, session);
    }
}

/* If enough hypotheses have finished, unfinished ones are not considered. */
static void
test_beam_unfinished_is_best_only_if_too_few_finished (gconstpointer name)
{
  for (guint b = 0; b < 3; b++)
    for (guint width = 2; width <= 6; width++)
      {
        g_autoptr(HeedSession) session = start (name, b);
        g_autoptr(HeedBeam) beam = beams_run (session, &(HeedBeamOptions) {
          .width = width, .max_length = 30, .length_penalty = 1.0 });
        g_autoptr(HeedBeamTree) tree = heed_beam_dup_tree (beam);
        g_autoptr(GPtrArray) finished = g_ptr_array_new ();
        g_autoptr(HeedSession) best = heed_beam_dup_best (beam);
        guint n_steps = heed_session_get_n_steps (best);

        beams_add_nodes (tree, HEED_BEAM_FINISHED, 1, finished);
        if (finished->len >= width)
          g_assert_cmpuint (heed_session_get_step (best, n_steps - 1)->token.id, ==,
                            heed_model_get_end_token (heed_session_get_model (session)));
      }
}

/* --- The best as a session --- */

static void
test_beam_best_says_what_forcing_says (gconstpointer name)
{
  g_autoptr(HeedSession) session = start (name, 0);
  g_autoptr(HeedBeam) beam = beams_run (session, &four);
  g_autoptr(HeedSession) best = heed_beam_dup_best (beam);

  for (guint t = 0; t < heed_session_get_n_steps (best); t++)
    {
      const HeedStep *step = heed_session_get_step (best, t);
      const HeedStep *forced = steps_force (session, step->token.id);
      guint n_keys;
      const float *attention = heed_step_attention (step, CROSS, &n_keys);

      g_assert_false (step->forced);
      g_assert_cmpuint (step->position, ==, t);
      assert_close (step->log_prob, forced->log_prob, 1e-5, "log-probability");
      assert_close (step->entropy, forced->entropy, 1e-5, "entropy");
      for (guint key = 0; key < n_keys; key++)
        assert_close (attention[key], heed_step_attention (forced, CROSS, &n_keys)[key], 1e-6,
                      "attention");
    }
}

static void
test_beam_best_goes_on_as_a_session (gconstpointer name)
{
  g_autoptr(HeedSession) session = start (name, 0);
  g_autoptr(HeedBeam) beam =
    beams_run (session, &(HeedBeamOptions) { .width = 1, .max_length = 3, .length_penalty = 1.0 });
  g_autoptr(HeedSession) best = heed_beam_dup_best (beam);

  g_assert_cmpuint (heed_session_get_n_steps (best), ==, 3);
  steps_take (best, 1);
  steps_take (session, 4);
  assert_same_session (best, session);

  heed_session_rewind (best, 1);
  steps_take (best, 3);
  assert_same_session (best, session);
}

static void
test_beam_leaves_its_session_as_it_was (gconstpointer name)
{
  g_autoptr(HeedSession) session = start (name, 0);
  g_autoptr(HeedSession) straight = start (name, 0);
  g_autoptr(HeedBeam) beam = NULL;

  steps_take (session, 2);
  beam = beams_run (session, &four);
  g_assert_cmpuint (heed_session_get_n_steps (session), ==, 2);

  steps_take (session, 2);
  steps_take (straight, 4);
  assert_same_session (session, straight);
}

static void
test_beam_starts_where_the_session_stands (gconstpointer name)
{
  g_autoptr(HeedSession) session = start (name, 0);
  g_autoptr(HeedBeam) beam = NULL;
  g_autoptr(HeedBeamTree) tree = NULL;
  g_autoptr(HeedSession) best = NULL;

  steps_force (session, 7);
  steps_force (session, 5);
  beam = beams_run (session, &(HeedBeamOptions) { .width = 3, .length_penalty = 1.0 });
  tree = heed_beam_dup_tree (beam);
  best = heed_beam_dup_best (beam);

  g_assert_cmpuint (tree->root->token.id, ==, 5);
  g_assert_cmpuint (tree->root->first_child->step->position, ==, 2);
  g_assert_cmpuint (tree->depth, <=, MAX_STEPS - 2);
  assert_same_step (heed_session_get_step (best, 1), heed_session_get_step (session, 1));
  g_assert_true (heed_session_get_step (best, 1)->forced);
}

/* --- The tree --- */

static void
test_beam_tree_holds_together (gconstpointer name)
{
  g_autoptr(HeedSession) session = start (name, 2);
  HeedBeam *beam = beams_run (session, &four);
  g_autoptr(HeedBeamTree) tree = heed_beam_dup_tree (beam);
  guint n_reached = 1;

  /* The tree is a copy: it stays valid after the beam is freed. */
  heed_beam_free (beam);
  g_assert_null (tree->root->parent);
  g_assert_null (tree->root->step);

  for (guint i = 0; i < tree->n_nodes; i++)
    {
      const HeedBeamNode *node = &tree->root[i];

      for (const HeedBeamNode *child = node->first_child; child != NULL;
           child = child->next_sibling, n_reached++)
        {
          g_assert_true (child->parent == node);
          g_assert_cmpint (node->fate, !=, HEED_BEAM_FINISHED);
          g_assert_cmpuint (child->step->token.id, ==, child->token.id);
          g_assert_cmpuint (child->step->position, ==, beams_get_depth (node));
          assert_close (child->log_prob, child->step->log_prob, 1e-12, "log-probability");
        }
    }

  g_assert_cmpuint (n_reached, ==, tree->n_nodes);
}

static void
test_beam_ranks_go_from_the_best_down (gconstpointer name)
{
  g_autoptr(HeedSession) session = start (name, 0);
  g_autoptr(HeedBeam) beam = beams_run (session, &four);
  g_autoptr(HeedBeamTree) tree = heed_beam_dup_tree (beam);

  for (guint depth = 1; depth <= tree->depth; depth++)
    {
      const HeedBeamNode *ranked[8] = { NULL };

      for (guint i = 0; i < tree->n_nodes; i++)
        if (beams_get_depth (&tree->root[i]) == depth)
          {
            g_assert_cmpuint (tree->root[i].rank, <, 8);
            g_assert_null (ranked[tree->root[i].rank]);
            ranked[tree->root[i].rank] = &tree->root[i];
          }

      /* Twice the beam width was scored, and all of these are kept for display. */
      for (guint rank = 0; rank < 8; rank++)
        {
          g_assert_nonnull (ranked[rank]);
          if (rank > 0)
            g_assert_cmpfloat (ranked[rank]->score, <=, ranked[rank - 1]->score);
        }
    }
}

static void
test_beam_pruned_nodes_are_kept_when_asked_for (gconstpointer name)
{
  HeedBeamOptions options = four;
  g_autoptr(HeedSession) session = start (name, 0);
  g_autoptr(HeedBeam) with = beams_run (session, &options);
  g_autoptr(HeedBeam) without = NULL;
  g_autoptr(HeedBeamTree) large = heed_beam_dup_tree (with);
  g_autoptr(HeedBeamTree) small = NULL;
  g_autoptr(HeedSession) best = heed_beam_dup_best (with);
  g_autoptr(HeedSession) same = NULL;
  guint n_pruned = 0;

  options.keep_pruned = FALSE;
  without = beams_run (session, &options);
  small = heed_beam_dup_tree (without);
  same = heed_beam_dup_best (without);
  assert_same_session (same, best);

  for (guint i = 1; i < large->n_nodes; i++)
    {
      guint n_keys;

      n_pruned += large->root[i].fate == HEED_BEAM_PRUNED ? 1 : 0;
      g_assert_nonnull (heed_step_attention (large->root[i].step, CROSS, &n_keys));
    }

  for (guint i = 0; i < small->n_nodes; i++)
    g_assert_cmpint (small->root[i].fate, !=, HEED_BEAM_PRUNED);

  g_assert_cmpuint (n_pruned, >, 0);
  g_assert_cmpuint (small->n_nodes, ==, large->n_nodes - n_pruned);
}

/* A kept node is on the beam, or has a descendant that is on the beam or finished. */
static void
test_beam_dead_end_is_pruned (gconstpointer name)
{
  for (guint b = 0; b < 3; b++)
    {
      g_autoptr(HeedSession) session = start (name, b);
      g_autoptr(HeedBeam) beam = heed_beam_new (session, &four);

      while (!heed_beam_is_finished (beam))
        {
          g_autoptr(HeedBeamTree) tree = NULL;

          beams_advance (beam);
          tree = heed_beam_dup_tree (beam);
          for (guint i = 1; i < tree->n_nodes; i++)
            {
              const HeedBeamNode *node = &tree->root[i];
              gboolean has_heirs = FALSE;
              gboolean leads_on;

              for (const HeedBeamNode *child = node->first_child; child != NULL;
                   child = child->next_sibling)
                has_heirs = has_heirs || child->fate != HEED_BEAM_PRUNED;
              leads_on = has_heirs || beams_get_depth (node) == tree->depth;

              g_assert_true (leads_on || node->fate != HEED_BEAM_KEPT);
              g_assert_true (node->fate != HEED_BEAM_PRUNED || !has_heirs);
            }
        }
    }
}

static void
test_beam_score_is_the_sum_over_length_to_the_penalty (gconstpointer name)
{
  const double penalties[] = { 0.0, 0.6, 1.0, 2.0 };

  for (guint p = 0; p < G_N_ELEMENTS (penalties); p++)
    {
      HeedBeamOptions options = four;
      g_autoptr(HeedSession) session = start (name, 0);
      g_autoptr(HeedBeam) beam = NULL;
      g_autoptr(HeedBeamTree) tree = NULL;

      options.length_penalty = penalties[p];
      beam = beams_run (session, &options);
      tree = heed_beam_dup_tree (beam);

      for (guint i = 1; i < tree->n_nodes; i++)
        {
          double sum = 0.0;

          for (const HeedBeamNode *node = &tree->root[i]; node->parent != NULL; node = node->parent)
            sum += node->log_prob;
          assert_close (tree->root[i].score,
                        sum / pow (beams_get_depth (&tree->root[i]), penalties[p]), 1e-9, "score");
        }
    }
}

/* All tokens are equally probable: the lower hypothesis comes first, then the lower id. */
static void
test_beam_of_equals_takes_the_lower (void)
{
  HeedDescription d = tiny_description ();
  g_autoptr(HeedModel) model = tiny_model_new (&d, 3);
  HeedParameters *parameters = heed_model_get_parts (model)->parameters;
  HeedTensor *weight = heed_parameters_find (parameters, "decoder.output.weight");
  HeedTensor *bias = heed_parameters_find (parameters, "decoder.output.bias");
  g_autoptr(HeedSession) session = NULL;
  g_autoptr(HeedBeam) beam = NULL;
  g_autoptr(HeedBeamTree) tree = NULL;
  const HeedBeamNode *node;

  memset (weight->values, 0, heed_tensor_n_values (weight) * sizeof (float));
  memset (bias->values, 0, heed_tensor_n_values (bias) * sizeof (float));
  session = steps_start (model, (guint32[]) { 4, 5 }, 2);
  beam =
    beams_run (session, &(HeedBeamOptions) { .width = 3, .max_length = 2, .keep_pruned = TRUE });
  tree = heed_beam_dup_tree (beam);

  /* The end token, 3, ranks fourth of six, so it is dropped. */
  node = tree->root->first_child;
  for (guint32 id = 0; id < 6; id++, node = node->next_sibling)
    {
      g_assert_cmpuint (node->token.id, ==, id);
      g_assert_cmpuint (node->rank, ==, id);
    }
  g_assert_null (node);

  node = tree->root->first_child->first_child;
  for (guint32 id = 0; id < 6; id++, node = node->next_sibling)
    {
      g_assert_cmpuint (node->token.id, ==, id);
      g_assert_cmpint (node->fate, ==, id < 3 ? HEED_BEAM_KEPT : HEED_BEAM_PRUNED);
    }
  g_assert_null (node);
}

/* --- Interventions --- */

static void
test_beam_interventions_reach_every_hypothesis (gconstpointer name)
{
  g_autoptr(HeedSession) session = start (name, 0);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedBeam) beam = NULL;
  g_autoptr(HeedBeamTree) tree = NULL;
  guint id;

  steps_take (session, 1);
  heed_session_intervene (
    session, &(HeedIntervention) { HEED_INTERVENTION_MASK_KEY, CROSS, HEED_EVERY_STEP, .key = 2 },
    &error);
  id = heed_session_intervene (
    session, &(HeedIntervention) { HEED_INTERVENTION_MASK_KEY, CROSS, 3, .key = 0 }, &error);
  g_assert_no_error (error);
  beam = heed_beam_new (session, &four);

  /* Later changes of the session do not affect the beam. */
  heed_session_undo_intervention (session, id);
  while (!heed_beam_is_finished (beam))
    beams_advance (beam);
  tree = heed_beam_dup_tree (beam);

  for (guint i = 1; i < tree->n_nodes; i++)
    {
      guint n_keys;
      const float *attention = heed_step_attention (tree->root[i].step, CROSS, &n_keys);

      g_assert_cmpfloat (attention[2], ==, 0.0f);
      g_assert_true ((attention[0] == 0.0f) == (tree->root[i].step->position == 3));
    }
}

/* --- Ends --- */

static void
test_beam_of_a_finished_session_is_finished (gconstpointer name)
{
  g_autoptr(HeedSession) session = start (name, 0);
  g_autoptr(HeedBeam) beam = NULL;
  g_autoptr(HeedSession) best = NULL;

  steps_take (session, 1);
  steps_force (session, heed_model_get_end_token (heed_session_get_model (session)));
  beam = heed_beam_new (session, &four);

  g_assert_true (heed_beam_is_finished (beam));
  best = heed_beam_dup_best (beam);
  assert_same_session (best, session);
}

static void
test_beam_max_length_ends_it (gconstpointer name)
{
  g_autoptr(HeedSession) session = start (name, 1);

  for (guint max_length = 1; max_length < 4; max_length++)
    {
      g_autoptr(HeedBeam) beam =
        beams_run (session, &(HeedBeamOptions) { .width = 2, .max_length = max_length });
      g_autoptr(HeedBeamTree) tree = heed_beam_dup_tree (beam);

      g_assert_cmpuint (tree->depth, ==, max_length);
    }
}

/* As in a session, steps that were taken before the search count. */
static void
test_beam_max_length_counts_steps_before_it (gconstpointer name)
{
  g_autoptr(HeedSession) session = start (name, 1);

  steps_force (session, 7);
  steps_force (session, 5);
  for (guint max_length = 1; max_length < 6; max_length++)
    {
      g_autoptr(HeedBeam) beam =
        beams_run (session, &(HeedBeamOptions) { .width = 2, .max_length = max_length });
      g_autoptr(HeedBeamTree) tree = heed_beam_dup_tree (beam);
      g_autoptr(HeedSession) best = heed_beam_dup_best (beam);

      g_assert_cmpuint (tree->depth, ==, MAX (max_length, 2) - 2);
      g_assert_cmpuint (heed_session_get_n_steps (best), <=, MAX (max_length, 2));
    }
}

static void
test_beam_numbers_that_overflow_change_nothing (gconstpointer name)
{
  g_autoptr(HeedSession) session = start (name, 0);
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedBeam) beam = NULL;
  g_autoptr(HeedBeamTree) before = NULL;
  g_autoptr(HeedBeamTree) after = NULL;

  for (guint i = 0; i < 2; i++)
    heed_session_intervene (
      session, &(HeedIntervention) { HEED_INTERVENTION_SHARPEN, CROSS, 1, .factor = 1e38f },
      &error);
  g_assert_no_error (error);

  beam = heed_beam_new (session, &four);
  beams_advance (beam);
  before = heed_beam_dup_tree (beam);
  g_assert_false (heed_beam_advance (beam, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_NOT_FINITE);
  g_assert_false (heed_beam_is_finished (beam));
  after = heed_beam_dup_tree (beam);
  g_assert_cmpuint (after->n_nodes, ==, before->n_nodes);
  g_assert_cmpuint (after->depth, ==, 1);
}

static void
test_beam_may_be_wider_than_the_vocabulary (gconstpointer name)
{
  g_autoptr(HeedSession) session = start (name, 0);
  guint n_tokens = heed_model_get_info (heed_session_get_model (session))->target_vocabulary;
  g_autoptr(HeedBeam) beam =
    beams_run (session, &(HeedBeamOptions) { .width = 40, .max_length = 2, .keep_pruned = TRUE });
  g_autoptr(HeedBeamTree) tree = heed_beam_dup_tree (beam);
  guint n_children = 0;

  for (const HeedBeamNode *child = tree->root->first_child; child != NULL;
       child = child->next_sibling)
    n_children++;
  g_assert_cmpuint (n_children, ==, n_tokens);
}

/* --- Every kind of model --- */

/* Every node of the tree reports the same as a session in which its tokens are forced. */
static void
assert_wide_beam_agrees (const HeedDescription *d)
{
  g_autoptr(HeedModel) model = tiny_model_new (d, 5);
  g_autoptr(HeedSession) session = steps_start (model, (guint32[]) { 4, 9, 6 }, 3);
  g_autoptr(HeedBeam) beam =
    beams_run (session, &(HeedBeamOptions) { .width = 6, .max_length = 4, .keep_pruned = TRUE });
  g_autoptr(HeedBeamTree) tree = heed_beam_dup_tree (beam);

  for (guint i = 1; i < tree->n_nodes; i++)
    {
      const HeedBeamNode *node = &tree->root[i];
      guint32 path[4];

      for (const HeedBeamNode *n = node; n->parent != NULL; n = n->parent)
        path[beams_get_depth (n) - 1] = n->token.id;

      heed_session_rewind (session, 0);
      for (guint t = 0; t + 1 < beams_get_depth (node); t++)
        steps_force (session, path[t]);
      assert_close (node->step->log_prob, steps_force (session, node->token.id)->log_prob, 1e-5,
                    heed_score_get_info (d->score)->name);
    }
}

static void
test_beam_runs_every_kind_of_score (void)
{
  HeedDescription d = tiny_description ();

  for (d.score = HEED_SCORE_NONE; d.score < HEED_N_SCORES; d.score++)
    {
      d.n_heads = heed_score_get_info (d.score)->has_heads ? 4 : 1;
      assert_wide_beam_agrees (&d);
    }
}

/* A model without attention whose cell reads only the context. */
static void
test_beam_runs_a_model_that_reads_its_context_only (void)
{
  HeedDescription d = tiny_description ();

  d.score = HEED_SCORE_NONE;
  d.cell_input = (HeedPartList) { { HEED_PART_CONTEXT }, 1 };
  d.output = (HeedPartList) { { HEED_PART_STATE }, 1 };
  assert_wide_beam_agrees (&d);
}

int
main (int    argc,
      char **argv)
{
  const struct { const char *what; GTestDataFunc test;
  } tests[] = {
    /* The first N_SEARCHES tests check what is found; they also run for the Transformers. */
    { "of-four-is-the-plain-search", test_beam_of_four_is_the_plain_search },
    { "best-is-the-first-result", test_beam_best_is_the_first_result },
    { "of-one-is-greedy", test_beam_of_one_is_greedy },
    { "unfinished-is-best-only-if-too-few-finished",
      test_beam_unfinished_is_best_only_if_too_few_finished },
    { "best-says-what-forcing-says", test_beam_best_says_what_forcing_says },
    { "best-goes-on-as-a-session", test_beam_best_goes_on_as_a_session },
    { "leaves-its-session-as-it-was", test_beam_leaves_its_session_as_it_was },
    { "starts-where-the-session-stands", test_beam_starts_where_the_session_stands },
    { "tree-holds-together", test_beam_tree_holds_together },
    { "ranks-go-from-the-best-down", test_beam_ranks_go_from_the_best_down },
    { "pruned-nodes-are-kept-when-asked-for", test_beam_pruned_nodes_are_kept_when_asked_for },
    { "dead-end-is-pruned", test_beam_dead_end_is_pruned },
    { "score-is-the-sum-over-length-to-the-penalty",
      test_beam_score_is_the_sum_over_length_to_the_penalty },
    { "interventions-reach-every-hypothesis", test_beam_interventions_reach_every_hypothesis },
    { "of-a-finished-session-is-finished", test_beam_of_a_finished_session_is_finished },
    { "max-length-ends-it", test_beam_max_length_ends_it },
    { "max-length-counts-steps-before-it", test_beam_max_length_counts_steps_before_it },
    { "numbers-that-overflow-change-nothing", test_beam_numbers_that_overflow_change_nothing },
    { "may-be-wider-than-the-vocabulary", test_beam_may_be_wider_than_the_vocabulary },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint f = 0; f < G_N_ELEMENTS (transformers); f++)
    for (guint i = 0; i < N_SEARCHES; i++)
      {
        g_autofree char *path =
          g_strdup_printf ("/engine/beam/%s/%s", tests[i].what, transformers[f]);

        g_test_add_data_func (path, transformers[f], tests[i].test);
      }

  for (guint f = 0; f < G_N_ELEMENTS (fixtures); f++)
    for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
      {
        g_autofree char *path = g_strdup_printf ("/engine/beam/%s/%s", tests[i].what, fixtures[f]);

        g_test_add_data_func (path, fixtures[f], tests[i].test);
      }

  g_test_add_func ("/engine/beam/is-hugging-faces", test_beam_is_hugging_faces);
  g_test_add_func ("/engine/beam/of-equals-takes-the-lower", test_beam_of_equals_takes_the_lower);
  g_test_add_func ("/engine/beam/runs-every-kind-of-score", test_beam_runs_every_kind_of_score);
  g_test_add_func ("/engine/beam/runs-a-model-that-reads-its-context-only",
                   test_beam_runs_a_model_that_reads_its_context_only);

  return g_test_run ();
}
