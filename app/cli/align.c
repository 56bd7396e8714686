/* align.c — heed-cli align: word links read off the attention of a forced translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The model is forced along the given translation, and its attention at each step is turned into
 * links. Line n of the output always has the links of pair n: a pair that cannot be aligned gives
 * an empty line and a message.
 */

#include <string.h>

#include "app/cli/align-links.h"
#include "app/cli/align-markup.h"
#include "app/cli/dump-options.h"
#include "app/cli/link-options.h"
#include "app/cli/link-origin.h"
#include "app/cli/output.h"
#include "app/cli/pair-options.h"
#include "app/cli/verb.h"

/* As given on the command line. */
static struct
{
  char     *reverse;
  char     *symmetrise;
  gboolean  source_is_ids;
  gboolean  target_is_ids;
  gboolean  pieces;
  gboolean  words;
  gboolean  scores;
  gboolean  json;
  gboolean  markup;
  char     *markup_rule;
} given;

static HeedPairOptions given_pairs = HEED_PAIR_OPTIONS_DEFAULT;
static HeedGivenLinks given_links = HEED_GIVEN_LINKS_DEFAULT;
static HeedGivenDump given_dump;

static const GOptionEntry options[] = {
  HEED_OPTIONS_PAIRS (&given_pairs, "Their translations, one per line"),
  { "source-ids", 0, 0, G_OPTION_ARG_NONE, &given.source_is_ids,
    "Lines of --source are token ids; each counts as a word", NULL },
  { "target-ids", 0, 0, G_OPTION_ARG_NONE, &given.target_is_ids,
    "Lines of --target are token ids; each counts as a word", NULL },
  HEED_OPTIONS_LINKS (&given_links),
  HEED_OPTIONS_DUMP (&given_dump),
  { "words", 0, 0, G_OPTION_ARG_NONE, &given.words,
    "Link words separated by spaces (default)", NULL },
  { "pieces", 0, 0, G_OPTION_ARG_NONE, &given.pieces, "Link the model's tokens", NULL },
  { "reverse", 0, 0, G_OPTION_ARG_FILENAME, &given.reverse,
    "Also use a model of the other direction", "MODEL" },
  { "symmetrise", 0, 0, G_OPTION_ARG_FILENAME, &given.symmetrise,
    "How to combine both: intersection, union, grow-diag or grow-diag-final-and (default)", "HOW" },
  { "scores", 0, 0, G_OPTION_ARG_NONE, &given.scores,
    "Print each link with its weight, as 0-0:0.93",
    NULL },
  { "json", 0, 0, G_OPTION_ARG_NONE, &given.json, "Print JSON lines: links and their weights",
    NULL },
  { "markup", 0, 0, G_OPTION_ARG_NONE, &given.markup,
    "Sources are lines of HTML; print the targets with the tags transferred along the links",
    NULL },
  { "markup-rule", 0, 0, G_OPTION_ARG_FILENAME, &given.markup_rule,
    "word: linked words; inherited (default): unlinked words follow the previous word; span: first "
    "to last linked word; token: as word, for tokens",
    "RULE" },
  G_OPTION_ENTRY_NULL
};

static const char *const symmetrisations[] = {
  "grow-diag-final-and", "grow-diag", "intersection", "union", NULL
};

static const HeedSymmetrisation symmetrisation_values[] = {
  HEED_SYMMETRISE_GROW_DIAG_FINAL_AND,
  HEED_SYMMETRISE_GROW_DIAG,
  HEED_SYMMETRISE_INTERSECTION,
  HEED_SYMMETRISE_UNION,
};

typedef struct {
  HeedDumpView         dump;       /* dump is NULL if models are used */
  HeedLinker           forward;
  HeedLinker           backward;   /* model NULL without --reverse */
  HeedSymmetrisation   how;
  HeedSiteChoice       choice;
  gboolean             are_norms;
  HeedLinkOptions      links;
  HeedLinksFormat      format;
  HeedMarkupRule       markup_rule;
  HeedPairPaths        paths;

  guint64              n_pairs;    /* used by finish_block() only, as the following */
  guint64              n_failed;
  guint64              n_gold_failed;
  HeedLinkOrigin       found_origin;
  HeedLinkOrigin       gold_origin;
  HeedAlignmentCounts  counts;
} Job;

static void
clear_job (Job *job)
{
  heed_linker_clear (&job->forward);
  heed_linker_clear (&job->backward);
  heed_dump_view_clear (&job->dump);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, clear_job)

/* --- Pairs ----------------------------------------------------------------- */

static void
clear_found (gpointer data)
{
  heed_found_links_clear (data);
}

