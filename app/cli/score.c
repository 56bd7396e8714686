/* score.c — heed-cli score: scores word alignments against gold links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A line that is not an alignment is a fatal error: scores of the remaining lines would be about
 * other sentences than those given.
 */

#include <math.h>
#include <string.h>

#include "app/cli/gold-options.h"
#include "app/cli/link-origin.h"
#include "app/cli/options.h"
#include "app/cli/output.h"
#include "app/cli/parallel-lines.h"
#include "app/cli/verb.h"
#include "engine/files/json-writer.h"
#include "engine/heed.h"

#define NO_LIMIT  INFINITY
#define MAX_DRAWS 1000000
#define EVEN      0.5  /* the weight of precision in F without --alpha */

/* As given on the command line. */
static struct
{
  char     *gold;
  char     *links;
  HeedGoldOptions gold_as;
  gboolean  links_one_based;
  double    max_aer;
  double    alpha;
  int       intervals;
  gboolean  counts;
  gboolean  json;
} given = { .gold_as = HEED_GOLD_OPTIONS_DEFAULT, .max_aer = NO_LIMIT, .alpha = EVEN };

static const GOptionEntry options[] = {
  { "gold", 0, 0, G_OPTION_ARG_FILENAME, &given.gold,
    "The right links: 0-0 1p2, sure “-”, possible “p” or “?”", "FILE" },
  { "links", 0, 0, G_OPTION_ARG_FILENAME, &given.links, "The links to score, one sentence per line",
    "FILE" },
  HEED_OPTIONS_GOLD (&given.gold_as),
  { "links-one-based", 0, 0, G_OPTION_ARG_NONE, &given.links_one_based,
    "Words of --links are counted from 1", NULL },
  { "max-aer", 0, 0, G_OPTION_ARG_DOUBLE, &given.max_aer,
    "Exit with status 1 if the error rate is above X", "X" },
  { "alpha", 0, 0, G_OPTION_ARG_DOUBLE, &given.alpha,
    "Weight of precision in F, 0 to 1 (default 0.5; 0.4 is usual for translation)", "X" },
  { "intervals", 0, 0, G_OPTION_ARG_INT, &given.intervals,
    "Print 95 % confidence intervals from N bootstrap samples (1000 is usual)",
    "N" },
  { "counts", 0, 0, G_OPTION_ARG_NONE, &given.counts,
    "Also print how many links of each kind exist and were found", NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &given.json, "Print JSON", NULL },
  G_OPTION_ENTRY_NULL
};

/* The last only with --gold-probabilities. */
enum { GOLD, LINKS, PROBABILITIES };

typedef struct {
  HeedAlignmentCounts counts;
  GArray             *sentences;    /* of HeedAlignmentCounts, with --intervals only */
  guint64             n_possible;   /* gold links that are only possible */
  HeedLinkOrigin      gold_origin;
  HeedLinkOrigin      links_origin;
  guint64             n_sentences;
} Job;

static HeedAlignment *
parse_gold (HeedParallelLines      *lines,
            const HeedLine *const  *row,
            GError                **error)
{
  const char *probabilities =
    given.gold_as.probabilities != NULL ? row[PROBABILITIES]->text : NULL;
  g_autoptr(GError) problem = NULL;
  HeedAlignment *gold =
    heed_gold_options_parse (&given.gold_as, row[GOLD]->text, probabilities, &problem);

  if (gold == NULL)
    heed_parallel_lines_fail (lines, GOLD, problem->message, error);

  return gold;
}

static HeedAlignment *
parse_links (HeedParallelLines      *lines,
             const HeedLine *const  *row,
             GError                **error)
{
  g_autoptr(GError) problem = NULL;
  HeedAlignment *found =
    heed_alignment_parse (row[LINKS]->text, given.links_one_based ? 1 : 0, &problem);

  if (found == NULL)
    heed_parallel_lines_fail (lines, LINKS, problem->message, error);

  return found;
}

static gboolean
count_row (HeedParallelLines      *lines,
           const HeedLine *const  *row,
           gpointer                data,
           GError                **error)
{
  Job *job = data;
  g_autoptr(HeedAlignment) gold = parse_gold (lines, row, error);
  g_autoptr(HeedAlignment) found = NULL;

  if (gold == NULL)
    return FALSE;

  found = parse_links (lines, row, error);
  if (found == NULL)
    return FALSE;

  heed_link_origin_note (&job->gold_origin, gold);
  heed_link_origin_note (&job->links_origin, found);
  heed_alignment_count (&job->counts, found, gold);
  if (given.intervals > 0)
    {
      HeedAlignmentCounts counts = { 0 };

      heed_alignment_count (&counts, found, gold);
      g_array_append_val (job->sentences, counts);
    }
  for (guint i = 0; i < gold->n_links; i++)
    job->n_possible += gold->links[i].possible;
  job->n_sentences++;

  return TRUE;
}

/* --- Output ---------------------------------------------------------------- */

/* The harmonic mean of precision and recall, with weight alpha for precision. Source: Fraser and
 * Marcu 2007, "Measuring Word Alignment Quality for Statistical Machine Translation" */
static double
get_f_alpha (const HeedAlignmentScore *score)
{
  if (score->precision <= 0.0 || score->recall <= 0.0)
    return 0.0;

  return 1.0 / (given.alpha / score->precision + (1.0 - given.alpha) / score->recall);
}

