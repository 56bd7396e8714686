/* sweep.c — heed-cli sweep: finds the layer, head, shift and rule that best reproduce gold links
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The model is forced along every target once; then links are read from each of its attentions in
 * every way. Lines are sorted, best first; the last line is the set of heads that works best
 * together, found by a greedy search.
 */

#include <string.h>

#include "app/cli/link-options.h"
#include "app/cli/output.h"
#include "app/cli/pair-options.h"
#include "app/cli/verb.h"
#include "app/core/links/forced-norms.h"
#include "app/core/links/sweep-writing.h"
#include "app/core/links/sweep.h"
#include "engine/files/json-writer.h"

/* The attentions of a whole block, of all heads, are kept in memory. */
#define PAIRS_AT_ONCE 256

/* As given on the command line. */
static struct
{
  char     *write;
  gboolean  pieces;
  gboolean  json;
  int       top;
  char     *weights;
  gboolean  regions;
} given = { .top = 20 };

static HeedPairOptions given_pairs = HEED_PAIR_OPTIONS_DEFAULT;

static const GOptionEntry options[] = {
  HEED_OPTIONS_PAIRS (&given_pairs, "Their translations, one per line"),
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
  HeedModel     *model;
  HeedPairPaths  paths;
  gboolean       are_norms;
  HeedSweep     *sweep;      /* used by the finisher only, like the following */
  guint64        n_pairs;
  guint64        n_failed;
  double         best;       /* the lowest error rate printed */
} Job;

