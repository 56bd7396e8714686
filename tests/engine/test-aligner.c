/* Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Covers: engine/alignment/diagonal.c,
 *   engine/alignment/lexicon.c
 */

#include <math.h>

#include "engine/alignment/diagonal.h"
#include "engine/base/random.h"
#include "engine/heed.h"
#include "tests/engine/compare.h"

#define N_PAIRS      400
#define N_WORDS      30
#define LONGEST      8

/* A toy language: word w means w + N_WORDS. */
typedef struct {
  guint32    source[N_PAIRS][LONGEST];
  guint32    target[N_PAIRS][LONGEST + 1];
  HeedIdPair pairs[N_PAIRS];
} Toy;

/* Translates each sentence word by word, in the same order or reversed. */
static Toy *
toy_new (gboolean is_reversed)
{
  Toy *toy = g_new0 (Toy, 1);
  HeedRandom random;

  heed_random_seed (&random, 7);
  for (guint i = 0; i < N_PAIRS; i++)
    {
      guint n = 1 + heed_random_below (&random, LONGEST);

      for (guint s = 0; s < n; s++)
        toy->source[i][s] = heed_random_below (&random, N_WORDS);
      for (guint t = 0; t < n; t++)
        toy->target[i][t] = toy->source[i][is_reversed ? n - 1 - t : t] + N_WORDS;
      toy->pairs[i] = (HeedIdPair) { toy->source[i], n, toy->target[i], n };
    }

  return toy;
}

static GPtrArray *
align (const HeedIdPair   *pairs,
       guint               n_pairs,
       HeedSymmetrisation  how)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedAligner) aligner = heed_aligner_new (pairs, n_pairs, NULL, NULL, NULL, &error);
  GPtrArray *alignments;

  g_assert_no_error (error);
  alignments = heed_aligner_align (aligner, pairs, n_pairs, how, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (alignments->len, ==, n_pairs);

  return alignments;
}

static double
share_of_true_links (GPtrArray *alignments,
                     const Toy *toy)
{
  guint n_true = 0;
  guint n = 0;

  for (guint i = 0; i < N_PAIRS; i++)
    {
      const HeedAlignment *alignment = g_ptr_array_index (alignments, i);

      for (guint k = 0; k < alignment->n_links; k++)
        n_true += toy->source[i][alignment->links[k].source] + N_WORDS ==
                  toy->target[i][alignment->links[k].target];
      n += MAX (alignment->n_links, toy->pairs[i].n_target);
    }

  return (double) n_true / n;
}

static void
test_aligner_finds_a_lexicon (void)
{
  g_autofree Toy *toy = toy_new (FALSE);
  g_autoptr(GPtrArray) alignments = align (toy->pairs, N_PAIRS, HEED_SYMMETRISE_INTERSECTION);

  g_assert_cmpfloat (share_of_true_links (alignments, toy), >, 0.99);
}

/* The diagonal is only a preference: a reversed word order is learned as well. */
static void
test_aligner_finds_a_lexicon_against_the_order (void)
{
  g_autofree Toy *toy = toy_new (TRUE);
  g_autoptr(GPtrArray) alignments = align (toy->pairs, N_PAIRS, HEED_SYMMETRISE_INTERSECTION);

  g_assert_cmpfloat (share_of_true_links (alignments, toy), >, 0.9);
}

/* All words are identical, so only their positions distinguish them. */
static void
test_aligner_finds_the_order_where_words_say_nothing (void)
{
  static const guint32 same[] = { 5, 5, 5, 5 };
  HeedIdPair pairs[20];
  g_autoptr(GPtrArray) alignments = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    pairs[i] = (HeedIdPair) { same, 4, same, 4 };

  alignments = align (pairs, G_N_ELEMENTS (pairs), HEED_SYMMETRISE_INTERSECTION);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *text = heed_alignment_dup_text (g_ptr_array_index (alignments, i));

      g_assert_cmpstr (text, ==, "0-0 1-1 2-2 3-3");
    }
}

