/* lexicon.c — translation probabilities between source and target words
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Rows are words of the source side, the first of them the null word. A row lists the
 * target words that occurred in a pair with its word, sorted, so that memory grows with
 * the number of such pairs of words and not with the product of two vocabularies.
 *
 * A row is estimated under a sparse Dirichlet prior: this keeps a rare word from being
 * aligned to all other words of its sentence ("garbage collection").
 *
 *     p (t | s)  =  exp (digamma (c (s, t) + a) - digamma (sum over t of (c (s, t) + a)))
 *
 * Source: Dyer et al. 2013, section 3; Riley and Gildea 2012.
 */

#include "engine/alignment/lexicon.h"

#include <math.h>
#include <stdlib.h>

#define CONCENTRATION 0.01  /* a */

struct _HeedLexicon
{
  gsize    *rows;     /* n_words + 1: index of the first entry of each row */
  guint     n_words;  /* includes the null word */
  guint32  *targets;  /* one per entry */
  double   *probs;
  double   *counts;
};

/* For each word of the source side, the pairs that contain it. */
typedef struct {
  gsize *rows;   /* n_words + 1 */
  guint *pairs;
} Places;

static guint
count_words (const HeedIdPair *pairs,
             guint             n_pairs,
             gboolean          is_source)
{
  guint32 largest = 0;

  for (guint i = 0; i < n_pairs; i++)
    {
      const guint32 *ids = is_source ? pairs[i].source : pairs[i].target;
      guint n_ids = is_source ? pairs[i].n_source : pairs[i].n_target;

      for (guint k = 0; k < n_ids; k++)
        largest = MAX (largest, ids[k]);
    }

  return largest + 1;
}

/* Sorts the pairs by the words they contain, with a counting sort. */
static void
find_places (Places           *places,
             const HeedIdPair *pairs,
             guint             n_pairs,
             guint             n_words)
{
  g_autofree gsize *next = g_new (gsize, n_words);

  places->rows = g_new0 (gsize, n_words + 1);
  for (guint i = 0; i < n_pairs; i++)
    {
      places->rows[HEED_NULL_WORD + 1]++;
      for (guint s = 0; s < pairs[i].n_source; s++)
        places->rows[pairs[i].source[s] + 2]++;
    }

  for (guint word = 0; word < n_words; word++)
    {
      next[word] = places->rows[word];
      places->rows[word + 1] += places->rows[word];
    }

  places->pairs = g_new (guint, places->rows[n_words]);
  for (guint i = 0; i < n_pairs; i++)
    {
      places->pairs[next[HEED_NULL_WORD]++] = i;
      for (guint s = 0; s < pairs[i].n_source; s++)
        places->pairs[next[pairs[i].source[s] + 1]++] = i;
    }
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  guint32 left = *(const guint32 *) a;
  guint32 right = *(const guint32 *) b;

  return (left > right) - (left < right);
}

/* Adds each target word that occurs in a pair with the word, once. last_word has for each target
 * word the row to which it was added last. */
static void
add_row (GArray           *targets,
         const HeedIdPair *pairs,
         const guint      *places,
         gsize             n_places,
         guint             word,
         guint            *last_word)
{
  guint first = targets->len;

  for (gsize k = 0; k < n_places; k++)
    {
      const HeedIdPair *pair = &pairs[places[k]];

      for (guint t = 0; t < pair->n_target; t++)
        if (last_word[pair->target[t]] != word)
          {
            last_word[pair->target[t]] = word;
            g_array_append_val (targets, pair->target[t]);
          }
    }

  if (targets->len > first)
    qsort (&g_array_index (targets, guint32, first), targets->len - first, sizeof (guint32),
           compare_ids);
}

static void
fill_evenly (double *probs,
             gsize   n)
{
  for (gsize i = 0; i < n; i++)
    probs[i] = 1.0 / n;
}

/**
 * heed_lexicon_new:
 *
 * Cost: source times target words of each pair, once; 20 bytes per entry
 */
