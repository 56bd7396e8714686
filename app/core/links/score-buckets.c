/* score-buckets.c — translation scores by sentence length and by word frequency
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A word of a hypothesis is right as often as it occurs in the sentence's first
 * reference, at any position. Words that occur in no reference are in no bucket.
 *
 * Source: Neubig et al. 2019, "compare-mt: A Tool for Holistic Comparison of Language
 *   Generation Systems" (buckets of sentences by length, of words by frequency)
 */

#include "app/core/links/score-buckets.h"

#include <math.h>

#include "app/core/words/words.h"

/* The upper bounds of the buckets, included; the last bucket is open. */
static const guint lengths[] = { 7, 14, 24, G_MAXUINT };
static const guint frequencies[] = { 1, 4, 19, 99, G_MAXUINT };

/* Words of one system in one bucket: right ones, all in hypotheses, all in references. */
typedef struct {
  guint n_right;
  guint n_made;
  guint n_wanted;
} Counts;

static guint
find_bucket (const guint *ends,
             guint        value)
{
  guint bucket = 0;

  while (value > ends[bucket])
    bucket++;

  return bucket;
}

static GArray *
new_buckets (const guint *ends,
             guint        n_buckets)
{
  GArray *buckets = g_array_new (FALSE, TRUE, sizeof (HeedScoreBucket));

  for (guint i = 0; i < n_buckets; i++)
    {
      const HeedScoreBucket bucket = { i > 0 ? ends[i - 1] + 1 : 1, ends[i], 0, NAN, NAN };

      g_array_append_val (buckets, bucket);
    }

  return buckets;
}

static char **
split (const HeedScored *scored,
       const char       *text)
{
  GPtrArray *characters;

  if (scored->tokenizer != HEED_BLEU_ZH && scored->tokenizer != HEED_BLEU_CHAR)
    return heed_words_split (text);

  characters = g_ptr_array_new ();
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      g_ptr_array_add (characters, g_strndup (text, g_utf8_next_char (text) - text));
  g_ptr_array_add (characters, NULL);

  return (char **) g_ptr_array_free (characters, FALSE);
}

static const char *
get_reference (const HeedScored *scored,
               guint             i)
{
  return scored->references[i][0] != NULL ? scored->references[i][0] : "";
}

/* --- Sentences by length --------------------------------------------------- */

static double
score_some (const char *const *hypotheses,
            const HeedScored  *scored,
            GArray            *sentences)
{
  g_autoptr(GPtrArray) some = g_ptr_array_new ();
  g_autoptr(GPtrArray) references = g_ptr_array_new ();

  if (hypotheses == NULL || sentences->len == 0)
    return NAN;

  for (guint i = 0; i < sentences->len; i++)
    {
      guint at = g_array_index (sentences, guint, i);

      g_ptr_array_add (some, (gpointer) hypotheses[at]);
      g_ptr_array_add (references, (gpointer) scored->references[at]);
    }

  return heed_evaluate_translations ((const char *const *) some->pdata,
                                     (const char *const *const *) references->pdata,
                                     sentences->len, scored->tokenizer).bleu;
}

GArray *
heed_score_buckets_by_length (const HeedScored *scored)
{
  GArray *buckets = new_buckets (lengths, G_N_ELEMENTS (lengths));

  for (guint b = 0; b < buckets->len; b++)
    {
      HeedScoreBucket *bucket = &g_array_index (buckets, HeedScoreBucket, b);
      g_autoptr(GArray) sentences = g_array_new (FALSE, FALSE, sizeof (guint));

      for (guint i = 0; i < scored->n_sentences; i++)
        {
          g_auto(GStrv) words = split (scored, get_reference (scored, i));

          if (find_bucket (lengths, MAX (g_strv_length (words), 1)) == b)
            g_array_append_val (sentences, i);
        }

      bucket->n = sentences->len;
      bucket->score = score_some (scored->hypotheses, scored, sentences);
      bucket->other = score_some (scored->others, scored, sentences);
    }

  return buckets;
}

/* --- Words by frequency ---------------------------------------------------- */

/* word -> its frequency, as GUINT_TO_POINTER */
static GHashTable *
new_counts (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static guint
get_count (GHashTable *counts,
           const char *word)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (counts, word));
}

static void
count_words (GHashTable *counts,
             char      **words)
{
  for (; *words != NULL; words++)
    g_hash_table_insert (counts, g_strdup (*words),
                         GUINT_TO_POINTER (get_count (counts, *words) + 1));
}

static GHashTable *
count_references (const HeedScored *scored)
{
  GHashTable *counts = new_counts ();

  for (guint i = 0; i < scored->n_sentences; i++)
    {
      g_auto(GStrv) words = split (scored, get_reference (scored, i));

      count_words (counts, words);
    }

  return counts;
}

static void
add_sentence (Counts           *counts,
              GHashTable       *frequency,
              char            **made,
              char            **wanted)
{
  g_autoptr(GHashTable) left = new_counts ();

  count_words (left, wanted);
  for (; *wanted != NULL; wanted++)
    counts[find_bucket (frequencies, get_count (frequency, *wanted))].n_wanted++;

  for (; *made != NULL; made++)
    {
      guint often = get_count (frequency, *made);
      guint n_left = get_count (left, *made);
      Counts *bucket = &counts[find_bucket (frequencies, MAX (often, 1))];

      if (often == 0)
        continue;

      bucket->n_made++;
      if (n_left > 0)
        {
          bucket->n_right++;
          g_hash_table_insert (left, g_strdup (*made), GUINT_TO_POINTER (n_left - 1));
        }
    }
}

/* Returns the F1 of a bucket, 0 to 100. */
static double
measure (const Counts *counts)
{
  guint n = counts->n_made + counts->n_wanted;

  return n > 0 ? 200.0 * counts->n_right / n : NAN;
}

static void
count_system (Counts            *counts,
              const char *const *hypotheses,
              const HeedScored  *scored,
              GHashTable        *frequency)
{
  for (guint i = 0; hypotheses != NULL && i < scored->n_sentences; i++)
    {
      g_auto(GStrv) made = split (scored, hypotheses[i]);
      g_auto(GStrv) wanted = split (scored, get_reference (scored, i));

      add_sentence (counts, frequency, made, wanted);
    }
}

GArray *
heed_score_buckets_by_frequency (const HeedScored *scored)
{
  GArray *buckets = new_buckets (frequencies, G_N_ELEMENTS (frequencies));
  g_autoptr(GHashTable) frequency = count_references (scored);
  Counts one[G_N_ELEMENTS (frequencies)] = { 0 };
  Counts other[G_N_ELEMENTS (frequencies)] = { 0 };

  count_system (one, scored->hypotheses, scored, frequency);
  count_system (other, scored->others, scored, frequency);
  for (guint b = 0; b < buckets->len; b++)
    {
      HeedScoreBucket *bucket = &g_array_index (buckets, HeedScoreBucket, b);

      bucket->n = one[b].n_wanted;
      bucket->score = measure (&one[b]);
      bucket->other = scored->others != NULL ? measure (&other[b]) : NAN;
    }

  return buckets;
}
