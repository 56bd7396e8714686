/* test-every-model.c — properties that hold for every model
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every kind of recurrent model at random, every fixture, and every model that
 * ships.
 *
 * Covers: engine/decoding/embedded-pair.c
 */

#include <math.h>
#include <string.h>

#include "tests/engine/beams.h"
#include "tests/engine/compare.h"
#include "tests/engine/evidence-checks.h"
#include "tests/engine/steps.h"
#include "tests/engine/tiny-model.h"

#define N_SOURCE  5
#define N_STEPS   6
#define N_EVIDENT_STEPS 3

static HeedSession *
start (HeedModel *model)
{
  guint n_tokens = heed_model_get_info (model)->source_vocabulary;
  guint32 ids[N_SOURCE];
  HeedSession *session;

  for (guint i = 0; i < N_SOURCE; i++)
    ids[i] = (4 + 7 * i) % n_tokens;

  session = steps_start (model, ids, N_SOURCE);
  heed_session_set_max_length (session, N_STEPS);

  return session;
}

/* Takes the tokens that the model chooses, except the end token: a model that ends at once would
 * have nothing to check. */
static void
walk (HeedSession *session,
      guint        n_steps)
{
  guint32 end = heed_model_get_end_token (heed_session_get_model (session));

  while (heed_session_get_n_steps (session) < n_steps)
    {
      const HeedStep *step = steps_take (session, 1);
      guint32 second = step->candidates[1].token.id;

      if (step->token.id != end)
        continue;

      heed_session_rewind (session, step->position);
      steps_force (session, second);
    }
}

/* --- Walking --- */

static void
check_same_twice (HeedModel *model)
{
  g_autoptr(HeedSession) one = start (model);
  g_autoptr(HeedSession) other = start (model);

  steps_take (one, N_STEPS);
  steps_take (other, N_STEPS);
  assert_same_session (one, other);
}

static void
check_beam_of_one_is_greedy (HeedModel *model)
{
  g_autoptr(HeedSession) session = start (model);
  g_autoptr(HeedBeam) beam =
    beams_run (session, &(HeedBeamOptions) { .width = 1, .length_penalty = 1.0 });
  g_autoptr(HeedSession) best = heed_beam_dup_best (beam);

  steps_take (session, N_STEPS);
  assert_same_session (best, session);
}

static void
check_rewound_is_never_rewound (HeedModel *model)
{
  g_autoptr(HeedSession) straight = start (model);
  g_autoptr(HeedSession) session = start (model);

  walk (straight, N_STEPS);
  for (guint kept = 0; kept < N_STEPS; kept++)
    {
      walk (session, N_STEPS);
      heed_session_rewind (session, kept);
      walk (session, N_STEPS);
      assert_same_session (session, straight);
    }
}

static void
check_fork_is_its_origin (HeedModel *model)
{
  g_autoptr(HeedSession) session = start (model);
  g_autoptr(HeedSession) fork = NULL;

  walk (session, N_STEPS / 2);
  fork = heed_session_fork (session);

  /* Steps of the session do not affect its fork, and vice versa. */
  steps_force (session, 1);
  heed_session_rewind (session, N_STEPS / 2);
  walk (fork, N_STEPS);
  walk (session, N_STEPS);
  assert_same_session (fork, session);
}

static void
check_sampled_is_the_seeds (HeedModel *model)
{
  const HeedSamplingOptions options = { .temperature = 1.5,
                                        .top_k = 50,
                                        .top_p = 0.95,
                                        .seed = 12 };
  g_autoptr(HeedSession) one = start (model);
  g_autoptr(HeedSession) other = start (model);
  HeedSession *sessions[] = { one, other };

  for (guint i = 0; i < G_N_ELEMENTS (sessions); i++)
    while (!heed_session_is_finished (sessions[i]))
      heed_step_unref (heed_session_step_sampled (sessions[i], &options, NULL));
  assert_same_session (one, other);
}

/* --- What it hands out --- */