HeedLexicon *
heed_lexicon_new (const HeedIdPair *pairs,
                  guint             n_pairs)
{
  HeedLexicon *lexicon = g_new0 (HeedLexicon, 1);
  guint n_target_words = count_words (pairs, n_pairs, FALSE);
  g_autofree guint *last_word = g_new (guint, n_target_words);
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (guint32));
  Places places;

  lexicon->n_words = count_words (pairs, n_pairs, TRUE) + 1;
  lexicon->rows = g_new0 (gsize, lexicon->n_words + 1);
  find_places (&places, pairs, n_pairs, lexicon->n_words);

  for (guint t = 0; t < n_target_words; t++)
    last_word[t] = G_MAXUINT;
  for (guint word = 0; word < lexicon->n_words; word++)
    {
      add_row (targets, pairs, places.pairs + places.rows[word],
               places.rows[word + 1] - places.rows[word], word, last_word);
      lexicon->rows[word + 1] = targets->len;
    }

  lexicon->probs = g_new (double, MAX (targets->len, 1));
  lexicon->counts = g_new0 (double, MAX (targets->len, 1));
  for (guint word = 0; word < lexicon->n_words; word++)
    fill_evenly (lexicon->probs + lexicon->rows[word],
                 lexicon->rows[word + 1] - lexicon->rows[word]);

  lexicon->targets = (guint32 *) (gpointer) g_array_free (targets, FALSE);
  g_free (places.rows);
  g_free (places.pairs);

  return lexicon;
}

void
heed_lexicon_free (HeedLexicon *lexicon)
{
  g_free (lexicon->rows);
  g_free (lexicon->targets);
  g_free (lexicon->probs);
  g_free (lexicon->counts);
  g_free (lexicon);
}

gsize
heed_lexicon_find (HeedLexicon *lexicon,
                   guint        word,
                   guint32      target)
{
  gsize first, last;

  if (word >= lexicon->n_words || lexicon->rows[word] == lexicon->rows[word + 1])
    return HEED_NO_ENTRY;

  first = lexicon->rows[word];
  last = lexicon->rows[word + 1] - 1;
  while (first < last)
    {
      gsize middle = first + (last - first) / 2;

      if (lexicon->targets[middle] < target)
        first = middle + 1;
      else
        last = middle;
    }

  return lexicon->targets[first] == target ? first : HEED_NO_ENTRY;
}

double
heed_lexicon_get (HeedLexicon *lexicon,
                  gsize        entry)
{
  return entry != HEED_NO_ENTRY ? lexicon->probs[entry] : 0.0;
}

void
heed_lexicon_count (HeedLexicon *lexicon,
                    gsize        entry,
                    double       part)
{
  lexicon->counts[entry] += part;
}

/* Returns d/dx log gamma (x) for x > 0: below 7 by its recurrence, then by Stirling's
 * series.
 *
 * Source: Abramowitz and Stegun 1964, 6.3.5 and 6.3.18 */
static double
digamma (double x)
{
  double sum = 0.0;
  double square;

  for (; x < 7.0; x += 1.0)
    sum -= 1.0 / x;

  square = 1.0 / (x * x);

  return sum + log (x) - 0.5 / x -
         square * (1.0 / 12 - square * (1.0 / 120 - square * (1.0 / 252)));
}

void
heed_lexicon_learn (HeedLexicon *lexicon)
{
  for (guint word = 0; word < lexicon->n_words; word++)
    {
      gsize first = lexicon->rows[word];
      gsize last = lexicon->rows[word + 1];
      double total = 0.0;

      for (gsize i = first; i < last; i++)
        total += lexicon->counts[i] + CONCENTRATION;

      for (gsize i = first; i < last; i++)
        {
          lexicon->probs[i] = exp (digamma (lexicon->counts[i] + CONCENTRATION) - digamma (total));
          lexicon->counts[i] = 0.0;
        }
    }
}
