/* test-training-card.c — the best model is chosen, and its card gives its scores
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "app/cli/training-card.h"

static HeedTrainedScore
make_score (double bleu,
            double loss)
{
  return (HeedTrainedScore) {
    .batch = 10,
    .epoch = 1.5,
    .has_loss = TRUE,
    .loss = loss,
    .n_translated = 4,
    .translation = { .bleu = bleu, .chrf = 50.0, .exact_match = 0.25 },
  };
}

static void
test_training_card_any_model_is_better_than_none (void)
{
  const HeedTrainedScore none = { 0 };
  const HeedTrainedScore score = make_score (0.0, 9.0);

  g_assert_true (heed_trained_score_is_better (&score, &none, HEED_SELECT_BLEU));
  g_assert_true (heed_trained_score_is_better (&score, &none, HEED_SELECT_LOSS));
}

static void
test_training_card_bleu_decides_before_loss (void)
{
  const HeedTrainedScore fluent = make_score (30.0, 3.0);
  const HeedTrainedScore certain = make_score (20.0, 2.0);

  g_assert_true (heed_trained_score_is_better (&fluent, &certain, HEED_SELECT_BLEU));
  g_assert_false (heed_trained_score_is_better (&certain, &fluent, HEED_SELECT_BLEU));
  g_assert_true (heed_trained_score_is_better (&certain, &fluent, HEED_SELECT_LOSS));
}

static void
test_training_card_loss_decides_between_equal_bleu (void)
{
  const HeedTrainedScore first = make_score (0.0, 3.0);
  const HeedTrainedScore second = make_score (0.0, 2.0);

  g_assert_true (heed_trained_score_is_better (&second, &first, HEED_SELECT_BLEU));
  g_assert_false (heed_trained_score_is_better (&first, &second, HEED_SELECT_BLEU));
  g_assert_false (heed_trained_score_is_better (&first, &first, HEED_SELECT_BLEU));
}

static void
test_training_card_without_held_out_pairs_the_last_is_best (void)
{
  const HeedTrainedScore first = { .batch = 1 };
  const HeedTrainedScore second = { .batch = 2 };

  g_assert_true (heed_trained_score_is_better (&second, &first, HEED_SELECT_BLEU));
}

/* A resumed training reads scores from the card; they must equal the computed ones. */
static void
test_training_card_rounding_is_what_the_card_says (void)
{
  HeedTrainedScore score = make_score (100.0 / 3.0, 2.0 / 3.0);

  heed_trained_score_round (&score);

  g_assert_true (score.translation.bleu == 33.3333333);
  g_assert_true (score.loss == 0.666666667);
}

static void
test_training_card_says_score_origin_and_command (void)
{
  const HeedTrainedScore score = make_score (33.3, 2.5);
  g_autofree char *card = heed_training_card_new (&score, "{\"licence\": \"CC0\"}",
                                                  "heed-cli train toy.json", "{\"name\": \"toy\"}");

  g_assert_cmpstr (
    card, ==,
    "{\"score\": \"BLEU 33.3 on 4 held-out sentences\", \"licence\": \"CC0\", "
    "\"held_out\": {\"batch\": 10, \"epoch\": 1.5, \"valid_loss\": 2.5, \"bleu\": 33.3, "
    "\"chrf\": 50, \"exact_match\": 0.25, \"sentences\": 4, "
    "\"compared\": \"in the model's own spelling\"}, "
    "\"command\": \"heed-cli train toy.json\", \"configuration\": {\"name\": \"toy\"}}");
}

static void
test_training_card_a_person_may_word_the_score (void)
{
  const HeedTrainedScore score = make_score (33.3, 2.5);
  g_autofree char *card =
    heed_training_card_new (&score, "{\"score\": \"99.7 % exact\"}", "c", "{}");

  g_assert_true (g_str_has_prefix (card, "{\"score\":\"99.7 % exact\"") ||
                 g_str_has_prefix (card, "{\"score\": \"99.7 % exact\""));
  g_assert_null (strstr (card, "BLEU"));
}

static void
test_training_card_a_missing_model_leaves_the_score (void)
{
  HeedTrainedScore score = { 0 };

  heed_training_card_read ("/nonexistent/model.safetensors", &score);

  g_assert_cmpuint (score.batch, ==, 0);
}

static void
test_training_card_of_json_that_is_too_deep_is_one_all_the_same (void)
{
  const HeedTrainedScore score = { 0 };
  g_autofree char *deep = g_strnfill (200000, '[');
  g_autofree char *card = heed_training_card_new (&score, deep, "c", deep);

  g_assert_true (g_str_has_prefix (card, "{\"score\": "));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/training-card/any-model-is-better-than-none",
                   test_training_card_any_model_is_better_than_none);
  g_test_add_func ("/app/training-card/bleu-decides-before-loss",
                   test_training_card_bleu_decides_before_loss);
  g_test_add_func ("/app/training-card/loss-decides-between-equal-bleu",
                   test_training_card_loss_decides_between_equal_bleu);
  g_test_add_func ("/app/training-card/without-held-out-pairs-the-last-is-best",
                   test_training_card_without_held_out_pairs_the_last_is_best);
  g_test_add_func ("/app/training-card/rounding-is-what-the-card-says",
                   test_training_card_rounding_is_what_the_card_says);
  g_test_add_func ("/app/training-card/says-score-origin-and-command",
                   test_training_card_says_score_origin_and_command);
  g_test_add_func ("/app/training-card/a-person-may-word-the-score",
                   test_training_card_a_person_may_word_the_score);
  g_test_add_func ("/app/training-card/a-missing-model-leaves-the-score",
                   test_training_card_a_missing_model_leaves_the_score);
  g_test_add_func ("/app/training-card/of-json-that-is-too-deep-is-one-all-the-same",
                   test_training_card_of_json_that_is_too_deep_is_one_all_the_same);

  return g_test_run ();
}
