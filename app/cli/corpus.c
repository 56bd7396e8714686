/* corpus.c — heed-cli corpus: analyses many sentences with a model, one output line per pair
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The model is forced along every target, or along its own translation if there is none. Line n of
 * the output is always pair n; the last line has the totals.
 */

#include "app/cli/corpus-file.h"
#include "app/cli/corpus-json.h"
#include "app/cli/dump-options.h"
#include "app/cli/link-options.h"
#include "app/cli/output.h"
#include "app/cli/pair-options.h"
#include "app/cli/verb.h"
#include "app/core/corpus/corpus-probe.h"
#include "app/core/links/forced-norms.h"
#include "app/core/translation/walk.h"

/* Smaller blocks, because a probed pair takes as long as about twenty others. */
#define PAIRS_PROBED_AT_ONCE 64

/* As given on the command line. */
static struct
{
  char     *output;
  gboolean  resume;
  gboolean  probe;
  gboolean  each_head;
  double    least_share;
} given = { .least_share = HEED_LEAST_SOURCE_SHARE };

static HeedPairOptions given_pairs = HEED_PAIR_OPTIONS_DEFAULT;
static HeedGivenLinks given_links = HEED_GIVEN_LINKS_DEFAULT;
static HeedGivenDump given_dump;

static const GOptionEntry options[] = {
  HEED_OPTIONS_PAIRS (&given_pairs, "Their translations (default: the model's own)"),
  HEED_OPTIONS_LINKS (&given_links),
  HEED_OPTIONS_DUMP (&given_dump),
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &given.output,
    "The file to write (default: standard output)", "FILE" },
  { "resume", 0, 0, G_OPTION_ARG_NONE, &given.resume,
    "Continue after the last complete line of --output, with the same files and options", NULL },
  { "probe", 0, 0, G_OPTION_ARG_NONE, &given.probe,
    "Also print omission, end and source_share; takes twenty times as long", NULL },
  { "each-head", 0, 0, G_OPTION_ARG_NONE, &given.each_head,
    "Also print what each head does over all pairs, with the totals", NULL },
  { "least-share", 0, 0, G_OPTION_ARG_DOUBLE, &given.least_share,
    "With --probe, flag pairs with a source share below X (default 0.45)", "X" },
  G_OPTION_ENTRY_NULL
};

typedef struct {
  HeedModel         *model;     /* NULL if a dump is used */
  HeedDumpView       dump;
  HeedPairPaths      paths;
  HeedLinkOptions    links;
  gboolean           are_norms;
  GArray            *sites;     /* of HeedAttentionSite; empty without attention */
  HeedCorpusFile    *output;
  HeedCorpusTotals  *totals;    /* used by the finisher only */
  HeedHeadTotals    *heads;     /* NULL if heads are not measured */
} Job;

/* The results of a block. */
typedef struct {
  GArray       *lines;  /* of HeedCorpusLine, empty for pairs with a problem */
  HeedHeadSums *heads;  /* NULL if heads are not measured */
} Block;

static void
clear_job (Job *job)
{
  g_clear_pointer (&job->totals, heed_corpus_totals_free);
  g_clear_pointer (&job->heads, heed_head_totals_free);
  g_clear_pointer (&job->output, heed_corpus_file_free);
  g_clear_pointer (&job->sites, g_array_unref);
  g_clear_pointer (&job->model, heed_model_unref);
  heed_dump_view_clear (&job->dump);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, clear_job)

/* --- A block --------------------------------------------------------------- */

static void
clear_line (gpointer data)
{
  heed_corpus_line_clear (data);
}

/* An empty source has an empty translation, as with heed-cli translate. */
static gboolean
translate_if_needed (const Job    *job,
                     HeedPairLine *pair)
{
  const HeedWalk walk = HEED_WALK_GREEDY;

  if (pair->target == NULL && heed_words_count (pair->source) == 0)
    pair->target = g_strdup ("");
  else if (pair->target == NULL)
    pair->target = heed_walk_translate (job->model, pair->source, HEED_INPUT_TEXT, &walk, NULL,
                                        &pair->problem);

  return pair->problem == NULL;
}

static void
read_pair (const Job            *job,
           const HeedInputPair  *given_pair,
           HeedPairLine         *pair,
           HeedForced           *forced,
           const HeedForcedView *view,
           HeedCorpusLine       *line)
{
  g_autoptr(HeedAlignment) gold = NULL;

  pair->problem = g_steal_pointer (&forced->problem);
  if (pair->problem == NULL && pair->gold != NULL)
    gold = heed_pair_options_parse_gold (&given_pairs, pair, &pair->problem);
  if (pair->problem == NULL)
    heed_corpus_line_read (line, given_pair, forced, view, &job->links, gold);
  if (pair->problem == NULL && given.probe)
    heed_corpus_probe_line (line, job->model, forced, view, given.least_share, &pair->problem);
}