static gboolean
find_interval (const Job    *job,
               HeedInterval *interval)
{
  if (given.intervals == 0)
    return FALSE;

  *interval = heed_alignment_error_interval (
    (const HeedAlignmentCounts *) (gpointer) job->sentences->data, job->sentences->len,
    (guint) given.intervals, 1);

  return TRUE;
}

/* Adds how many links there are of each kind, and how many of them were found. */
static void
add_links (HeedJsonWriter *json,
           const Job      *job)
{
  const HeedAlignmentCounts *counts = &job->counts;

  heed_json_writer_begin_object (json, "links");
  heed_json_writer_add_count (json, "found", counts->n_found);
  heed_json_writer_add_count (json, "sure", counts->n_sure);
  heed_json_writer_add_count (json, "possible", job->n_possible);
  heed_json_writer_add_count (json, "found_sure", counts->n_found_sure);
  heed_json_writer_add_count (json, "found_possible",
                              counts->n_found_possible - counts->n_found_sure);
  heed_json_writer_end_object (json);
}

static char *
write_json (const HeedAlignmentScore *score,
            const Job                *job)
{
  g_autoptr(HeedJsonWriter) json = heed_json_writer_new ();
  HeedInterval interval;

  heed_json_writer_begin_object (json, NULL);
  heed_json_writer_add_number (json, "aer", score->error_rate);
  heed_json_writer_add_number (json, "precision", score->precision);
  heed_json_writer_add_number (json, "recall", score->recall);
  heed_json_writer_add_number (json, "f", score->f_measure);
  if (given.alpha != EVEN)
    heed_json_writer_add_number (json, "f_alpha", get_f_alpha (score));
  if (find_interval (job, &interval))
    {
      heed_json_writer_begin_array (json, "aer_interval");
      heed_json_writer_add_number (json, NULL, interval.low);
      heed_json_writer_add_number (json, NULL, interval.high);
      heed_json_writer_end_array (json);
    }
  if (given.counts)
    add_links (json, job);
  heed_json_writer_add_count (json, "sentences", job->n_sentences);
  heed_json_writer_end_object (json);

  return g_strconcat (heed_json_writer_get_text (json), "\n", NULL);
}

static char *
write_text (const HeedAlignmentScore *score,
            const Job                *job)
{
  GString *text = g_string_new (NULL);
  HeedInterval interval;

  g_string_append_printf (text,
                          "AER        %.9g\n"
                          "precision  %.9g\n"
                          "recall     %.9g\n"
                          "F          %.9g\n",
                          score->error_rate, score->precision, score->recall, score->f_measure);
  if (given.alpha != EVEN)
    g_string_append_printf (text, "F %-8.3g %.9g\n", given.alpha, get_f_alpha (score));
  if (find_interval (job, &interval))
    g_string_append_printf (text, "AER 95 %%   %.9g to %.9g\n", interval.low, interval.high);
  if (given.counts)
    g_string_append_printf (text,
                            "found      %" G_GUINT64_FORMAT "\n"
                            "sure       %" G_GUINT64_FORMAT ", of them found %" G_GUINT64_FORMAT
                            "\n"
                            "possible   %" G_GUINT64_FORMAT ", of them found %" G_GUINT64_FORMAT
                            "\n",
                            job->counts.n_found, job->counts.n_sure, job->counts.n_found_sure,
                            job->n_possible,
                            job->counts.n_found_possible - job->counts.n_found_sure);
  g_string_append_printf (text, "sentences  %" G_GUINT64_FORMAT "\n", job->n_sentences);

  return g_string_free (text, FALSE);
}

static gboolean
check_alpha (GError **error)
{
  if (given.alpha >= 0.0 && given.alpha <= 1.0)
    return TRUE;

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
               "--alpha: expected a number from 0 to 1, found %g", given.alpha);
  return FALSE;
}

static gboolean
run (char         **arguments,
     GCancellable  *cancellable,
     GError       **error)
{
  const char *const paths[] = { given.gold, given.links, given.gold_as.probabilities, NULL };
  g_autoptr(GArray) sentences = g_array_new (FALSE, FALSE, sizeof (HeedAlignmentCounts));
  Job job = { .sentences = sentences };
  HeedAlignmentScore score;
  g_autofree char *text = NULL;

  if (!heed_options_check_no_arguments (arguments, error) ||
      !heed_options_check_given ("--gold", given.gold, error) ||
      !heed_options_check_given ("--links", given.links, error) ||
      !heed_options_check_range ("--intervals", given.intervals, 0, MAX_DRAWS, error) ||
      !check_alpha (error) ||
      !heed_parallel_lines_each (paths, count_row, &job, cancellable, error))
    return FALSE;

  if (job.n_sentences == 0)
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA,
                   "sentences: expected at least one, found none");
      return FALSE;
    }

  if (!given.gold_as.is_one_based)
    heed_link_origin_warn (&job.gold_origin, "--gold", &job.links_origin);
  if (!given.links_one_based)
    heed_link_origin_warn (&job.links_origin, "--links", &job.gold_origin);

  score = heed_alignment_score_counts (&job.counts);
  text = given.json ? write_json (&score, &job) : write_text (&score, &job);

  return heed_output_write (text, strlen (text), error) &&
         heed_options_check_most ("AER", score.error_rate, given.max_aer, error);
}

const HeedVerb heed_verb_score = {
  .name = "score",
  .arguments = NULL,
  .summary = "scores word alignments against gold alignments: AER, precision, recall, F",
  .options = options,
  .run = run,
};