/* Every target sentence has one extra word that nothing in the source explains. */
static void
test_aligner_leaves_a_word_that_is_everywhere_without_links (void)
{
  g_autofree Toy *toy = toy_new (FALSE);
  g_autoptr(GPtrArray) alignments = NULL;
  guint n_linked = 0;

  for (guint i = 0; i < N_PAIRS; i++)
    toy->target[i][toy->pairs[i].n_target++] = 0;

  alignments = align (toy->pairs, N_PAIRS, HEED_SYMMETRISE_INTERSECTION);
  for (guint i = 0; i < N_PAIRS; i++)
    {
      const HeedAlignment *alignment = g_ptr_array_index (alignments, i);

      for (guint k = 0; k < alignment->n_links; k++)
        n_linked += alignment->links[k].target == toy->pairs[i].n_target - 1;
    }

  g_assert_cmpuint (n_linked, <, N_PAIRS / 4);
}

static void
test_aligner_gives_the_same_links_every_time (void)
{
  g_autofree Toy *toy = toy_new (TRUE);
  g_autoptr(GPtrArray) once = align (toy->pairs, N_PAIRS, HEED_SYMMETRISE_GROW_DIAG_FINAL_AND);
  g_autoptr(GPtrArray) again = align (toy->pairs, N_PAIRS, HEED_SYMMETRISE_GROW_DIAG_FINAL_AND);

  for (guint i = 0; i < N_PAIRS; i++)
    {
      g_autofree char *found = heed_alignment_dup_text (g_ptr_array_index (again, i));
      g_autofree char *expected = heed_alignment_dup_text (g_ptr_array_index (once, i));

      g_assert_cmpstr (found, ==, expected);
    }
}

static void
test_aligner_gives_empty_sides_no_links (void)
{
  static const guint32 word[] = { 3 };
  const HeedIdPair pairs[] = { { word, 0, word, 1 },
                               { word, 1, word, 0 },
                               { NULL, 0, NULL, 0 },
                               { word, 1, word, 1 } };
  g_autoptr(GPtrArray) alignments = align (pairs, G_N_ELEMENTS (pairs), HEED_SYMMETRISE_UNION);
  g_autoptr(GPtrArray) none = align (NULL, 0, HEED_SYMMETRISE_UNION);

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_assert_cmpuint (((HeedAlignment *) g_ptr_array_index (alignments, i))->n_links, ==, i == 3);
}

