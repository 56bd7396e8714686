/* sweep.c — heed-cli sweep: finds the layer, head, shift and rule that best reproduce links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The model is forced along every target once; then links are read from each of its attentions in
 * every trial, and compared with gold links or with those of a model of the other direction. Lines
 * are sorted, best first; the last line is the set of heads that works best together, found by a
 * greedy search. Occlusion needs no links: it ranks the attentions themselves.
 */

#include <string.h>

#include "app/cli/align-links.h"
#include "app/cli/link-options.h"
#include "app/cli/output.h"
#include "app/cli/pair-options.h"
#include "app/cli/sweep-lines.h"
#include "app/cli/sweep-occlusion.h"
#include "app/cli/verb.h"
#include "app/core/links/forced-norms.h"
#include "app/core/links/sweep-writing.h"

/* The attentions of a whole block, of all heads, are kept in memory. */
#define PAIRS_AT_ONCE 256

/* Each takes as long as a reading for each of its tokens. */
#define PAIRS_OCCLUDED_AT_ONCE 8

/* As given on the command line. */
static struct
{
  char     *write;
  gboolean  pieces;
  gboolean  json;
  int       top;
  char     *weights;
  gboolean  regions;
  char     *reverse;
  gboolean  occlusion;
} given = { .top = 20 };

static HeedPairOptions given_pairs = HEED_PAIR_OPTIONS_DEFAULT;

static const GOptionEntry options[] = {
  HEED_OPTIONS_PAIRS (&given_pairs, "Their translations, one per line"),
  { "reverse", 0, 0, G_OPTION_ARG_FILENAME, &given.reverse,
    "Without --gold: compare with the links of a model of the other direction", "MODEL" },
  { "occlusion", 0, 0, G_OPTION_ARG_NONE, &given.occlusion,
    "Without --gold: compare with the effect of removing each source token; takes many times as "
    "long", NULL },
  { "pieces", 0, 0, G_OPTION_ARG_NONE, &given.pieces,
    "Links of --gold are between the model's tokens, not words", NULL },
  HEED_OPTION_WEIGHTS (&given.weights),
  { "top", 0, 0, G_OPTION_ARG_INT, &given.top, "Number of ways to list (default 20; 0: all)", "N" },
  { "write", 0, 0, G_OPTION_ARG_FILENAME, &given.write,
    "Write the best set of heads to this config.json or generation_config.json", "FILE" },
  { "regions", 0, 0, G_OPTION_ARG_NONE, &given.regions,
    "Also print the AER of the first, middle and last third of the targets", NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &given.json, "Print JSON lines", NULL },
  G_OPTION_ENTRY_NULL
};

typedef struct {
  HeedModel         *model;
  HeedPairPaths      paths;
  gboolean           are_norms;
  HeedLinker         backward;     /* model NULL without --reverse */
  GCancellable      *cancellable;
  HeedSweepForm      form;
  HeedSweep         *sweep;        /* used by the finisher only, like the following */
  HeedOcclusionSums *occlusion;    /* NULL without --occlusion */
  guint64            n_pairs;
  guint64            n_failed;
  double             best;         /* the lowest error rate printed */
} Job;

/* The results of a block: one of both. */
typedef struct {
  HeedSweep         *sweep;
  HeedOcclusionSums *occlusion;
} Part;

static void
clear_job (Job *job)
{
  g_clear_pointer (&job->sweep, heed_sweep_free);
  g_clear_pointer (&job->occlusion, heed_occlusion_sums_free);
  g_clear_pointer (&job->model, heed_model_unref);
  heed_linker_clear (&job->backward);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, clear_job)

/* --- A block --------------------------------------------------------------- */

static HeedInputPair
give_pair (const HeedPairLine *pair,
           gboolean            is_backward)
{
  return (HeedInputPair) {
    { HEED_SIDE_SOURCE, HEED_INPUT_TEXT, given.pieces, is_backward ? pair->target : pair->source },
    { HEED_SIDE_TARGET, HEED_INPUT_TEXT, given.pieces, is_backward ? pair->source : pair->target },
  };
}

