/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "engine/heed.h"

static void
assert_symmetrised (const char         *forward,
                    const char         *backward,
                    HeedSymmetrisation  how,
                    const char         *expected)
{
  g_autoptr(HeedAlignment) to = heed_alignment_parse (forward, 0, NULL);
  g_autoptr(HeedAlignment) fro = heed_alignment_parse (backward, 0, NULL);
  g_autoptr(HeedAlignment) both = heed_alignment_symmetrise (to, fro, how);
  g_autofree char *text = heed_alignment_dup_text (both);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_symmetrise_intersection_is_what_both_have (void)
{
  assert_symmetrised ("0-0 1-1 2-2", "0-0 2-2 3-1", HEED_SYMMETRISE_INTERSECTION, "0-0 2-2");
  assert_symmetrised ("0-0", "", HEED_SYMMETRISE_INTERSECTION, "");
}

static void
test_symmetrise_union_is_what_either_has (void)
{
  assert_symmetrised ("0-0 1-1 2-2", "0-0 2-2 3-1", HEED_SYMMETRISE_UNION, "0-0 1-1 3-1 2-2");
  assert_symmetrised ("", "1-0", HEED_SYMMETRISE_UNION, "1-0");
}

static void
test_symmetrise_links_come_out_sure (void)
{
  assert_symmetrised ("0p0 1p1", "0-0 2p2", HEED_SYMMETRISE_UNION, "0-0 1-1 2-2");
}

/* 1-0 is adjacent to 0-0 and links source word 1; 5-5 is adjacent to nothing. */
static void
test_symmetrise_growing_needs_a_neighbour (void)
{
  assert_symmetrised ("0-0 1-0", "0-0 5-5", HEED_SYMMETRISE_GROW_DIAG, "0-0 1-0");
}

/* 1-1 is diagonally adjacent to 0-0, and 2-2 to the link that was just added. */
static void
test_symmetrise_growing_goes_round_corners_and_on (void)
{
  assert_symmetrised ("0-0 1-1", "0-0 2-2", HEED_SYMMETRISE_GROW_DIAG, "0-0 1-1 2-2");
  assert_symmetrised ("3-3 2-2", "3-3 1-1", HEED_SYMMETRISE_GROW_DIAG, "1-1 2-2 3-3");
}

/* 1-0 is adjacent to two links, but both of its words are linked already. */
static void
test_symmetrise_growing_adds_nothing_between_linked_words (void)
{
  assert_symmetrised ("0-0 1-1 1-0", "0-0 1-1", HEED_SYMMETRISE_GROW_DIAG, "0-0 1-1");
}

static void
test_symmetrise_final_adds_between_words_without_links (void)
{
  assert_symmetrised ("0-0 5-5", "0-0 5-6", HEED_SYMMETRISE_GROW_DIAG_FINAL_AND, "0-0 5-5");
  assert_symmetrised ("0-0", "0-0 4-0 3-3", HEED_SYMMETRISE_GROW_DIAG_FINAL_AND, "0-0 3-3");
}

static void
test_symmetrise_transposing_twice_changes_nothing (void)
{
  g_autoptr(HeedAlignment) alignment = heed_alignment_parse ("0-1 2p0 1-1", 0, NULL);
  g_autoptr(HeedAlignment) turned = heed_alignment_transpose (alignment);
  g_autoptr(HeedAlignment) back = heed_alignment_transpose (turned);
  g_autofree char *turned_text = heed_alignment_dup_text (turned);
  g_autofree char *text = heed_alignment_dup_text (back);

  g_assert_cmpstr (turned_text, ==, "1-0 1-1 0p2");
  g_assert_cmpstr (text, ==, "2p0 0-1 1-1");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/symmetrise/intersection-is-what-both-have",
                   test_symmetrise_intersection_is_what_both_have);
  g_test_add_func ("/engine/symmetrise/union-is-what-either-has",
                   test_symmetrise_union_is_what_either_has);
  g_test_add_func ("/engine/symmetrise/links-come-out-sure", test_symmetrise_links_come_out_sure);
  g_test_add_func ("/engine/symmetrise/growing-needs-a-neighbour",
                   test_symmetrise_growing_needs_a_neighbour);
  g_test_add_func ("/engine/symmetrise/growing-goes-round-corners-and-on",
                   test_symmetrise_growing_goes_round_corners_and_on);
  g_test_add_func ("/engine/symmetrise/growing-adds-nothing-between-linked-words",
                   test_symmetrise_growing_adds_nothing_between_linked_words);
  g_test_add_func ("/engine/symmetrise/final-adds-between-words-without-links",
                   test_symmetrise_final_adds_between_words_without_links);
  g_test_add_func ("/engine/symmetrise/transposing-twice-changes-nothing",
                   test_symmetrise_transposing_twice_changes_nothing);

  return g_test_run ();
}
