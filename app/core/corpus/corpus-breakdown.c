/* corpus-breakdown.c — comparing two readings of a corpus by sentence length and word frequency
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The frequency of a word is counted over the texts of all these pairs, case-sensitively. A link is
 * counted in the part that its word belongs to, whether it was found, is sure or is possible.
 *
 * Source: Neubig et al. 2019, "compare-mt: A Tool for Holistic Comparison of Language
 *   Generation Systems" (buckets of sentences by length, of words by frequency)
 */

#include "app/core/corpus/corpus-breakdown.h"

#include <math.h>

#include "app/core/words/words.h"

/* The upper bounds of the parts; the last is unbounded. Words: rare, medium, frequent. */
static const guint lengths[] = { 7, 14, 24, 39, G_MAXUINT };
static const guint frequencies[] = { 4, 99, G_MAXUINT };

#define N_LENGTHS     G_N_ELEMENTS (lengths)
#define N_FREQUENCIES G_N_ELEMENTS (frequencies)

/* A part while its pairs are counted: one count per pair, for the interval. */
typedef struct
{
  HeedBreakdownPart part;
  GArray           *baseline;    /* of HeedAlignmentCounts */
  GArray           *now;         /* as many */
  double            change;      /* of the log probability per token, summed over n_changes
                                  * sentences */
  guint             n_changes;
} Sum;

static void
clear_pair (gpointer data)
{
  HeedBreakdownPair *pair = data;

  g_clear_pointer (&pair->gold, heed_alignment_unref);
  g_clear_pointer (&pair->baseline, heed_alignment_unref);
  g_clear_pointer (&pair->now, heed_alignment_unref);
}

GArray *
heed_breakdown_new_pairs (void)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (HeedBreakdownPair));

  g_array_set_clear_func (pairs, clear_pair);

  return pairs;
}

static void
clear_sum (gpointer data)
{
  Sum *sum = data;

  g_array_unref (sum->baseline);
  g_array_unref (sum->now);
}

static void
append_sums (GArray            *sums,
             HeedBreakdownKind  kind,
             const guint       *ends,
             guint              n_ends)
{
  for (guint k = 0; k < n_ends; k++)
    {
      const Sum sum = {
        .part = { .kind = kind, .least = k > 0 ? ends[k - 1] + 1 : 1, .most = ends[k] },
        .baseline = g_array_new (FALSE, FALSE, sizeof (HeedAlignmentCounts)),
        .now = g_array_new (FALSE, FALSE, sizeof (HeedAlignmentCounts)),
      };

      g_array_append_val (sums, sum);
    }
}

static Sum *
find_sum (GArray            *sums,
          HeedBreakdownKind  kind,
          guint              value)
{
  guint k = 0;

  for (; k < sums->len; k++)
    {
      const HeedBreakdownPart *part = &g_array_index (sums, Sum, k).part;

      if (part->kind == kind && MAX (value, 1) <= part->most)
        break;
    }

  return &g_array_index (sums, Sum, k);
}

/* --- Counting -------------------------------------------------------------- */

static void
add_counts (HeedAlignmentCounts       *counts,
            const HeedAlignmentCounts *more)
{
  counts->n_found += more->n_found;
  counts->n_sure += more->n_sure;
  counts->n_found_sure += more->n_found_sure;
  counts->n_found_possible += more->n_found_possible;
}

static void
add_links (Sum                 *sum,
           const HeedAlignment *baseline,
           const HeedAlignment *now,
           const HeedAlignment *gold)
{
  HeedAlignmentCounts before = { 0 };
  HeedAlignmentCounts after = { 0 };

  heed_alignment_count (&before, baseline, gold);
  heed_alignment_count (&after, now, gold);
  g_array_append_val (sum->baseline, before);
  g_array_append_val (sum->now, after);
  add_counts (&sum->part.baseline, &before);
  add_counts (&sum->part.now, &after);
  sum->part.n_sure += after.n_sure;
}

