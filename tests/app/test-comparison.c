/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/window/comparison/comparison-following.c, app/window/comparison/comparison-state.c,
 *   app/window/document/forced-target.c
 */

#include "app/window/comparison/comparison.h"

#include "app/window/document/document-changes.h"
#include "app/window/document/document-opening.h"

#define SENTENCE "My brother has never seen the sea."
#define CHINESE  "我弟弟从来没见过大海。"

typedef struct {
  HeedEngineWorker *worker;
  HeedDocument     *first;
  HeedComparison   *comparison;
} Fixture;

static char *
find_model (const char *name)
{
  return g_build_filename (g_getenv ("HEED_MODELS"), name, NULL);
}

static HeedDocument *
get_side (Fixture *fixture,
          guint    side)
{
  return heed_comparison_get_side (fixture->comparison, side);
}

static gboolean
is_settled (Fixture *fixture)
{
  for (guint i = 0; i < heed_comparison_get_n_sides (fixture->comparison); i++)
    if (heed_document_get_is_opening (get_side (fixture, i)) ||
        heed_document_get_state (get_side (fixture, i)) == HEED_DOCUMENT_DECODING)
      return FALSE;

  return TRUE;
}

static void
settle (Fixture *fixture)
{
  while (!is_settled (fixture) || g_main_context_pending (NULL))
    g_main_context_iteration (NULL, TRUE);
}

