/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/core/links/head-measures.c
 */

#include "app/core/links/head-sums.h"

#include <math.h>

#define N_HEADS   3
#define N_STEPS   3
#define N_COLUMNS 4

/* Two source words, a punctuation mark and an end token; two target words and their end token. */
static guint column_words[] = { 0, 1, 1, HEED_NO_WORD };
static guint target_words[] = { 0, 1 };

/* Attention in order, on the end, and nearly in order. */
static float values[N_HEADS * N_STEPS * N_COLUMNS] = {
  1.0f, 0.0f, 0.0f, 0.0f, 0.0f, 1.0f, 0.0f, 0.0f, 0.0f, 0.0f, 0.0f, 1.0f,
  0.0f, 0.0f, 0.0f, 1.0f, 0.0f, 0.0f, 0.0f, 1.0f, 0.0f, 0.0f, 0.0f, 1.0f,
  0.5f, 0.2f, 0.2f, 0.1f, 0.1f, 0.4f, 0.3f, 0.2f, 0.1f, 0.1f, 0.6f, 0.2f,
};

static HeedPairAttention
get_pair (void)
{
  return (HeedPairAttention) {
    .n_heads = N_HEADS, .n_steps = N_STEPS, .n_columns = N_COLUMNS, .n_target_tokens = 2,
    .n_source_words = 2, .n_target_words = 2, .stop_column = 2, .column_words = column_words,
    .target_words = target_words, .values = values,
  };
}

static HeedCorpusHead
get_head (const HeedHeadSums *sums,
          guint               head)
{
  g_autoptr(GArray) heads = heed_head_sums_dup_heads (sums);

  g_assert_cmpuint (heads->len, ==, N_HEADS);
  g_assert_cmpuint (g_array_index (heads, HeedCorpusHead, head).i, ==, head);

  return g_array_index (heads, HeedCorpusHead, head);
}

static HeedAlignment *
parse (const char *links)
{
  HeedAlignment *alignment = heed_alignment_parse (links, FALSE, NULL);

  g_assert_nonnull (alignment);

  return alignment;
}

static void
test_head_sums_measure_what_is_known (void)
{
  const HeedLinkReading argmax = { HEED_LINK_OPTIONS_DEFAULT, FALSE, FALSE };
  const HeedPairAttention pair = get_pair ();
  g_autoptr(HeedHeadSums) sums = heed_head_sums_new (N_HEADS);
  g_autoptr(HeedAlignment) gold = parse ("0-0 1-1");
  HeedCorpusHead head;

  heed_head_sums_add (sums, &pair, &argmax, gold);
  head = get_head (sums, 0);
  g_assert_cmpuint (head.n_steps, ==, N_STEPS);
  g_assert_cmpfloat (head.entropy, ==, 0.0);
  g_assert_cmpfloat_with_epsilon (head.end_mass, 1.0 / 3.0, 1e-9);
  g_assert_cmpfloat (head.stop_mass, ==, 0.0);
  g_assert_cmpfloat (heed_alignment_score_counts (&head.counts).error_rate, ==, 0.0);

  head = get_head (sums, 1);
  g_assert_cmpfloat (head.end_mass, ==, 1.0);
  g_assert_cmpfloat_with_epsilon (head.diagonality, 0.5, 1e-9);
  g_assert_cmpfloat (heed_alignment_score_counts (&head.counts).error_rate, ==, 1.0);

  head = get_head (sums, 2);
  g_assert_cmpfloat_with_epsilon (head.stop_mass, (0.2 + 0.3 + 0.6) / 3.0, 1e-6);
  g_assert_cmpfloat (heed_alignment_score_counts (&head.counts).error_rate, ==, 0.0);
}