/* The result for a block. */
typedef struct {
  GArray    *found;    /* of HeedFoundLinks */
  GPtrArray *markups;  /* of HeedMarkupText, NULL for pairs with a problem; NULL without --markup */
} Result;

static void
free_result (gpointer data)
{
  Result *result = data;

  g_clear_pointer (&result->markups, g_ptr_array_unref);
  g_array_unref (result->found);
  g_free (result);
}

static HeedInputPair
give_pair (const HeedPairLine *pair,
           gboolean            is_backward)
{
  const HeedInputForm as[] = {
    given.source_is_ids ? HEED_INPUT_IDS : HEED_INPUT_TEXT,
    given.target_is_ids ? HEED_INPUT_IDS : HEED_INPUT_TEXT,
  };
  const char *const texts[] = { pair->source, pair->target };

  return (HeedInputPair) {
    { HEED_SIDE_SOURCE, as[is_backward], given.pieces, texts[is_backward] },
    { HEED_SIDE_TARGET, as[!is_backward], given.pieces, texts[!is_backward] },
  };
}

/* Aligns every pair without a problem in one direction. */
static void
align_one_way (const HeedLinker *linker,
               HeedPairBlock    *block,
               gboolean          is_backward,
               HeedFoundLinks   *found)
{
  g_autofree HeedInputPair *pairs = g_new (HeedInputPair, block->n_pairs);
  g_autofree HeedFoundLinks *some = g_new (HeedFoundLinks, block->n_pairs);
  g_autofree GError **problems = g_new0 (GError *, block->n_pairs);
  g_autofree guint *places = g_new (guint, block->n_pairs);
  guint n = 0;

  for (guint i = 0; i < block->n_pairs; i++)
    if (block->pairs[i].problem == NULL)
      {
        pairs[n] = give_pair (&block->pairs[i], is_backward);
        places[n++] = i;
      }

  heed_linker_read (linker, pairs, n, some, problems);
  for (guint i = 0; i < n; i++)
    {
      found[places[i]] = some[i];
      block->pairs[places[i]].problem = problems[i];
    }
}

static void
align_dumped (const Job      *job,
              HeedPairBlock  *block,
              HeedFoundLinks *found)
{
  const HeedForcedView view = { &job->dump.site, 1, job->links.shift + 1, FALSE };

  for (guint i = 0; i < block->n_pairs; i++)
    if (block->pairs[i].problem == NULL)
      {
        HeedForced forced;

        heed_dump_view_read (&job->dump, &block->pairs[i], &view, &forced);
        heed_found_links_take (&found[i], &forced, &view, &job->links,
                               &block->pairs[i].problem);
      }
}

/* Merges both directions. A pair that one of the models could not read has no links. */
static void
agree (const Job           *job,
       const HeedPairLine  *pair,
       HeedFoundLinks      *forward,
       HeedFoundLinks      *backward)
{
  if (pair->problem != NULL)
    heed_found_links_clear (forward);
  else
    heed_found_links_agree (forward, backward, job->how);

  heed_found_links_clear (backward);
}

/* Returns a Result. May run in any thread: models are shared,
 * everything else belongs to the block. */
static gpointer
align_block (HeedPairBlock *block,
             gpointer       data)
{
  const Job *job = data;
  Result *result = g_new0 (Result, 1);
  GArray *found = g_array_new (FALSE, TRUE, sizeof (HeedFoundLinks));
  HeedFoundLinks *forward;
  g_autofree HeedFoundLinks *backward = g_new0 (HeedFoundLinks, block->n_pairs);

  g_array_set_clear_func (found, clear_found);
  g_array_set_size (found, block->n_pairs);
  forward = (HeedFoundLinks *) (gpointer) found->data;
  result->found = found;
  if (given.markup)
    result->markups = heed_align_markup_take (block);

  if (job->dump.dump != NULL)
    align_dumped (job, block, forward);
  else
    align_one_way (&job->forward, block, FALSE, forward);
  if (job->backward.model != NULL)
    {
      align_one_way (&job->backward, block, TRUE, backward);
      for (guint i = 0; i < block->n_pairs; i++)
        agree (job, &block->pairs[i], &forward[i], &backward[i]);
    }

  return result;
}

/* --- Results, in order ----------------------------------------------------- */

/* Without this check, gold links of other sentences, or counted from
 * 1, would be scored silently. */
