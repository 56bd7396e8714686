/* test-verdict.c — the verdict on an attention matches what was done to its model
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each finding is looked for in a model that was broken so that it must show it:
 * weights of a trained one zeroed in its file, or its rows pinned.
 */

#include <math.h>
#include <string.h>

#include "engine/heed.h"
#include "tests/engine/scratch.h"
#include "tests/engine/toy-trainer.h"

#define LETTERS   "k h e l o a b"
#define N_LETTERS 7  /* without the end token of either side */
#define CROSS     ((HeedAttentionSite) { HEED_ATTENTION_CROSS, 0, HEED_HEAD_MEAN })

/* --- Models --- */

static char *
find_shipped (const char *name)
{
  g_autofree char *file = g_strconcat (name, ".safetensors", NULL);

  return g_build_filename (g_getenv ("HEED_MODELS"), file, NULL);
}

static HeedModel *
load (const char *path)
{
  g_autoptr(GError) error = NULL;
  HeedModel *model = heed_model_load (path, NULL, &error);

  g_assert_no_error (error);

  return model;
}

static HeedModel *
load_shipped (const char *name)
{
  g_autofree char *path = find_shipped (name);

  return load (path);
}

/* Finds the range of a tensor's bytes in a .safetensors file. */
static void
find_tensor (const char *contents,
             const char *tensor,
             gsize      *begin,
             gsize      *end)
{
  guint64 header;
  g_autofree char *name = g_strdup_printf ("\"%s\"", tensor);
  const char *offsets;
  char *rest;

  memcpy (&header, contents, sizeof header);
  header = GUINT64_FROM_LE (header);
  offsets = g_strstr_len (contents + sizeof header, (gssize) header, name);
  g_assert_nonnull (offsets);
  offsets = strstr (offsets, "\"data_offsets\":[");
  g_assert_nonnull (offsets);
  *begin = sizeof header + header +
           g_ascii_strtoull (offsets + strlen ("\"data_offsets\":["), &rest, 10);
  *end = sizeof header + header + g_ascii_strtoull (rest + 1, NULL, 10);
}

/* Loads a shipped model with one of its tensors set to zero. */
static HeedModel *
load_without (const char *name,
              const char *tensor)
{
  g_autofree char *path = find_shipped (name);
  g_autofree char *broken = scratch_path ("broken.safetensors");
  g_autofree char *contents = NULL;
  g_autoptr(GError) error = NULL;
  gsize length, begin, end;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  find_tensor (contents, tensor, &begin, &end);
  g_assert_cmpuint (begin, <, end);
  g_assert_cmpuint (end, <=, length);
  memset (contents + begin, 0, end - begin);
  g_file_set_contents (broken, contents, (gssize) length, &error);
  g_assert_no_error (error);

  return load (broken);
}

/* --- Walks --- */

static HeedSession *
start (HeedModel  *model,
       const char *text)
{
  g_autoptr(GError) error = NULL;
  HeedSession *session = heed_session_new (model, text, &error);

  g_assert_no_error (error);

  return session;
}

/* Forces the tokens of text and the end token, so that a broken model produces as much as a sound
 * one. */
static void
force (HeedSession *session,
       const char  *text)
{
  HeedModel *model = heed_session_get_model (session);
  g_autoptr(GError) error = NULL;
  guint n_ids;
  g_autofree guint32 *ids = heed_model_encode_target (model, text, &n_ids, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < n_ids; i++)
    heed_step_unref (heed_session_step_forced (session, ids[i], &error));
  heed_step_unref (heed_session_step_forced (session, heed_model_get_end_token (model), &error));
  g_assert_no_error (error);
}

