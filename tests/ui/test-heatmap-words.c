/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ui/heatmap-words.h"

typedef struct {
  HeedHeatmapPicture *picture;
  HeedMatrix         *scores;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const float weights[] = { 0.25f, 0.75f, 0.844f, 0.156f };
  static const float scores[] = { 0.5f, 1.6f, -4.21f, 0.0f };
  const char *rows[] = { "l'", "économique" };
  const char *columns[] = { "Economic", "Area" };
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  g_autoptr(HeedMatrix) matrix = heed_matrix_new (2, 2, weights);

  fixture->picture = heed_heatmap_picture_new (context);
  fixture->scores = heed_matrix_new (2, 2, scores);
  heed_heatmap_picture_set_row_labels (fixture->picture, rows, 2);
  heed_heatmap_picture_set_column_labels (fixture->picture, columns, 2);
  heed_heatmap_picture_set_matrix (fixture->picture, matrix);
  g_object_unref (context);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  heed_heatmap_picture_free (fixture->picture);
  heed_matrix_unref (fixture->scores);
}

#define assert_words(expression, expected)         \
  G_STMT_START {                                   \
    g_autofree char *words = expression;           \
    g_assert_cmpstr (words, ==, expected);         \
  } G_STMT_END

static void
test_heatmap_words_readout_has_weight_and_score (Fixture       *fixture,
                                                 gconstpointer  data)
{
  assert_words (heed_heatmap_words_new_pair (fixture->picture, 1, 0), "économique ← Economic");
  assert_words (heed_heatmap_words_new_numbers (fixture->picture, fixture->scores, 1, 0),
                "α = 0.844   score e = −4.21");
}

static void
test_heatmap_words_missing_score_is_left_out (Fixture       *fixture,
                                              gconstpointer  data)
{
  g_autoptr(HeedMatrix) smaller = heed_matrix_new (1, 2, fixture->scores->values);

  assert_words (heed_heatmap_words_new_numbers (fixture->picture, NULL, 1, 0), "α = 0.844");
  assert_words (heed_heatmap_words_new_numbers (fixture->picture, smaller, 1, 0), "α = 0.844");
}

static void
test_heatmap_words_label_goes_from_source_to_target (Fixture       *fixture,
                                                     gconstpointer  data)
{
  assert_words (heed_heatmap_words_new_label (fixture->picture, 1, 1), "Area → économique: 0.156");
  assert_words (heed_heatmap_words_new_label (fixture->picture, 1, -1), "Attention");
}

/* Gold links are mentioned after the number. */
static void
test_heatmap_words_a_link_is_said_of_its_cell (Fixture       *fixture,
                                               gconstpointer  data)
{
  g_autoptr(HeedHeatmapNotes) notes = heed_heatmap_notes_new ();

  notes->links = g_new0 (HeedLinkMark, 1);
  notes->links[0] = (HeedLinkMark) { 1, 1, 1, 1, HEED_GOLD_SURE, HEED_OUTCOME_MISSED };
  notes->n_links = 1;
  heed_heatmap_picture_set_notes (fixture->picture, notes);
  assert_words (heed_heatmap_words_new_label (fixture->picture, 1, 1),
                "Area → économique: 0.156; sure link, missed");
  assert_words (heed_heatmap_words_new_label (fixture->picture, 1, 0),
                "Economic → économique: 0.844");
}

/* Numbers that are not weights are named wherever one is shown. */
static void
test_heatmap_words_other_numbers_have_a_name (Fixture       *fixture,
                                              gconstpointer  data)
{
  static const guint both[] = { 0, 1 };
  g_autoptr(HeedHeatmapNotes) notes = heed_heatmap_notes_new ();

  notes->quantity = g_strdup ("occlusion");
  notes->unit = g_strdup ("nats");
  heed_heatmap_picture_set_notes (fixture->picture, notes);
  assert_words (heed_heatmap_words_new_numbers (fixture->picture, NULL, 1, 0),
                "occlusion = 0.844\302\240nats");
  assert_words (heed_heatmap_words_new_label (fixture->picture, 1, 1),
                "Area → économique: 0.156\302\240nats");
  assert_words (heed_heatmap_words_new_label (fixture->picture, -1, -1), "occlusion");
  assert_words (heed_heatmap_words_new_sum (fixture->picture, 1, both, 2),
                "Σ occlusion = 1.000\302\240nats");
}

static void
test_heatmap_words_description_says_where (Fixture       *fixture,
                                           gconstpointer  data)
{
  assert_words (heed_heatmap_words_new_description (fixture->picture, HEED_ATTENTION_CROSS, 1, 0),
                "row 2 of 2, column 1 of 2");
  assert_words (heed_heatmap_words_new_description (fixture->picture, HEED_ATTENTION_CROSS, 1, -1),
                "row 2 of 2");
  assert_words (heed_heatmap_words_new_description (fixture->picture, HEED_ATTENTION_CROSS, -1, -1),
                "2 target tokens, one a row; 2 source tokens, one a column");
  assert_words (
    heed_heatmap_words_new_description (fixture->picture, HEED_ATTENTION_ENCODER_SELF, -1, -1),
    "2 source tokens, one a row; 2 source tokens, one a column");
  assert_words (
    heed_heatmap_words_new_description (fixture->picture, HEED_ATTENTION_DECODER_SELF, -1, -1),
    "2 target tokens, one a row; 2 target tokens read before, one a column");
  heed_heatmap_picture_set_matrix (fixture->picture, NULL);
  assert_words (heed_heatmap_words_new_description (fixture->picture, HEED_ATTENTION_CROSS, -1, -1),
                "Nothing was translated yet");
}

static void
add (const char *path,
     void      (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/ui/heatmap-words/readout-has-weight-and-score",
       test_heatmap_words_readout_has_weight_and_score);
  add ("/ui/heatmap-words/missing-score-is-left-out", test_heatmap_words_missing_score_is_left_out);
  add ("/ui/heatmap-words/a-link-is-said-of-its-cell",
       test_heatmap_words_a_link_is_said_of_its_cell);
  add ("/ui/heatmap-words/other-numbers-have-a-name",
       test_heatmap_words_other_numbers_have_a_name);
  add ("/ui/heatmap-words/label-goes-from-source-to-target",
       test_heatmap_words_label_goes_from_source_to_target);
  add ("/ui/heatmap-words/description-says-where", test_heatmap_words_description_says_where);

  return g_test_run ();
}