static void
check_rows_sum_to_one (HeedModel *model)
{
  g_autoptr(HeedSession) session = start (model);

  walk (session, N_STEPS);
  for (guint t = 0; t < N_STEPS; t++)
    {
      const HeedStep *step = heed_session_get_step (session, t);
      g_autoptr(GArray) sites = steps_list_sites (step);

      for (guint i = 0; i < sites->len; i++)
        {
          guint n_keys;
          const float *row =
            heed_step_attention (step, g_array_index (sites, HeedAttentionSite, i), &n_keys);
          double sum = 0.0;

          for (guint key = 0; key < n_keys; key++)
            {
              g_assert_cmpfloat (row[key], >=, 0.0f);
              sum += row[key];
            }
          assert_close (sum, 1.0, 1e-5, "sum of a row");
        }
    }
}

static void
check_rows_are_the_tokens (HeedModel *model)
{
  g_autoptr(HeedSession) session = start (model);
  g_autoptr(GArray) sites = NULL;
  guint n_source;

  walk (session, N_STEPS);
  heed_session_get_source (session, &n_source);
  sites = steps_list_sites (heed_session_get_step (session, 0));

  for (guint i = 0; i < sites->len; i++)
    {
      HeedAttentionSite site = g_array_index (sites, HeedAttentionSite, i);
      g_autoptr(HeedMatrix) attention = heed_session_dup_attention (session, site);
      gboolean is_source = site.kind == HEED_ATTENTION_ENCODER_SELF;
      gboolean is_target = site.kind == HEED_ATTENTION_DECODER_SELF;

      g_assert_cmpuint (attention->n_rows, ==, is_source ? n_source : N_STEPS);
      g_assert_cmpuint (attention->n_columns, ==, is_target ? N_STEPS : n_source);
    }

  if (heed_model_get_info (model)->score != HEED_SCORE_NONE)
    g_assert_cmpuint (sites->len, >, 0);
}

/* The encoder's attention belongs to the sentence, not to a step. */
static void
check_encoder_rows_are_the_source (HeedModel *model)
{
  g_autoptr(HeedSession) session = start (model);
  int n_layers = (int) heed_model_get_n_layers (model, HEED_ATTENTION_ENCODER_SELF);
  guint n_source;

  heed_session_get_source (session, &n_source);
  for (int layer = 0; layer < n_layers; layer++)
    for (int head = HEED_HEAD_MEAN;
         head < (int) heed_model_get_n_heads (model, HEED_ATTENTION_ENCODER_SELF, layer); head++)
      {
        HeedAttentionSite site = { HEED_ATTENTION_ENCODER_SELF, layer, head };
        g_autoptr(HeedMatrix) attention = heed_session_dup_attention (session, site);
        g_autoptr(HeedMatrix) scores = heed_session_dup_scores (session, site);

        g_assert_cmpuint (attention->n_rows, ==, n_source);
        g_assert_cmpuint (attention->n_columns, ==, n_source);
        g_assert_cmpuint (scores->n_rows, ==, n_source);
        for (guint row = 0; row < n_source; row++)
          {
            double sum = 0.0;

            for (guint key = 0; key < n_source; key++)
              sum += attention->values[row * n_source + key];
            assert_close (sum, 1.0, 1e-5, "sum of a row");
          }
      }
}

/* A banned token is never a candidate and never chosen, but a given text that contains it is
 * scored. */
static void
check_banned_is_never_taken (HeedModel *model)
{
  const HeedSamplingOptions hot = { .temperature = 100.0, .top_p = 1.0 };
  g_autoptr(HeedSession) session = start (model);
  guint n_banned;
  const guint32 *banned = heed_model_get_banned (model, &n_banned);
  HeedSamplingOptions options = hot;

  heed_session_set_n_candidates (session, 256);
  for (options.seed = 0; options.seed < 50; options.seed++)
    {
      g_autoptr(HeedStep) step = heed_session_step_sampled (session, &options, NULL);

      for (guint i = 0; i < n_banned; i++)
        {
          g_assert_cmpuint (step->token.id, !=, banned[i]);
          for (guint j = 0; j < step->n_candidates; j++)
            g_assert_cmpuint (step->candidates[j].token.id, !=, banned[i]);
        }
      heed_session_rewind (session, 0);
    }

  for (guint i = 0; i < n_banned; i++)
    {
      const HeedStep *forced = steps_force (session, banned[i]);

      g_assert_true (isfinite (forced->log_prob));
      for (guint j = 0; j < forced->n_candidates; j++)
        g_assert_cmpuint (forced->candidates[j].token.id, !=, banned[i]);
      heed_session_rewind (session, 0);
    }
}

