/* aligner.c — links between words, from nothing but many pairs
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each target word was made by one source word, or by the null word, chosen near
 * the diagonal and then turned into the other language:
 *
 *     p (s | t)        =  (1 - p_0) diagonal (s | t), and p_0 for the null word
 *     p (target | s)   =  lexicon
 *
 * Which one it was is not known, so each gets the part of the word that it
 * probably made, and lexicon and tension are learned from these parts; again a
 * few times (expectation and maximisation). Both directions are learned, each
 * by itself, and their best links are made one.
 *
 * Source: Dyer et al. 2013, section 3, with the numbers of its program
 * fast_align: p_0 = 0.08, five rounds.
 */

#include "engine/heed.h"

#include "engine/alignment/diagonal.h"
#include "engine/alignment/lexicon.h"
#include "engine/base/parallel.h"

#define N_ROUNDS         5
#define NULL_PROB        0.08
#define N_TENSION_STEPS  8
#define TENSION_RATE     20.0
#define LEAST_TENSION    0.1
#define MOST_TENSION     14.0
#define PAIRS_BETWEEN_LOOKS   1024  /* whether one was cancelled, and how far one is */

/* How far both directions have come together. */
typedef struct {
  GThread      *caller;
  HeedDoneFunc  tell;        /* or NULL */
  gpointer      user_data;
  gint          n_done;      /* looks; atomic */
  guint         n_all;
} Course;

/* One direction: what made which word of the target side. */
typedef struct {
  HeedIdPair    *pairs;     /* n_pairs, turned round for the way back */
  guint          n_pairs;
  GCancellable  *cancellable;
  Course        *course;
  HeedLexicon   *lexicon;
  double         tension;
  GHashTable    *lengths;   /* n_target << 32 | n_source -> how many pairs */
  double        *prior;     /* of one row: as long as the longest source */
  double        *parts;
  gsize         *entries;
  double         distance;  /* sum over target words, as found by the last round */
  double         n_words;   /* target words with a source opposite */
  GPtrArray     *links;     /* a HeedAlignment a pair */
} Direction;

struct _HeedAligner {
  Direction forward;
  Direction backward;
};

static void
clear_direction (Direction *direction)
{
  g_free (direction->pairs);
  g_clear_pointer (&direction->lexicon, heed_lexicon_free);
  g_clear_pointer (&direction->lengths, g_hash_table_unref);
  g_free (direction->prior);
  g_free (direction->parts);
  g_free (direction->entries);
  g_clear_pointer (&direction->links, g_ptr_array_unref);
}

/* --- What does not change from round to round --- */

static void
count_lengths (Direction *direction)
{
  direction->lengths = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  for (guint i = 0; i < direction->n_pairs; i++)
    {
      const HeedIdPair *pair = &direction->pairs[i];
      gint64 key = ((gint64) pair->n_target << 32) | pair->n_source;
      guint64 *n = g_hash_table_lookup (direction->lengths, &key);

      if (pair->n_source == 0 || pair->n_target == 0)
        continue;

      if (n == NULL)
        {
          n = g_new0 (guint64, 1);
          g_hash_table_insert (direction->lengths, g_memdup2 (&key, sizeof key), n);
        }
      *n += 1;
    }
}

/* Which pairs the direction is to look at next. */
static void
set_pairs (Direction        *direction,
           const HeedIdPair *pairs,
           guint             n_pairs,
           gboolean          is_back,
           Course           *course,
           GCancellable     *cancellable)
{
  guint longest = 0;

  direction->pairs = g_renew (HeedIdPair, direction->pairs, MAX (n_pairs, 1));
  direction->n_pairs = n_pairs;
  direction->course = course;
  direction->cancellable = cancellable;

  for (guint i = 0; i < n_pairs; i++)
    {
      const HeedIdPair *pair = &pairs[i];

      direction->pairs[i] =
        is_back ? (HeedIdPair) { pair->target, pair->n_target, pair->source, pair->n_source }
                : *pair;
      longest = MAX (longest, direction->pairs[i].n_source);
    }

  direction->prior = g_renew (double, direction->prior, longest + 1);
  direction->parts = g_renew (double, direction->parts, longest + 1);
  direction->entries = g_renew (gsize, direction->entries, longest + 1);
}