static void
open_model (Fixture    *fixture,
            guint       side,
            const char *name)
{
  g_autofree char *path = find_model (name);

  heed_comparison_open (fixture->comparison, side, path);
  settle (fixture);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  model)
{
  fixture->worker = heed_engine_worker_new ();
  fixture->first = heed_document_new (fixture->worker);
  heed_document_set_text (fixture->first, SENTENCE);
  fixture->comparison = heed_comparison_new (fixture->first);
  open_model (fixture, 0, model);
  heed_comparison_set_active (fixture->comparison, TRUE);
  settle (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  model)
{
  g_assert_finalize_object (fixture->comparison);
  g_assert_finalize_object (fixture->first);
  g_object_unref (fixture->worker);
}

/* Returns the target text without the end token. */
static char *
read_target (HeedDocument *document)
{
  const HeedTranslation *translation = heed_document_get_translation (document);
  g_autofree guint32 *ids = g_new0 (guint32, MAX (translation->steps->len, 1));

  for (guint t = 0; t < translation->steps->len; t++)
    ids[t] = heed_translation_get_step (translation, t)->token.id;

  return heed_model_decode_target (heed_document_get_model (document), ids,
                                   translation->steps->len);
}

static gboolean
write_same (Fixture *fixture)
{
  g_autofree char *first = read_target (get_side (fixture, 0));
  g_autofree char *second = read_target (get_side (fixture, 1));

  return g_str_equal (first, second);
}

static void
test_comparison_sides_have_models_of_their_own (Fixture       *fixture,
                                                gconstpointer  model)
{
  g_assert_null (heed_document_get_model (get_side (fixture, 1)));

  open_model (fixture, 1, "en-fr-dot.safetensors");
  g_assert_cmpint (heed_model_get_info (heed_document_get_model (get_side (fixture, 0)))->score,
                   ==, HEED_SCORE_ADDITIVE);
  g_assert_cmpint (heed_model_get_info (heed_document_get_model (get_side (fixture, 1)))->score,
                   ==, HEED_SCORE_DOT);
  g_assert_cmpuint (heed_document_get_n_steps (get_side (fixture, 1)), >, 0);
}

static void
test_comparison_reads_no_model_twice (Fixture       *fixture,
                                      gconstpointer  model)
{
  open_model (fixture, 1, model);
  g_assert_true (heed_document_get_model (get_side (fixture, 0)) ==
                 heed_document_get_model (get_side (fixture, 1)));

  /* Its own path is somebody else's text, too. */
  open_model (fixture, 0, heed_document_get_model_path (get_side (fixture, 0)));
  g_assert_true (write_same (fixture));
}

static void
count_cb (HeedDocument *document,
          guint        *n_times)
{
  ++*n_times;
}

/* A training may have written over the file. */
static void
test_comparison_reads_its_own_file_again (Fixture       *fixture,
                                          gconstpointer  model)
{
  HeedModel *before;
  guint n_models = 0;

  open_model (fixture, 1, "en-fr-dot.safetensors");
  before = heed_model_ref (heed_document_get_model (get_side (fixture, 1)));
  g_signal_connect (get_side (fixture, 1), "model-changed", G_CALLBACK (count_cb), &n_models);
  open_model (fixture, 1, "en-fr-dot.safetensors");
  g_assert_cmpuint (n_models, ==, 1);
  g_assert_true (heed_document_get_model (get_side (fixture, 1)) != before);
  heed_model_unref (before);
}

/* The weights of a file may fit several models. */
static void
test_comparison_readings_of_one_file_are_two (Fixture       *fixture,
                                              gconstpointer  model)
{
  static const char description[] = "{\"score\": \"additive\"}";
  g_autofree char *path = find_model (model);

  heed_comparison_set_n_sides (fixture->comparison, 3);
  heed_comparison_open_as (fixture->comparison, 1, path, description);
  settle (fixture);
  g_assert_cmpstr (heed_document_get_model_description (get_side (fixture, 1)), ==, description);
  g_assert_true (heed_document_get_model (get_side (fixture, 1)) !=
                 heed_document_get_model (get_side (fixture, 0)));

  heed_comparison_open_as (fixture->comparison, 2, path, description);
  settle (fixture);
  g_assert_true (heed_document_get_model (get_side (fixture, 2)) ==
                 heed_document_get_model (get_side (fixture, 1)));
}

static void
test_comparison_sentence_is_shared (Fixture       *fixture,
                                    gconstpointer  model)
{
  open_model (fixture, 1, "en-fr-dot.safetensors");
  g_assert_cmpstr (heed_document_get_text (get_side (fixture, 1)), ==, SENTENCE);

  heed_document_set_text (fixture->first, "Where is it?");
  settle (fixture);
  g_assert_cmpstr (heed_document_get_text (get_side (fixture, 1)), ==, "Where is it?");
  g_assert_false (heed_comparison_has_own_text (fixture->comparison, 1));
}

/* An inactive side is not translated, so it does not delay typing. */
static void
test_comparison_rests_while_it_is_not_active (Fixture       *fixture,
                                              gconstpointer  model)
{
  open_model (fixture, 1, model);
  heed_comparison_set_active (fixture->comparison, FALSE);
  heed_document_set_text (fixture->first, "Where is it?");
  settle (fixture);
  g_assert_cmpstr (heed_document_get_text (get_side (fixture, 1)), ==, SENTENCE);

  heed_comparison_set_active (fixture->comparison, TRUE);
  g_assert_cmpstr (heed_document_get_text (get_side (fixture, 1)), ==, "Where is it?");
}

static void
test_comparison_sends_no_sentence_to_who_reads_otherwise (Fixture       *fixture,
                                                          gconstpointer  model)
{
  open_model (fixture, 1, "correction.safetensors");
  g_assert_true (heed_comparison_reads_otherwise (fixture->comparison, 1));
  g_assert_true (heed_comparison_has_own_text (fixture->comparison, 1));
  g_assert_cmpstr (heed_document_get_text (get_side (fixture, 1)), ==, "我喜换在图书馆看书。");

  /* A text typed there is kept, whatever happens on the first side. */
  heed_document_set_text (get_side (fixture, 1), CHINESE);
  heed_document_set_text (fixture->first, "Where is it?");
  open_model (fixture, 0, "en-fr-dot.safetensors");
  g_assert_cmpstr (heed_document_get_text (get_side (fixture, 1)), ==, CHINESE);
  g_assert_cmpstr (heed_document_get_text (get_side (fixture, 0)), ==, "Where is it?");

  open_model (fixture, 1, "en-fr.safetensors");
  g_assert_cmpstr (heed_document_get_text (get_side (fixture, 1)), ==, "Where is it?");
}

static void
test_comparison_heads_are_different_ones (Fixture       *fixture,
                                          gconstpointer  model)
{
  HeedAttentionSite sites[HEED_COMPARISON_MAX];

  heed_comparison_set_by (fixture->comparison, HEED_COMPARE_HEADS);
  heed_comparison_set_n_sides (fixture->comparison, HEED_COMPARISON_MAX);
  settle (fixture);

  for (guint i = 0; i < HEED_COMPARISON_MAX; i++)
    {
      sites[i] = heed_document_view_get_site (heed_document_get_view (get_side (fixture, i)));
      g_assert_true (heed_document_get_model (get_side (fixture, i)) ==
                     heed_document_get_model (fixture->first));
      g_assert_cmpint (sites[i].kind, ==, HEED_ATTENTION_CROSS);

      for (guint before = 0; before < i; before++)
        g_assert_false (sites[before].layer == sites[i].layer &&
                        sites[before].head == sites[i].head);
    }
}

static void
test_comparison_sentences_are_different_ones (Fixture       *fixture,
                                              gconstpointer  model)
{
  open_model (fixture, 1, "en-fr-dot.safetensors");
  heed_comparison_set_by (fixture->comparison, HEED_COMPARE_SENTENCES);
  settle (fixture);
  g_assert_true (heed_comparison_has_own_text (fixture->comparison, 1));
  g_assert_cmpstr (heed_document_get_text (get_side (fixture, 1)), !=, SENTENCE);
  g_assert_true (heed_document_get_model (get_side (fixture, 1)) ==
                 heed_document_get_model (fixture->first));

  heed_document_set_text (get_side (fixture, 1), "Where is it?");
  heed_document_set_text (fixture->first, "Who is it?");
  settle (fixture);
  g_assert_cmpstr (heed_document_get_text (get_side (fixture, 1)), ==, "Where is it?");
}

static void
test_comparison_without_attention_has_no_site (Fixture       *fixture,
                                               gconstpointer  model)
{
  heed_comparison_set_by (fixture->comparison, HEED_COMPARE_SENTENCES);
  settle (fixture);

  g_assert_true (heed_document_get_model (get_side (fixture, 1)) ==
                 heed_document_get_model (fixture->first));
  g_assert_false (heed_document_has_attention (get_side (fixture, 1)));
}

static void
test_comparison_changes_are_on_the_first_side_alone (Fixture       *fixture,
                                                     gconstpointer  model)
{
  heed_comparison_set_by (fixture->comparison, HEED_COMPARE_CHANGES);
  settle (fixture);
  g_assert_true (write_same (fixture));

  for (guint i = 0; i < 3; i++)
    heed_document_set_hidden (fixture->first, i, TRUE);
  settle (fixture);
  g_assert_false (write_same (fixture));
  g_assert_cmpuint (heed_change_list_get_n (heed_document_get_changes (get_side (fixture, 1))),
                    ==, 0);
}

/* A third side would be neither before nor after the changes. */
static void
test_comparison_of_changes_has_two_sides (Fixture       *fixture,
                                          gconstpointer  model)
{
  heed_comparison_set_n_sides (fixture->comparison, 3);
  heed_comparison_set_by (fixture->comparison, HEED_COMPARE_CHANGES);
  g_assert_cmpuint (heed_comparison_get_n_sides (fixture->comparison), ==, 2);

  heed_comparison_set_n_sides (fixture->comparison, 3);
  g_assert_cmpint (heed_comparison_get_by (fixture->comparison), ==, HEED_COMPARE_MODELS);
}

/* Models with the same segmentation, and models with different ones. */
static void
test_comparison_target_can_be_the_same (Fixture       *fixture,
                                        gconstpointer  model)
{
  static const char *const others[] = { "en-fr-none.safetensors", "en-fr-dot.safetensors" };

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      open_model (fixture, 1, others[i]);
      heed_document_set_text (fixture->first, "My old brother has never seen the cold sea.");
      settle (fixture);
      g_assert_false (write_same (fixture));

      heed_comparison_set_same_target (fixture->comparison, TRUE);
      settle (fixture);
      g_assert_true (write_same (fixture));

      heed_document_set_text (fixture->first, "Where did my old brother buy the red car?");
      settle (fixture);
      g_assert_true (write_same (fixture));

      heed_comparison_set_same_target (fixture->comparison, FALSE);
      settle (fixture);
      g_assert_cmpuint (
        heed_change_list_get_n (heed_document_get_changes (get_side (fixture, 1))), ==, 0);
    }
}