static void
add_sentence (GArray                  *sums,
              const HeedBreakdownPair *pair)
{
  Sum *sum = find_sum (sums, HEED_BREAKDOWN_LENGTH, pair->row.n_source_words);
  double change = heed_corpus_row_get (&pair->row, HEED_MEASURE_LOG_PROB_CHANGE);

  sum->part.n_pairs++;
  sum->change += isnan (change) ? 0.0 : change;
  sum->n_changes += !isnan (change);
  if (pair->gold != NULL)
    add_links (sum, pair->baseline, pair->now, pair->gold);
}

/* --- Words ----------------------------------------------------------------- */

/* Maps words to their frequency, a GUINT_TO_POINTER. */
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
             const char *text)
{
  g_auto(GStrv) words = heed_words_split (text);

  for (guint k = 0; words[k] != NULL; k++)
    g_hash_table_insert (counts, g_strdup (words[k]),
                         GUINT_TO_POINTER (get_count (counts, words[k]) + 1));
}

/* Returns FALSE if cancelled. */
static gboolean
count_corpus (HeedCorpusFiles *files,
              GArray          *pairs,
              GHashTable      *source,
              GHashTable      *target,
              GCancellable    *cancellable)
{
  for (guint k = 0; k < pairs->len; k++)
    {
      g_auto(HeedCorpusPair) texts = { NULL, NULL };

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;

      if (!heed_corpus_files_read (files, g_array_index (pairs, HeedBreakdownPair, k).i, &texts,
                                   NULL))
        continue;

      count_words (source, texts.source);
      if (texts.target != NULL)
        count_words (target, texts.target);
    }

  return TRUE;
}

/* The part that each word of a text belongs to. */
typedef struct
{
  HeedBreakdownKind   kind;
  GHashTable         *counts;
  char              **words;
  guint               n_words;
} Side;

static const Sum *
find_part_of_link (GArray         *sums,
                   const Side     *side,
                   const HeedLink *link)
{
  guint word = side->kind == HEED_BREAKDOWN_SOURCE_FREQUENCY ? link->source : link->target;

  return word < side->n_words
         ? find_sum (sums, side->kind, get_count (side->counts, side->words[word])) : NULL;
}

/* Returns a copy of the links whose words belong to the part. */
static HeedAlignment *
dup_links_of (GArray              *sums,
              const Side          *side,
              const Sum           *sum,
              const HeedAlignment *all)
{
  g_autofree HeedLink *links = g_new (HeedLink, MAX (all->n_links, 1));
  guint n = 0;

  for (guint k = 0; k < all->n_links; k++)
    if (find_part_of_link (sums, side, &all->links[k]) == sum)
      links[n++] = all->links[k];

  return heed_alignment_new (links, n);
}

static void
add_side (GArray                  *sums,
          const Side              *side,
          const HeedBreakdownPair *pair)
{
  for (guint k = 0; k < sums->len; k++)
    {
      Sum *sum = &g_array_index (sums, Sum, k);
      g_autoptr(HeedAlignment) gold = NULL;
      g_autoptr(HeedAlignment) baseline = NULL;
      g_autoptr(HeedAlignment) now = NULL;

      if (sum->part.kind != side->kind)
        continue;

      gold = dup_links_of (sums, side, sum, pair->gold);
      baseline = dup_links_of (sums, side, sum, pair->baseline);
      now = dup_links_of (sums, side, sum, pair->now);
      if (gold->n_links + baseline->n_links + now->n_links == 0)
        continue;

      sum->part.n_pairs++;
      add_links (sum, baseline, now, gold);
    }
}

static void
add_words (GArray                  *sums,
           HeedCorpusFiles         *files,
           const HeedBreakdownPair *pair,
           GHashTable              *source,
           GHashTable              *target)
{
  g_auto(HeedCorpusPair) texts = { NULL, NULL };
  g_auto(GStrv) source_words = NULL;
  g_auto(GStrv) target_words = NULL;

  if (pair->gold == NULL || !heed_corpus_files_read (files, pair->i, &texts, NULL) ||
      texts.target == NULL)
    return;

  source_words = heed_words_split (texts.source);
  target_words = heed_words_split (texts.target);
  add_side (sums, &(Side) { HEED_BREAKDOWN_SOURCE_FREQUENCY, source, source_words,
                            g_strv_length (source_words) }, pair);
  add_side (sums, &(Side) { HEED_BREAKDOWN_TARGET_FREQUENCY, target, target_words,
                            g_strv_length (target_words) }, pair);
}

