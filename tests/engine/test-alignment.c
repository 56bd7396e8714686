/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <math.h>

#include "engine/heed.h"

static HeedAlignment *
parse (const char *links)
{
  g_autoptr(GError) error = NULL;
  HeedAlignment *alignment = heed_alignment_parse (links, 0, &error);

  g_assert_no_error (error);
  g_assert_nonnull (alignment);

  return alignment;
}

static void
assert_links (HeedAlignment *alignment,
              const char    *expected)
{
  g_autofree char *text = heed_alignment_dup_text (alignment);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_refused (const char *links,
                guint       first,
                const char *message)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (heed_alignment_parse (links, first, &error));
  g_assert_error (error, HEED_ERROR, HEED_ERROR_DAMAGED);
  g_assert_cmpstr (error->message, ==, message);
}

/* --- Reading --------------------------------------------------------------- */

static void
test_alignment_links_are_sorted_by_target (void)
{
  g_autoptr(HeedAlignment) alignment = parse (" 3p2\t1-2 0-0 2?0\r\n");

  g_assert_cmpuint (alignment->n_links, ==, 4);
  assert_links (alignment, "0-0 2p0 1-2 3p2");
}

static void
test_alignment_a_link_given_twice_is_one_and_sure (void)
{
  g_autoptr(HeedAlignment) alignment = parse ("1p1 0-0 1-1 0-0 1?1");

  assert_links (alignment, "0-0 1-1");
}

static void
test_alignment_letters_and_weights_of_other_programs_are_read (void)
{
  g_autoptr(HeedAlignment) alignment = parse ("0s0 1S1 2P2 3-3:0.93 4p4:1 5-5:2e-05");

  assert_links (alignment, "0-0 1-1 2p2 3-3 4p4 5-5");
  assert_refused ("0-0:", 0, "link 1: expected source-target with positions from 0, found “0-0:”");
  assert_refused ("0-0:nan", 0,
                  "link 1: expected source-target with positions from 0, found “0-0:nan”");
  assert_refused ("0-0:0.5x", 0,
                  "link 1: expected source-target with positions from 0, found “0-0:0.5x”");
  assert_refused ("0-0:1e999", 0,
                  "link 1: expected source-target with positions from 0, found “0-0:1e999”");
}

static void
test_alignment_no_links_are_an_alignment (void)
{
  g_autoptr(HeedAlignment) alignment = parse ("  ");

  g_assert_cmpuint (alignment->n_links, ==, 0);
  assert_links (alignment, "");
}

static void
test_alignment_one_based_links_count_from_zero (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedAlignment) alignment = heed_alignment_parse ("1-1 3p2", 1, &error);

  g_assert_no_error (error);
  assert_links (alignment, "0-0 2p1");
}

static void
test_alignment_what_is_no_link_is_refused (void)
{
  assert_refused ("0-0 1_1", 0,
                  "link 2: expected source-target with positions from 0, found “1_1”");
  assert_refused ("1-1 0-1", 1,
                  "link 2: expected source-target with positions from 1, found “0-1”");
  assert_refused ("1-0", 1, "link 1: expected source-target with positions from 1, found “1-0”");
  assert_refused ("1-", 0, "link 1: expected source-target with positions from 0, found “1-”");
  assert_refused ("-1", 0, "link 1: expected source-target with positions from 0, found “-1”");
  assert_refused ("1-2-3", 0,
                  "link 1: expected source-target with positions from 0, found “1-2-3”");
  assert_refused (
    "99999999999999999999-0", 0,
    "link 1: expected source-target with positions from 0, found “99999999999999999999-0”");
  assert_refused ("0-2147483648", 0,
                  "link 1: expected source-target with positions from 0, found “0-2147483648”");
  assert_refused (
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 0,
    "link 1: expected source-target with positions from 0, found “aaaaaaaaaaaaaaaaaaaaaaaa…”");
  assert_refused ("1\xff"
                  "1",
                  0,
                  "link 1: expected source-target with positions from 0, found “1\xef\xbf\xbd"
                  "1”");
}

/* --- Out of attention ------------------------------------------------------ */

/* The last row, of the end token, attends to nothing. */
static HeedMatrix *
make_attention (void)
{
  static const float weights[4 * 3] = {
    0.50f, 0.25f, 0.25f,
    0.40f, 0.40f, 0.20f,
    0.10f, 0.30f, 0.60f,
    0.00f, 0.00f, 0.00f,
  };

  return heed_matrix_new (4, 3, weights);
}

static void
assert_found (HeedLinkOptions  options,
              const char      *expected)
{
  g_autoptr(HeedMatrix) attention = make_attention ();
  g_autoptr(HeedAlignment) alignment = heed_alignment_from_attention (attention, &options);

  assert_links (alignment, expected);
}

static void
test_alignment_argmax_links_the_first_of_equals (void)
{
  assert_found (HEED_LINK_OPTIONS_DEFAULT, "0-0 0-1 2-2");
}

static void
test_alignment_threshold_links_all_that_reach_it (void)
{
  assert_found ((HeedLinkOptions) { HEED_LINK_THRESHOLD, 0.25, 0 }, "0-0 1-0 2-0 0-1 1-1 1-2 2-2");
  assert_found ((HeedLinkOptions) { HEED_LINK_THRESHOLD, 0.70, 0 }, "");
}

static void
test_alignment_relative_compares_with_the_row (void)
{
  assert_found ((HeedLinkOptions) { HEED_LINK_RELATIVE, 0.5, 0 },
                "0-0 1-0 2-0 0-1 1-1 2-1 1-2 2-2");
  assert_found ((HeedLinkOptions) { HEED_LINK_RELATIVE, 1.0, 0 }, "0-0 0-1 1-1 2-2");
}

