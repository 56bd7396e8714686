/* test-prediction.c — the measures of a translation do not depend on the selection
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>
#include <string.h>

#include "app/core/translation/prediction.h"
#include "app/window/pages/parts/measures.h"
#include "ui/number-format.h"
#include "fake-engine.h"

/* Returns the fake's translation of the words, with the first n_hidden tokens hidden. */
static HeedTranslation *
translate (HeedModel  *model,
           const char *words,
           guint       n_hidden)
{
  g_autoptr(HeedSession) session = heed_session_new (model, words, NULL);
  HeedTranslation *translation = heed_translation_new ();
  guint n_tokens;
  const HeedToken *source = heed_session_get_source (session, &n_tokens);

  translation->source = heed_tokens_new (source, n_tokens);
  for (guint key = 0; key < n_hidden; key++)
    heed_session_intervene (session,
                            &(HeedIntervention) {
                              .kind = HEED_INTERVENTION_MASK_KEY,
                              .site = { HEED_ATTENTION_CROSS, HEED_EVERY_LAYER, HEED_HEAD_MEAN },
                              .step = HEED_EVERY_STEP,
                              .key = key,
                            },
                            NULL);

  while (!heed_session_is_finished (session))
    g_ptr_array_add (translation->steps, heed_session_step (session, NULL));

  return translation;
}

/* Steps of the fake have log p -0.1, forced ones -3, and an entropy of 0.5 nats. */
static void
test_prediction_probability_is_the_geometric_mean (void)
{
  g_autoptr(HeedModel) model = heed_model_load ("sound", NULL, NULL);
  g_autoptr(HeedSession) session = heed_session_new (model, "one two", NULL);
  g_autoptr(HeedTranslation) translation = heed_translation_new ();
  HeedPrediction prediction;

  g_ptr_array_add (translation->steps, heed_session_step (session, NULL));
  g_ptr_array_add (translation->steps, heed_session_step_forced (session, 901, NULL));
  prediction = heed_prediction_measure (translation);

  g_assert_cmpuint (prediction.n_tokens, ==, 2);
  g_assert_cmpfloat_with_epsilon (prediction.log_prob, -3.1, 1e-12);
  g_assert_cmpfloat_with_epsilon (prediction.probability, sqrt (exp (-0.1) * exp (-3.0)), 1e-12);
  g_assert_cmpfloat_with_epsilon (prediction.entropy, 0.5, 1e-12);
}

static void
test_prediction_of_nothing_is_not_a_number (void)
{
  g_autoptr(HeedTranslation) translation = heed_translation_new ();
  HeedPrediction prediction = heed_prediction_measure (translation);

  g_assert_cmpuint (prediction.n_tokens, ==, 0);
  g_assert_true (isnan (prediction.probability));
  g_assert_true (isnan (prediction.entropy));
}

static void
test_prediction_names_what_nobody_read (void)
{
  g_autoptr(HeedModel) model = heed_model_load ("sound", NULL, NULL);
  g_autoptr(HeedTranslation) all = translate (model, "one two three", 0);
  g_autoptr(HeedTranslation) some = translate (model, "one two three", 2);
  g_auto(GStrv) nothing = heed_prediction_list_unread (all, model);
  g_auto(GStrv) unread = heed_prediction_list_unread (some, model);
  const char *const expected[] = { "one", "two", NULL };

  g_assert_nonnull (nothing);
  g_assert_null (nothing[0]);
  g_assert_true (g_strv_equal ((const char *const *) unread, expected));
}

/* Head h attends h tokens further: each head alone leaves words out, all together none. */
static void
test_prediction_what_one_head_reads_is_read (void)
{
  g_autoptr(HeedModel) model = heed_model_load ("heads", NULL, NULL);
  g_autoptr(HeedTranslation) translation = translate (model, "one two three", 0);
  g_auto(GStrv) unread = heed_prediction_list_unread (translation, model);

  translation->site.head = 3;
  g_assert_nonnull (unread);
  g_assert_null (unread[0]);
}

static void
test_prediction_without_attention_nothing_is_known (void)
{
  g_autoptr(HeedModel) model = heed_model_load ("none", NULL, NULL);
  g_autoptr(HeedTranslation) translation = translate (model, "one two", 0);

  g_assert_null (heed_prediction_list_unread (translation, model));
}