#define N_PAIRS 6

/* Pairs of different lengths, so that a batch has padding; one has an empty source and one an empty
 * target. */
static void
make_pairs (HeedModel      *model,
            HeedForcedPair *pairs,
            guint32        *ids)
{
  static const guint n_source[N_PAIRS] = { 5, 2, 7, 0, 3, 5 };
  static const guint n_target[N_PAIRS] = { 3, 6, 4, 2, 0, 3 };
  const HeedModelInfo *info = heed_model_get_info (model);
  guint n = 0;

  for (guint i = 0; i < N_PAIRS; i++)
    {
      pairs[i] = (HeedForcedPair) { ids + n, n_source[i], ids + n + n_source[i], n_target[i] };
      for (guint j = 0; j < n_source[i] + n_target[i]; j++, n++)
        ids[n] = (4 + 3 * n + i) % (j < n_source[i] ? info->source_vocabulary
                                                    : info->target_vocabulary);
      for (guint j = 0; j < n_target[i]; j++)
        if (pairs[i].target[j] == heed_model_get_end_token (model))
          ids[n - n_target[i] + j] = heed_model_get_end_token (model) == 0 ? 1 : 0;
    }
}

static void
assert_is_reading (HeedSession             *session,
                   const HeedForcedPair    *pair,
                   const HeedForcedReading *reading,
                   const HeedAttentionSite *sites)
{
  guint32 end = heed_model_get_end_token (heed_session_get_model (session));
  guint n_source;
  const HeedToken *source = heed_session_get_source (session, &n_source);

  g_assert_no_error (reading->problem);
  g_assert_cmpuint (reading->n_steps, ==, pair->n_target + 1);
  g_assert_cmpuint (reading->n_source, ==, n_source);
  for (guint s = 0; s < n_source; s++)
    g_assert_cmpuint (reading->source[s].id, ==, source[s].id);

  heed_session_set_max_length (session, reading->n_steps);
  for (guint t = 0; t < reading->n_steps; t++)
    {
      const HeedStep *step = steps_force (session, t < pair->n_target ? pair->target[t] : end);

      assert_close (reading->log_probs[t], step->log_prob, 1e-4, "log-probability");
      assert_close (reading->entropies[t], step->entropy, 1e-4, "entropy");
    }

  for (guint i = 0; i < reading->n_sites; i++)
    {
      g_autoptr(HeedMatrix) attention = heed_session_dup_attention (session, sites[i]);

      g_assert_true ((attention == NULL) == (reading->attention[i] == NULL));
      if (attention == NULL)
        continue;

      g_assert_cmpuint (reading->attention[i]->n_rows, ==, attention->n_rows);
      g_assert_cmpuint (reading->attention[i]->n_columns, ==, attention->n_columns);
      for (gsize j = 0; j < (gsize) attention->n_rows * attention->n_columns; j++)
        assert_close (reading->attention[i]->values[j], attention->values[j], 1e-5, "weight");
    }
}