/* Sets golds to the links that the other direction finds; NULL for pairs with a problem. */
static void
read_backward (const Job      *job,
               HeedPairBlock  *block,
               HeedAlignment **golds)
{
  g_autofree HeedInputPair *pairs = g_new (HeedInputPair, block->n_pairs);
  g_autofree HeedFoundLinks *found = g_new0 (HeedFoundLinks, block->n_pairs);
  g_autofree GError **problems = g_new0 (GError *, block->n_pairs);

  for (guint i = 0; i < block->n_pairs; i++)
    pairs[i] = give_pair (&block->pairs[i], TRUE);

  heed_linker_read (&job->backward, pairs, block->n_pairs, found, problems);
  for (guint i = 0; i < block->n_pairs; i++)
    {
      if (problems[i] == NULL)
        golds[i] = heed_alignment_transpose (found[i].links);
      if (block->pairs[i].problem == NULL)
        block->pairs[i].problem = g_steal_pointer (&problems[i]);

      g_clear_error (&problems[i]);
      heed_found_links_clear (&found[i]);
    }
}

/* Sets golds to the links to compare with; NULL for pairs with a problem. */
static void
find_golds (const Job      *job,
            HeedPairBlock  *block,
            HeedAlignment **golds)
{
  if (job->backward.model != NULL)
    {
      read_backward (job, block, golds);
      return;
    }

  for (guint i = 0; i < block->n_pairs; i++)
    if (block->pairs[i].problem == NULL)
      golds[i] = heed_pair_options_parse_gold (&given_pairs, &block->pairs[i],
                                               &block->pairs[i].problem);
}

/* Adds a pair to the counts, unless it has a problem. */
static void
count_pair (HeedSweep     *part,
            HeedPairLine  *pair,
            HeedForced    *forced,
            HeedAlignment *gold)
{
  if (pair->problem == NULL && forced->problem != NULL)
    pair->problem = g_steal_pointer (&forced->problem);

  if (pair->problem == NULL)
    heed_sweep_add (part, (HeedMatrix *const *) forced->attention->pdata, gold);
}

static HeedSweep *
count_links (const Job     *job,
             HeedPairBlock *block)
{
  HeedSweep *part = heed_sweep_new_part (job->sweep);
  HeedForcedView view = { .n_shifts = HEED_SWEEP_SHIFTS };
  g_autofree HeedInputPair *pairs = g_new0 (HeedInputPair, block->n_pairs);
  g_autofree HeedForced *forced = g_new (HeedForced, block->n_pairs);
  g_autofree HeedAlignment **golds = g_new0 (HeedAlignment *, block->n_pairs);

  view.sites = heed_sweep_get_sites (part, &view.n_sites);
  for (guint i = 0; i < block->n_pairs; i++)
    pairs[i] = give_pair (&block->pairs[i], FALSE);

  heed_forced_read (forced, job->model, pairs, block->n_pairs, &view);
  for (guint i = 0; i < block->n_pairs && job->are_norms; i++)
    heed_forced_weigh_by_norms (&forced[i], job->model, &view);

  find_golds (job, block, golds);
  for (guint i = 0; i < block->n_pairs; i++)
    {
      count_pair (part, &block->pairs[i], &forced[i], golds[i]);
      heed_forced_clear (&forced[i]);
      g_clear_pointer (&golds[i], heed_alignment_unref);
    }

  return part;
}

static void
free_part (gpointer data)
{
  Part *part = data;

  g_clear_pointer (&part->sweep, heed_sweep_free);
  g_clear_pointer (&part->occlusion, heed_occlusion_sums_free);
  g_free (part);
}

/* Returns a Part; NULL if it was interrupted. */
static gpointer
sweep_block (HeedPairBlock *block,
             gpointer       data)
{
  const Job *job = data;
  Part part = { NULL };

  if (job->form.is_agreement)
    part.occlusion = heed_sweep_occlude_block (block, job->model, job->cancellable);
  else
    part.sweep = count_links (job, block);

  return part.sweep != NULL || part.occlusion != NULL ? g_memdup2 (&part, sizeof part) : NULL;
}