static gboolean
check_range (const HeedAlignment  *gold,
             const HeedPairLine   *pair,
             GError              **error)
{
  guint n_source = heed_words_count (pair->source);
  guint n_target = heed_words_count (pair->target);
  guint first = given_pairs.gold_as.is_one_based ? 1 : 0;

  for (guint i = 0; i < gold->n_links && !given.pieces; i++)
    if (gold->links[i].source >= n_source || gold->links[i].target >= n_target)
      {
        g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA,
                     "link %u-%u: expected words of a sentence of %u and one of %u, counted from "
                     "%u, found others",
                     gold->links[i].source + first, gold->links[i].target + first, n_source,
                     n_target, first);
        return FALSE;
      }

  return TRUE;
}

static gboolean
count_pair (Job                  *job,
            const HeedPairLine   *pair,
            const HeedAlignment  *found,
            GError              **error)
{
  g_autoptr(HeedAlignment) gold = NULL;

  if (pair->gold == NULL)
    return TRUE;

  gold = heed_pair_options_parse_gold (&given_pairs, pair, error);
  if (gold == NULL || !check_range (gold, pair, error))
    return FALSE;

  heed_link_origin_note (&job->found_origin, found);
  heed_link_origin_note (&job->gold_origin, gold);
  heed_alignment_count (&job->counts, found, gold);

  return TRUE;
}

static void
warn_of (const HeedPairLine *pair,
         const char         *path,
         const GError       *problem)
{
  g_autofree char *message =
    g_strdup_printf ("%s line %" G_GUINT64_FORMAT ": %s", path, pair->number, problem->message);

  heed_output_warn (message);
}

/* Returns a line of output, and warns of tags that were not carried over whole. */
static char *
dup_line (const Job            *job,
          const HeedPairLine   *pair,
          const HeedFoundLinks *found,
          const HeedMarkupText *markup)
{
  g_autofree char *flaws = NULL;

  if (!given.markup)
    return heed_found_links_dup_line (found, job->format, pair->problem);

  if (markup != NULL && found->links != NULL)
    flaws = heed_align_markup_dup_flaws (markup, pair, found->links, job->markup_rule);
  if (flaws != NULL)
    {
      g_autofree char *message =
        g_strdup_printf ("%s line %" G_GUINT64_FORMAT ": %s", heed_pair_paths_name (&job->paths),
                         pair->number, flaws);

      heed_output_warn (message);
    }

  return heed_align_markup_dup_line (markup, pair, found->links, job->markup_rule, given.json);
}

static gboolean
finish_pair (Job                   *job,
             const HeedPairLine    *pair,
             const HeedFoundLinks  *found,
             const HeedMarkupText  *markup,
             GError               **error)
{
  g_autoptr(HeedAlignment) links =
    found->links != NULL ? heed_alignment_ref (found->links) : heed_alignment_new (NULL, 0);
  g_autoptr(GError) gold_problem = NULL;
  g_autofree char *line = dup_line (job, pair, found, markup);

  job->n_pairs++;
  if (pair->problem != NULL)
    {
      job->n_failed++;
      warn_of (pair, heed_pair_paths_name (&job->paths), pair->problem);
    }

  if (!count_pair (job, pair, links, &gold_problem))
    {
      job->n_gold_failed++;
      warn_of (pair, given_pairs.gold, gold_problem);
    }

  return heed_output_write (line, strlen (line), error);
}

static gboolean
finish_block (HeedPairBlock  *block,
              gpointer        data,
              GError        **error)
{
  const Result *result = block->result;

  for (guint i = 0; i < block->n_pairs; i++)
    if (!finish_pair (data, &block->pairs[i], &g_array_index (result->found, HeedFoundLinks, i),
                      result->markups != NULL ? g_ptr_array_index (result->markups, i) : NULL,
                      error))
      return FALSE;

  return TRUE;
}

static gboolean
judge (const Job  *job,
       GError    **error)
{
  HeedAlignmentScore score = heed_alignment_score_counts (&job->counts);
  g_autofree char *message = NULL;

  if (given_pairs.gold == NULL)
    return TRUE;

  if (job->n_pairs == 0)
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA,
                   "sentences: expected at least one, found none");
      return FALSE;
    }

  message = g_strdup_printf ("AER %.9g, precision %.9g, recall %.9g, F %.9g",
                             score.error_rate, score.precision, score.recall, score.f_measure);
  heed_output_warn (message);
  if (!given_pairs.gold_as.is_one_based)
    heed_link_origin_warn (&job->gold_origin, "--gold", &job->found_origin);

  if (job->n_gold_failed > 0)
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA,
                   "%s: expected gold links on every line, found %" G_GUINT64_FORMAT
                   " of %" G_GUINT64_FORMAT " without; the rates are those of the other lines",
                   given_pairs.gold, job->n_gold_failed, job->n_pairs);
      return FALSE;
    }

  return heed_pair_options_check_aer (&given_pairs, score.error_rate, error);
}