static void
check_forced_pairs_are_forced_sessions (HeedModel *model)
{
  int n_layers = (int) heed_model_get_n_layers (model, HEED_ATTENTION_CROSS);
  int n_heads = n_layers > 0 ? (int) heed_model_get_n_heads (model, HEED_ATTENTION_CROSS, 0) : 1;
  const HeedAttentionSite sites[] = {
    { HEED_ATTENTION_CROSS, 0, HEED_HEAD_MEAN },
    { HEED_ATTENTION_CROSS, MAX (n_layers, 1) - 1, n_heads - 1 },
  };
  const HeedForcedOptions options = { sites, G_N_ELEMENTS (sites), TRUE };
  HeedForcedPair pairs[N_PAIRS];
  guint32 ids[64];
  HeedForcedReading *readings;

  make_pairs (model, pairs, ids);
  readings = heed_force_pairs (model, pairs, N_PAIRS, &options);

  for (guint i = 0; i < N_PAIRS; i++)
    {
      g_autoptr(HeedSession) session = steps_start (model, pairs[i].source, pairs[i].n_source);

      assert_is_reading (session, &pairs[i], &readings[i], sites);
    }

  heed_forced_readings_free (readings, N_PAIRS);
}

static void
check_candidates_are_the_best (HeedModel *model)
{
  g_autoptr(HeedSession) session = start (model);
  const HeedStep *step;
  double sum = 0.0;

  heed_session_set_n_candidates (session, 256);
  step = steps_take (session, 1);
  g_assert_cmpuint (step->token.id, ==, step->candidates[0].token.id);
  g_assert_cmpfloat (step->log_prob, ==, step->candidates[0].log_prob);

  for (guint i = 0; i < step->n_candidates; i++)
    {
      g_assert_true (isfinite (step->candidates[i].log_prob));
      if (i > 0)
        g_assert_cmpfloat (step->candidates[i].log_prob, <=, step->candidates[i - 1].log_prob);
      sum += exp (step->candidates[i].log_prob);
    }
  g_assert_cmpfloat (sum, <=, 1.0 + 1e-5);
}

/* --- What a person changes --- */

#define STEP 2

/* Fills the row with weights that are all different and not integers. */
static void
fill_row (float *row,
          guint  n_keys)
{
  for (guint key = 0; key < n_keys; key++)
    row[key] = (float) (key + 1) / (0.5f * (float) n_keys * (float) (n_keys + 1));
}

static void
assert_sharpened (const float *weights,
                  const float *scores,
                  guint        n_keys,
                  double       factor)
{
  double largest = -INFINITY;
  double sum = 0.0;

  for (guint key = 0; key < n_keys; key++)
    largest = MAX (largest, scores[key]);
  for (guint key = 0; key < n_keys; key++)
    sum += exp (factor * (scores[key] - largest));
  for (guint key = 0; key < n_keys; key++)
    assert_close (weights[key], exp (factor * (scores[key] - largest)) / sum, 1e-5, "sharpened");
}

static void
assert_came_true (const HeedStep         *step,
                  const HeedIntervention *wish)
{
  guint n_keys;
  const float *weights = heed_step_attention (step, wish->site, &n_keys);
  const float *scores = heed_step_scores (step, wish->site, &n_keys);

  switch (wish->kind)
    {
    case HEED_INTERVENTION_MASK_KEY:
      g_assert_cmpfloat (weights[wish->key], ==, 0.0f);
      break;

    case HEED_INTERVENTION_PIN_ROW:
      assert_same_floats (weights, wish->weights, n_keys, "pinned");
      break;

    case HEED_INTERVENTION_SHARPEN:
      assert_sharpened (weights, scores, n_keys, wish->factor);
      break;

    case HEED_INTERVENTION_SILENCE_HEAD:
      break;
    }
}

/* An attention with all weight on one token cannot be sharpened by any factor. */
static gboolean
changes_much (const HeedStep         *step,
              const HeedStep         *plain,
              const HeedIntervention *wish)
{
  guint n_keys;
  const float *weights = heed_step_attention (step, wish->site, &n_keys);
  const float *before = heed_step_attention (plain, wish->site, &n_keys);
  float largest = 0.0f;

  for (guint key = 0; key < n_keys; key++)
    largest = MAX (largest, ABS (weights[key] - before[key]));

  return wish->kind == HEED_INTERVENTION_SILENCE_HEAD || largest > 0.01f;
}

/* Checks that the intervention takes effect, changes the output, and leaves no trace once
 * undone. */
