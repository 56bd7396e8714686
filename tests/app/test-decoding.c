/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A real model, decoded in every way that a person can choose.
 *
 * Covers: app/window/document/document-decoding.c
 */

#include "app/window/document/document-changes.h"
#include "app/window/document/document-decoding.h"
#include "app/window/document/document-opening.h"
#include "app/window/document/document.h"
#include "app/window/pages/views/beam-pane.h"

#define SENTENCE "I drink a cup of tea in the garden."

typedef struct {
  HeedEngineWorker *worker;
  HeedDocument     *document;
} Fixture;

static void
settle (Fixture *fixture)
{
  while (heed_document_get_is_opening (fixture->document) ||
         heed_document_get_state (fixture->document) != HEED_DOCUMENT_FINISHED)
    {
      g_assert_cmpint (heed_document_get_state (fixture->document), !=, HEED_DOCUMENT_FAILED);
      g_main_context_iteration (NULL, TRUE);
    }
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
  g_assert_finalize_object (fixture->document);
  g_object_unref (fixture->worker);
}

static const HeedTranslation *
get_translation (Fixture *fixture)
{
  return heed_document_get_translation (fixture->document);
}

/* "5 17 3 …": the tokens, and their log-probabilities as exact bits. */
static char *
read_tokens (Fixture *fixture)
{
  GString *tokens = g_string_new (NULL);

  for (guint t = 0; t < get_translation (fixture)->steps->len; t++)
    {
      const HeedStep *step = heed_translation_get_step (get_translation (fixture), t);

      g_string_append_printf (tokens, "%u:%a ", step->token.id, step->log_prob);
    }

  return g_string_free (tokens, FALSE);
}

static HeedDecoding
make_beam (guint width)
{
  HeedDecoding decoding = HEED_DECODING_DEFAULT;

  decoding.kind = HEED_DECODING_BEAM;
  decoding.beam.width = width;

  return decoding;
}

static HeedDecoding
make_sampling (double  temperature,
               guint64 seed)
{
  HeedDecoding decoding = HEED_DECODING_DEFAULT;

  decoding.kind = HEED_DECODING_SAMPLING;
  decoding.sampling.temperature = temperature;
  decoding.sampling.seed = seed;

  return decoding;
}

static char *
decode_by (Fixture      *fixture,
           HeedDecoding  decoding)
{
  heed_document_set_decoding (fixture->document, &decoding);
  settle (fixture);

  return read_tokens (fixture);
}

/* Returns the result of the engine's own beam search, without a window. */
static char *
search_alone (Fixture               *fixture,
              const HeedBeamOptions *options)
{
  HeedModel *model = heed_document_get_model (fixture->document);
  g_autoptr(HeedSession) session = heed_session_new (model, SENTENCE, NULL);
  g_autoptr(HeedBeam) beam = heed_beam_new (session, options);
  g_autoptr(HeedSession) best = NULL;
  GString *tokens = g_string_new (NULL);

  while (!heed_beam_is_finished (beam))
    g_assert_true (heed_beam_advance (beam, NULL));

  best = heed_beam_dup_best (beam);
  for (guint t = 0; t < heed_session_get_n_steps (best); t++)
    {
      const HeedStep *step = heed_session_get_step (best, t);

      g_string_append_printf (tokens, "%u:%a ", step->token.id, step->log_prob);
    }

  return g_string_free (tokens, FALSE);
}

static void
test_decoding_beam_is_the_engine_s (Fixture       *fixture,
                                    gconstpointer  model)
{
  HeedDecoding decoding = make_beam (4);
  g_autofree char *found = NULL;
  g_autofree char *expected = NULL;

  decoding.beam.length_penalty = 0.6;
  decoding.beam.coverage_penalty = 0.2;
  found = decode_by (fixture, decoding);
  expected = search_alone (fixture, &decoding.beam);
  g_assert_cmpstr (found, ==, expected);
  g_assert_nonnull (get_translation (fixture)->tree);
}

static void
test_decoding_greedy_comes_back (Fixture       *fixture,
                                 gconstpointer  model)
{
  g_autofree char *before = read_tokens (fixture);
  g_autofree char *beam = decode_by (fixture, make_beam (4));
  g_autofree char *drawn = decode_by (fixture, make_sampling (3.0, 5));
  g_autofree char *after = decode_by (fixture, HEED_DECODING_DEFAULT);

  g_assert_cmpstr (drawn, !=, before);
  g_assert_cmpstr (after, ==, before);
  g_assert_null (get_translation (fixture)->tree);
}

