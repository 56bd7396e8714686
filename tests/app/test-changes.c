/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/changes/changes.h"

static void
test_changes_hidden_positions_are_a_sorted_set (void)
{
  g_autoptr(HeedChanges) changes = heed_changes_new ();

  heed_changes_hide (changes, 5);
  heed_changes_hide (changes, 2);
  heed_changes_hide (changes, 9);
  heed_changes_hide (changes, 5);

  g_assert_cmpuint (changes->hidden->len, ==, 3);
  g_assert_cmpuint (g_array_index (changes->hidden, guint, 0), ==, 2);
  g_assert_cmpuint (g_array_index (changes->hidden, guint, 1), ==, 5);
  g_assert_cmpuint (g_array_index (changes->hidden, guint, 2), ==, 9);

  heed_changes_show (changes, 5);
  heed_changes_show (changes, 7);
  g_assert_false (heed_changes_is_hidden (changes, 5));
  g_assert_true (heed_changes_is_hidden (changes, 9));
  g_assert_cmpuint (changes->hidden->len, ==, 2);
}

static void
test_changes_choice_forgets_what_comes_after_it (void)
{
  g_autoptr(HeedChanges) changes = heed_changes_new ();

  heed_changes_choose (changes, 1, 11);
  heed_changes_choose (changes, 4, 44);
  heed_changes_choose (changes, 6, 66);
  heed_changes_choose (changes, 4, 45);

  g_assert_cmpuint (heed_changes_find_choice (changes, 1)->token_id, ==, 11);
  g_assert_cmpuint (heed_changes_find_choice (changes, 4)->token_id, ==, 45);
  g_assert_null (heed_changes_find_choice (changes, 6));
  g_assert_null (heed_changes_find_choice (changes, 0));
}

static void
test_changes_part_at_the_first_difference (void)
{
  g_autoptr(HeedChanges) one = heed_changes_new ();
  g_autoptr(HeedChanges) two = heed_changes_new ();

  g_assert_cmpuint (heed_changes_find_parting (one, two), ==, G_MAXUINT);

  heed_changes_choose (one, 3, 7);
  g_assert_cmpuint (heed_changes_find_parting (one, two), ==, 3);
  g_assert_cmpuint (heed_changes_find_parting (two, one), ==, 3);

  heed_changes_choose (two, 3, 7);
  heed_changes_choose (two, 5, 1);
  g_assert_cmpuint (heed_changes_find_parting (one, two), ==, 5);

  heed_changes_choose (one, 5, 2);
  g_assert_cmpuint (heed_changes_find_parting (one, two), ==, 5);

  heed_changes_choose (two, 2, 2);
  g_assert_cmpuint (heed_changes_find_parting (one, two), ==, 2);
}

static void
test_changes_copy_goes_its_own_way (void)
{
  g_autoptr(HeedChanges) changes = heed_changes_new ();
  g_autoptr(HeedChanges) copy = NULL;

  heed_changes_hide (changes, 1);
  heed_changes_choose (changes, 0, 3);
  copy = heed_changes_copy (changes);
  g_assert_true (heed_changes_hide_same (changes, copy));

  heed_changes_forget (changes);
  g_assert_false (heed_changes_hide_same (changes, copy));
  g_assert_true (heed_changes_is_hidden (copy, 1));
  g_assert_cmpuint (heed_changes_find_choice (copy, 0)->token_id, ==, 3);
}

/* Beam search and step-by-step decoding need to know after which step nothing is changed. */
static void
test_changes_last_step_is_that_of_choice_or_pin (void)
{
  g_autoptr(HeedChanges) changes = heed_changes_new ();

  heed_changes_hide (changes, 30);
  g_assert_cmpuint (heed_changes_get_n_steps (changes), ==, 0);

  heed_changes_choose_spelled (changes, 4, "chat");
  heed_changes_choose_spelled (changes, 2, "le");
  g_assert_cmpuint (heed_changes_get_n_steps (changes), ==, 5);

  heed_changes_pin (changes, 7, 0, 0.5f);
  heed_changes_pin (changes, 1, 0, 0.5f);
  g_assert_cmpuint (heed_changes_get_n_steps (changes), ==, 8);
}

/* Unlike choices made in a visible translation, these are made all at once. */
static void
test_changes_spelled_choice_leaves_the_others (void)
{
  g_autoptr(HeedChanges) changes = heed_changes_new ();

  heed_changes_choose_spelled (changes, 4, "chat");
  heed_changes_choose_spelled (changes, 2, "le");
  heed_changes_choose_spelled (changes, 2, "la");

  g_assert_cmpstr (heed_changes_find_choice (changes, 2)->spelling, ==, "le");
  g_assert_cmpstr (heed_changes_find_choice (changes, 4)->spelling, ==, "chat");
  g_assert_null (heed_changes_find_choice (changes, 3));
}

static void
test_changes_part_where_pins_or_spellings_do (void)
{
  g_autoptr(HeedChanges) one = heed_changes_new ();
  g_autoptr(HeedChanges) two = NULL;

  heed_changes_choose_spelled (one, 6, "chat");
  heed_changes_pin (one, 3, 0, 0.5f);
  two = heed_changes_copy (one);
  g_assert_cmpuint (heed_changes_find_parting (one, two), ==, G_MAXUINT);

  heed_changes_pin (two, 5, 1, 1.0f);
  g_assert_cmpuint (heed_changes_find_parting (one, two), ==, 5);

  heed_changes_forget (two);
  heed_changes_choose_spelled (two, 6, "chien");
  heed_changes_pin (two, 3, 0, 0.5f);
  g_assert_cmpuint (heed_changes_find_parting (one, two), ==, 6);
}

static void
test_changes_show_what_lies_behind_an_end (void)
{
  g_autoptr(HeedChanges) changes = heed_changes_new ();

  heed_changes_hide (changes, 1);
  heed_changes_hide (changes, 4);
  heed_changes_hide (changes, 7);
  heed_changes_show_from (changes, 4);

  g_assert_true (heed_changes_is_hidden (changes, 1));
  g_assert_cmpuint (changes->hidden->len, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/changes/hidden-positions-are-a-sorted-set",
                   test_changes_hidden_positions_are_a_sorted_set);
  g_test_add_func ("/app/changes/choice-forgets-what-comes-after-it",
                   test_changes_choice_forgets_what_comes_after_it);
  g_test_add_func ("/app/changes/part-at-the-first-difference",
                   test_changes_part_at_the_first_difference);
  g_test_add_func ("/app/changes/last-step-is-that-of-choice-or-pin",
                   test_changes_last_step_is_that_of_choice_or_pin);
  g_test_add_func ("/app/changes/spelled-choice-leaves-the-others",
                   test_changes_spelled_choice_leaves_the_others);
  g_test_add_func ("/app/changes/part-where-pins-or-spellings-do",
                   test_changes_part_where_pins_or_spellings_do);
  g_test_add_func ("/app/changes/show-what-lies-behind-an-end",
                   test_changes_show_what_lies_behind_an_end);
  g_test_add_func ("/app/changes/copy-goes-its-own-way", test_changes_copy_goes_its_own_way);

  return g_test_run ();
}