static void
check_wish (HeedModel              *model,
            HeedSession            *plain,
            const HeedIntervention *wish)
{
  g_autoptr(HeedSession) session = start (model);
  g_autoptr(GError) error = NULL;
  const HeedStep *step;
  guint id;

  walk (session, STEP);
  id = heed_session_intervene (session, wish, &error);
  g_assert_no_error (error);
  walk (session, STEP + 1);
  step = heed_session_get_step (session, STEP);
  assert_came_true (step, wish);
  if (changes_much (step, heed_session_get_step (plain, STEP), wish))
    g_assert_cmpfloat (step->entropy, !=, heed_session_get_step (plain, STEP)->entropy);

  heed_session_undo_intervention (session, id);
  heed_session_rewind (session, STEP);
  walk (session, N_STEPS);
  assert_same_session (session, plain);
}

/* Returns the key with the largest weight: hiding one without weight would change nothing. */
static guint
find_most_seen (const float *weights,
                guint        n_keys)
{
  guint best = 0;

  for (guint key = 1; key < n_keys; key++)
    if (weights[key] > weights[best])
      best = key;

  return best;
}

/* A change in the encoder applies to every step. */
static void
check_encoder_changes_are_undone (HeedModel *model)
{
  g_autoptr(HeedSession) plain = start (model);
  int n_layers = (int) heed_model_get_n_layers (model, HEED_ATTENTION_ENCODER_SELF);

  walk (plain, N_STEPS);
  for (int layer = 0; layer < n_layers; layer++)
    for (guint kind = 0; kind < 3; kind++)
      {
        const HeedAttentionSite site = { HEED_ATTENTION_ENCODER_SELF, layer, 0 };
        const HeedIntervention wishes[] = {
          { HEED_INTERVENTION_MASK_KEY, site, HEED_EVERY_STEP, .key = 1 },
          { HEED_INTERVENTION_SHARPEN, site, HEED_EVERY_STEP, .factor = 3.0f },
          { .kind = HEED_INTERVENTION_SILENCE_HEAD, .site = site, .step = HEED_EVERY_STEP },
        };
        g_autoptr(HeedSession) session = start (model);
        g_autoptr(GError) error = NULL;
        guint id = heed_session_intervene (session, &wishes[kind], &error);

        g_assert_no_error (error);
        walk (session, 1);
        g_assert_cmpfloat (heed_session_get_step (session, 0)->entropy, !=,
                           heed_session_get_step (plain, 0)->entropy);
        heed_session_rewind (session, 0);
        heed_session_undo_intervention (session, id);
        walk (session, N_STEPS);
        assert_same_session (session, plain);
      }
}

static void
check_changes_come_true_and_are_undone (HeedModel *model)
{
  g_autoptr(HeedSession) plain = start (model);
  g_autoptr(GArray) sites = NULL;

  walk (plain, N_STEPS);
  sites = steps_list_sites (heed_session_get_step (plain, STEP));

  for (guint i = 0; i < sites->len; i++)
    {
      HeedAttentionSite site = g_array_index (sites, HeedAttentionSite, i);
      const float *weights;
      float row[64];
      guint n_keys;

      if (site.kind == HEED_ATTENTION_ENCODER_SELF || site.head == HEED_HEAD_MEAN)
        continue;

      weights = heed_step_attention (heed_session_get_step (plain, STEP), site, &n_keys);
      fill_row (row, n_keys);
      check_wish (model, plain, &(HeedIntervention) { HEED_INTERVENTION_MASK_KEY, site, STEP,
                                                      .key = find_most_seen (weights, n_keys) });
      check_wish (model, plain,
                  &(HeedIntervention) { HEED_INTERVENTION_PIN_ROW, site, STEP, .weights = row,
                                        .n_weights = n_keys });
      check_wish (model, plain,
                  &(HeedIntervention) { HEED_INTERVENTION_SHARPEN, site, STEP, .factor = 3.0f });
      check_wish (
        model, plain,
        &(HeedIntervention) { .kind = HEED_INTERVENTION_SILENCE_HEAD, .site = site, .step = STEP });
    }
}

/* --- Evidence of effect --- */