static void
test_comparison_sides_come_and_go (Fixture       *fixture,
                                   gconstpointer  model)
{
  HeedDocument *third;

  open_model (fixture, 1, "en-fr-none.safetensors");
  heed_comparison_set_n_sides (fixture->comparison, 3);
  open_model (fixture, 2, "en-fr-dot.safetensors");
  third = get_side (fixture, 2);

  heed_comparison_remove_side (fixture->comparison, 1);
  g_assert_cmpuint (heed_comparison_get_n_sides (fixture->comparison), ==, 2);
  g_assert_true (get_side (fixture, 1) == third);
}

static void
add (const char *path,
     const char *model,
     void      (*run) (Fixture       *fixture,
                       gconstpointer  model))
{
  g_test_add (path, Fixture, model, set_up, run, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  add ("/comparison/sides-have-models-of-their-own", "en-fr.safetensors",
       test_comparison_sides_have_models_of_their_own);
  add ("/comparison/reads-no-model-twice", "en-fr.safetensors",
       test_comparison_reads_no_model_twice);
  add ("/comparison/reads-its-own-file-again", "en-fr.safetensors",
       test_comparison_reads_its_own_file_again);
  add ("/comparison/readings-of-one-file-are-two", "en-fr.safetensors",
       test_comparison_readings_of_one_file_are_two);
  add ("/comparison/sentence-is-shared", "en-fr.safetensors",
       test_comparison_sentence_is_shared);
  add ("/comparison/rests-while-it-is-not-active", "en-fr.safetensors",
       test_comparison_rests_while_it_is_not_active);
  add ("/comparison/sends-no-sentence-to-who-reads-otherwise", "en-fr.safetensors",
       test_comparison_sends_no_sentence_to_who_reads_otherwise);
  add ("/comparison/heads-are-different-ones", "en-fr-transformer.safetensors",
       test_comparison_heads_are_different_ones);
  add ("/comparison/sentences-are-different-ones", "en-fr.safetensors",
       test_comparison_sentences_are_different_ones);
  add ("/comparison/without-attention-has-no-site", "en-fr-none.safetensors",
       test_comparison_without_attention_has_no_site);
  add ("/comparison/changes-are-on-the-first-side-alone", "en-fr.safetensors",
       test_comparison_changes_are_on_the_first_side_alone);
  add ("/comparison/of-changes-has-two-sides", "en-fr.safetensors",
       test_comparison_of_changes_has_two_sides);
  add ("/comparison/target-can-be-the-same", "en-fr.safetensors",
       test_comparison_target_can_be_the_same);
  add ("/comparison/sides-come-and-go", "en-fr.safetensors",
       test_comparison_sides_come_and_go);

  return g_test_run ();
}