/* --- Finding --------------------------------------------------------------- */

static const HeedAlignmentCounts *
get_lines (const GArray *counts)
{
  return (const HeedAlignmentCounts *) (gpointer) counts->data;
}

static HeedBreakdownPart
finish (const Sum *sum)
{
  HeedBreakdownPart part = sum->part;

  part.difference = (HeedInterval) { NAN, NAN };
  if (sum->now->len >= HEED_BREAKDOWN_FEW)
    part.difference = heed_corpus_counts_find_difference (get_lines (sum->now),
                                                          get_lines (sum->baseline), sum->now->len);
  part.log_prob_change = sum->n_changes > 0 ? sum->change / sum->n_changes : NAN;

  return part;
}

static GArray *
list_parts (const GArray *sums)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (HeedBreakdownPart));

  for (guint k = 0; k < sums->len; k++)
    {
      const HeedBreakdownPart part = finish (&g_array_index (sums, Sum, k));

      if (part.n_pairs > 0)
        g_array_append_val (parts, part);
    }

  return parts;
}

/**
 * heed_breakdown_find:
 * @pairs: of #HeedBreakdownPair; all were read, and have a baseline
 * @cancellable: (nullable): if cancelled, the result is that of the pairs counted so far
 *
 * Cost: reads every text twice; resamples each part 1,000 times
 *
 * Returns: (transfer full): parts by length, then by source words, then by target words
 */
GArray *
heed_breakdown_find (HeedCorpusFiles *files,
                     GArray          *pairs,
                     GCancellable    *cancellable)
{
  g_autoptr(GArray) sums = g_array_new (FALSE, FALSE, sizeof (Sum));
  g_autoptr(GHashTable) source = new_counts ();
  g_autoptr(GHashTable) target = new_counts ();
  gboolean is_counted = count_corpus (files, pairs, source, target, cancellable);

  g_array_set_clear_func (sums, clear_sum);
  append_sums (sums, HEED_BREAKDOWN_LENGTH, lengths, N_LENGTHS);
  append_sums (sums, HEED_BREAKDOWN_SOURCE_FREQUENCY, frequencies, N_FREQUENCIES);
  append_sums (sums, HEED_BREAKDOWN_TARGET_FREQUENCY, frequencies, N_FREQUENCIES);
  for (guint k = 0; k < pairs->len && is_counted; k++)
    {
      const HeedBreakdownPair *pair = &g_array_index (pairs, HeedBreakdownPair, k);

      if (g_cancellable_is_cancelled (cancellable))
        break;

      add_sentence (sums, pair);
      add_words (sums, files, pair, source, target);
    }

  return list_parts (sums);
}

/* --- In the background ------------------------------------------------------ */

typedef struct
{
  HeedCorpusFiles *files;
  GArray          *pairs;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  heed_corpus_files_unref (job->files);
  g_array_unref (job->pairs);
  g_free (job);
}

static void
unref_list (gpointer data)
{
  g_array_unref (data);
}

static void
find_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  const Job *job = task_data;

  g_task_return_pointer (task, heed_breakdown_find (job->files, job->pairs, cancellable),
                         unref_list);
}

/**
 * heed_breakdown_async:
 * @callback: called on the main thread
 */
void
heed_breakdown_async (HeedCorpusFiles     *files,
                      GArray              *pairs,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->files = heed_corpus_files_ref (files);
  job->pairs = pairs;
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, find_thread);
}

/**
 * heed_breakdown_finish:
 *
 * Errors: %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): of #HeedBreakdownPart, or %NULL
 */
GArray *
heed_breakdown_finish (GAsyncResult  *result,
                       GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
