/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/core/translation/decoder.c, app/core/translation/questions.c,
 *         app/window/document/document-changes.c, app/window/document/document-explanation.c,
 *         app/window/document/document-opening.c, app/window/document/shown-translation.c,
 *         app/window/document/weight-explanation.c
 */

#include "app/window/document/document-changes.h"
#include "app/window/document/document-explanation.h"
#include "app/window/document/document-opening.h"
#include "window-fixture.h"

typedef DocumentFixture Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  document_fixture_set_up (fixture, user_data != NULL ? user_data : "sound");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  document_fixture_tear_down (fixture);
}

static HeedStep *
get_step (HeedDocument *document,
          guint         position)
{
  return heed_translation_get_step (heed_document_get_translation (document), position);
}

static HeedMatrix *
dup_attention (HeedDocument *document)
{
  return heed_translation_dup_attention (heed_document_get_translation (document));
}

static void
assert_translation (HeedDocument *document,
                    const char   *expected)
{
  g_autofree char *joined = join_target (document);

  g_assert_cmpstr (joined, ==, expected);
}

static void
decode (HeedDocument *document,
        const char   *text)
{
  heed_document_set_text (document, text);
  wait_for_state (document, HEED_DOCUMENT_FINISHED);
}

static void
test_document_translates_what_is_typed (Fixture       *fixture,
                                        gconstpointer  user_data)
{
  const HeedTokens *source;

  decode (fixture->document, "one two");

  source = heed_document_get_translation (fixture->document)->source;
  g_assert_cmpuint (source->n_tokens, ==, 3);
  g_assert_cmpstr (source->tokens[1].text, ==, "two");
  assert_translation (fixture->document, "ONE TWO <eos>");
  g_assert_cmpfloat_with_epsilon (
    heed_translation_get_log_prob (heed_document_get_translation (fixture->document)), -0.3, 1e-9);
}

static void
test_document_blank_text_is_empty (Fixture       *fixture,
                                   gconstpointer  user_data)
{
  decode (fixture->document, "one two");
  heed_document_set_text (fixture->document, " \t ");

  g_assert_cmpint (heed_document_get_state (fixture->document), ==, HEED_DOCUMENT_EMPTY);
  g_assert_cmpuint (heed_document_get_n_steps (fixture->document), ==, 0);
  g_assert_cmpint (heed_document_view_get_step (heed_document_get_view (fixture->document)), ==,
                   -1);
}

static void
count_cb (HeedDocument *document,
          guint        *count)
{
  (*count)++;
}