static void
test_alignment_shift_takes_the_row_that_reads_the_token (void)
{
  assert_found ((HeedLinkOptions) { HEED_LINK_ARGMAX, 0.5, 1 }, "0-0 2-1");
}

/* --- Scores ---------------------------------------------------------------- */

static HeedAlignmentScore
score (const char *found,
       const char *gold)
{
  g_autoptr(HeedAlignment) found_links = parse (found);
  g_autoptr(HeedAlignment) gold_links = parse (gold);

  return heed_alignment_score (found_links, gold_links);
}

static void
test_alignment_error_rate_of_known_links (void)
{
  HeedAlignmentScore known;

  known = score ("0-0 1-1 3-2", "0-0 3-2 1p1 2p1");
  g_assert_cmpfloat_with_epsilon (known.error_rate, 0.0, 1e-12);

  known = score ("0-0 1-1 3-2", "0-0 1-1 2-1 3-2");
  g_assert_cmpfloat_with_epsilon (known.precision, 1.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (known.recall, 0.75, 1e-12);
  g_assert_cmpfloat_with_epsilon (known.f_measure, 1.5 / 1.75, 1e-12);
  g_assert_cmpfloat_with_epsilon (known.error_rate, 0.1428571429, 1e-10);

  /* NLTK, nltk/metrics/alignment: alignment_error_rate() */
  known = score ("0-0 1-2 2-1", "0-0 1-1 2-2");
  g_assert_cmpfloat_with_epsilon (known.error_rate, 0.6666666667, 1e-10);
}

static void
test_alignment_a_possible_link_costs_no_recall (void)
{
  HeedAlignmentScore known = score ("0-0", "0-0 1p1");

  g_assert_cmpfloat (known.precision, ==, 1.0);
  g_assert_cmpfloat (known.recall, ==, 1.0);
  g_assert_cmpfloat (known.error_rate, ==, 0.0);
}

static void
test_alignment_nothing_found_is_an_error_only_if_something_was_sure (void)
{
  HeedAlignmentScore known = score ("", "0-0");

  g_assert_cmpfloat (known.precision, ==, 1.0);
  g_assert_cmpfloat (known.recall, ==, 0.0);
  g_assert_cmpfloat (known.f_measure, ==, 0.0);
  g_assert_cmpfloat (known.error_rate, ==, 1.0);

  known = score ("", "0p0");
  g_assert_cmpfloat (known.error_rate, ==, 0.0);
}

/* The mean of the two sentences' rates would be 1/2, which is wrong for a corpus. */
static void
test_alignment_a_corpus_is_summed_before_it_is_divided (void)
{
  g_autoptr(HeedAlignment) right = parse ("0-0 1-1 2-2");
  g_autoptr(HeedAlignment) wrong = parse ("0-1");
  g_autoptr(HeedAlignment) gold = parse ("0-0");
  HeedAlignmentCounts counts = { 0 };

  heed_alignment_count (&counts, right, right);
  heed_alignment_count (&counts, wrong, gold);

  g_assert_cmpuint (counts.n_found, ==, 4);
  g_assert_cmpuint (counts.n_sure, ==, 4);
  g_assert_cmpuint (counts.n_found_sure, ==, 3);
  g_assert_cmpuint (counts.n_found_possible, ==, 3);
  g_assert_cmpfloat_with_epsilon (heed_alignment_score_counts (&counts).error_rate, 0.25, 1e-12);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/alignment/links-are-sorted-by-target",
                   test_alignment_links_are_sorted_by_target);
  g_test_add_func ("/engine/alignment/a-link-given-twice-is-one-and-sure",
                   test_alignment_a_link_given_twice_is_one_and_sure);
  g_test_add_func ("/engine/alignment/letters-and-weights-of-other-programs-are-read",
                   test_alignment_letters_and_weights_of_other_programs_are_read);
  g_test_add_func ("/engine/alignment/no-links-are-an-alignment",
                   test_alignment_no_links_are_an_alignment);
  g_test_add_func ("/engine/alignment/one-based-links-count-from-zero",
                   test_alignment_one_based_links_count_from_zero);
  g_test_add_func ("/engine/alignment/what-is-no-link-is-refused",
                   test_alignment_what_is_no_link_is_refused);
  g_test_add_func ("/engine/alignment/argmax-links-the-first-of-equals",
                   test_alignment_argmax_links_the_first_of_equals);
  g_test_add_func ("/engine/alignment/threshold-links-all-that-reach-it",
                   test_alignment_threshold_links_all_that_reach_it);
  g_test_add_func ("/engine/alignment/relative-compares-with-the-row",
                   test_alignment_relative_compares_with_the_row);
  g_test_add_func ("/engine/alignment/shift-takes-the-row-that-reads-the-token",
                   test_alignment_shift_takes_the_row_that_reads_the_token);
  g_test_add_func ("/engine/alignment/error-rate-of-known-links",
                   test_alignment_error_rate_of_known_links);
  g_test_add_func ("/engine/alignment/a-possible-link-costs-no-recall",
                   test_alignment_a_possible_link_costs_no_recall);
  g_test_add_func ("/engine/alignment/nothing-found-is-an-error-only-if-something-was-sure",
                   test_alignment_nothing_found_is_an_error_only_if_something_was_sure);
  g_test_add_func ("/engine/alignment/a-corpus-is-summed-before-it-is-divided",
                   test_alignment_a_corpus_is_summed_before_it_is_divided);

  return g_test_run ();
}
