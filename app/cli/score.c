/* score.c — heed-cli score: how good word alignments are
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A line that is no alignment ends the work: a rate over what is left would be a
 * number about other sentences than those asked for.
 */

#include <math.h>
#include <string.h>

#include "app/cli/link-origin.h"
#include "app/cli/options.h"
#include "app/cli/output.h"
#include "app/cli/parallel-lines.h"
#include "app/cli/verb.h"
#include "engine/files/json-writer.h"
#include "engine/heed.h"

#define NO_LIMIT INFINITY

/* As given on the command line. */
static struct
{
  char     *gold;
  char     *links;
  gboolean  gold_one_based;
  gboolean  links_one_based;
  double    max_aer;
  gboolean  json;
} given = { .max_aer = NO_LIMIT };

static const GOptionEntry options[] = {
  { "gold", 0, 0, G_OPTION_ARG_FILENAME, &given.gold,
    "The right links: 0-0 1p2, sure “-”, possible “p” or “?”", "FILE" },
  { "links", 0, 0, G_OPTION_ARG_FILENAME, &given.links, "The links to score, a line a sentence",
    "FILE" },
  { "gold-one-based", 0, 0, G_OPTION_ARG_NONE, &given.gold_one_based,
    "Words of --gold count from 1", NULL },
  { "links-one-based", 0, 0, G_OPTION_ARG_NONE, &given.links_one_based,
    "Words of --links count from 1", NULL },
  { "max-aer", 0, 0, G_OPTION_ARG_DOUBLE, &given.max_aer,
    "Exit status 1 if the error rate is above X", "X" },
  { "json", 0, 0, G_OPTION_ARG_NONE, &given.json, "Print JSON", NULL },
  G_OPTION_ENTRY_NULL
};

enum { GOLD, LINKS };

typedef struct {
  HeedAlignmentCounts counts;
  HeedLinkOrigin      gold_origin;
  HeedLinkOrigin      links_origin;
  guint64             n_sentences;
} Job;

static HeedAlignment *
parse_line (HeedParallelLines  *lines,
            const char         *text,
            guint               file,
            gboolean            is_one_based,
            GError            **error)
{
  g_autoptr(GError) problem = NULL;
  HeedAlignment *alignment = heed_alignment_parse (text, is_one_based ? 1 : 0, &problem);

  if (alignment == NULL)
    heed_parallel_lines_fail (lines, file, problem->message, error);

  return alignment;
}

static gboolean
count_row (HeedParallelLines      *lines,
           const HeedLine *const  *row,
           gpointer                data,
           GError                **error)
{
  Job *job = data;
  g_autoptr(HeedAlignment) gold =
    parse_line (lines, row[GOLD]->text, GOLD, given.gold_one_based, error);
  g_autoptr(HeedAlignment) found = NULL;

  if (gold == NULL)
    return FALSE;

  found = parse_line (lines, row[LINKS]->text, LINKS, given.links_one_based, error);
  if (found == NULL)
    return FALSE;

  heed_link_origin_note (&job->gold_origin, gold);
  heed_link_origin_note (&job->links_origin, found);
  heed_alignment_count (&job->counts, found, gold);
  job->n_sentences++;

  return TRUE;
}

static char *
write_json (const HeedAlignmentScore *score,
            guint64                   n_sentences)
{
  g_autoptr(HeedJsonWriter) json = heed_json_writer_new ();

  heed_json_writer_begin_object (json, NULL);
  heed_json_writer_add_number (json, "aer", score->error_rate);
  heed_json_writer_add_number (json, "precision", score->precision);
  heed_json_writer_add_number (json, "recall", score->recall);
  heed_json_writer_add_number (json, "f", score->f_measure);
  heed_json_writer_add_count (json, "sentences", n_sentences);
  heed_json_writer_end_object (json);

  return g_strconcat (heed_json_writer_get_text (json), "\n", NULL);
}

static char *
write_text (const HeedAlignmentScore *score,
            guint64                   n_sentences)
{
  return g_strdup_printf ("AER        %.9g\n"
                          "precision  %.9g\n"
                          "recall     %.9g\n"
                          "F          %.9g\n"
                          "sentences  %" G_GUINT64_FORMAT "\n",
                          score->error_rate, score->precision, score->recall, score->f_measure,
                          n_sentences);
}

static gboolean
run (char         **arguments,
     GCancellable  *cancellable,
     GError       **error)
{
  const char *const paths[] = { given.gold, given.links, NULL };
  Job job = { 0 };
  HeedAlignmentScore score;
  g_autofree char *text = NULL;

  if (!heed_options_check_no_arguments (arguments, error) ||
      !heed_options_check_given ("--gold", given.gold, error) ||
      !heed_options_check_given ("--links", given.links, error) ||
      !heed_parallel_lines_each (paths, count_row, &job, cancellable, error))
    return FALSE;

  if (job.n_sentences == 0)
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA,
                   "sentences: expected at least one, found none");
      return FALSE;
    }

  if (!given.gold_one_based)
    heed_link_origin_warn (&job.gold_origin, "--gold", &job.links_origin);
  if (!given.links_one_based)
    heed_link_origin_warn (&job.links_origin, "--links", &job.gold_origin);

  score = heed_alignment_score_counts (&job.counts);
  text = given.json ? write_json (&score, job.n_sentences) : write_text (&score, job.n_sentences);

  return heed_output_write (text, strlen (text), error) &&
         heed_options_check_most ("AER", score.error_rate, given.max_aer, error);
}

const HeedVerb heed_verb_score = {
  .name = "score",
  .arguments = NULL,
  .summary = "scores word alignments against gold ones: AER, precision, recall, F",
  .options = options,
  .run = run,
};