static gboolean
finish_block (HeedPairBlock  *block,
              gpointer        data,
              GError        **error)
{
  Job *job = data;
  Part *part = block->result;

  for (guint i = 0; i < block->n_pairs; i++)
    {
      const HeedPairLine *pair = &block->pairs[i];

      job->n_pairs++;
      if (pair->problem != NULL)
        {
          g_autofree char *message =
            g_strdup_printf ("%s line %" G_GUINT64_FORMAT ": %s",
                             heed_pair_paths_name (&job->paths), pair->number,
                             pair->problem->message);

          job->n_failed++;
          heed_output_warn (message);
        }
    }

  if (part->occlusion != NULL)
    heed_occlusion_sums_merge (job->occlusion, part->occlusion);
  else
    heed_sweep_merge (job->sweep, part->sweep);

  return TRUE;
}

/* --- Output ---------------------------------------------------------------- */

static void
note_best (Job                       *job,
           const HeedAlignmentCounts *counts)
{
  job->best = MIN (job->best, heed_alignment_score_counts (counts).error_rate);
}

/* Returns an array of HeedSweepTrial, best first. */
static GArray *
dup_ways (const Job *job)
{
  return job->occlusion != NULL ? heed_occlusion_sums_dup_trials (job->occlusion)
                                : heed_sweep_dup_trials (job->sweep);
}

static gboolean
print_ways (Job           *job,
            const GArray  *trials,
            GError       **error)
{
  const char *header = heed_sweep_lines_get_header (&job->form);
  guint n = given.top > 0 ? MIN ((guint) given.top, trials->len) : trials->len;

  if (!heed_output_write (header, strlen (header), error))
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      const HeedSweepTrial *trial = &g_array_index (trials, HeedSweepTrial, i);
      g_autofree char *line = heed_sweep_lines_dup_way (&job->form, trial);

      if (job->occlusion == NULL)
        note_best (job, &trial->counts);
      if (!heed_output_write (line, strlen (line), error))
        return FALSE;
    }

  return TRUE;
}

/* Returns the best single head, since other programs know no means of a layer. */
static GArray *
dup_best_head (const GArray *trials)
{
  GArray *heads = g_array_new (FALSE, FALSE, sizeof (HeedAttentionSite));

  for (guint i = 0; i < trials->len && heads->len == 0; i++)
    {
      const HeedSweepTrial *trial = &g_array_index (trials, HeedSweepTrial, i);

      if (trial->site.head != HEED_HEAD_MEAN)
        g_array_append_val (heads, trial->site);
    }

  return heads;
}

/* Prints the set of heads that is best together, if there is one, and writes the heads. */
static gboolean
finish_heads (Job           *job,
              const GArray  *trials,
              GError       **error)
{
  HeedSweepSet set;
  g_autoptr(GArray) heads = NULL;

  if (job->occlusion == NULL && heed_sweep_find_set (job->sweep, &set))
    {
      g_autofree char *line = heed_sweep_lines_dup_set (&job->form, &set);

      heads = set.heads;
      note_best (job, &set.counts);
      if (!heed_output_write (line, strlen (line), error))
        return FALSE;
    }

  if (heads == NULL)
    heads = dup_best_head (trials);

  return given.write == NULL || heed_sweep_write_heads (given.write, heads, error);
}

static gboolean
print (Job     *job,
       GError **error)
{
  g_autoptr(GArray) trials = dup_ways (job);

  return print_ways (job, trials, error) && finish_heads (job, trials, error);
}

/* --- The verb -------------------------------------------------------------- */

/* Ways are compared with one thing only. */
static gboolean
check_judge (GError **error)
{
  guint n = (given_pairs.gold != NULL) + (given.reverse != NULL) + (given.occlusion != FALSE);

  if (n == 1)
    return TRUE;

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
               "--gold, --reverse or --occlusion: expected one of them, found %s",
               n == 0 ? "none" : "several");
  return FALSE;
}