/* A word is joined from its pieces, and counts as read if one of them is. */
static void
test_prediction_pieces_are_words (void)
{
  g_autoptr(HeedModel) model = heed_model_load ("sound", NULL, NULL);
  g_autoptr(HeedTranslation) translation = translate (model, "one two three", 2);
  const HeedToken pieces[] = {
    { .id = 1, .text = "▁ka", .starts_word = TRUE, .n_before = 3 },
    { .id = 2, .text = "tze" },
    { .id = 3, .text = "▁da", .starts_word = TRUE, .n_before = 3 },
    { .id = 0, .text = "<eos>", .is_special = TRUE, .starts_word = TRUE },
  };
  g_auto(GStrv) unread = NULL;

  heed_tokens_unref (translation->source);
  translation->source = heed_tokens_new (pieces, G_N_ELEMENTS (pieces));
  unread = heed_prediction_list_unread (translation, model);

  g_assert_cmpuint (g_strv_length (unread), ==, 1);
  g_assert_cmpstr (unread[0], ==, "katze");
}

static void
test_prediction_is_said_in_words (void)
{
  g_autoptr(HeedModel) model = heed_model_load ("sound", NULL, NULL);
  g_autoptr(HeedTranslation) all = translate (model, "one two three", 0);
  g_autoptr(HeedTranslation) some = translate (model, "one two three", 2);
  g_autofree char *whole = heed_measures_new_text (all, model, NULL, -1);
  g_autofree char *step = heed_measures_new_text (some, model, NULL, 1);
  g_autofree char *explanation = heed_measures_new_explanation (all, NULL, 1);

  g_assert_cmpstr (whole, ==, "per token p 0.905 · entropy 0.72 bits");
  g_assert_cmpstr (
    step, ==,
    "“TWO” p 0.905 · per token p 0.905 · entropy 0.72 bits · not read: “one”, “two”");
  g_assert_nonnull (strstr (explanation, "its 4 tokens"));
  g_assert_nonnull (strstr (explanation, "\nEntropy:"));
}

/* The probability beside a word is the product of those of its pieces. */
static void
test_prediction_of_a_word_is_the_product_of_its_pieces (void)
{
  g_autoptr(HeedModel) model = heed_model_load ("pieces", NULL, NULL);
  g_autoptr(HeedTranslation) translation = translate (model, "un +do it", 0);
  g_autofree HeedToken *target = NULL;
  g_autoptr(HeedWordMap) words = NULL;
  g_autofree char *text = NULL, *explanation = NULL, *other = NULL;
  double log_prob = heed_translation_get_step (translation, 0)->log_prob +
                    heed_translation_get_step (translation, 1)->log_prob;
  g_autofree char *probability = heed_number_format_weight (exp (log_prob));
  g_autofree char *expected = g_strdup_printf ("“UNDO” p %s · per token", probability);
  guint n_target;

  target = heed_translation_list_target (translation, &n_target);
  words = heed_word_map_new (target, n_target, HEED_SHOWN_AS_WORDS);
  text = heed_measures_new_text (translation, model, words, 1);
  explanation = heed_measures_new_explanation (translation, words, 1);
  other = heed_measures_new_explanation (translation, words, 2);

  g_assert_true (g_str_has_prefix (text, expected));
  g_assert_true (g_str_has_prefix (explanation, "“UNDO”: UN 0.905 × DO 0.905 = 0.819\n"));
  g_assert_true (g_str_has_prefix (other, "What the model"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/prediction/probability-is-the-geometric-mean",
                   test_prediction_probability_is_the_geometric_mean);
  g_test_add_func ("/app/prediction/of-nothing-is-not-a-number",
                   test_prediction_of_nothing_is_not_a_number);
  g_test_add_func ("/app/prediction/names-what-nobody-read",
                   test_prediction_names_what_nobody_read);
  g_test_add_func ("/app/prediction/what-one-head-reads-is-read",
                   test_prediction_what_one_head_reads_is_read);
  g_test_add_func ("/app/prediction/without-attention-nothing-is-known",
                   test_prediction_without_attention_nothing_is_known);
  g_test_add_func ("/app/prediction/pieces-are-words", test_prediction_pieces_are_words);
  g_test_add_func ("/app/prediction/of-a-word-is-the-product-of-its-pieces",
                   test_prediction_of_a_word_is_the_product_of_its_pieces);
  g_test_add_func ("/app/prediction/is-said-in-words", test_prediction_is_said_in_words);

  return g_test_run ();
}