/* Nothing refers to the pairs from here on: they are whoever's gave them. */
static void
forget_pairs (Direction *direction)
{
  g_clear_pointer (&direction->pairs, g_free);
  direction->n_pairs = 0;
  direction->course = NULL;
  direction->cancellable = NULL;
}

/* --- A round --- */

/* How much each word probably made of target word t: parts [0] is the null
 * word's, parts [s + 1] that of source word s. They sum to the probability of
 * the word. */
static double
weigh (Direction        *direction,
       const HeedIdPair *pair,
       guint             t)
{
  HeedLexicon *lexicon = direction->lexicon;
  double sum;

  heed_diagonal_fill (direction->prior, t, pair->n_target, pair->n_source, direction->tension);

  direction->entries[0] = heed_lexicon_find (lexicon, HEED_NULL_WORD, pair->target[t]);
  direction->parts[0] = NULL_PROB * heed_lexicon_get (lexicon, direction->entries[0]);
  sum = direction->parts[0];

  for (guint s = 0; s < pair->n_source; s++)
    {
      gsize entry = heed_lexicon_find (lexicon, pair->source[s] + 1, pair->target[t]);

      direction->entries[s + 1] = entry;
      direction->parts[s + 1] =
        (1.0 - NULL_PROB) * direction->prior[s] * heed_lexicon_get (lexicon, entry);
      sum += direction->parts[s + 1];
    }

  return sum;
}

static void
expect (Direction        *direction,
        const HeedIdPair *pair)
{
  for (guint t = 0; t < pair->n_target && pair->n_source > 0; t++)
    {
      double sum = weigh (direction, pair, t);

      if (!(sum > 0.0))
        continue;

      for (guint k = 0; k <= pair->n_source; k++)
        {
          direction->parts[k] /= sum;
          heed_lexicon_count (direction->lexicon, direction->entries[k], direction->parts[k]);
        }

      direction->distance +=
        heed_diagonal_distance (direction->parts + 1, t, pair->n_target, pair->n_source);
      direction->n_words += 1.0;
    }
}

/* The mean distance from the diagonal that this tension leads to. */
static double
find_mean_distance (Direction *direction)
{
  GHashTableIter iter;
  gpointer key, value;
  double distance = 0.0;

  /* The order of a table of the same keys is the same every time. */
  g_hash_table_iter_init (&iter, direction->lengths);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      guint n_target = (guint) (*(gint64 *) key >> 32);
      guint n_source = (guint) (*(gint64 *) key & G_MAXUINT32);
      double here = 0.0;

      for (guint t = 0; t < n_target; t++)
        {
          heed_diagonal_fill (direction->prior, t, n_target, n_source, direction->tension);
          here += heed_diagonal_distance (direction->prior, t, n_target, n_source);
        }
      distance += here * (double) *(guint64 *) value;
    }

  return distance / direction->n_words;
}

/* Towards the tension whose own mean distance is the one that was found. */
static void
tighten (Direction *direction)
{
  double found = direction->distance / direction->n_words;

  for (guint i = 0; i < N_TENSION_STEPS; i++)
    {
      direction->tension += TENSION_RATE * (find_mean_distance (direction) - found);
      direction->tension = CLAMP (direction->tension, LEAST_TENSION, MOST_TENSION);
    }
}

/* Tells from the caller's thread how far both directions are. */
static void
count_look (Course *course)
{
  gint n_done = g_atomic_int_add (&course->n_done, 1) + 1;

  if (course->tell != NULL && course->caller == g_thread_self ())
    course->tell ((double) n_done / course->n_all, course->user_data);
}