/* --- The verb -------------------------------------------------------------- */

static gboolean
fail_use (const char  *message,
          GError     **error)
{
  g_set_error_literal (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE, message);
  return FALSE;
}

static gboolean
check_combinations (GError **error)
{
  if (!heed_options_refuse_together (given.json && given.scores, "--json", "--scores", error))
    return FALSE;
  if (given.pieces && given.words)
    return fail_use ("--words: expected without --pieces, found both", error);
  if (given.pieces && given.reverse != NULL)
    return fail_use (
      "--reverse: expected without --pieces, since two models split differently, found both",
      error);
  if (given_dump.path != NULL &&
      (given_pairs.model != NULL || given.reverse != NULL || given.source_is_ids ||
       given.target_is_ids))
    return fail_use ("--attention: expected without --model, --reverse, --source-ids and "
                     "--target-ids, found with one of them", error);
  if (!heed_options_refuse_together (given.markup && given.scores, "--markup", "--scores", error) ||
      !heed_options_refuse_together (given.markup && given.pieces, "--markup", "--pieces", error) ||
      !heed_options_refuse_together (given.markup && given_dump.path != NULL, "--markup",
                                     "--attention", error) ||
      !heed_options_refuse_together (given.markup && given.source_is_ids, "--markup",
                                     "--source-ids", error))
    return FALSE;
  if (given.markup_rule != NULL && !given.markup)
    return fail_use ("--markup-rule: expected with --markup, found without", error);
  if (given.symmetrise != NULL && given.reverse == NULL)
    return fail_use ("--symmetrise: expected with --reverse, found alone", error);

  return TRUE;
}

static gboolean
understand_options (Job     *job,
                    GError **error)
{
  HeedPairNeeds needs =
    given_dump.path != NULL ? HEED_PAIRS_NEED_NOTHING : HEED_PAIRS_NEED_BOTH;
  guint how;

  if (!heed_pair_options_check (&given_pairs, needs, error) ||
      !heed_link_options_parse_weights (given_links.weights, &job->are_norms, error) ||
      !heed_align_markup_parse_rule (given.markup_rule, &job->markup_rule, error) ||
      !heed_options_parse_choice ("--symmetrise", given.symmetrise, symmetrisations, &how, error) ||
      !heed_link_options_parse (&given_links, &job->links, &job->choice, error))
    return FALSE;

  job->how = symmetrisation_values[how];
  job->format = given.json     ? HEED_LINKS_JSON
                : given.scores ? HEED_LINKS_SCORES : HEED_LINKS_PHARAOH;

  return check_combinations (error);
}

static gboolean
load_linker (HeedLinker    *linker,
             const Job     *job,
             const char    *name_or_path,
             GCancellable  *cancellable,
             GError       **error)
{
  linker->links = job->links;
  linker->are_norms = job->are_norms;
  linker->model =
    heed_model_option_load_to_read (name_or_path, given_pairs.max_source_length, cancellable,
                                    error);
  if (linker->model != NULL)
    linker->sites =
      heed_link_options_find_sites (linker->model, &given_links, &job->choice, error);

  return linker->sites != NULL;
}

/* Loads the models or opens the dump. */
static gboolean
load (Job           *job,
      GCancellable  *cancellable,
      GError       **error)
{
  if (given_dump.path != NULL)
    {
      job->dump.by_piece = given.pieces;
      return heed_dump_options_open (&given_dump, &given_links, &job->dump, &job->paths,
                                     cancellable, error);
    }

  return load_linker (&job->forward, job, given_pairs.model, cancellable, error) &&
         (given.reverse == NULL ||
          load_linker (&job->backward, job, given.reverse, cancellable, error));
}

static gboolean
run (char         **arguments,
     GCancellable  *cancellable,
     GError       **error)
{
  g_auto(Job) job = { .paths = heed_pair_options_get_paths (&given_pairs) };
  const HeedPairBlockFuncs funcs = { align_block, finish_block, free_result, &job, FALSE,
                                     HEED_PAIRS_AT_ONCE };

  if (!heed_options_check_no_arguments (arguments, error) || !understand_options (&job, error) ||
      !load (&job, cancellable, error))
    return FALSE;

  return heed_pair_blocks_run (&job.paths, (guint) given_pairs.jobs, &funcs, cancellable, error) &&
         heed_output_check_none_failed (heed_verb_align.name, job.n_failed, job.n_pairs, error) &&
         judge (&job, error);
}

const HeedVerb heed_verb_align = {
  .name = "align",
  .arguments = NULL,
  .summary = "links the words of sentences and their translations",
  .options = options,
  .model = &given_pairs.model,
  .run = run,
};
