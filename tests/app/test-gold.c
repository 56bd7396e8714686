/* test-gold.c — gold links of one pair: edited, undone, and used to judge links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/core/links/gold.c, app/core/links/gold-marks.c
 */

#include <glib/gstdio.h>

#include "app/core/links/gold-marks.h"

/* The usual test vector of alignment measures: S = {0-0, 3-2}, P = S + {1-1, 2-1}. */
#define SOURCE "a b c d"
#define TARGET "A B C"
#define LINKS  "0-0 3-2 1p1 2p1"

static HeedGold *
new_gold (const char *links)
{
  g_autoptr(HeedAlignment) alignment = heed_alignment_parse (links, 0, NULL);

  return heed_gold_new (SOURCE, TARGET, alignment);
}

static void
set_found (HeedGold   *gold,
           const char *links)
{
  g_autoptr(HeedAlignment) found = heed_alignment_parse (links, 0, NULL);

  heed_gold_set_found_links (gold, found);
}

static void
assert_links (HeedGold   *gold,
              const char *links)
{
  g_autofree char *text = heed_alignment_dup_text (heed_gold_get_links (gold));

  g_assert_cmpstr (text, ==, links);
}

static void
count_cb (HeedGold *gold,
          guint    *n_times)
{
  ++*n_times;
}

static void
test_gold_toggling_goes_round (void)
{
  g_autoptr(HeedGold) gold = new_gold ("");

  g_assert_cmpuint (heed_gold_toggle (gold, 1, 2), ==, HEED_GOLD_SURE);
  assert_links (gold, "1-2");
  g_assert_cmpuint (heed_gold_toggle (gold, 1, 2), ==, HEED_GOLD_POSSIBLE);
  assert_links (gold, "1p2");
  g_assert_cmpuint (heed_gold_toggle (gold, 1, 2), ==, HEED_GOLD_NONE);
  assert_links (gold, "");
  g_assert_false (heed_gold_is_changed (gold));
}

static void
test_gold_words_beyond_the_pair_have_no_links (void)
{
  g_autoptr(HeedGold) gold = new_gold ("0-0 4-0 0-3 99-99");

  assert_links (gold, "0-0");
  g_assert_cmpuint (heed_gold_toggle (gold, 4, 0), ==, HEED_GOLD_NONE);
  heed_gold_set_kind (gold, 0, 3, HEED_GOLD_SURE);
  assert_links (gold, "0-0");
  g_assert_false (heed_gold_can_undo (gold));
}

static void
test_gold_edits_are_undone_and_redone (void)
{
  g_autoptr(HeedGold) gold = new_gold ("0-0");
  guint n_times = 0;

  g_signal_connect (gold, "changed", G_CALLBACK (count_cb), &n_times);
  heed_gold_toggle (gold, 0, 0);
  heed_gold_toggle (gold, 1, 1);
  assert_links (gold, "0p0 1-1");
  heed_gold_undo (gold);
  assert_links (gold, "0p0");
  heed_gold_undo (gold);
  assert_links (gold, "0-0");
  g_assert_false (heed_gold_can_undo (gold));
  heed_gold_undo (gold);
  heed_gold_redo (gold);
  heed_gold_redo (gold);
  assert_links (gold, "0p0 1-1");
  g_assert_false (heed_gold_can_redo (gold));
  g_assert_cmpuint (n_times, ==, 6);

  heed_gold_undo (gold);
  heed_gold_toggle (gold, 2, 2);
  g_assert_false (heed_gold_can_redo (gold));
  assert_links (gold, "0p0 2-2");
}

static void
test_gold_possible_links_are_neither_missed_nor_wrong (void)
{
  g_autoptr(HeedGold) gold = new_gold (LINKS);
  HeedAlignmentCounts counts;
  HeedAlignmentScore score;

  g_assert_cmpuint (heed_gold_get_outcome (gold, 0, 0), ==, HEED_OUTCOME_NONE);
  g_assert_false (heed_gold_get_counts (gold, &counts));

  set_found (gold, "0-0 1-1 2-2");
  g_assert_cmpuint (heed_gold_get_outcome (gold, 0, 0), ==, HEED_OUTCOME_HIT);
  g_assert_cmpuint (heed_gold_get_outcome (gold, 1, 1), ==, HEED_OUTCOME_HIT);
  g_assert_cmpuint (heed_gold_get_outcome (gold, 2, 1), ==, HEED_OUTCOME_NONE);
  g_assert_cmpuint (heed_gold_get_outcome (gold, 3, 2), ==, HEED_OUTCOME_MISSED);
  g_assert_cmpuint (heed_gold_get_outcome (gold, 2, 2), ==, HEED_OUTCOME_WRONG);
  g_assert_cmpuint (heed_gold_get_outcome (gold, 0, 1), ==, HEED_OUTCOME_NONE);

  set_found (gold, "0-0 1-1 3-2");
  g_assert_true (heed_gold_get_counts (gold, &counts));
  score = heed_alignment_score_counts (&counts);
  g_assert_cmpfloat (score.error_rate, ==, 0.0);
}