static HeedAttentionVerdict
judge (HeedSession       *session,
       HeedAttentionSite  site)
{
  g_autoptr(HeedMatrix) attention = heed_session_dup_attention (session, site);
  guint n_source, n_target = heed_session_get_n_steps (session);
  const HeedToken *source = heed_session_get_source (session, &n_source);
  g_autofree HeedToken *target = g_new (HeedToken, n_target);

  for (guint t = 0; t < n_target; t++)
    target[t] = heed_session_get_step (session, t)->token;

  return heed_attention_judge (attention, site.kind, target, source);
}

static HeedAttentionVerdict
judge_letters (HeedModel *model)
{
  g_autoptr(HeedSession) session = start (model, LETTERS);

  force (session, LETTERS);

  return judge (session, CROSS);
}

/* Pins row @step with weight on @column and the rest spread evenly over the others. */
static void
pin (HeedSession *session,
     guint        step,
     guint        column,
     float        weight)
{
  g_autoptr(GError) error = NULL;
  float weights[N_LETTERS + 1];
  HeedIntervention intervention = {
    .kind = HEED_INTERVENTION_PIN_ROW,
    .site = { HEED_ATTENTION_CROSS, HEED_EVERY_LAYER, HEED_HEAD_MEAN },
    .step = (int) step,
    .weights = weights,
    .n_weights = G_N_ELEMENTS (weights),
  };

  for (guint j = 0; j < G_N_ELEMENTS (weights); j++)
    weights[j] = j == column ? weight : (1.0f - weight) / N_LETTERS;

  heed_session_intervene (session, &intervention, &error);
  g_assert_no_error (error);
}

/* Judges the model of the copy task with each row pinned to the column that find returns. */
static HeedAttentionVerdict
judge_pinned (guint (*find) (guint step),
              float   weight)
{
  g_autoptr(HeedModel) model = load_shipped ("copy");
  g_autoptr(HeedSession) session = start (model, LETTERS);

  for (guint t = 0; t < N_LETTERS; t++)
    pin (session, t, find (t), weight);

  force (session, LETTERS);

  return judge (session, CROSS);
}

/* --- Sound ones --- */

static void
test_verdict_a_model_that_copies_follows_the_order (void)
{
  g_autoptr(HeedModel) model = load_shipped ("copy");
  HeedAttentionVerdict verdict = judge_letters (model);

  g_assert_cmpint (verdict.kind, ==, HEED_VERDICT_IN_ORDER);
  g_assert_cmpfloat (verdict.evidence, >, 0.9);
}

static void
test_verdict_a_model_that_reverses_goes_backwards (void)
{
  g_autoptr(HeedModel) model = load_shipped ("reverse");
  g_autoptr(HeedSession) session = start (model, LETTERS);
  HeedAttentionVerdict verdict;

  force (session, "b a o l e h k");
  verdict = judge (session, CROSS);

  g_assert_cmpint (verdict.kind, ==, HEED_VERDICT_REVERSED);
  g_assert_cmpfloat (verdict.evidence, <, -0.9);
}

static void
test_verdict_a_model_that_sorts_has_no_figure (void)
{
  g_autoptr(HeedModel) model = load_shipped ("sort");
  g_autoptr(HeedSession) session = start (model, LETTERS);

  force (session, "a b e h k l o");
  g_assert_cmpint (judge (session, CROSS).kind, ==, HEED_VERDICT_MIXED);
}

/* --- Broken ones --- */

/* Without v, every score is 0. */
static void
test_verdict_without_a_score_all_is_spread (void)
{
  g_autoptr(HeedModel) model = load_without ("copy", "decoder.attention.score.weight");
  HeedAttentionVerdict verdict = judge_letters (model);

  g_assert_cmpint (verdict.kind, ==, HEED_VERDICT_SPREAD);
  g_assert_cmpfloat_with_epsilon (verdict.evidence, 1.0, 1e-6);
}

/* An untrained model. */
static void
test_verdict_before_training_all_is_spread (void)
{
  g_autoptr(HeedTrainer) trainer = toy_trainer_new (NULL);
  g_autoptr(HeedModel) model = heed_trainer_dup_model (trainer);
  g_autoptr(HeedSession) session = start (model, "a b c d e");

  force (session, "e d c b a");
  g_assert_cmpint (judge (session, CROSS).kind, ==, HEED_VERDICT_SPREAD);
}

