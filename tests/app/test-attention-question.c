/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "app/core/translation/attention-question.h"
#include "app/window/document/document-opening.h"
#include "app/window/document/document.h"

#define SENTENCE "I drink a cup of tea in the garden."
#define POSITION 2

typedef struct {
  HeedEngineWorker   *worker;
  HeedDocument       *document;
  HeedQuestions      *questions;
  HeedFoundAttention *found;      /* NULL until found */
  GError             *error;
  guint               n_answers;
} Fixture;

static void
settle (Fixture *fixture)
{
  while (heed_document_get_is_opening (fixture->document) ||
         heed_document_get_state (fixture->document) != HEED_DOCUMENT_FINISHED)
    g_main_context_iteration (NULL, TRUE);
}

static void
answer_cb (gpointer answer,
           gpointer user_data)
{
  Fixture *fixture = user_data;
  const HeedAttentionAnswer *said = answer;

  fixture->n_answers++;
  if (said->found != NULL)
    fixture->found = heed_found_attention_ref (said->found);
  else
    fixture->error = g_error_copy (said->error);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  model)
{
  g_autofree char *path = g_build_filename (g_getenv ("HEED_MODELS"), model, NULL);

  fixture->worker = heed_engine_worker_new ();
  fixture->document = heed_document_new (fixture->worker);
  heed_document_set_text (fixture->document, SENTENCE);
  heed_document_open (fixture->document, path);
  settle (fixture);
  fixture->questions = heed_document_open_questions (
    fixture->document, &heed_attention_question, answer_cb, fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  model)
{
  heed_found_attention_unref (fixture->found);
  g_clear_error (&fixture->error);
  heed_questions_close (fixture->questions);
  g_assert_finalize_object (fixture->document);
  g_object_unref (fixture->worker);
}

static HeedStep *
get_step (Fixture *fixture)
{
  return heed_translation_get_step (heed_document_get_translation (fixture->document), POSITION);
}

/* Returns the second best candidate of that step. */
static guint32
get_rival (Fixture *fixture)
{
  return get_step (fixture)->candidates[1].token.id;
}

static void
ask (Fixture           *fixture,
     HeedAttentionSite  site,
     guint32            token_id)
{
  const HeedTranslation *translation = heed_document_get_translation (fixture->document);
  guint32 tokens[POSITION];

  for (guint t = 0; t < POSITION; t++)
    tokens[t] = heed_translation_get_step (translation, t)->token.id;

  g_clear_pointer (&fixture->found, heed_found_attention_unref);
  heed_questions_ask (fixture->questions, heed_attention_question_new (&(HeedAttentionAsked) {
    POSITION, site, token_id, tokens }));
}

static void
wait_for_answer (Fixture *fixture)
{
  while (fixture->found == NULL && fixture->error == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static double
find_log_prob (const HeedStep *step,
               guint32         token_id)
{
  for (guint i = 0; i < step->n_candidates; i++)
    if (step->candidates[i].token.id == token_id)
      return step->candidates[i].log_prob;

  return NAN;
}

static const HeedAttentionSite sites[] = {
  { HEED_ATTENTION_CROSS, 0, HEED_HEAD_MEAN },
  { HEED_ATTENTION_CROSS, 0, 0 },
};

/* As a change, the row gives the stated probability; undoing it restores everything. */
static void
test_attention_question_change_keeps_the_word (Fixture       *fixture,
                                               gconstpointer  model)
{
  HeedChangeList *list = heed_document_get_changes (fixture->document);
  guint32 rival = get_rival (fixture);
  double before = find_log_prob (get_step (fixture), rival);
  double own = get_step (fixture)->log_prob;

  for (guint i = 0; i < G_N_ELEMENTS (sites); i++)
    {
      double with;

      ask (fixture, sites[i], rival);
      wait_for_answer (fixture);
      g_assert_no_error (fixture->error);
      g_assert_cmpfloat_with_epsilon (fixture->found->own_log_prob, before, 1e-4);
      g_assert_cmpfloat (fixture->found->log_prob, >=, before);

      heed_change_list_put (list, heed_attention_question_new_change (fixture->found, "rival"));
      settle (fixture);
      with = find_log_prob (get_step (fixture), rival);
      g_assert_cmpfloat_with_epsilon (with, fixture->found->log_prob, 1e-4);
      g_assert_cmpint (fixture->found->is_best, ==, get_step (fixture)->token.id == rival);

      heed_change_list_undo (list);
      settle (fixture);
      g_assert_cmpfloat (get_step (fixture)->log_prob, ==, own);
      g_assert_cmpfloat (find_log_prob (get_step (fixture), rival), ==, before);
    }
}

/* If the row already has a found attention, a search for another word ignores it. */
static void
test_attention_question_frees_its_own_row (Fixture       *fixture,
                                           gconstpointer  model)
{
  HeedChangeList *list = heed_document_get_changes (fixture->document);
  guint32 rival = get_rival (fixture);
  double first;

  ask (fixture, sites[0], rival);
  wait_for_answer (fixture);
  first = fixture->found->log_prob;
  heed_change_list_put (list, heed_attention_question_new_change (fixture->found, "rival"));
  settle (fixture);

  ask (fixture, sites[0], rival);
  wait_for_answer (fixture);
  g_assert_cmpfloat (fixture->found->log_prob, ==, first);
}

/* Typing does not wait for a search, and cancels its answer, which would come before that of the
 * next question. */
static void
test_attention_question_lets_others_pass (Fixture       *fixture,
                                          gconstpointer  model)
{
  ask (fixture, sites[0], get_rival (fixture));
  heed_document_set_text (fixture->document, "I drink tea.");
  settle (fixture);
  g_assert_null (fixture->found);

  ask (fixture, sites[0], get_rival (fixture));
  wait_for_answer (fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (fixture->n_answers, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, test) \
  g_test_add ("/app/attention-question/gru/" name, Fixture, "en-fr-additive.safetensors", \
              set_up, test, tear_down); \
  g_test_add ("/app/attention-question/transformer/" name, Fixture, \
              "en-fr-transformer.safetensors", set_up, test, tear_down)

  ADD ("change-keeps-the-word", test_attention_question_change_keeps_the_word);
  ADD ("frees-its-own-row", test_attention_question_frees_its_own_row);
  ADD ("lets-others-pass", test_attention_question_lets_others_pass);

  return g_test_run ();
}
