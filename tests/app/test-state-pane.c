/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/core/corpus/state-question.c,
 *   app/core/translation/neighbour-question.c
 */

#include "../ui/drawn.h"
#include "app/core/corpus/state-question.h"
#include "app/core/translation/neighbour-question.h"
#include "app/window/document/document-opening.h"
#include "app/window/pages/views/state-pane.h"

#define SENTENCE "I drink a cup of tea in the garden."

typedef struct {
  HeedEngineWorker  *worker;
  HeedDocument      *document;
  guint              n_answers;
  HeedPlane         *source;
  HeedPlane         *target;
  HeedNeighbour      nearest;
  guint              n_neighbours;
} Fixture;

static void
settle (Fixture *fixture)
{
  while (heed_document_get_is_opening (fixture->document) ||
         heed_document_get_state (fixture->document) != HEED_DOCUMENT_FINISHED)
    g_main_context_iteration (NULL, TRUE);
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
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  model)
{
  heed_plane_unref (fixture->source);
  heed_plane_unref (fixture->target);
  g_assert_finalize_object (fixture->document);
  g_object_unref (fixture->worker);
}

/* --- What the engine answers --- */

static void
planes_cb (gpointer answer,
           gpointer user_data)
{
  Fixture *fixture = user_data;
  const HeedStatePlanes *planes = answer;

  fixture->n_answers++;
  heed_plane_unref (fixture->source);
  heed_plane_unref (fixture->target);
  fixture->source = heed_plane_ref (planes->source);
  fixture->target = heed_plane_ref (planes->target);
}

/* Computes the same by direct calls of the engine. */
static void
test_state_pane_planes_are_those_of_the_translation (Fixture       *fixture,
                                                     gconstpointer  model)
{
  const HeedTranslation *translation = heed_document_get_translation (fixture->document);
  HeedQuestions *questions =
    heed_document_open_questions (fixture->document, &heed_state_question, planes_cb, fixture);
  g_autoptr(HeedSession) session =
    heed_session_new (heed_document_get_model (fixture->document), SENTENCE, NULL);
  g_autoptr(HeedMatrix) source = heed_session_dup_source_states (session);
  g_autoptr(HeedMatrix) target = heed_steps_dup_states (
    (HeedStep *const *) translation->steps->pdata, translation->steps->len);
  g_autoptr(HeedPlane) source_plane = heed_plane_new (source);
  g_autoptr(HeedPlane) target_plane = heed_plane_new (target);

  heed_questions_ask (questions, heed_state_question_new (translation->steps));
  while (fixture->n_answers == 0)
    g_main_context_iteration (NULL, TRUE);

  g_assert_cmpmem (fixture->source->points, 2 * source->n_rows * sizeof (float),
                   source_plane->points, 2 * source->n_rows * sizeof (float));
  g_assert_cmpmem (fixture->target->points, 2 * target->n_rows * sizeof (float),
                   target_plane->points, 2 * target->n_rows * sizeof (float));
  heed_questions_close (questions);
}

/* Questions about an old sentence are not answered; of two questions, only the newer is. */
static void
test_state_pane_old_questions_are_dropped (Fixture       *fixture,
                                           gconstpointer  model)
{
  GPtrArray *steps = heed_document_get_translation (fixture->document)->steps;
  HeedQuestions *questions =
    heed_document_open_questions (fixture->document, &heed_state_question, planes_cb, fixture);

  heed_questions_ask (questions, heed_state_question_new (steps));
  heed_document_set_text (fixture->document, "I drink tea.");
  settle (fixture);
  g_assert_cmpuint (fixture->n_answers, ==, 0);

  steps = heed_document_get_translation (fixture->document)->steps;
  heed_questions_ask (questions, heed_state_question_new (steps));
  heed_questions_ask (questions, heed_state_question_new (steps));
  while (fixture->n_answers == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->target->n_points, ==, steps->len);

  /* The question is closed while it may still be under way. */
  heed_questions_ask (questions, heed_state_question_new (steps));
  heed_questions_close (questions);
  heed_document_set_text (fixture->document, SENTENCE);
  settle (fixture);
  g_assert_cmpuint (fixture->n_answers, <=, 2);
}