/* Without the query's weights, the decoder state does not affect the scores. */
static void
test_verdict_without_a_query_all_steps_are_the_same (void)
{
  g_autoptr(HeedModel) model = load_without ("copy", "decoder.attention.query.weight");
  HeedAttentionVerdict verdict = judge_letters (model);

  g_assert_cmpint (verdict.kind, ==, HEED_VERDICT_SAME);
  g_assert_cmpfloat_with_epsilon (verdict.evidence, 1.0, 1e-6);
  g_assert_cmpuint (verdict.column, <=, N_LETTERS);
}

static guint
one_before (guint step)
{
  return step > 0 ? step - 1 : N_LETTERS;
}

static guint
one_behind (guint step)
{
  return step + 1;
}

static void
test_verdict_a_shift_is_seen_either_way (void)
{
  HeedAttentionVerdict before = judge_pinned (one_before, 0.9f);
  HeedAttentionVerdict behind = judge_pinned (one_behind, 0.9f);

  g_assert_cmpint (before.kind, ==, HEED_VERDICT_SHIFTED);
  g_assert_cmpint (before.shift, ==, -1);
  g_assert_cmpfloat_with_epsilon (before.evidence, 1.0, 1e-12);
  g_assert_cmpint (behind.kind, ==, HEED_VERDICT_SHIFTED);
  g_assert_cmpint (behind.shift, ==, 1);
}

/* Two letters are exchanged and all others in order, which is no shift. */
static guint
two_swapped (guint step)
{
  return step == 0 ? 1 : step == 1 ? 0 : step;
}

static void
test_verdict_another_order_is_no_shift (void)
{
  g_assert_cmpint (judge_pinned (two_swapped, 0.9f).kind, ==, HEED_VERDICT_IN_ORDER);
}

static guint
stuck_from_third (guint step)
{
  return MIN (step, 2);
}

static void
test_verdict_being_stuck_is_seen_from_where_it_begins (void)
{
  HeedAttentionVerdict verdict = judge_pinned (stuck_from_third, 0.8f);

  g_assert_cmpint (verdict.kind, ==, HEED_VERDICT_STUCK);
  g_assert_cmpuint (verdict.row, ==, 2);
  g_assert_cmpuint (verdict.column, ==, 2);
  g_assert_cmpfloat_with_epsilon (verdict.evidence, 0.8, 1e-6);
}

/* A long last word may have three pieces; that is no sign of a fault. */
static guint
last_of_three (guint step)
{
  return MIN (step, 4);
}

static void
test_verdict_three_rows_on_one_token_are_not_stuck (void)
{
  g_assert_cmpint (judge_pinned (last_of_three, 0.9f).kind, ==, HEED_VERDICT_IN_ORDER);
}

static guint
at_end (guint step)
{
  return N_LETTERS;
}

static void
test_verdict_the_share_of_the_end_token_is_said (void)
{
  HeedAttentionVerdict verdict = judge_pinned (at_end, 0.7f);

  g_assert_cmpint (verdict.kind, ==, HEED_VERDICT_ON_SPECIAL);
  g_assert_cmpuint (verdict.column, ==, N_LETTERS);
  g_assert_cmpfloat_with_epsilon (verdict.evidence, 0.7, 1e-6);
}

/* --- What is about no model --- */

static void
test_verdict_nothing_is_said_of_two_words (void)
{
  g_autoptr(HeedModel) model = load_shipped ("copy");
  g_autoptr(HeedSession) session = start (model, "a b");

  force (session, "a b");
  g_assert_cmpint (judge (session, CROSS).kind, ==, HEED_VERDICT_TOO_SHORT);
}