static void
test_gold_all_sure_is_the_vector_of_the_measures (void)
{
  g_autoptr(HeedGold) gold = new_gold ("0-0 1-1 2-1 3-2");
  HeedAlignmentCounts counts;
  HeedAlignmentScore score;

  set_found (gold, "0-0 1-1 3-2");
  g_assert_true (heed_gold_get_counts (gold, &counts));
  score = heed_alignment_score_counts (&counts);
  g_assert_cmpfloat (score.precision, ==, 1.0);
  g_assert_cmpfloat (score.recall, ==, 0.75);
  g_assert_cmpfloat_with_epsilon (score.error_rate, 0.1428571429, 1e-9);
}

static void
test_gold_who_judges_is_told (void)
{
  g_autoptr(HeedGold) gold = new_gold (LINKS);
  guint n_times = 0;

  g_signal_connect (gold, "evaluated", G_CALLBACK (count_cb), &n_times);
  set_found (gold, "0-0");
  set_found (gold, "0-0");
  g_assert_cmpuint (n_times, ==, 1);
  heed_gold_toggle (gold, 0, 0);
  g_assert_cmpuint (n_times, ==, 2);
  heed_gold_set_found_links (gold, NULL);
  heed_gold_set_found_links (gold, NULL);
  g_assert_cmpuint (n_times, ==, 3);
}

/* --- Of a file -------------------------------------------------------------------- */

static void
test_gold_edits_go_into_the_file (void)
{
  g_autofree char *path = NULL;
  int handle = g_file_open_tmp ("heed-gold-XXXXXX", &path, NULL);
  g_autoptr(HeedGoldFile) file = NULL;
  g_autoptr(HeedGold) gold = NULL;
  g_autoptr(HeedGold) other = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpint (handle, >=, 0);
  g_close (handle, NULL);
  g_file_set_contents (path, "0-0\n1-1\n", -1, NULL);
  file = heed_gold_file_read (path, 0, NULL);
  gold = heed_gold_new_in_file (file, 1, SOURCE, TARGET, &error);
  other = heed_gold_new_in_file (file, 1, SOURCE, TARGET, &error);
  g_assert_no_error (error);

  heed_gold_toggle (gold, 1, 1);
  assert_links (other, "1p1");
  g_assert_true (heed_gold_is_changed (gold));
  g_assert_true (heed_gold_is_changed (other));
  g_assert_true (heed_gold_file_save (file, NULL));
  g_assert_false (heed_gold_is_changed (gold));
  g_file_get_contents (path, &text, NULL, NULL);
  g_assert_cmpstr (text, ==, "0-0\n1p1\n");

  heed_gold_undo (gold);
  g_assert_true (heed_gold_is_changed (gold));
  g_remove (path);
}