static HeedInputPair
give_pair (const HeedPairLine *pair)
{
  return (HeedInputPair) {
    { HEED_SIDE_SOURCE, HEED_INPUT_TEXT, FALSE, pair->source },
    { HEED_SIDE_TARGET, HEED_INPUT_TEXT, FALSE, pair->target },
  };
}

/* Reads the forced pairs from the dump, or from the model, which reads all of them at once. */
static void
read_forced (const Job            *job,
             HeedPairLine *const  *pairs,
             HeedInputPair        *input_form,
             guint                 n_pairs,
             const HeedForcedView *view,
             HeedForced           *forced)
{
  for (guint i = 0; i < n_pairs; i++)
    {
      if (job->model == NULL)
        heed_dump_view_read (&job->dump, pairs[i], view, &forced[i]);
      input_form[i] = give_pair (pairs[i]);
    }

  if (job->model != NULL)
    heed_forced_read (forced, job->model, input_form, n_pairs, view);
  for (guint i = 0; i < n_pairs && job->are_norms; i++)
    heed_forced_weigh_by_norms (&forced[i], job->model, view);
}

/* Whether an earlier run has written the line of a pair. */
static gboolean
is_done (const Job          *job,
         const HeedPairLine *pair)
{
  return pair->number <= heed_corpus_file_get_n (job->output);
}

/* Returns a Block. A block whose last pair already has its line is skipped; otherwise the whole
 * block is read, because the last digits of the results depend on the other pairs in the batch. */
static gpointer
read_block (HeedPairBlock *block,
            gpointer       data)
{
  const Job *job = data;
  const HeedForcedView view = { (const HeedAttentionSite *) (gpointer) job->sites->data,
                                job->sites->len, job->links.shift + 1, TRUE };
  g_autofree HeedInputPair *input_form = g_new0 (HeedInputPair, block->n_pairs);
  g_autofree HeedForced *forced = g_new (HeedForced, block->n_pairs);
  g_autofree HeedPairLine **pairs = g_new (HeedPairLine *, block->n_pairs);
  GArray *lines = g_array_new (FALSE, TRUE, sizeof (HeedCorpusLine));
  Block *result = g_new0 (Block, 1);
  guint n = 0;

  g_array_set_clear_func (lines, clear_line);
  g_array_set_size (lines, block->n_pairs);
  for (guint i = 0; i < block->n_pairs; i++)
    if (block->pairs[i].problem == NULL && !is_done (job, &block->pairs[block->n_pairs - 1]) &&
        (job->model == NULL || translate_if_needed (job, &block->pairs[i])))
      pairs[n++] = &block->pairs[i];

  read_forced (job, pairs, input_form, n, &view, forced);
  for (guint i = 0; i < n; i++)
    {
      read_pair (job, &input_form[i], pairs[i], &forced[i], &view,
                 &g_array_index (lines, HeedCorpusLine, pairs[i] - block->pairs));
      heed_forced_clear (&forced[i]);
    }

  result->lines = lines;
  if (job->heads != NULL)
    result->heads = heed_head_totals_measure (job->heads, input_form, pairs, n);

  return result;
}

static void
free_result (gpointer data)
{
  Block *result = data;

  g_array_unref (result->lines);
  g_clear_pointer (&result->heads, heed_head_sums_free);
  g_free (result);
}

static gboolean
take_done (Job                 *job,
           const HeedPairLine  *pair,
           GError             **error)
{
  g_autoptr(HeedAlignment) gold = NULL;

  if (pair->gold != NULL)
    gold = heed_pair_options_parse_gold (&given_pairs, pair, NULL);

  return heed_corpus_file_add_done (job->output, pair, gold, job->totals, error);
}

static gboolean
finish_block (HeedPairBlock  *block,
              gpointer        data,
              GError        **error)
{
  Job *job = data;
  const Block *result = block->result;
  GArray *lines = result->lines;

  if (result->heads != NULL)
    heed_head_sums_merge (job->heads->sums, result->heads);

  for (guint i = 0; i < block->n_pairs; i++)
    {
      const HeedPairLine *pair = &block->pairs[i];
      const HeedCorpusLine *line = &g_array_index (lines, HeedCorpusLine, i);
      g_autofree char *text = NULL;

      if (is_done (job, pair))
        {
          if (!take_done (job, pair, error))
            return FALSE;
          continue;
        }

      text = heed_corpus_json_dup_line (pair, line);
      heed_corpus_totals_add (job->totals, pair->problem == NULL ? line : NULL);
      if (!heed_corpus_file_write (job->output, text, error))
        return FALSE;
    }

  return TRUE;
}