/* Row t of the decoder's self-attention has t + 1 keys; an even row is even over these. */
static void
test_verdict_a_row_is_even_over_what_it_can_see (void)
{
  static const float weights[16] = {
    1.0f, 0.0f, 0.0f, 0.0f,
    0.5f, 0.5f, 0.0f, 0.0f,
    1.0f / 3, 1.0f / 3, 1.0f / 3, 0.0f,
    0.25f, 0.25f, 0.25f, 0.25f,
  };
  const HeedToken tokens[4] = {
    { .text = "a" }, { .text = "b" }, { .text = "c" }, { .text = "d" },
  };
  g_autoptr(HeedMatrix) attention = heed_matrix_new (4, 4, weights);

  g_assert_cmpint (
    heed_attention_judge (attention, HEED_ATTENTION_DECODER_SELF, tokens, tokens).kind, ==,
    HEED_VERDICT_SPREAD);
  g_assert_cmpint (
    heed_attention_judge (attention, HEED_ATTENTION_CROSS, tokens, tokens).kind, !=,
    HEED_VERDICT_SPREAD);
}

/* The first row has a single key; counted, it would raise the mean of the others from 0.73 to
 * 0.82. */
static void
test_verdict_a_row_without_a_choice_is_not_even (void)
{
  static const float weights[9] = {
    1.0f, 0.0f, 0.0f,
    0.25f, 0.75f, 0.0f,
    0.25f, 0.0f, 0.75f,
  };
  const HeedToken tokens[3] = { { .text = "a" }, { .text = "b" }, { .text = "c" } };
  g_autoptr(HeedMatrix) attention = heed_matrix_new (3, 3, weights);

  g_assert_cmpint (
    heed_attention_judge (attention, HEED_ATTENTION_DECODER_SELF, tokens, tokens).kind, ==,
    HEED_VERDICT_IN_ORDER);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/verdict/a-model-that-copies-follows-the-order",
                   test_verdict_a_model_that_copies_follows_the_order);
  g_test_add_func ("/engine/verdict/a-model-that-reverses-goes-backwards",
                   test_verdict_a_model_that_reverses_goes_backwards);
  g_test_add_func ("/engine/verdict/a-model-that-sorts-has-no-figure",
                   test_verdict_a_model_that_sorts_has_no_figure);
  g_test_add_func ("/engine/verdict/without-a-score-all-is-spread",
                   test_verdict_without_a_score_all_is_spread);
  g_test_add_func ("/engine/verdict/before-training-all-is-spread",
                   test_verdict_before_training_all_is_spread);
  g_test_add_func ("/engine/verdict/without-a-query-all-steps-are-the-same",
                   test_verdict_without_a_query_all_steps_are_the_same);
  g_test_add_func ("/engine/verdict/a-shift-is-seen-either-way",
                   test_verdict_a_shift_is_seen_either_way);
  g_test_add_func ("/engine/verdict/another-order-is-no-shift",
                   test_verdict_another_order_is_no_shift);
  g_test_add_func ("/engine/verdict/being-stuck-is-seen-from-where-it-begins",
                   test_verdict_being_stuck_is_seen_from_where_it_begins);
  g_test_add_func ("/engine/verdict/three-rows-on-one-token-are-not-stuck",
                   test_verdict_three_rows_on_one_token_are_not_stuck);
  g_test_add_func ("/engine/verdict/the-share-of-the-end-token-is-said",
                   test_verdict_the_share_of_the_end_token_is_said);
  g_test_add_func ("/engine/verdict/nothing-is-said-of-two-words",
                   test_verdict_nothing_is_said_of_two_words);
  g_test_add_func ("/engine/verdict/a-row-is-even-over-what-it-can-see",
                   test_verdict_a_row_is_even_over_what_it_can_see);
  g_test_add_func ("/engine/verdict/a-row-without-a-choice-is-not-even",
                   test_verdict_a_row_without_a_choice_is_not_even);

  return g_test_run ();
}