static void
drain_main_loop (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* A step is in progress when another text is typed. */
static void
test_document_late_answers_are_dropped (Fixture       *fixture,
                                        gconstpointer  user_data)
{
  guint n_before = fake_engine_get_n_steps_taken ();
  guint n_changes = 0;

  fake_engine_shut_gate ();
  heed_document_set_text (fixture->document, "a sentence nobody will ever read");
  fake_engine_wait_at_gate ();
  fake_engine_let_one_pass ();
  fake_engine_wait_at_gate ();

  heed_document_set_text (fixture->document, "new");
  g_signal_connect (fixture->document, "steps-changed", G_CALLBACK (count_cb), &n_changes);
  fake_engine_let_one_pass ();
  fake_engine_wait_at_gate ();
  drain_main_loop ();
  g_assert_cmpuint (n_changes, ==, 0);

  fake_engine_open_gate ();
  wait_for_state (fixture->document, HEED_DOCUMENT_FINISHED);
  assert_translation (fixture->document, "NEW <eos>");
  /* The step at the gate is dropped, and no further step of the old sentence is taken. */
  g_assert_cmpuint (fake_engine_get_n_steps_taken () - n_before, ==, 3);
}

static void
test_document_news_not_yet_fetched_is_dropped_too (Fixture       *fixture,
                                                   gconstpointer  user_data)
{
  guint n_changes = 0;

  fake_engine_shut_gate ();
  heed_document_set_text (fixture->document, "old");
  fake_engine_wait_at_gate ();
  fake_engine_let_one_pass ();
  /* The start of the old sentence was posted, but is not fetched yet. */
  fake_engine_wait_at_gate ();
  heed_document_set_text (fixture->document, "new");
  g_signal_connect (fixture->document, "steps-changed", G_CALLBACK (count_cb), &n_changes);
  drain_main_loop ();

  g_assert_cmpuint (n_changes, ==, 0);
}

static void
test_document_keeps_the_old_picture_until_there_is_a_new_one (Fixture       *fixture,
                                                              gconstpointer  user_data)
{
  decode (fixture->document, "one two");

  fake_engine_shut_gate ();
  heed_document_set_text (fixture->document, "three");

  assert_translation (fixture->document, "ONE TWO <eos>");
}

static void
test_document_choice_costs_only_the_steps_after_it (Fixture       *fixture,
                                                    gconstpointer  user_data)
{
  guint n_steps, n_sessions;
  HeedStep *kept;

  decode (fixture->document, "one two three four");
  n_steps = fake_engine_get_n_steps_taken ();
  n_sessions = fake_engine_get_n_sessions ();
  kept = get_step (fixture->document, 2);

  heed_document_choose (fixture->document, 3, 901);
  wait_for_state (fixture->document, HEED_DOCUMENT_FINISHED);

  assert_translation (fixture->document, "ONE TWO THREE other <eos>");
  g_assert_true (get_step (fixture->document, 2) == kept);
  g_assert_true (get_step (fixture->document, 3)->forced);
  g_assert_cmpuint (fake_engine_get_n_steps_taken () - n_steps, ==, 2);
  g_assert_cmpuint (fake_engine_get_n_sessions (), ==, n_sessions);
}

static void
test_document_choosing_the_best_is_choosing_nothing (Fixture       *fixture,
                                                     gconstpointer  user_data)
{
  decode (fixture->document, "one two");
  heed_document_choose (fixture->document, 0, 902);
  wait_for_state (fixture->document, HEED_DOCUMENT_FINISHED);
  assert_translation (fixture->document, "third TWO <eos>");

  heed_document_choose (fixture->document, 0, 1);
  wait_for_state (fixture->document, HEED_DOCUMENT_FINISHED);

  assert_translation (fixture->document, "ONE TWO <eos>");
  g_assert_false (get_step (fixture->document, 0)->forced);
}

static void
test_document_later_choices_do_not_survive_an_earlier_one (Fixture       *fixture,
                                                           gconstpointer  user_data)
{
  decode (fixture->document, "one two three");
  heed_document_choose (fixture->document, 2, 901);
  wait_for_state (fixture->document, HEED_DOCUMENT_FINISHED);
  heed_document_choose (fixture->document, 1, 902);
  wait_for_state (fixture->document, HEED_DOCUMENT_FINISHED);

  assert_translation (fixture->document, "ONE third THREE <eos>");
}

static void
test_document_hidden_token_gets_no_attention (Fixture       *fixture,
                                              gconstpointer  user_data)
{
  g_autoptr(HeedMatrix) hidden = NULL;
  g_autoptr(HeedMatrix) shown = NULL;
  guint n_sessions;

  decode (fixture->document, "one two");
  n_sessions = fake_engine_get_n_sessions ();

  heed_document_set_hidden (fixture->document, 1, TRUE);
  wait_for_state (fixture->document, HEED_DOCUMENT_FINISHED);
  hidden = dup_attention (fixture->document);
  g_assert_true (heed_document_get_hidden (fixture->document, 1));

  heed_document_set_hidden (fixture->document, 1, FALSE);
  wait_for_state (fixture->document, HEED_DOCUMENT_FINISHED);
  shown = dup_attention (fixture->document);

  for (guint row = 0; row < 3; row++)
    {
      g_assert_cmpfloat (hidden->values[row * 3 + 1], ==, 0.0f);
      g_assert_cmpfloat (shown->values[row * 3 + 1], >, 0.0f);
    }

  g_assert_cmpuint (fake_engine_get_n_sessions (), ==, n_sessions);
}

static void
test_document_typing_forgets_what_was_hidden (Fixture       *fixture,
                                              gconstpointer  user_data)
{
  decode (fixture->document, "one two");
  heed_document_set_hidden (fixture->document, 2, TRUE);
  wait_for_state (fixture->document, HEED_DOCUMENT_FINISHED);
  decode (fixture->document, "one two three");

  g_assert_false (heed_document_get_hidden (fixture->document, 2));
}

/* Only the new change is applied: each is checked against
 * all others, so redoing all would be cubic. */
static void
test_document_hiding_one_more_does_one_thing (Fixture       *fixture,
                                              gconstpointer  user_data)
{
  guint n_before;

  decode (fixture->document, "a b c d e f g h i j");
  for (guint position = 0; position < 9; position++)
    {
      n_before = fake_engine_get_n_interventions ();
      heed_document_set_hidden (fixture->document, position, TRUE);
      wait_for_state (fixture->document, HEED_DOCUMENT_FINISHED);
      g_assert_cmpuint (fake_engine_get_n_interventions () - n_before, ==, 1);
    }

  n_before = fake_engine_get_n_interventions ();
  heed_document_set_hidden (fixture->document, 4, FALSE);
  wait_for_state (fixture->document, HEED_DOCUMENT_FINISHED);
  g_assert_cmpuint (fake_engine_get_n_interventions () - n_before, ==, 1);
}

/* Loading another attention does not change the time of the translation. */
static void
test_document_time_is_that_of_the_whole_translation (Fixture       *fixture,
                                                     gconstpointer  user_data)
{
  const HeedTranslation *translation = heed_document_get_translation (fixture->document);
  HeedDocumentView *view = heed_document_get_view (fixture->document);
  double before;

  decode (fixture->document, "one two three four");
  before = translation->seconds;
  g_assert_cmpfloat (before, >, 0.0);
  heed_document_view_set_site (view, (HeedAttentionSite) { HEED_ATTENTION_ENCODER_SELF, 0, 0 });
  while (translation->site.kind != HEED_ATTENTION_ENCODER_SELF)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpfloat (translation->seconds, ==, before);
}

/* A click on the old sentence may arrive after a shorter one was typed. */
static void
test_document_token_behind_the_end_can_be_hidden (Fixture       *fixture,
                                                  gconstpointer  user_data)
{
  decode (fixture->document, "one two three");
  heed_document_set_text (fixture->document, "one");
  heed_document_set_hidden (fixture->document, 3, TRUE);
  wait_for_state (fixture->document, HEED_DOCUMENT_FINISHED);

  assert_translation (fixture->document, "ONE <eos>");
}

static void
test_document_without_attention_has_no_matrix_to_hide_in (Fixture       *fixture,
                                                          gconstpointer  user_data)
{
  decode (fixture->document, "one two");
  heed_document_set_hidden (fixture->document, 0, TRUE);

  g_assert_false (heed_document_has_attention (fixture->document));
  g_assert_false (heed_document_get_hidden (fixture->document, 0));
}

static void
test_document_rows_sum_to_one (Fixture       *fixture,
                               gconstpointer  user_data)
{
  g_autoptr(HeedMatrix) attention = NULL;

  decode (fixture->document, "one two");
  attention = dup_attention (fixture->document);

  g_assert_cmpuint (attention->n_rows, ==, 3);
  g_assert_cmpuint (attention->n_columns, ==, 3);

  for (guint row = 0; row < 3; row++)
    g_assert_cmpfloat_with_epsilon (attention->values[row * 3] + attention->values[row * 3 + 1] +
                                    attention->values[row * 3 + 2], 1.0f, 1e-5);
}

/* --- How a weight came about --- */

static void
wait_for_arithmetic (HeedDocument *document,
                     guint         row,
                     guint         key)
{
  while (heed_document_get_arithmetic (document) == NULL ||
         heed_document_get_arithmetic (document)->query != row ||
         heed_document_get_arithmetic (document)->key != key)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_document_explains_a_weight (Fixture       *fixture,
                                 gconstpointer  user_data)
{
  guint n_heard = 0;

  g_signal_connect (fixture->document, "arithmetic-changed", G_CALLBACK (count_cb), &n_heard);
  decode (fixture->document, "one two");
  heed_document_explain (fixture->document, 1, 2);
  wait_for_arithmetic (fixture->document, 1, 2);
  g_assert_cmpuint (n_heard, ==, 1);

  /* The same question is not sent again. */
  heed_document_explain (fixture->document, 1, 2);
  heed_document_explain (fixture->document, 0, 1);
  wait_for_arithmetic (fixture->document, 0, 1);
  g_assert_cmpuint (n_heard, ==, 2);
}

/* While the translation without changes is shown, numbers and remarks of the changed one would
 * contradict it. */
static void
test_document_explains_nothing_that_is_not_shown (Fixture       *fixture,
                                                  gconstpointer  user_data)
{
  decode (fixture->document, "one two");
  heed_document_set_hidden (fixture->document, 1, TRUE);
  wait_for_state (fixture->document, HEED_DOCUMENT_FINISHED);
  while (heed_document_get_free_translation (fixture->document) == NULL)
    g_main_context_iteration (NULL, TRUE);
  heed_document_explain (fixture->document, 1, 0);
  wait_for_arithmetic (fixture->document, 1, 0);

  heed_document_set_shows_before (fixture->document, TRUE);
  g_assert_null (heed_document_get_arithmetic (fixture->document));
  heed_document_set_shows_before (fixture->document, FALSE);
  g_assert_nonnull (heed_document_get_arithmetic (fixture->document));
}

/* Of two consecutive questions, the later one is answered. */
static void
test_document_explains_what_was_asked_last (Fixture       *fixture,
                                            gconstpointer  user_data)
{
  guint n_heard = 0;

  g_signal_connect (fixture->document, "arithmetic-changed", G_CALLBACK (count_cb), &n_heard);
  decode (fixture->document, "one two");
  for (guint i = 0; i < 3; i++)
    heed_document_explain (fixture->document, 2, i);
  wait_for_arithmetic (fixture->document, 2, 2);
  g_assert_cmpuint (n_heard, <=, 3);
}

/* A question about a sentence is dropped if the sentence changes. */
static void
test_document_explains_no_sentence_that_is_gone (Fixture       *fixture,
                                                 gconstpointer  user_data)
{
  guint n_heard = 0;

  decode (fixture->document, "one two three");
  g_signal_connect (fixture->document, "arithmetic-changed", G_CALLBACK (count_cb), &n_heard);
  fake_engine_shut_gate ();
  heed_document_explain (fixture->document, 3, 3);
  heed_document_set_text (fixture->document, "four");
  fake_engine_wait_at_gate ();

  /* Questions are ignored while steps arrive. */
  heed_document_explain (fixture->document, 0, 0);
  fake_engine_open_gate ();
  wait_for_state (fixture->document, HEED_DOCUMENT_FINISHED);
  drain_main_loop ();
  g_assert_cmpuint (n_heard, ==, 0);

  heed_document_explain (fixture->document, 0, 1);
  wait_for_arithmetic (fixture->document, 0, 1);
  g_assert_cmpuint (n_heard, ==, 1);
}

static void
test_document_explanation_goes_with_its_model (Fixture       *fixture,
                                               gconstpointer  user_data)
{
  decode (fixture->document, "one two");
  heed_document_explain (fixture->document, 1, 2);
  wait_for_arithmetic (fixture->document, 1, 2);
  heed_document_open (fixture->document, "other");
  while (heed_document_get_is_opening (fixture->document))
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (heed_document_get_arithmetic (fixture->document));
}

static void
test_document_failed_step_says_why_and_keeps_what_came_before (Fixture       *fixture,
                                                               gconstpointer  user_data)
{
  fake_engine_fail_at (1);
  heed_document_set_text (fixture->document, "one two");
  wait_for_state (fixture->document, HEED_DOCUMENT_FAILED);

  g_assert_error (heed_document_get_translation (fixture->document)->error, HEED_ERROR,
                  HEED_ERROR_NOT_FINITE);
  assert_translation (fixture->document, "ONE");

  fake_engine_fail_at (G_MAXUINT);
  decode (fixture->document, "one two ");
  g_assert_null (heed_document_get_translation (fixture->document)->error);
  assert_translation (fixture->document, "ONE TWO <eos>");
}

typedef struct {
  char *path;
  int   code;
} Failure;

static void
open_failed_cb (HeedDocument *document,
                const char   *path,
                const GError *error,
                Failure      *failure)
{
  failure->path = g_strdup (path);
  failure->code = error->code;
}

static void
test_document_damaged_model_leaves_everything_as_it_was (Fixture       *fixture,
                                                         gconstpointer  user_data)
{
  Failure failure = { NULL, -1 };
  HeedModel *model = heed_document_get_model (fixture->document);

  decode (fixture->document, "one two");
  g_signal_connect (fixture->document, "open-failed", G_CALLBACK (open_failed_cb), &failure);
  heed_document_open (fixture->document, "/a/damaged/file");
  wait_for_state (fixture->document, HEED_DOCUMENT_FINISHED);

  g_assert_cmpstr (failure.path, ==, "/a/damaged/file");
  g_assert_cmpint (failure.code, ==, HEED_ERROR_DAMAGED);
  g_assert_true (heed_document_get_model (fixture->document) == model);
  g_assert_cmpstr (heed_document_get_model_path (fixture->document), ==, "sound");
  g_assert_cmpstr (heed_document_get_text (fixture->document), ==, "one two");
  assert_translation (fixture->document, "ONE TWO <eos>");
  g_free (failure.path);
}

static void
test_document_other_model_translates_the_same_sentence (Fixture       *fixture,
                                                        gconstpointer  user_data)
{
  guint n_sessions;

  decode (fixture->document, "one two");
  n_sessions = fake_engine_get_n_sessions ();
  heed_document_open (fixture->document, "an other one");
  wait_for_state (fixture->document, HEED_DOCUMENT_FINISHED);

  g_assert_cmpstr (heed_document_get_model_path (fixture->document), ==, "an other one");
  g_assert_cmpuint (fake_engine_get_n_sessions (), ==, n_sessions + 1);
  assert_translation (fixture->document, "ONE TWO <eos>");
}

static void
test_document_of_two_models_opened_the_later_counts (Fixture       *fixture,
                                                     gconstpointer  user_data)
{
  heed_document_open (fixture->document, "first");
  heed_document_open (fixture->document, "second");
  wait_for_state (fixture->document, HEED_DOCUMENT_EMPTY);

  while (g_main_context_iteration (NULL, FALSE))
    ;

  g_assert_cmpstr (heed_document_get_model_path (fixture->document), ==, "second");
}

static void
test_document_transport_plays_up_to_the_step_it_is_at (Fixture       *fixture,
                                                       gconstpointer  user_data)
{
  decode (fixture->document, "one two three");
  g_assert_cmpuint (heed_document_view_get_n_played (heed_document_get_view (fixture->document)),
                    ==, HEED_PLAYED_ALL);

  heed_document_view_go_to (heed_document_get_view (fixture->document), 1);
  g_assert_cmpint (heed_document_view_get_step (heed_document_get_view (fixture->document)), ==, 1);
  g_assert_cmpuint (heed_document_view_get_n_played (heed_document_get_view (fixture->document)),
                    ==, 2);

  heed_document_view_select (heed_document_get_view (fixture->document), 2, 0);
  g_assert_cmpuint (heed_document_view_get_n_played (heed_document_get_view (fixture->document)),
                    ==, 3);

  heed_document_view_select (heed_document_get_view (fixture->document), 0, -1);
  g_assert_cmpuint (heed_document_view_get_n_played (heed_document_get_view (fixture->document)),
                    ==, 3);

  heed_document_view_play_all (heed_document_get_view (fixture->document));
  g_assert_cmpint (heed_document_view_get_step (heed_document_get_view (fixture->document)), ==, 3);
  g_assert_cmpuint (heed_document_view_get_n_played (heed_document_get_view (fixture->document)),
                    ==, HEED_PLAYED_ALL);
}

static void
test_document_typing_plays_everything (Fixture       *fixture,
                                       gconstpointer  user_data)
{
  decode (fixture->document, "one two three");
  heed_document_view_go_to (heed_document_get_view (fixture->document), 0);
  decode (fixture->document, "one two");

  g_assert_cmpuint (heed_document_view_get_n_played (heed_document_get_view (fixture->document)),
                    ==, HEED_PLAYED_ALL);
}

static void
test_document_selection_stays_within_a_shorter_sentence (Fixture       *fixture,
                                                         gconstpointer  user_data)
{
  decode (fixture->document, "one two three");
  heed_document_view_select (heed_document_get_view (fixture->document), 3, 3);
  decode (fixture->document, "one");

  g_assert_cmpint (heed_document_view_get_step (heed_document_get_view (fixture->document)), ==, 1);
  g_assert_cmpint (heed_document_view_get_column (heed_document_get_view (fixture->document)), ==,
                   -1);
}

static void
test_document_can_go_while_the_engine_is_busy (Fixture       *fixture,
                                               gconstpointer  user_data)
{
  fake_engine_shut_gate ();
  heed_document_set_text (fixture->document, "one two");
  fake_engine_wait_at_gate ();
}

static void
assert_not_finished_cb (HeedDocument *document,
                        GParamSpec   *pspec,
                        guint        *n_times)
{
  g_assert_cmpint (heed_document_get_state (document), !=, HEED_DOCUMENT_FINISHED);
  (*n_times)++;
}

/* Handlers of notify::text never see the previous sentence as finished. */
static void
test_document_another_text_is_not_finished (Fixture       *fixture,
                                            gconstpointer  user_data)
{
  guint n_times = 0;

  heed_document_set_text (fixture->document, "one two");
  wait_for_state (fixture->document, HEED_DOCUMENT_FINISHED);
  g_signal_connect (fixture->document, "notify::text", G_CALLBACK (assert_not_finished_cb),
                    &n_times);
  heed_document_set_text (fixture->document, "one two three");
  g_assert_cmpuint (n_times, ==, 1);
}

#define ADD(name, path, test) \
  g_test_add ("/app/document/" name, Fixture, path, set_up, test, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("translates-what-is-typed", NULL, test_document_translates_what_is_typed);
  ADD ("explains-a-weight", NULL, test_document_explains_a_weight);
  ADD ("explains-nothing-that-is-not-shown", NULL,
       test_document_explains_nothing_that_is_not_shown);
  ADD ("explains-what-was-asked-last", NULL, test_document_explains_what_was_asked_last);
  ADD ("explains-no-sentence-that-is-gone", NULL,
       test_document_explains_no_sentence_that_is_gone);
  ADD ("explanation-goes-with-its-model", NULL, test_document_explanation_goes_with_its_model);
  ADD ("blank-text-is-empty", NULL, test_document_blank_text_is_empty);
  ADD ("late-answers-are-dropped", NULL, test_document_late_answers_are_dropped);
  ADD ("news-not-yet-fetched-is-dropped-too", NULL,
       test_document_news_not_yet_fetched_is_dropped_too);
  ADD ("keeps-the-old-picture-until-there-is-a-new-one", NULL,
       test_document_keeps_the_old_picture_until_there_is_a_new_one);
  ADD ("choice-costs-only-the-steps-after-it", NULL,
       test_document_choice_costs_only_the_steps_after_it);
  ADD ("choosing-the-best-is-choosing-nothing", NULL,
       test_document_choosing_the_best_is_choosing_nothing);
  ADD ("later-choices-do-not-survive-an-earlier-one", NULL,
       test_document_later_choices_do_not_survive_an_earlier_one);
  ADD ("hidden-token-gets-no-attention", NULL, test_document_hidden_token_gets_no_attention);
  ADD ("typing-forgets-what-was-hidden", NULL, test_document_typing_forgets_what_was_hidden);
  ADD ("hiding-one-more-does-one-thing", NULL, test_document_hiding_one_more_does_one_thing);
  ADD ("time-is-that-of-the-whole-translation", "transformer",
       test_document_time_is_that_of_the_whole_translation);
  ADD ("token-behind-the-end-can-be-hidden", NULL,
       test_document_token_behind_the_end_can_be_hidden);
  ADD ("without-attention-has-no-matrix-to-hide-in", "none",
       test_document_without_attention_has_no_matrix_to_hide_in);
  ADD ("rows-sum-to-one", NULL, test_document_rows_sum_to_one);
  ADD ("failed-step-says-why-and-keeps-what-came-before", NULL,
       test_document_failed_step_says_why_and_keeps_what_came_before);
  ADD ("damaged-model-leaves-everything-as-it-was", NULL,
       test_document_damaged_model_leaves_everything_as_it_was);
  ADD ("other-model-translates-the-same-sentence", NULL,
       test_document_other_model_translates_the_same_sentence);
  ADD ("of-two-models-opened-the-later-counts", NULL,
       test_document_of_two_models_opened_the_later_counts);
  ADD ("transport-plays-up-to-the-step-it-is-at", NULL,
       test_document_transport_plays_up_to_the_step_it_is_at);
  ADD ("typing-plays-everything", NULL, test_document_typing_plays_everything);
  ADD ("selection-stays-within-a-shorter-sentence", NULL,
       test_document_selection_stays_within_a_shorter_sentence);
  ADD ("another-text-is-not-finished", NULL, test_document_another_text_is_not_finished);
  ADD ("can-go-while-the-engine-is-busy", NULL, test_document_can_go_while_the_engine_is_busy);

  return g_test_run ();
}
