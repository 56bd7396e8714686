/* test-corpus-line.c — what a corpus says of a pair, on pairs that are wrong on purpose
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: app/core/corpus/corpus-totals.c
 */

#include <math.h>
#include <string.h>

#include "app/core/corpus/corpus-totals.h"

static const HeedAttentionSite site = { HEED_ATTENTION_CROSS, 0, 0 };
static const HeedForcedView view = { &site, 1, 1, TRUE };
static const HeedLinkOptions argmax = HEED_LINK_OPTIONS_DEFAULT;

/* A pair as it comes from the model: every word a token, row t on columns[t]. */
static HeedForced
make_forced (const guint   *columns,
             guint          n_target,
             guint          n_source,
             const guint32 *ids)
{
  g_autofree float *values = g_new0 (float, n_target * n_source);
  HeedForced forced = { .log_prob = -3.0, .entropy = 0.5 };

  for (guint t = 0; t < n_target; t++)
    values[t * n_source + columns[t]] = 1.0f;

  forced.attention = g_ptr_array_new_with_free_func ((GDestroyNotify) heed_matrix_unref);
  g_ptr_array_add (forced.attention, heed_matrix_new (n_target, n_source, values));
  forced.tokens = heed_matrix_new (n_target, n_source, values);
  forced.source.n_words = n_source;
  forced.target.n_words = n_target;
  forced.target.n_ids = n_target;
  forced.target.ids = g_memdup2 (ids, n_target * sizeof *ids);

  return forced;
}

static HeedInputPair
give (const char *source,
      const char *target)
{
  return (HeedInputPair) { { HEED_SIDE_SOURCE, HEED_INPUT_TEXT, FALSE, source },
                           { HEED_SIDE_TARGET, HEED_INPUT_TEXT, FALSE, target } };
}

static void
read_line (HeedCorpusLine *line,
           const guint    *columns,
           const guint32  *ids,
           const char     *source,
           const char     *target)
{
  HeedInputPair pair = give (source, target);
  HeedForced forced =
    make_forced (columns, heed_words_count (target), heed_words_count (source), ids);

  heed_corpus_line_read (line, &pair, &forced, &view, &argmax, NULL);
  heed_forced_clear (&forced);
}

static void
test_a_good_pair_has_no_flag (void)
{
  const guint columns[] = { 0, 1, 2, 3 };
  const guint32 ids[] = { 5, 6, 7, 8 };
  g_auto(HeedCorpusLine) line = { 0 };
  g_autofree char *links = NULL;

  read_line (&line, columns, ids, "a b c d", "e f g h");
  links = heed_alignment_dup_text (line.links);
  g_assert_cmpstr (links, ==, "0-0 1-1 2-2 3-3");
  g_assert_cmpuint (line.flags, ==, 0);
  g_assert_cmpuint (line.n_unaligned, ==, 0);
  g_assert_cmpuint (line.n_steps, ==, 5);
  g_assert_cmpfloat (line.length_ratio, ==, 1.0);
}

static void
test_a_span_that_nobody_read_is_named (void)
{
  const guint columns[] = { 0, 4, 4 };
  const guint32 ids[] = { 5, 6, 7 };
  g_auto(HeedCorpusLine) line = { 0 };

  read_line (&line, columns, ids, "a b c d e", "f g h");
  g_assert_cmpuint (line.flags, ==, HEED_FLAG_UNREAD);
  g_assert_cmpuint (line.unread.first, ==, 1);
  g_assert_cmpuint (line.unread.last, ==, 3);
}

/* Three times, and of a long one the last may be broken off; twice may be meant. */
static void
test_loops_are_found_where_they_begin (void)
{
  const guint columns[13] = { 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0 };
  const guint32 thrice[] = { 9, 5, 5, 5, 4, 3, 2, 1, 8, 7, 6, 10, 11 };
  const guint32 broken[] = { 9, 1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 11 };
  const guint32 twice[] = { 9, 1, 2, 3, 4, 1, 2, 3, 4, 5, 5, 8, 11 };
  const char *target = "a b c d e f g h i j k l m";
  g_auto(HeedCorpusLine) one = { 0 };
  g_auto(HeedCorpusLine) long_one = { 0 };
  g_auto(HeedCorpusLine) none = { 0 };

  read_line (&one, columns, thrice, "x y", target);
  g_assert_cmpuint (one.flags, ==, HEED_FLAG_LOOP);
  g_assert_cmpuint (one.loop_step, ==, 2);
  read_line (&long_one, columns, broken, "x y", target);
  g_assert_cmpuint (long_one.flags, ==, HEED_FLAG_LOOP);
  g_assert_cmpuint (long_one.loop_step, ==, 5);
  read_line (&none, columns, twice, "x y", target);
  g_assert_cmpuint (none.flags, ==, 0);
}