static void
neighbours_cb (gpointer answer,
               gpointer user_data)
{
  Fixture *fixture = user_data;
  const HeedNeighbourhood *found = answer;

  fixture->n_answers++;
  fixture->n_neighbours = found->n_neighbours;
  fixture->nearest = found->neighbours[0];
}

static void
test_state_pane_neighbours_are_the_models (Fixture       *fixture,
                                           gconstpointer  model)
{
  HeedQuestions *questions = heed_document_open_questions (
    fixture->document, &heed_neighbour_question, neighbours_cb, fixture);
  guint32 id = heed_document_get_translation (fixture->document)->source->tokens[3].id;
  guint n_found;
  g_autofree HeedNeighbour *found = heed_model_list_nearest_source (
    heed_document_get_model (fixture->document), id, 10, &n_found);

  heed_questions_ask (questions, heed_neighbour_question_new (id, 10));
  while (fixture->n_answers == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->n_neighbours, ==, 10);
  g_assert_cmpuint (fixture->nearest.token.id, ==, found[0].token.id);
  g_assert_cmpfloat (fixture->nearest.cosine, ==, found[0].cosine);
  heed_questions_close (questions);
}

/* --- What the page shows --- */

static void
wait_until_drawn (Fixture   *fixture,
                  GtkWidget *pane)
{
  GtkWidget *view = GTK_WIDGET (heed_state_pane_get_view (HEED_STATE_PANE (pane)));
  guint n_source;

  heed_document_view_select (heed_document_get_view (fixture->document), 1, -1);
  heed_state_pane_ask (HEED_STATE_PANE (pane));
  do
    {
      g_autofree char *found = NULL;

      g_main_context_iteration (NULL, TRUE);
      found = gtk_test_accessible_check_property (GTK_ACCESSIBLE (view),
                                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                  "Where the states go");
      n_source = found != NULL;
    }
  while (n_source == 0);
}

/* Selecting a token in a path selects it in the document, and vice versa. */
static void
test_state_pane_follows_the_document (Fixture       *fixture,
                                      gconstpointer  model)
{
  HeedDocumentView *where = heed_document_get_view (fixture->document);
  GtkWidget *pane = heed_state_pane_new ();
  GtkWidget *window = drawn_window_new (pane, 700, 400);
  GtkWidget *view = GTK_WIDGET (heed_state_pane_get_view (HEED_STATE_PANE (pane)));

  heed_state_pane_set_document (HEED_STATE_PANE (pane), fixture->document);
  wait_until_drawn (fixture, pane);

  drawn_press_key (view, GDK_KEY_Right, 0);
  g_assert_cmpint (heed_document_view_get_step (where), ==, 2);
  drawn_press_key (view, GDK_KEY_Up, 0);
  g_assert_cmpint (heed_document_view_get_column (where), ==, 0);
  drawn_press_key (view, GDK_KEY_Right, 0);
  g_assert_cmpint (heed_document_view_get_column (where), ==, 1);
  g_assert_cmpint (heed_document_view_get_step (where), ==, 2);

  heed_document_view_select (where, 3, 2);
  heed_state_pane_select (HEED_STATE_PANE (pane));
  drawn_press_key (view, GDK_KEY_Right, 0);
  g_assert_cmpint (heed_document_view_get_column (where), ==, 3);
  g_assert_cmpint (heed_document_view_get_step (where), ==, 3);

  drawn_finish (window, pane);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);

#define ADD(name, test) \
  g_test_add ("/app/state-pane/gru/" name, Fixture, "en-fr-additive.safetensors", set_up, test, \
              tear_down);                                                              \
  g_test_add ("/app/state-pane/transformer/" name, Fixture, "en-fr-transformer.safetensors", \
              set_up, test, tear_down)

  ADD ("planes-are-those-of-the-translation", test_state_pane_planes_are_those_of_the_translation);
  ADD ("old-questions-are-dropped", test_state_pane_old_questions_are_dropped);
  ADD ("neighbours-are-the-models", test_state_pane_neighbours_are_the_models);
  ADD ("follows-the-document", test_state_pane_follows_the_document);

  return g_test_run ();
}
