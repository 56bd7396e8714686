/* test-score-table.c — the table of scores is complete and correct
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "engine/heed.h"
#include "tests/engine/tiny-model.h"

static void
test_score_table_every_kind_is_told_in_full (void)
{
  for (guint kind = 0; kind < HEED_N_SCORES; kind++)
    {
      const HeedScoreInfo *score = heed_score_get_info (kind);
      const char *texts[] = { score->name, score->title, score->label, score->help, score->source };

      g_assert_cmpuint (score->kind, ==, kind);
      for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        {
          g_assert_nonnull (texts[i]);
          g_assert_cmpuint (strlen (texts[i]), >, 0);
        }
      g_assert_nonnull (score->layouts);
      g_assert_true ((score->equation == NULL) == (kind == HEED_SCORE_NONE));
    }
}

/* Names are unique, because files and the command line identify scores by them. */
static void
test_score_table_names_are_in_their_places_and_differ (void)
{
  const char *const *names = heed_score_get_names ();

  g_assert_cmpuint (g_strv_length ((char **) names), ==, HEED_N_SCORES);
  for (guint kind = 0; kind < HEED_N_SCORES; kind++)
    {
      g_assert_cmpstr (names[kind], ==, heed_score_get_info (kind)->name);
      for (guint other = 0; other < kind; other++)
        g_assert_cmpstr (names[kind], !=, names[other]);
    }
}

static gboolean
has_tensor (HeedModel  *model,
            const char *name)
{
  g_autofree char *whole = g_strconcat ("decoder.attention.", name, ".weight", NULL);
  guint n_tensors;
  const HeedTensorInfo *tensors = heed_model_get_tensors (model, &n_tensors);

  for (guint i = 0; i < n_tensors; i++)
    if (g_str_equal (tensors[i].name, whole))
      return TRUE;

  return FALSE;
}

/* A model has exactly the parameters that the table lists for its score. */
static void
test_score_table_a_model_has_what_its_score_needs (void)
{
  for (guint kind = 0; kind < HEED_N_SCORES; kind++)
    {
      const HeedScoreInfo *score = heed_score_get_info (kind);
      HeedDescription d = tiny_description ();
      g_autoptr(HeedModel) model = NULL;

      d.score = kind;
      d.n_heads = score->has_heads ? 4 : 1;
      model = tiny_model_new (&d, 3);

      g_assert_true (has_tensor (model, "query") == (score->query != HEED_SCORE_WIDTH_ABSENT));
      g_assert_true (has_tensor (model, "key") == (score->key != HEED_SCORE_WIDTH_ABSENT));
      g_assert_true (has_tensor (model, "score") == (score->weight != HEED_SCORE_WIDTH_ABSENT));
      g_assert_true (has_tensor (model, "value") == (score->value != HEED_SCORE_WIDTH_ABSENT));
      g_assert_true (has_tensor (model, "output") == (score->value != HEED_SCORE_WIDTH_ABSENT));
    }
}

static void
test_score_table_every_one_is_a_mechanism (void)
{
  guint n_mechanisms = 0;

  while (heed_mechanisms_get (n_mechanisms) != NULL)
    n_mechanisms++;
  g_assert_cmpuint (n_mechanisms, ==, HEED_N_SCORES + 1);

  for (guint kind = 0; kind < HEED_N_SCORES; kind++)
    {
      const HeedMechanism *mechanism = heed_mechanisms_find (heed_score_get_info (kind)->name);

      g_assert_nonnull (mechanism);
      g_assert_cmpuint (mechanism->score, ==, kind);
      g_assert_false (mechanism->is_transformer);
    }
  g_assert_true (heed_mechanisms_find ("transformer")->is_transformer);
  g_assert_null (heed_mechanisms_find ("no such mechanism"));
}

static void
test_score_table_a_kind_that_is_none_is_a_bug (void)
{
  g_test_expect_message ("Heed", G_LOG_LEVEL_CRITICAL, "*kind < HEED_N_SCORES*");
  g_assert_null (heed_score_get_info (HEED_N_SCORES));
  g_test_assert_expected_messages ();
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/score-table/every-kind-is-told-in-full",
                   test_score_table_every_kind_is_told_in_full);
  g_test_add_func ("/engine/score-table/names-are-in-their-places-and-differ",
                   test_score_table_names_are_in_their_places_and_differ);
  g_test_add_func ("/engine/score-table/a-model-has-what-its-score-needs",
                   test_score_table_a_model_has_what_its_score_needs);
  g_test_add_func ("/engine/score-table/every-one-is-a-mechanism",
                   test_score_table_every_one_is_a_mechanism);
  g_test_add_func ("/engine/score-table/a-kind-that-is-none-is-a-bug",
                   test_score_table_a_kind_that_is_none_is_a_bug);

  return g_test_run ();
}