/* To be asked before every pair. */
static gboolean
is_cancelled (Direction *direction,
              guint      i)
{
  if (i % PAIRS_BETWEEN_LOOKS != 0)
    return FALSE;

  count_look (direction->course);

  return g_cancellable_is_cancelled (direction->cancellable);
}

static void
learn (guint    part,
       gpointer user_data)
{
  Direction *direction = ((Direction **) user_data)[part];

  direction->tension = HEED_TENSION_START;
  direction->lexicon = heed_lexicon_new (direction->pairs, direction->n_pairs);
  count_lengths (direction);

  for (guint round = 0; round < N_ROUNDS; round++)
    {
      direction->distance = 0.0;
      direction->n_words = 0.0;

      for (guint i = 0; i < direction->n_pairs; i++)
        {
          if (is_cancelled (direction, i))
            return;
          expect (direction, &direction->pairs[i]);
        }

      if (round > 0 && direction->n_words > 0.0)
        tighten (direction);
      heed_lexicon_learn (direction->lexicon);
    }
}

/* --- Links --- */

static HeedAlignment *
find_links (Direction        *direction,
            const HeedIdPair *pair)
{
  g_autofree HeedLink *links = g_new (HeedLink, pair->n_target);
  guint n_links = 0;

  for (guint t = 0; t < pair->n_target && pair->n_source > 0; t++)
    {
      guint best = 0;

      weigh (direction, pair, t);
      for (guint k = 1; k <= pair->n_source; k++)
        if (direction->parts[k] > direction->parts[best])
          best = k;

      if (best > 0)
        links[n_links++] = (HeedLink) { .source = best - 1, .target = t };
    }

  return heed_alignment_new (links, n_links);
}

static void
find_all_links (guint    part,
                gpointer user_data)
{
  Direction *direction = ((Direction **) user_data)[part];

  direction->links =
    g_ptr_array_new_full (direction->n_pairs, (GDestroyNotify) heed_alignment_unref);

  for (guint i = 0; i < direction->n_pairs; i++)
    {
      if (is_cancelled (direction, i))
        return;
      g_ptr_array_add (direction->links, find_links (direction, &direction->pairs[i]));
    }
}

/* --- Both directions --- */

/* Of work that looks at the pairs n_rounds times. */
static Course
start_course (guint         n_rounds,
              guint         n_pairs,
              HeedDoneFunc  tell,
              gpointer      user_data)
{
  guint n_looks = (n_pairs + PAIRS_BETWEEN_LOOKS - 1) / PAIRS_BETWEEN_LOOKS;

  return (Course) { g_thread_self (), tell, user_data, 0, 2 * n_rounds * n_looks };
}

/* Does the work of each direction on a thread of its own. FALSE if cancelled. */
static gboolean
run_both (HeedAligner       *aligner,
          HeedParallelFunc   work,
          const HeedIdPair  *pairs,
          guint              n_pairs,
          Course             course,
          GCancellable      *cancellable)
{
  Direction *both[] = { &aligner->forward, &aligner->backward };
  g_autoptr(HeedParallel) parallel = heed_parallel_new (MIN (2, g_get_num_processors ()));

  set_pairs (&aligner->forward, pairs, n_pairs, FALSE, &course, cancellable);
  set_pairs (&aligner->backward, pairs, n_pairs, TRUE, &course, cancellable);
  heed_parallel_run (parallel, G_N_ELEMENTS (both), work, both);
  forget_pairs (&aligner->forward);
  forget_pairs (&aligner->backward);
  if (course.tell != NULL)
    course.tell (1.0, course.user_data);

  return !g_cancellable_is_cancelled (cancellable);
}