static void
check_evidence_is_what_it_says (HeedModel *model)
{
  g_autoptr(HeedSession) session = start (model);
  g_autoptr(HeedSession) untouched = start (model);

  walk (session, N_EVIDENT_STEPS);
  walk (untouched, N_STEPS);
  check_occlusion_is_a_walk_without_it (session);
  check_gradient_is_the_slope (session);
  check_shares_are_those_of_the_slopes (session);
  check_norms_are_those_explained (session);

  walk (session, N_STEPS);
  assert_same_session (session, untouched);
}

static void
change (HeedSession            *session,
        const HeedIntervention *wish)
{
  g_autoptr(GError) error = NULL;

  heed_session_intervene (session, wish, &error);
  g_assert_no_error (error);
}

/* Every kind of change at every attention, in every step and in one. */
static void
change_everywhere (HeedSession *session)
{
  HeedModel *model = heed_session_get_model (session);
  guint n_source;

  heed_session_get_source (session, &n_source);
  for (guint kind = 0; kind <= HEED_ATTENTION_DECODER_SELF; kind++)
    for (guint layer = 0; layer < heed_model_get_n_layers (model, kind); layer++)
      {
        HeedAttentionSite all = { kind, (int) layer, HEED_HEAD_MEAN };
        HeedAttentionSite last = all;
        guint n_heads = heed_model_get_n_heads (model, kind, layer);
        guint n_keys = kind == HEED_ATTENTION_DECODER_SELF ? 2 : n_source;
        float row[64];

        last.head = (int) n_heads - 1;
        fill_row (row, n_keys);
        change (session, &(HeedIntervention) { HEED_INTERVENTION_MASK_KEY, all, HEED_EVERY_STEP,
                                               .key = 1 });
        change (session, &(HeedIntervention) { HEED_INTERVENTION_SHARPEN, all, HEED_EVERY_STEP,
                                               .factor = 2.0f });
        change (session, &(HeedIntervention) { HEED_INTERVENTION_PIN_ROW, all, 1, .weights = row,
                                               .n_weights = n_keys });
        if (n_heads > 1)
          change (session, &(HeedIntervention) { .kind = HEED_INTERVENTION_SILENCE_HEAD,
                                                 .site = last, .step = HEED_EVERY_STEP });
      }
}

static void
check_evidence_is_of_what_is_changed (HeedModel *model)
{
  g_autoptr(HeedSession) session = start (model);

  change_everywhere (session);
  walk (session, N_EVIDENT_STEPS);
  check_occlusion_is_a_walk_without_it (session);
  check_gradient_is_the_slope (session);
  check_shares_are_those_of_the_slopes (session);
}

/* --- The models --- */

static const struct
{
  const char *what;
  void      (*check) (HeedModel *model);
} checks[] = {
  { "same-twice", check_same_twice },
  { "beam-of-one-is-greedy", check_beam_of_one_is_greedy },
  { "rewound-is-never-rewound", check_rewound_is_never_rewound },
  { "fork-is-its-origin", check_fork_is_its_origin },
  { "sampled-is-the-seeds", check_sampled_is_the_seeds },
  { "rows-sum-to-one", check_rows_sum_to_one },
  { "rows-are-the-tokens", check_rows_are_the_tokens },
  { "encoder-rows-are-the-source", check_encoder_rows_are_the_source },
  { "banned-is-never-taken", check_banned_is_never_taken },
  { "encoder-changes-are-undone", check_encoder_changes_are_undone },
  { "forced-pairs-are-forced-sessions", check_forced_pairs_are_forced_sessions },
  { "candidates-are-the-best", check_candidates_are_the_best },
  { "changes-come-true-and-are-undone", check_changes_come_true_and_are_undone },
  { "evidence-is-what-it-says", check_evidence_is_what_it_says },
  { "evidence-is-of-what-is-changed", check_evidence_is_of_what_is_changed },
};

typedef struct
{
  char            *name;
  char            *path;         /* NULL: random weights */
  HeedDescription  description;
  guint            check;
} Case;