static void
clear_job (Job *job)
{
  g_clear_pointer (&job->sweep, heed_sweep_free);
  g_clear_pointer (&job->model, heed_model_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, clear_job)

/* --- A block --------------------------------------------------------------- */

/* Adds a pair to the counts, or sets its problem. */
static void
count_pair (HeedSweep    *part,
            HeedPairLine *pair,
            HeedForced   *forced)
{
  g_autoptr(HeedAlignment) gold = NULL;

  if (forced->problem != NULL)
    pair->problem = g_steal_pointer (&forced->problem);
  else
    gold = heed_pair_options_parse_gold (&given_pairs, pair->gold, &pair->problem);

  if (gold != NULL)
    heed_sweep_add (part, (HeedMatrix *const *) forced->attention->pdata, gold);
}

static gpointer
sweep_block (HeedPairBlock *block,
             gpointer       data)
{
  const Job *job = data;
  HeedSweep *part = heed_sweep_new_part (job->sweep);
  HeedForcedView view = { .n_shifts = HEED_SWEEP_SHIFTS };
  g_autofree HeedGivenPair *pairs = g_new0 (HeedGivenPair, block->n_pairs);
  g_autofree HeedForced *forced = g_new (HeedForced, block->n_pairs);

  view.sites = heed_sweep_get_sites (part, &view.n_sites);
  for (guint i = 0; i < block->n_pairs; i++)
    pairs[i] = (HeedGivenPair) {
      { HEED_SIDE_SOURCE, HEED_GIVEN_TEXT, given.pieces, block->pairs[i].source },
      { HEED_SIDE_TARGET, HEED_GIVEN_TEXT, given.pieces, block->pairs[i].target },
    };

  heed_forced_read (forced, job->model, pairs, block->n_pairs, &view);
  for (guint i = 0; i < block->n_pairs && job->are_norms; i++)
    heed_forced_weigh_by_norms (&forced[i], job->model, &view);
  for (guint i = 0; i < block->n_pairs; i++)
    {
      if (block->pairs[i].problem == NULL)
        count_pair (part, &block->pairs[i], &forced[i]);
      heed_forced_clear (&forced[i]);
    }

  return part;
}

static gboolean
finish_block (HeedPairBlock  *block,
              gpointer        data,
              GError        **error)
{
  Job *job = data;

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

  heed_sweep_merge (job->sweep, block->result);

  return TRUE;
}

static void
free_part (gpointer data)
{
  heed_sweep_free (data);
}

/* --- Output ---------------------------------------------------------------- */

static char *
dup_rule (const HeedLinkOptions *links)
{
  char share[HEED_NUMBER_BYTES];

  if (links->rule == HEED_LINK_ARGMAX)
    return g_strdup ("argmax");

  return g_strconcat (links->rule == HEED_LINK_THRESHOLD ? "threshold=" : "relative=",
                      heed_json_format_number (links->share, share), NULL);
}

static char *
dup_head (int head)
{
  return head == HEED_HEAD_MEAN ? g_strdup ("mean") : g_strdup_printf ("%d", head);
}

static void
add_score (HeedJsonWriter            *json,
           const HeedLinkOptions     *links,
           const HeedAlignmentCounts *counts)
{
  HeedAlignmentScore score = heed_alignment_score_counts (counts);
  g_autofree char *rule = dup_rule (links);

  heed_json_writer_add_count (json, "shift", links->shift);
  heed_json_writer_add_string (json, "rule", rule);
  heed_json_writer_add_number (json, "aer", score.error_rate);
  heed_json_writer_add_number (json, "precision", score.precision);
  heed_json_writer_add_number (json, "recall", score.recall);
  heed_json_writer_add_number (json, "f", score.f_measure);
}

static void
add_regions (HeedJsonWriter     *json,
             const HeedSweepWay *way)
{
  heed_json_writer_begin_array (json, "regions");
  for (guint region = 0; region < HEED_N_REGIONS; region++)
    heed_json_writer_add_number (json, NULL,
                                 heed_alignment_score_counts (&way->regions[region]).error_rate);
  heed_json_writer_end_array (json);
}

static char *
dup_json_of_way (const HeedSweepWay *way)
{
  g_autoptr(HeedJsonWriter) json = heed_json_writer_new ();

  heed_json_writer_begin_object (json, NULL);
  heed_json_writer_add_number (json, "layer", way->site.layer);
  if (way->site.head == HEED_HEAD_MEAN)
    heed_json_writer_add_string (json, "head", "mean");
  else
    heed_json_writer_add_number (json, "head", way->site.head);
  add_score (json, &way->links, &way->counts);
  if (given.regions)
    add_regions (json, way);
  heed_json_writer_end_object (json);

  return g_strconcat (heed_json_writer_get_text (json), "\n", NULL);
}

static char *
dup_json_of_set (const HeedSweepSet *set)
{
  g_autoptr(HeedJsonWriter) json = heed_json_writer_new ();

  heed_json_writer_begin_object (json, NULL);
  heed_json_writer_begin_array (json, "heads");
  for (guint i = 0; i < set->heads->len; i++)
    {
      const HeedAttentionSite *site = &g_array_index (set->heads, HeedAttentionSite, i);

      heed_json_writer_begin_array (json, NULL);
      heed_json_writer_add_number (json, NULL, site->layer);
      heed_json_writer_add_number (json, NULL, site->head);
      heed_json_writer_end_array (json);
    }
  heed_json_writer_end_array (json);
  add_score (json, &set->links, &set->counts);
  heed_json_writer_add_count (json, "sentences", set->n_pairs);
  heed_json_writer_end_object (json);

  return g_strconcat (heed_json_writer_get_text (json), "\n", NULL);
}

static char *
dup_text (const char                *heads,
          const HeedLinkOptions     *links,
          const HeedAlignmentCounts *counts)
{
  HeedAlignmentScore score = heed_alignment_score_counts (counts);
  g_autofree char *rule = dup_rule (links);

  return g_strdup_printf ("%.4f\t%.4f\t%.4f\t%s\t%u\t%s\n", score.error_rate, score.precision,
                          score.recall, heads, links->shift, rule);
}

/* Three columns more. */
static char *
append_regions (const char         *line,
                const HeedSweepWay *way)
{
  GString *text = g_string_new (line);

  g_string_truncate (text, text->len - 1);
  for (guint region = 0; region < HEED_N_REGIONS; region++)
    g_string_append_printf (text, "\t%.4f",
                            heed_alignment_score_counts (&way->regions[region]).error_rate);
  g_string_append_c (text, '\n');

  return g_string_free (text, FALSE);
}

static char *
dup_line_of_way (const HeedSweepWay *way)
{
  g_autofree char *head = dup_head (way->site.head);
  g_autofree char *heads = g_strdup_printf ("%d:%s", way->site.layer, head);

  g_autofree char *line = NULL;

  if (given.json)
    return dup_json_of_way (way);

  line = dup_text (heads, &way->links, &way->counts);

  return given.regions ? append_regions (line, way) : g_steal_pointer (&line);
}

static char *
dup_line_of_set (const HeedSweepSet *set)
{
  g_autoptr(GString) heads = g_string_new (NULL);

  if (given.json)
    return dup_json_of_set (set);

  for (guint i = 0; i < set->heads->len; i++)
    {
      const HeedAttentionSite *site = &g_array_index (set->heads, HeedAttentionSite, i);

      g_string_append_printf (heads, "%s%d:%d", i > 0 ? "," : "", site->layer, site->head);
    }

  return dup_text (heads->str, &set->links, &set->counts);
}

static void
note_best (Job                       *job,
           const HeedAlignmentCounts *counts)
{
  job->best = MIN (job->best, heed_alignment_score_counts (counts).error_rate);
}

static gboolean
print_ways (Job     *job,
            GError **error)
{
  const char *header = given.regions
                       ? "AER\tprecision\trecall\tlayer:head\tshift\trule\tfirst\tmiddle\tlast\n"
                       : "AER\tprecision\trecall\tlayer:head\tshift\trule\n";
  g_autoptr(GArray) ways = heed_sweep_dup_ways (job->sweep);
  guint n = given.top > 0 ? MIN ((guint) given.top, ways->len) : ways->len;

  if (!given.json && !heed_output_write (header, strlen (header), error))
    return FALSE;

  for (guint i = 0; i < n; i++)
    {
      const HeedSweepWay *way = &g_array_index (ways, HeedSweepWay, i);
      g_autofree char *line = dup_line_of_way (way);

      note_best (job, &way->counts);
      if (!heed_output_write (line, strlen (line), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
finish_set (Job     *job,
            GError **error)
{
  HeedSweepSet set;
  g_autoptr(GArray) heads = NULL;
  g_autofree char *line = NULL;

  if (!heed_sweep_find_set (job->sweep, &set))
    return TRUE;

  heads = set.heads;
  note_best (job, &set.counts);
  line = dup_line_of_set (&set);

  return heed_output_write (line, strlen (line), error) &&
         (given.write == NULL || heed_sweep_write_heads (given.write, heads, error));
}

/* --- The verb -------------------------------------------------------------- */

static gboolean
check_options (GError **error)
{
  return heed_options_check_given ("--gold", given_pairs.gold, error) &&
         heed_pair_options_check (&given_pairs, HEED_PAIRS_NEED_BOTH, error) &&
         heed_options_check_range ("--top", given.top, 0, G_MAXINT, error) &&
         (given.write == NULL || heed_output_check_file (given.write, error));
}

static gboolean
start_sweep (Job     *job,
             GError **error)
{
  guint n_sites;

  job->sweep = heed_sweep_new (job->model);
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
  if (job->n_pairs > job->n_failed)
    return TRUE;

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA,
               "sentences: expected at least one that can be scored, found none");
  return FALSE;
}

static gboolean
run (char         **arguments,
     GCancellable  *cancellable,
     GError       **error)
{
  g_auto(Job) job = { .paths = heed_pair_options_get_paths (&given_pairs), .best = INFINITY };
  const HeedPairBlockFuncs funcs = { sweep_block, finish_block, free_part, &job, TRUE,
                                     PAIRS_AT_ONCE };

  if (!heed_options_check_no_arguments (arguments, error) || !check_options (error) ||
      !heed_link_options_parse_weights (given.weights, &job.are_norms, error))
    return FALSE;

  job.model = heed_pair_options_load (&given_pairs, cancellable, error);

  return job.model != NULL && start_sweep (&job, error) &&
         heed_pair_blocks_run (&job.paths, (guint) given_pairs.jobs, &funcs, cancellable, error) &&
         check_some_counted (&job, error) && print_ways (&job, error) &&
         finish_set (&job, error) &&
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