/**
 * heed_aligner_new:
 * @pairs: n_pairs of them; a side may be empty
 * @tell: (nullable): told which part is done
 *
 * Learns which words belong together; the pairs are not needed afterwards.
 *
 * Errors: %G_IO_ERROR_CANCELLED
 * Cost:   each of five rounds the products of the lengths of each pair, in both
 *         directions; 40 bytes for each two words that stand in one pair
 * Thread: starts one, which is done when it returns
 *
 * Returns: (transfer full): what was learned
 */
HeedAligner *
heed_aligner_new (const HeedIdPair  *pairs,
                  guint              n_pairs,
                  HeedDoneFunc       tell,
                  gpointer           user_data,
                  GCancellable      *cancellable,
                  GError           **error)
{
  g_autoptr(HeedAligner) aligner = g_new0 (HeedAligner, 1);

  g_return_val_if_fail (pairs != NULL || n_pairs == 0, NULL);

  if (!run_both (aligner, learn, pairs, n_pairs, start_course (N_ROUNDS, n_pairs, tell, user_data),
                 cancellable))
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }

  return g_steal_pointer (&aligner);
}

void
heed_aligner_free (HeedAligner *aligner)
{
  if (aligner == NULL)
    return;

  clear_direction (&aligner->forward);
  clear_direction (&aligner->backward);
  g_free (aligner);
}

/**
 * heed_aligner_align:
 * @pairs: n_pairs of them, learned from or new; words that never stood in one
 *   pair are never linked to each other
 * @how: which links of the two directions are kept
 *
 * Errors: %G_IO_ERROR_CANCELLED
 * Cost:   the products of the lengths of each pair, in both directions
 * Thread: one at a time; starts one, which is done when it returns
 *
 * Returns: (transfer full) (element-type HeedAlignment): links between positions
 *   of ids, one alignment a pair; a side that is empty has none
 */
GPtrArray *
heed_aligner_align (HeedAligner         *aligner,
                    const HeedIdPair    *pairs,
                    guint                n_pairs,
                    HeedSymmetrisation   how,
                    GCancellable        *cancellable,
                    GError             **error)
{
  g_autoptr(GPtrArray) forward = NULL;
  g_autoptr(GPtrArray) backward = NULL;
  GPtrArray *alignments;
  gboolean is_done;

  g_return_val_if_fail (aligner != NULL, NULL);
  g_return_val_if_fail (pairs != NULL || n_pairs == 0, NULL);

  is_done = run_both (aligner, find_all_links, pairs, n_pairs,
                      start_course (1, n_pairs, NULL, NULL), cancellable);
  forward = g_steal_pointer (&aligner->forward.links);
  backward = g_steal_pointer (&aligner->backward.links);
  if (!is_done)
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }

  alignments = g_ptr_array_new_full (n_pairs, (GDestroyNotify) heed_alignment_unref);
  for (guint i = 0; i < n_pairs; i++)
    {
      g_autoptr(HeedAlignment) turned = heed_alignment_transpose (g_ptr_array_index (backward, i));

      g_ptr_array_add (alignments,
                       heed_alignment_symmetrise (g_ptr_array_index (forward, i), turned, how));
    }

  return alignments;
}

/**
 * heed_align_pairs:
 *
 * Learns from the pairs, and links them: heed_aligner_new(), heed_aligner_align().
 *
 * Errors: %G_IO_ERROR_CANCELLED
 * Thread: starts one, which is done when it returns
 *
 * Returns: (transfer full) (element-type HeedAlignment): one alignment a pair
 */
GPtrArray *
heed_align_pairs (const HeedIdPair    *pairs,
                  guint                n_pairs,
                  HeedSymmetrisation   how,
                  GCancellable        *cancellable,
                  GError             **error)
{
  g_autoptr(HeedAligner) aligner =
    heed_aligner_new (pairs, n_pairs, NULL, NULL, cancellable, error);

  return aligner != NULL ? heed_aligner_align (aligner, pairs, n_pairs, how, cancellable, error)
                         : NULL;
}
