/* corpus-totals.c — sums and means over all pairs of a corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/corpus/corpus-totals.h"

#include <math.h>

#define N_DRAWS 1000  /* the usual number of resamples */
#define SEED    1

struct _HeedCorpusTotals
{
  guint64             n_lines;
  guint64             n_failed;
  guint64             n_attended;
  guint64             n_steps;
  guint64             n_source_words;
  guint64             n_target_words;
  guint64             n_unaligned;
  guint64             n_flagged[4];   /* UNREAD, LOOP, COPIED, HALLUCINATION */
  guint64             n_probed;
  double              source_share;
  double              log_prob;
  double              entropy;        /* summed over steps */
  double              confidence;
  HeedAlignmentCounts counts;
  GArray             *gold;           /* of HeedAlignmentCounts, one per line */
};

HeedCorpusTotals *
heed_corpus_totals_new (void)
{
  HeedCorpusTotals *totals = g_new0 (HeedCorpusTotals, 1);

  totals->gold = g_array_new (FALSE, FALSE, sizeof (HeedAlignmentCounts));

  return totals;
}

void
heed_corpus_totals_free (HeedCorpusTotals *totals)
{
  g_array_unref (totals->gold);
  g_free (totals);
}

static void
add_gold (HeedCorpusTotals          *totals,
          const HeedAlignmentCounts *counts)
{
  totals->counts.n_found += counts->n_found;
  totals->counts.n_sure += counts->n_sure;
  totals->counts.n_found_sure += counts->n_found_sure;
  totals->counts.n_found_possible += counts->n_found_possible;
  g_array_append_val (totals->gold, *counts);
}

void
heed_corpus_totals_add (HeedCorpusTotals     *totals,
                        const HeedCorpusLine *line)
{
  totals->n_lines++;
  if (line == NULL)
    {
      totals->n_failed++;
      return;
    }

  totals->n_steps += line->n_steps;
  totals->n_source_words += line->n_source_words;
  totals->n_target_words += line->n_target_words;
  totals->log_prob += line->log_prob;
  totals->entropy += line->entropy * line->n_steps;
  for (guint flag = 0; flag < G_N_ELEMENTS (totals->n_flagged); flag++)
    totals->n_flagged[flag] += line->flags >> flag & 1;

  if (line->has_attention)
    {
      totals->n_attended++;
      totals->n_unaligned += line->n_unaligned;
      totals->confidence += line->measures.confidence;
    }
  if (line->has_probe)
    {
      totals->n_probed++;
      totals->source_share += line->probe.source_share;
    }
  if (line->has_gold)
    add_gold (totals, &line->counts);
}

guint64
heed_corpus_totals_count (HeedCorpusTotals *totals,
                          guint64          *n_failed)
{
  *n_failed = totals->n_failed;

  return totals->n_lines;
}

/* Returns NAN if no line has gold links. */
double
heed_corpus_totals_get_error_rate (HeedCorpusTotals *totals)
{
  return totals->gold->len > 0 ? heed_alignment_score_counts (&totals->counts).error_rate : NAN;
}

static double
divide (double sum,
        double n)
{
  return n > 0.0 ? sum / n : NAN;
}

/**
 * heed_corpus_totals_summarise_without_interval:
 *
 * Returns: the summary of the lines added so far, without the interval of the error rate
 */
HeedCorpusSummary
heed_corpus_totals_summarise_without_interval (HeedCorpusTotals *totals)
{
  guint n_gold = totals->gold->len;
  HeedCorpusSummary summary = {
    .n_lines = totals->n_lines,
    .n_failed = totals->n_failed,
    .n_gold = n_gold,
    .log_prob_per_token = divide (totals->log_prob, totals->n_steps),
    .entropy = divide (totals->entropy, totals->n_steps),
    .length_ratio = divide (totals->n_target_words, totals->n_source_words),
    .unaligned = totals->n_attended > 0 ? divide (totals->n_unaligned, totals->n_target_words)
                                        : NAN,
    .confidence = divide (totals->confidence, totals->n_attended),
    .n_unread = totals->n_flagged[0],
    .n_loops = totals->n_flagged[1],
    .n_copied = totals->n_flagged[2],
    .n_probed = totals->n_probed,
    .n_hallucinations = totals->n_flagged[3],
    .source_share = divide (totals->source_share, totals->n_probed),
  };

  if (n_gold > 0)
    summary.score = heed_alignment_score_counts (&totals->counts);

  return summary;
}

/**
 * heed_corpus_totals_summarise:
 *
 * Cost: resamples the lines with gold links 1,000 times
 *
 * Returns: the summary of the lines added so far
 */
HeedCorpusSummary
heed_corpus_totals_summarise (HeedCorpusTotals *totals)
{
  HeedCorpusSummary summary = heed_corpus_totals_summarise_without_interval (totals);

  if (totals->gold->len > 0)
    summary.error_rate = heed_corpus_counts_find_interval (
      (const HeedAlignmentCounts *) (gpointer) totals->gold->data, totals->gold->len);

  return summary;
}

/**
 * heed_corpus_counts_find_interval:
 *
 * Cost: resamples @n_lines lines 1,000 times
 * Thread: any
 *
 * Returns: the 95% confidence interval of the error rate
 */
HeedInterval
heed_corpus_counts_find_interval (const HeedAlignmentCounts *lines,
                                  guint                      n_lines)
{
  return heed_alignment_error_interval (lines, n_lines, N_DRAWS, SEED);
}

/* Returns the interval of the increase of the error rate from others to lines, two readings of
 * the same pairs. */
HeedInterval
heed_corpus_counts_find_difference (const HeedAlignmentCounts *lines,
                                    const HeedAlignmentCounts *others,
                                    guint                      n_lines)
{
  return heed_alignment_difference_interval (lines, others, n_lines, N_DRAWS, SEED);
}
