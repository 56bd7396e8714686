/* corpus-json.c — the results for a pair of a corpus, and the totals, as lines of JSON
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/corpus-json.h"

#include <math.h>

#include "engine/files/json-writer.h"

static void
add_span (HeedJsonWriter     *json,
          const char         *name,
          const HeedWordSpan *span)
{
  heed_json_writer_begin_array (json, name);
  heed_json_writer_add_count (json, NULL, span->first);
  heed_json_writer_add_count (json, NULL, span->last);
  heed_json_writer_end_array (json);
}

/* Adds the flags that are set, each with its position. */
static void
add_flags (HeedJsonWriter       *json,
           const HeedCorpusLine *line)
{
  heed_json_writer_begin_object (json, "flags");
  if (line->flags & HEED_FLAG_UNREAD)
    add_span (json, "unread", &line->unread);
  if (line->flags & HEED_FLAG_LOOP)
    heed_json_writer_add_count (json, "loop", line->loop_step);
  if (line->flags & HEED_FLAG_COPIED)
    add_span (json, "copied", &line->copied);
  if (line->flags & HEED_FLAG_HALLUCINATION)
    heed_json_writer_add_number (json, "hallucination", line->probe.source_share);
  heed_json_writer_end_object (json);
}

/* Adds the probes: the source words that got the least attention, the end of the sentence, and the
 * share of the source as a whole. */
static void
add_probe (HeedJsonWriter  *json,
           const HeedProbe *probe)
{
  heed_json_writer_begin_object (json, "omission");
  add_span (json, "span", &probe->span);
  heed_json_writer_add_number (json, "received", probe->received);
  heed_json_writer_add_number (json, "log_prob_change", probe->change);
  heed_json_writer_end_object (json);

  heed_json_writer_begin_object (json, "end");
  heed_json_writer_add_count (json, "step", probe->end_step);
  heed_json_writer_add_number (json, "probability", probe->end_prob);
  heed_json_writer_add_number (json, "last_probability", probe->last_end_prob);
  heed_json_writer_end_object (json);

  heed_json_writer_add_number (json, "source_share", probe->source_share);
}

static void
add_measures (HeedJsonWriter       *json,
              const HeedCorpusLine *line)
{
  const HeedAttentionMeasures *measures = &line->measures;

  heed_json_writer_add_number (json, "coverage_deviation_penalty",
                               measures->coverage_deviation_penalty);
  heed_json_writer_add_number (json, "absentmindedness_out", measures->absentmindedness_out);
  heed_json_writer_add_number (json, "absentmindedness_in", measures->absentmindedness_in);
  heed_json_writer_add_number (json, "confidence", measures->confidence);
}

static void
add_links (HeedJsonWriter       *json,
           const HeedCorpusLine *line)
{
  g_autofree char *links = heed_alignment_dup_text (line->links);

  heed_json_writer_add_string (json, "links", links);
  if (line->n_target_words > 0)
    heed_json_writer_add_number (json, "unaligned",
                                 (double) line->n_unaligned / line->n_target_words);
}

static void
add_score (HeedJsonWriter           *json,
           const HeedAlignmentScore *score)
{
  heed_json_writer_add_number (json, "aer", score->error_rate);
  heed_json_writer_add_number (json, "precision", score->precision);
  heed_json_writer_add_number (json, "recall", score->recall);
  heed_json_writer_add_number (json, "f", score->f_measure);
}

static void
add_line (HeedJsonWriter       *json,
          const HeedPairLine   *pair,
          const HeedCorpusLine *line)
{
  heed_json_writer_add_string (json, "target", pair->target);
  heed_json_writer_add_count (json, "steps", line->n_steps);
  if (!isnan (line->log_prob))
    {
      heed_json_writer_add_number (json, "log_prob", line->log_prob);
      heed_json_writer_add_number (json, "log_prob_per_token", line->log_prob / line->n_steps);
      heed_json_writer_add_number (json, "entropy", line->entropy);
    }
  heed_json_writer_add_number (json, "length_ratio", line->length_ratio);
  if (line->has_attention)
    {
      add_measures (json, line);
      add_links (json, line);
    }
  if (line->has_probe)
    add_probe (json, &line->probe);
  add_flags (json, line);

  if (line->has_gold)
    {
      const HeedAlignmentScore score = heed_alignment_score_counts (&line->counts);

      add_score (json, &score);
    }
}

char *
heed_corpus_json_dup_line (const HeedPairLine   *pair,
                           const HeedCorpusLine *line)
{
  g_autoptr(HeedJsonWriter) json = heed_json_writer_new ();

  heed_json_writer_begin_object (json, NULL);
  heed_json_writer_add_count (json, "line", pair->number);
  heed_json_writer_add_string (json, "source", pair->source != NULL ? pair->source : "");
  if (pair->problem != NULL)
    heed_json_writer_add_string (json, "error", pair->problem->message);
  else
    add_line (json, pair, line);
  heed_json_writer_end_object (json);

  return g_strconcat (heed_json_writer_get_text (json), "\n", NULL);
}

static void
add_summary (HeedJsonWriter          *json,
             const HeedCorpusSummary *summary)
{
  heed_json_writer_add_count (json, "sentences", summary->n_lines);
  heed_json_writer_add_count (json, "failed", summary->n_failed);
  heed_json_writer_add_number (json, "log_prob_per_token", summary->log_prob_per_token);
  heed_json_writer_add_number (json, "entropy", summary->entropy);
  heed_json_writer_add_number (json, "length_ratio", summary->length_ratio);
  heed_json_writer_add_number (json, "unaligned", summary->unaligned);
  heed_json_writer_add_number (json, "confidence", summary->confidence);
  heed_json_writer_add_count (json, "unread", summary->n_unread);
  heed_json_writer_add_count (json, "loops", summary->n_loops);
  heed_json_writer_add_count (json, "copied", summary->n_copied);
  if (summary->n_probed > 0)
    {
      heed_json_writer_add_count (json, "hallucinations", summary->n_hallucinations);
      heed_json_writer_add_number (json, "source_share", summary->source_share);
    }

  if (summary->n_gold > 0)
    {
      add_score (json, &summary->score);
      heed_json_writer_begin_array (json, "aer_interval");
      heed_json_writer_add_number (json, NULL, summary->error_rate.low);
      heed_json_writer_add_number (json, NULL, summary->error_rate.high);
      heed_json_writer_end_array (json);
      heed_json_writer_add_count (json, "gold", summary->n_gold);
    }
}

char *
heed_corpus_json_dup_totals (HeedCorpusTotals     *totals,
                             const HeedHeadTotals *heads)
{
  const HeedCorpusSummary summary = heed_corpus_totals_summarise (totals);
  g_autoptr(HeedJsonWriter) json = heed_json_writer_new ();

  heed_json_writer_begin_object (json, NULL);
  heed_json_writer_begin_object (json, "totals");
  add_summary (json, &summary);
  if (heads != NULL)
    heed_head_totals_write (heads, json);
  heed_json_writer_end_object (json);
  heed_json_writer_end_object (json);

  return g_strconcat (heed_json_writer_get_text (json), "\n", NULL);
}