static void
test_decoding_draws_the_same_for_a_seed (Fixture       *fixture,
                                         gconstpointer  model)
{
  g_autofree char *greedy = read_tokens (fixture);
  g_autofree char *one = decode_by (fixture, make_sampling (2.0, 1));
  g_autofree char *two = decode_by (fixture, make_sampling (2.0, 2));
  g_autofree char *one_again = decode_by (fixture, make_sampling (2.0, 1));
  g_autofree char *cold = decode_by (fixture, make_sampling (0.0, 1));

  g_assert_cmpstr (one, !=, two);
  g_assert_cmpstr (one, ==, one_again);
  g_assert_cmpstr (cold, ==, greedy);
}

/* Each hypothesis is shown with exactly the steps that the beam took. */
static void
test_decoding_every_branch_can_be_seen (Fixture       *fixture,
                                        gconstpointer  model)
{
  g_autofree char *best = decode_by (fixture, make_beam (4));
  g_autoptr(GPtrArray) ends = heed_beam_pane_list_ends (get_translation (fixture)->tree);
  g_autofree char *again = NULL;

  g_assert_cmpuint (ends->len, >=, 2);
  for (guint i = ends->len; i-- > 0;)
    {
      const HeedBeamNode *end = g_ptr_array_index (ends, i);

      g_assert_true (i == 0 ||
                     end->score <= ((HeedBeamNode *) g_ptr_array_index (ends, i - 1))->score);
      heed_document_show_branch (fixture->document, end);
      g_assert_true (heed_document_get_branch (fixture->document) == end);
      for (const HeedBeamNode *node = end; node->step != NULL; node = node->parent)
        {
          const HeedStep *step =
            heed_translation_get_step (get_translation (fixture), node->step->position);

          g_assert_true (step == node->step);
          g_assert_cmpuint (step->token.id, ==, node->token.id);
        }
    }

  again = read_tokens (fixture);
  g_assert_cmpstr (again, ==, best);
}

static void
test_decoding_taken_branch_is_a_change (Fixture       *fixture,
                                        gconstpointer  model)
{
  g_autofree char *best = decode_by (fixture, make_beam (4));
  const HeedBeamNode *node = get_translation (fixture)->tree->root->first_child;
  HeedChangeList *changes = heed_document_get_changes (fixture->document);
  g_autofree char *undone = NULL;
  guint32 id;

  while (node->fate != HEED_BEAM_PRUNED)
    node = node->next_sibling;
  id = node->token.id;

  heed_document_take_branch (fixture->document, node);
  settle (fixture);
  g_assert_cmpuint (heed_change_list_get_n (changes), ==, 1);
  g_assert_cmpuint (heed_translation_get_step (get_translation (fixture), 0)->token.id, ==, id);
  g_assert_cmpuint (get_translation (fixture)->steps->len, >, 1);
  g_assert_nonnull (get_translation (fixture)->tree);

  heed_change_list_undo (changes);
  settle (fixture);
  undone = read_tokens (fixture);
  g_assert_cmpstr (undone, ==, best);
}

/* After a change of decoding, changed translations are still compared with the unchanged ones. */
static void
test_decoding_changes_stay (Fixture       *fixture,
                            gconstpointer  model)
{
  g_autofree char *beam = NULL;
  const HeedTranslation *free;

  heed_document_set_hidden (fixture->document, 3, TRUE);
  settle (fixture);
  g_free (decode_by (fixture, make_sampling (2.0, 4)));
  g_assert_true (heed_document_get_hidden (fixture->document, 3));

  heed_change_list_clear (heed_document_get_changes (fixture->document));
  settle (fixture);
  beam = decode_by (fixture, make_beam (4));
  heed_document_set_hidden (fixture->document, 3, TRUE);
  settle (fixture);
  free = heed_document_get_free_translation (fixture->document);
  g_assert_nonnull (free);
  g_assert_nonnull (free->tree);
}

#define ADD(name, model, function)                                                                \
  g_test_add ("/app/decoding/" name, Fixture, model ".safetensors", set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("beam-is-the-engine-s", "en-fr", test_decoding_beam_is_the_engine_s);
  ADD ("beam-of-a-transformer-is-the-engine-s", "en-fr-transformer",
       test_decoding_beam_is_the_engine_s);
  ADD ("greedy-comes-back", "en-fr", test_decoding_greedy_comes_back);
  ADD ("draws-the-same-for-a-seed", "en-fr", test_decoding_draws_the_same_for_a_seed);
  ADD ("every-branch-can-be-seen", "en-fr", test_decoding_every_branch_can_be_seen);
  ADD ("taken-branch-is-a-change", "en-fr", test_decoding_taken_branch_is_a_change);
  ADD ("changes-stay", "en-fr", test_decoding_changes_stay);

  return g_test_run ();
}