/* Numbers and two words of a name may stay as they are. */
static void
test_copied_spans_are_found (void)
{
  const guint columns[] = { 0, 1, 2, 3, 4 };
  const guint32 ids[] = { 5, 6, 7, 8, 9 };
  g_auto(HeedCorpusLine) copied = { 0 };
  g_auto(HeedCorpusLine) name = { 0 };
  g_auto(HeedCorpusLine) numbers = { 0 };

  read_line (&copied, columns, ids, "the very  same words here", "les very same words ici");
  g_assert_cmpuint (copied.flags, ==, HEED_FLAG_COPIED);
  g_assert_cmpuint (copied.copied.first, ==, 1);
  g_assert_cmpuint (copied.copied.last, ==, 3);
  read_line (&name, columns, ids, "I saw New York today", "je vis New York hier");
  g_assert_cmpuint (name.flags, ==, 0);
  read_line (&numbers, columns, ids, "1 2 3 4 a", "1 2 3 4 b");
  g_assert_cmpuint (numbers.flags, ==, 0);
}

static void
test_totals_are_of_all_lines (void)
{
  const guint columns[] = { 0, 1, 2 };
  const guint32 ids[] = { 5, 6, 7 };
  g_autoptr(HeedCorpusTotals) totals = heed_corpus_totals_new ();
  HeedInputPair pair = give ("a b c", "d e f");
  guint64 n_failed;
  HeedCorpusSummary summary;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(HeedAlignment) gold = heed_alignment_parse (i == 0 ? "0-0 1-1" : "2-0", 0, NULL);
      HeedForced forced = make_forced (columns, 3, 3, ids);
      g_auto(HeedCorpusLine) line = { 0 };

      heed_corpus_line_read (&line, &pair, &forced, &view, &argmax, gold);
      heed_corpus_totals_add (totals, &line);
      heed_forced_clear (&forced);
    }
  heed_corpus_totals_add (totals, NULL);

  summary = heed_corpus_totals_summarise (totals);
  g_assert_cmpuint (heed_corpus_totals_count (totals, &n_failed), ==, 3);
  g_assert_cmpuint (n_failed, ==, 1);
  g_assert_cmpuint (summary.n_gold, ==, 2);
  g_assert_cmpfloat (summary.log_prob_per_token, ==, -6.0 / 8.0);
  g_assert_cmpfloat (summary.entropy, ==, 0.5);
  g_assert_cmpfloat (summary.length_ratio, ==, 1.0);

  /* 2 of 6 links are right, of 3 that were wanted. */
  g_assert_cmpfloat (ABS (summary.score.error_rate - (1.0 - 4.0 / 9.0)), <, 1e-12);
  g_assert_cmpfloat (summary.error_rate.low, <=, summary.score.error_rate);
  g_assert_cmpfloat (summary.error_rate.high, >=, summary.score.error_rate);
  g_assert_cmpfloat (heed_corpus_totals_get_error_rate (totals), ==, summary.score.error_rate);
}

static void
test_nothing_is_no_number (void)
{
  g_autoptr(HeedCorpusTotals) totals = heed_corpus_totals_new ();
  HeedCorpusSummary summary = heed_corpus_totals_summarise (totals);

  g_assert_true (isnan (summary.log_prob_per_token));
  g_assert_true (isnan (summary.unaligned));
  g_assert_true (isnan (heed_corpus_totals_get_error_rate (totals)));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/corpus-line/a-good-pair-has-no-flag", test_a_good_pair_has_no_flag);
  g_test_add_func ("/app/corpus-line/a-span-that-nobody-read-is-named",
                   test_a_span_that_nobody_read_is_named);
  g_test_add_func ("/app/corpus-line/loops-are-found-where-they-begin",
                   test_loops_are_found_where_they_begin);
  g_test_add_func ("/app/corpus-line/copied-spans-are-found", test_copied_spans_are_found);
  g_test_add_func ("/app/corpus-line/totals-are-of-all-lines", test_totals_are_of_all_lines);
  g_test_add_func ("/app/corpus-line/nothing-is-no-number", test_nothing_is_no_number);

  return g_test_run ();
}