/* "Save As" for one sentence of a file must not lose the other ones. */
static void
test_gold_saving_as_keeps_every_sentence (void)
{
  g_autofree char *folder = g_dir_make_tmp ("heed-gold-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "gold", NULL);
  g_autofree char *other_path = g_build_filename (folder, "other", NULL);
  g_autoptr(HeedGoldFile) file = NULL;
  g_autoptr(HeedGold) first = NULL;
  g_autoptr(HeedGold) third = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *old = NULL;
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (path, "0-0\n1-1\n2-2\n", -1, NULL));
  file = heed_gold_file_read (path, 0, NULL);
  first = heed_gold_new_in_file (file, 0, SOURCE, TARGET, NULL);
  third = heed_gold_new_in_file (file, 2, SOURCE, TARGET, NULL);
  heed_gold_toggle (first, 0, 0);
  heed_gold_toggle (third, 3, 2);
  g_assert_true (heed_gold_save_as (third, other_path, &error));
  g_assert_no_error (error);

  g_assert_true (g_file_get_contents (path, &old, NULL, NULL));
  g_assert_cmpstr (old, ==, "0-0\n1-1\n2-2\n");
  g_assert_true (g_file_get_contents (other_path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "0p0\n1-1\n2-2 3-2\n");
  g_assert_cmpuint (heed_gold_get_sentence (third), ==, 2);
  g_assert_cmpstr (heed_gold_file_get_path (heed_gold_get_file (third)), ==, other_path);
  g_assert_cmpuint (heed_gold_file_get_n (heed_gold_get_file (third)), ==, 3);
  g_assert_false (heed_gold_is_changed (first));

  /* Later edits go there too, and cannot be saved into a folder. */
  heed_gold_undo (third);
  g_assert_false (heed_gold_save_as (third, folder, &error));
  g_assert_nonnull (error);
  g_assert_cmpstr (heed_gold_file_get_path (file), ==, other_path);
  g_assert_true (heed_gold_file_save (file, NULL));
  g_clear_pointer (&text, g_free);
  g_assert_true (g_file_get_contents (other_path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "0p0\n1-1\n2-2\n");

  g_remove (path);
  g_remove (other_path);
  g_rmdir (folder);
}

static void
test_gold_links_beyond_the_pair_are_refused_of_a_file (void)
{
  g_autofree char *path = NULL;
  int handle = g_file_open_tmp ("heed-gold-XXXXXX", &path, NULL);
  g_autoptr(HeedGoldFile) file = NULL;
  g_autoptr(GError) error = NULL;

  g_close (handle, NULL);
  g_file_set_contents (path, "4-0\n", -1, NULL);
  file = heed_gold_file_read (path, 0, NULL);
  g_assert_null (heed_gold_new_in_file (file, 0, SOURCE, TARGET, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
  g_remove (path);
}

/* --- Over cells ------------------------------------------------------------------- */

/* Source: "<s> a b1 b2 c d", target: "A1 A2 B C </s>". */
static const guint source_words[] = { HEED_NO_WORD, 0, 1, 1, 2, 3 };
static const guint target_words[] = { 0, 0, 1, 2, HEED_NO_WORD };

static void
assert_mark (GArray       *marks,
             guint         i,
             HeedLinkMark  expected)
{
  HeedLinkMark mark = g_array_index (marks, HeedLinkMark, i);

  g_assert_cmpuint (mark.first_row, ==, expected.first_row);
  g_assert_cmpuint (mark.n_rows, ==, expected.n_rows);
  g_assert_cmpuint (mark.first_column, ==, expected.first_column);
  g_assert_cmpuint (mark.n_columns, ==, expected.n_columns);
  g_assert_cmpuint (mark.kind, ==, expected.kind);
  g_assert_cmpuint (mark.outcome, ==, expected.outcome);
}

static void
test_gold_marks_of_pieces_span_their_words (void)
{
  const HeedGoldAxis rows = { target_words, NULL, G_N_ELEMENTS (target_words) };
  const HeedGoldAxis columns = { source_words, NULL, G_N_ELEMENTS (source_words) };
  g_autoptr(HeedGold) gold = new_gold ("1-0 3p2");
  g_autoptr(GArray) marks = NULL;

  set_found (gold, "1-0 0-1");
  marks = heed_gold_marks_new (gold, &rows, &columns);
  g_assert_cmpuint (marks->len, ==, 3);
  assert_mark (marks, 0, (HeedLinkMark) { 0, 2, 2, 2, HEED_GOLD_SURE, HEED_OUTCOME_HIT });
  assert_mark (marks, 1, (HeedLinkMark) { 3, 1, 5, 1, HEED_GOLD_POSSIBLE, HEED_OUTCOME_NONE });
  assert_mark (marks, 2, (HeedLinkMark) { 2, 1, 1, 1, HEED_GOLD_NONE, HEED_OUTCOME_WRONG });
}

static void
test_gold_marks_of_words_stand_in_one_cell (void)
{
  static const guint source_places[] = { 0, 1, 2, 2, 3, 4 };
  static const guint target_places[] = { 0, 0, 1, 2, 3 };
  const HeedGoldAxis rows = { target_words, target_places, G_N_ELEMENTS (target_words) };
  const HeedGoldAxis columns = { source_words, source_places, G_N_ELEMENTS (source_words) };
  g_autoptr(HeedGold) gold = new_gold ("1-0");
  g_autoptr(GArray) marks = heed_gold_marks_new (gold, &rows, &columns);

  g_assert_cmpuint (marks->len, ==, 1);
  assert_mark (marks, 0, (HeedLinkMark) { 0, 1, 2, 1, HEED_GOLD_SURE, HEED_OUTCOME_NONE });
  g_assert_cmpint (heed_gold_axis_find_word (&columns, 2), ==, 1);
  g_assert_cmpint (heed_gold_axis_find_word (&columns, 0), ==, -1);
  g_assert_cmpint (heed_gold_axis_find_word (&rows, 3), ==, -1);
}

/* Words for which the model has no token have no marks. */
static void
test_gold_marks_need_tokens (void)
{
  static const guint few[] = { 0, 0, HEED_NO_WORD };
  const HeedGoldAxis rows = { few, NULL, G_N_ELEMENTS (few) };
  const HeedGoldAxis columns = { source_words, NULL, G_N_ELEMENTS (source_words) };
  g_autoptr(HeedGold) gold = new_gold ("0-0 0-1 3-2");
  g_autoptr(GArray) marks = heed_gold_marks_new (gold, &rows, &columns);

  g_assert_cmpuint (marks->len, ==, 1);
}

static void
test_gold_links_are_found_between_words (void)
{
  static const float weights[5 * 6] = {
    0.0f, 0.1f, 0.3f, 0.3f, 0.1f, 0.2f,
    0.0f, 0.5f, 0.1f, 0.3f, 0.1f, 0.0f,
    0.9f, 0.0f, 0.0f, 0.0f, 0.1f, 0.0f,
    0.0f, 0.0f, 0.0f, 0.0f, 0.1f, 0.9f,
    1.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.0f,
  };
  guint steps[] = { 0, 0, 1, 2 };
  guint ids_words[] = { 0, 1, 1, 2, 3 };
  const HeedWords target = { .words = steps, .n_ids = 4, .n_words = 3 };
  const HeedWords source = { .words = ids_words, .n_ids = 5, .n_words = 4 };
  const HeedWords none = { 0 };
  const HeedLinkOptions options = HEED_LINK_OPTIONS_DEFAULT;
  g_autoptr(HeedMatrix) attention = heed_matrix_new (5, 6, weights);
  g_autoptr(HeedAlignment) links =
    heed_gold_find_links (attention, &target, &source, source_words, &options);
  g_autofree char *text = heed_alignment_dup_text (links);

  /* "A" puts more weight on both pieces of "b" together than on "a". */
  g_assert_cmpstr (text, ==, "1-0 2-1 3-2");
  g_assert_null (heed_gold_find_links (attention, &none, &source, source_words, &options));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/gold/toggling-goes-round", test_gold_toggling_goes_round);
  g_test_add_func ("/app/gold/words-beyond-the-pair-have-no-links",
                   test_gold_words_beyond_the_pair_have_no_links);
  g_test_add_func ("/app/gold/edits-are-undone-and-redone", test_gold_edits_are_undone_and_redone);
  g_test_add_func ("/app/gold/possible-links-are-neither-missed-nor-wrong",
                   test_gold_possible_links_are_neither_missed_nor_wrong);
  g_test_add_func ("/app/gold/all-sure-is-the-vector-of-the-measures",
                   test_gold_all_sure_is_the_vector_of_the_measures);
  g_test_add_func ("/app/gold/who-judges-is-told", test_gold_who_judges_is_told);
  g_test_add_func ("/app/gold/edits-go-into-the-file", test_gold_edits_go_into_the_file);
  g_test_add_func ("/app/gold/saving-as-keeps-every-sentence",
                   test_gold_saving_as_keeps_every_sentence);
  g_test_add_func ("/app/gold/links-beyond-the-pair-are-refused-of-a-file",
                   test_gold_links_beyond_the_pair_are_refused_of_a_file);
  g_test_add_func ("/app/gold-marks/of-pieces-span-their-words",
                   test_gold_marks_of_pieces_span_their_words);
  g_test_add_func ("/app/gold-marks/of-words-stand-in-one-cell",
                   test_gold_marks_of_words_stand_in_one_cell);
  g_test_add_func ("/app/gold-marks/need-tokens", test_gold_marks_need_tokens);
  g_test_add_func ("/app/gold-marks/links-are-found-between-words",
                   test_gold_links_are_found_between_words);

  return g_test_run ();
}