static void
free_case (gpointer data)
{
  Case *c = data;

  g_free (c->name);
  g_free (c->path);
  g_free (c);
}

static void
test_every_model (gconstpointer data)
{
  const Case *c = data;
  g_autoptr(HeedModel) model = NULL;
  g_autoptr(GError) error = NULL;

  model =
    c->path != NULL ? heed_model_load (c->path, NULL, &error) : tiny_model_new (&c->description, 5);
  g_assert_no_error (error);
  checks[c->check].check (model);
}

static void
add_model (const char            *name,
           const char            *path,
           const HeedDescription *description)
{
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    {
      Case *c = g_new0 (Case, 1);
      g_autofree char *test = g_strdup_printf ("/engine/every-model/%s/%s", checks[i].what, name);

      c->name = g_strdup (name);
      c->path = g_strdup (path);
      c->check = i;
      if (description != NULL)
        c->description = *description;
      g_test_add_data_func_full (test, c, test_every_model, free_case);
    }
}

/* All cells, scores, query states, input feeding, and encoders that read padding. */
static void
add_recurrent_models (void)
{
  for (guint cell = 0; cell < 2; cell++)
    for (guint kind = 0; kind < HEED_N_SCORES; kind++)
      for (guint variant = 0; variant < 3; variant++)
        {
          const HeedScoreInfo *score = heed_score_get_info (kind);
          HeedDescription d = tiny_description ();
          g_autofree char *name =
            g_strdup_printf ("%s-%s-%s", cell == 0 ? "gru" : "lstm", score->name,
                             variant == 0   ? "previous"
                             : variant == 1 ? "feeding"
                                            : "padded");

          d.cell = cell == 0 ? HEED_CELL_GRU : HEED_CELL_LSTM;
          d.score = kind;
          d.n_heads = score->has_heads ? 4 : 1;
          if (variant == 1)
            {
              d.query = HEED_QUERY_CURRENT;
              d.cell_input = (HeedPartList) { { HEED_PART_EMBEDDING, HEED_PART_ATTENTIONAL }, 2 };
              d.output = (HeedPartList) { { HEED_PART_ATTENTIONAL }, 1 };
              d.combine = (HeedPartList) { { HEED_PART_CONTEXT, HEED_PART_STATE }, 2 };
              d.combine_width = 6;
            }
          else if (variant == 2)
            {
              d.padding = HEED_PADDING_READ;
              d.source_length = N_SOURCE + 4;
            }
          add_model (name, NULL, &d);
        }
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Adds the files of the folder, or the file called inner in each of its subfolders. */
static void
add_models_in (const char *folder,
               const char *inner)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), inner, NULL);

      if (g_str_has_suffix (path, ".safetensors") && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        add_model (g_ptr_array_index (names, i), path, NULL);
    }
}

/* The window shows a warning over the page, and the first thing it opens is a model that ships. */
static void
test_every_model_that_ships_opens_without_warning (void)
{
  const char *folder = g_getenv ("HEED_MODELS");
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autoptr(HeedModel) model = NULL;
      g_autoptr(GError) error = NULL;

      if (!g_str_has_suffix (name, ".safetensors"))
        continue;

      model = heed_model_load (path, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (heed_model_get_warnings (model)[0], ==, NULL);
    }
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *fixtures = NULL;
  g_autofree char *trained = NULL;

  g_test_init (&argc, &argv, NULL);

  fixtures = g_test_build_filename (G_TEST_DIST, "data", "fixtures", NULL);
  trained = g_test_build_filename (G_TEST_DIST, "data", "d2l-trained", "model.safetensors", NULL);

  add_recurrent_models ();
  add_models_in (fixtures, "model.safetensors");
  add_model ("d2l-trained", trained, NULL);
  if (g_getenv ("HEED_MODELS") != NULL)
    {
      add_models_in (g_getenv ("HEED_MODELS"), NULL);
      g_test_add_func ("/engine/every-model/that-ships-opens-without-warning",
                       test_every_model_that_ships_opens_without_warning);
    }

  return g_test_run ();
}