/* The first and the third head attend to the same token in two of three steps. */
static void
test_head_sums_find_who_is_alike (void)
{
  const HeedLinkReading argmax = { HEED_LINK_OPTIONS_DEFAULT, FALSE, FALSE };
  const HeedPairAttention pair = get_pair ();
  g_autoptr(HeedHeadSums) sums = heed_head_sums_new (N_HEADS);

  heed_head_sums_add (sums, &pair, &argmax, NULL);
  g_assert_cmpuint (get_head (sums, 0).twin, ==, 2);
  g_assert_cmpuint (get_head (sums, 2).twin, ==, 0);
  g_assert_cmpfloat_with_epsilon (get_head (sums, 2).twin_share, 2.0 / 3.0, 1e-9);
  g_assert_cmpuint (get_head (sums, 1).twin, ==, 0);
  g_assert_cmpfloat_with_epsilon (get_head (sums, 1).twin_share, 1.0 / 3.0, 1e-9);
  g_assert_cmpfloat (get_head (sums, 2).agreement, >, get_head (sums, 1).agreement);
  g_assert_cmpuint (get_head (sums, 0).n_gold, ==, 0);
}

/* Means do not depend on how pairs are split among sums; adding the same pair twice keeps them. */
static void
test_head_sums_may_be_parted (void)
{
  const HeedLinkReading argmax = { HEED_LINK_OPTIONS_DEFAULT, FALSE, FALSE };
  const HeedPairAttention pair = get_pair ();
  g_autoptr(HeedHeadSums) one = heed_head_sums_new (N_HEADS);
  g_autoptr(HeedHeadSums) sums = heed_head_sums_new (N_HEADS);
  g_autoptr(HeedHeadSums) part = heed_head_sums_new (N_HEADS);
  g_autoptr(HeedAlignment) gold = parse ("0-0 1-1");

  heed_head_sums_add (one, &pair, &argmax, gold);
  heed_head_sums_add (sums, &pair, &argmax, gold);
  heed_head_sums_add (part, &pair, &argmax, gold);
  heed_head_sums_merge (sums, part);

  for (guint head = 0; head < N_HEADS; head++)
    {
      HeedCorpusHead alone = get_head (one, head);
      HeedCorpusHead twice = get_head (sums, head);

      g_assert_cmpuint (twice.n_steps, ==, 2 * alone.n_steps);
      g_assert_cmpuint (twice.n_gold, ==, 2);
      g_assert_cmpuint (twice.counts.n_found, ==, 2 * alone.counts.n_found);
      g_assert_cmpfloat_with_epsilon (twice.entropy, alone.entropy, 1e-12);
      g_assert_cmpfloat_with_epsilon (twice.end_mass, alone.end_mass, 1e-12);
      g_assert_cmpfloat_with_epsilon (twice.twin_share, alone.twin_share, 1e-12);
    }
}

/* Without an end token, a mark or another head the number is undefined, not zero. */
static void
test_head_sums_say_what_there_is_not (void)
{
  const HeedLinkReading argmax = { HEED_LINK_OPTIONS_DEFAULT, FALSE, FALSE };
  HeedPairAttention pair = get_pair ();
  guint all_words[] = { 0, 1, 1, 1 };
  g_autoptr(HeedHeadSums) sums = heed_head_sums_new (1);
  g_autoptr(GArray) heads = NULL;
  const HeedCorpusHead *head;

  pair.n_heads = 1;
  pair.column_words = all_words;
  pair.stop_column = HEED_NO_COLUMN;
  heed_head_sums_add (sums, &pair, &argmax, NULL);
  heads = heed_head_sums_dup_heads (sums);
  head = &g_array_index (heads, HeedCorpusHead, 0);
  g_assert_true (isnan (head->end_mass));
  g_assert_true (isnan (head->stop_mass));
  g_assert_true (isnan (head->agreement));
  g_assert_true (isnan (head->twin_share));
  g_assert_cmpfloat (head->entropy, ==, 0.0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/head-sums/measure-what-is-known", test_head_sums_measure_what_is_known);
  g_test_add_func ("/app/head-sums/find-who-is-alike", test_head_sums_find_who_is_alike);
  g_test_add_func ("/app/head-sums/may-be-parted", test_head_sums_may_be_parted);
  g_test_add_func ("/app/head-sums/say-what-there-is-not", test_head_sums_say_what_there_is_not);

  return g_test_run ();
}