/* What is learned from some pairs also links other pairs; unseen words get no links. */
static void
test_aligner_links_pairs_that_it_never_saw (void)
{
  g_autofree Toy *toy = toy_new (FALSE);
  static const guint32 source[] = { 29, 3, 17, 11 };
  static const guint32 target[] = { 29 + N_WORDS, 3 + N_WORDS, 5000, 11 + N_WORDS };
  const HeedIdPair pair = { source, 4, target, 4 };
  const HeedIdPair unknown = { (const guint32[]) { 4000 }, 1, (const guint32[]) { 31 }, 1 };
  const HeedIdPair new_pairs[] = { pair, unknown };
  g_autoptr(GError) error = NULL;
  g_autoptr(HeedAligner) aligner = heed_aligner_new (toy->pairs, N_PAIRS, NULL, NULL, NULL, &error);
  g_autoptr(GPtrArray) alignments = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  alignments = heed_aligner_align (aligner, new_pairs, G_N_ELEMENTS (new_pairs),
                                   HEED_SYMMETRISE_INTERSECTION, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (alignments->len, ==, G_N_ELEMENTS (new_pairs));

  text = heed_alignment_dup_text (g_ptr_array_index (alignments, 0));
  g_assert_cmpstr (text, ==, "0-0 1-1 3-3");
  g_assert_cmpuint (((HeedAlignment *) g_ptr_array_index (alignments, 1))->n_links, ==, 0);
}

/* The links of a pair depend neither on the order nor on the other pairs. */
static void
test_aligner_links_a_pair_by_itself_the_same (void)
{
  g_autofree Toy *toy = toy_new (FALSE);
  g_autoptr(HeedAligner) aligner = heed_aligner_new (toy->pairs, N_PAIRS, NULL, NULL, NULL, NULL);
  g_autoptr(GPtrArray) all = align (toy->pairs, N_PAIRS, HEED_SYMMETRISE_UNION);

  for (guint i = 0; i < N_PAIRS; i += 7)
    {
      g_autoptr(GPtrArray) one =
        heed_aligner_align (aligner, &toy->pairs[i], 1, HEED_SYMMETRISE_UNION, NULL, NULL);
      g_autofree char *found = heed_alignment_dup_text (g_ptr_array_index (one, 0));
      g_autofree char *expected = heed_alignment_dup_text (g_ptr_array_index (all, i));

      g_assert_cmpstr (found, ==, expected);
    }
}

typedef struct {
  GThread *thread;
  double   done;
  guint    n_told;
} Told;

static void
take_done (double   done,
           gpointer user_data)
{
  Told *told = user_data;

  g_assert_true (g_thread_self () == told->thread);
  g_assert_cmpfloat (done, >=, told->done);
  told->done = done;
  told->n_told++;
}

/* Progress is reported in the caller's thread and never decreases. */
static void
test_aligner_tells_how_far_it_is (void)
{
  static const guint32 word[] = { 3 };
  g_autofree HeedIdPair *pairs = g_new (HeedIdPair, 5000);
  Told told = { g_thread_self (), 0.0, 0 };
  g_autoptr(HeedAligner) aligner = NULL;

  for (guint i = 0; i < 5000; i++)
    pairs[i] = (HeedIdPair) { word, 1, word, 1 };

  aligner = heed_aligner_new (pairs, 5000, take_done, &told, NULL, NULL);
  g_assert_nonnull (aligner);
  g_assert_cmpuint (told.n_told, >=, 1);
  g_assert_cmpfloat (told.done, ==, 1.0);
}

static void
test_aligner_can_be_cancelled (void)
{
  g_autofree Toy *toy = toy_new (FALSE);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (heed_aligner_new (toy->pairs, N_PAIRS, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Compares the prior with the formula, position by position. */
static void
test_aligner_diagonal_is_the_formula (void)
{
  const guint lengths[][2] = { { 1, 1 }, { 1, 9 }, { 9, 1 }, { 5, 7 }, { 7, 5 }, { 6, 6 } };
  const double tensions[] = { 0.0, 0.1, 4.0, 14.0 };

  for (guint l = 0; l < G_N_ELEMENTS (lengths); l++)
    for (guint k = 0; k < G_N_ELEMENTS (tensions); k++)
      for (guint t = 0; t < lengths[l][0]; t++)
        {
          guint n_target = lengths[l][0], n_source = lengths[l][1];
          double prior[9], sum = 0.0;

          heed_diagonal_fill (prior, t, n_target, n_source, tensions[k]);
          for (guint s = 0; s < n_source; s++)
            sum += exp (-tensions[k] * fabs ((t + 1.0) / n_target - (s + 1.0) / n_source));
          for (guint s = 0; s < n_source; s++)
            assert_close (prior[s],
                          exp (-tensions[k] * fabs ((t + 1.0) / n_target - (s + 1.0) / n_source)) /
                            sum,
                          1e-12, "prior");
        }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/engine/aligner/finds-a-lexicon", test_aligner_finds_a_lexicon);
  g_test_add_func ("/engine/aligner/finds-a-lexicon-against-the-order",
                   test_aligner_finds_a_lexicon_against_the_order);
  g_test_add_func ("/engine/aligner/finds-the-order-where-words-say-nothing",
                   test_aligner_finds_the_order_where_words_say_nothing);
  g_test_add_func ("/engine/aligner/leaves-a-word-that-is-everywhere-without-links",
                   test_aligner_leaves_a_word_that_is_everywhere_without_links);
  g_test_add_func ("/engine/aligner/gives-the-same-links-every-time",
                   test_aligner_gives_the_same_links_every_time);
  g_test_add_func ("/engine/aligner/gives-empty-sides-no-links",
                   test_aligner_gives_empty_sides_no_links);
  g_test_add_func ("/engine/aligner/links-pairs-that-it-never-saw",
                   test_aligner_links_pairs_that_it_never_saw);
  g_test_add_func ("/engine/aligner/links-a-pair-by-itself-the-same",
                   test_aligner_links_a_pair_by_itself_the_same);
  g_test_add_func ("/engine/aligner/tells-how-far-it-is", test_aligner_tells_how_far_it_is);
  g_test_add_func ("/engine/aligner/can-be-cancelled", test_aligner_can_be_cancelled);
  g_test_add_func ("/engine/aligner/diagonal-is-the-formula", test_aligner_diagonal_is_the_formula);

  return g_test_run ();
}