/* --- The verb -------------------------------------------------------------- */

/* For a model without attention, only the fields that depend on attention are missing. */
static gboolean
find_sites (Job                   *job,
            const HeedSiteChoice  *choice,
            GError               **error)
{
  job->sites = heed_model_get_n_layers (job->model, HEED_ATTENTION_CROSS) > 0
               ? heed_link_options_find_sites (job->model, &given_links, choice, error)
               : g_array_new (FALSE, FALSE, sizeof (HeedAttentionSite));

  return job->sites != NULL;
}

static gboolean
open_dump (Job           *job,
           GCancellable  *cancellable,
           GError       **error)
{
  job->sites = g_array_new (FALSE, FALSE, sizeof (HeedAttentionSite));
  if (!heed_options_refuse_together (given_pairs.model != NULL, "--attention", "--model",
                                     error) ||
      !heed_dump_options_open (&given_dump, &given_links, &job->dump, &job->paths, cancellable,
                               error))
    return FALSE;

  g_array_append_val (job->sites, job->dump.site);

  return TRUE;
}

/* Loads the model or opens the dump. */
static gboolean
load (Job           *job,
      GCancellable  *cancellable,
      GError       **error)
{
  HeedSiteChoice choice;

  if (!heed_link_options_parse (&given_links, &job->links, &choice, error) ||
      !heed_link_options_parse_weights (given_links.weights, &job->are_norms, error))
    return FALSE;

  if (given_dump.path != NULL)
    return open_dump (job, cancellable, error);

  job->model = heed_pair_options_load (&given_pairs, cancellable, error);

  if (job->model == NULL || !find_sites (job, &choice, error))
    return FALSE;

  if (given.each_head)
    job->heads = heed_head_totals_new (job->model, &job->links, &given_pairs, error);

  return job->heads != NULL || !given.each_head;
}

static gboolean
check_output (GError **error)
{
  if (!heed_options_refuse_together (given.probe && given_dump.path != NULL, "--probe",
                                     "--attention", error) ||
      !heed_options_refuse_together (given.each_head && given_dump.path != NULL, "--each-head",
                                     "--attention", error) ||
      !heed_options_refuse_together (given.each_head && given.resume, "--each-head", "--resume",
                                     error))
    return FALSE;

  if (given.resume && given.output == NULL)
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
                   "--resume: expected with --output, found without");
      return FALSE;
    }

  return given.output == NULL || heed_output_check_file (given.output, error);
}

static gboolean
finish (const Job  *job,
        GError    **error)
{
  g_autofree char *text = heed_corpus_json_dup_totals (job->totals, job->heads);
  guint64 n_failed;
  guint64 n_lines = heed_corpus_totals_count (job->totals, &n_failed);

  return heed_corpus_file_write (job->output, text, error) &&
         heed_output_check_none_failed (heed_verb_corpus.name, n_failed, n_lines, error) &&
         heed_pair_options_check_aer (&given_pairs, heed_corpus_totals_get_error_rate (job->totals),
                                      error);
}

static gboolean
run (char         **arguments,
     GCancellable  *cancellable,
     GError       **error)
{
  g_auto(Job) job = { .paths = heed_pair_options_get_paths (&given_pairs),
                      .totals = heed_corpus_totals_new () };
  const HeedPairBlockFuncs funcs = { read_block, finish_block, free_result, &job,
                                     given.output != NULL,
                                     given.probe ? PAIRS_PROBED_AT_ONCE : HEED_PAIRS_AT_ONCE };

  HeedPairNeeds needs =
    given_dump.path != NULL ? HEED_PAIRS_NEED_NOTHING : HEED_PAIRS_NEED_SOURCES;

  if (!heed_options_check_no_arguments (arguments, error) ||
      !heed_pair_options_check (&given_pairs, needs, error) || !check_output (error) ||
      !load (&job, cancellable, error))
    return FALSE;

  job.output = heed_corpus_file_open (given.output, given.resume, error);

  return job.output != NULL &&
         heed_pair_blocks_run (&job.paths, (guint) given_pairs.jobs, &funcs, cancellable, error) &&
         finish (&job, error);
}

const HeedVerb heed_verb_corpus = {
  .name = "corpus",
  .arguments = NULL,
  .summary = "prints probabilities, attention and defects for many sentences",
  .options = options,
  .model = &given_pairs.model,
  .run = run,
};