static gboolean
check_options (GError **error)
{
  return check_judge (error) &&
         heed_pair_options_check (&given_pairs, HEED_PAIRS_NEED_BOTH, error) &&
         heed_options_check_range ("--top", given.top, 0, G_MAXINT, error) &&
         heed_options_refuse_together (given.pieces && given_pairs.gold == NULL, "--pieces",
                                       "--reverse or --occlusion", error) &&
         heed_options_refuse_together (given.occlusion && given.regions, "--occlusion",
                                       "--regions", error) &&
         heed_options_refuse_together (given.occlusion && given.weights != NULL, "--occlusion",
                                       "--weights", error) &&
         (given.write == NULL || heed_output_check_file (given.write, error));
}

/* Links of the other direction are read with the default settings of its model. */
static gboolean
load_reverse (Job           *job,
              GCancellable  *cancellable,
              GError       **error)
{
  const HeedGivenLinks links = HEED_GIVEN_LINKS_DEFAULT;
  HeedSiteChoice choice;

  if (given.reverse == NULL)
    return TRUE;

  if (!heed_link_options_parse (&links, &job->backward.links, &choice, error))
    return FALSE;

  job->backward.model = heed_model_option_load_to_read (
    given.reverse, given_pairs.max_source_length, cancellable, error);
  if (job->backward.model != NULL)
    job->backward.sites =
      heed_link_options_find_sites (job->backward.model, &links, &choice, error);

  return job->backward.sites != NULL;
}

static gboolean
start_sweep (Job     *job,
             GError **error)
{
  guint n_sites;

  job->sweep = heed_sweep_new (job->model);
  if (given.occlusion)
    job->occlusion = heed_occlusion_sums_new (job->model);
  heed_sweep_get_sites (job->sweep, &n_sites);
  if (n_sites > 0)
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
               "%s: expected a model with attention, found one without",
               heed_model_get_info (job->model)->name);
  return FALSE;
}

static gboolean
check_some_counted (const Job  *job,
                    GError    **error)
{
  if (job->occlusion != NULL ? heed_occlusion_sums_get_n_pairs (job->occlusion) > 0
                             : job->n_pairs > job->n_failed)
    return TRUE;

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA,
               "sentences: expected at least one that can be scored, found none");
  return FALSE;
}

static gboolean
load (Job           *job,
      GCancellable  *cancellable,
      GError       **error)
{
  job->model = heed_pair_options_load (&given_pairs, cancellable, error);

  return job->model != NULL && start_sweep (job, error) && load_reverse (job, cancellable, error);
}

static gboolean
run (char         **arguments,
     GCancellable  *cancellable,
     GError       **error)
{
  g_auto(Job) job = { .paths = heed_pair_options_get_paths (&given_pairs),
                      .form = { given.json, given.regions, given.occlusion },
                      .cancellable = cancellable,
                      .best = INFINITY };
  const HeedPairBlockFuncs funcs = { sweep_block, finish_block, free_part, &job, TRUE,
                                     given.occlusion ? PAIRS_OCCLUDED_AT_ONCE : PAIRS_AT_ONCE };

  if (!heed_options_check_no_arguments (arguments, error) || !check_options (error) ||
      !heed_link_options_parse_weights (given.weights, &job.are_norms, error))
    return FALSE;

  return load (&job, cancellable, error) &&
         heed_pair_blocks_run (&job.paths, (guint) given_pairs.jobs, &funcs, cancellable, error) &&
         check_some_counted (&job, error) && print (&job, error) &&
         heed_output_check_none_failed (heed_verb_sweep.name, job.n_failed, job.n_pairs, error) &&
         heed_pair_options_check_aer (&given_pairs, job.best, error);
}

const HeedVerb heed_verb_sweep = {
  .name = "sweep",
  .arguments = NULL,
  .summary = "finds the layer, head, shift and rule that link words best",
  .options = options,
  .model = &given_pairs.model,
  .run = run,
};
