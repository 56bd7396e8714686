/* align.c — heed-cli align: word links read off the attention of a forced translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The model is walked through the translation that is given and says at each
 * step where it looked. Line n of the output is the links of pair n, always: a
 * pair that cannot be aligned gives an empty line and a message.
 */

#include <math.h>
#include <string.h>

#include "app/cli/link-options.h"
#include "app/cli/link-origin.h"
#include "app/cli/model-option.h"
#include "app/cli/options.h"
#include "app/cli/output.h"
#include "app/cli/pair-blocks.h"
#include "app/cli/verb.h"
#include "app/core/forced.h"

#define MAX_JOBS 256
#define NO_LIMIT INFINITY

/* As given on the command line. */
static struct
{
  char     *model;
  int       max_source_length;
  char     *source;
  char     *target;
  char     *tsv;
  char     *reverse;
  char     *symmetrise;
  gboolean  source_is_ids;
  gboolean  target_is_ids;
  gboolean  pieces;
  gboolean  words;
  char     *gold;
  gboolean  gold_one_based;
  double    max_aer;
  int       jobs;
} given = { .max_source_length = HEED_MAX_SOURCE_LENGTH, .max_aer = NO_LIMIT, .jobs = 1 };

static HeedGivenLinks given_links = HEED_GIVEN_LINKS_DEFAULT;

static const GOptionEntry options[] = {
  HEED_OPTION_MODEL (&given.model),
  HEED_OPTION_MAX_SOURCE_LENGTH (&given.max_source_length),
  { "source", 0, 0, G_OPTION_ARG_FILENAME, &given.source, "Source sentences, one a line", "FILE" },
  { "target", 0, 0, G_OPTION_ARG_FILENAME, &given.target, "Their translations, one a line",
    "FILE" },
  { "tsv", 0, 0, G_OPTION_ARG_FILENAME, &given.tsv,
    "Lines of source, tab or \" ||| \", target, in place of both; - is standard input", "FILE" },
  { "source-ids", 0, 0, G_OPTION_ARG_NONE, &given.source_is_ids,
    "Lines of --source are token ids, each a word", NULL },
  { "target-ids", 0, 0, G_OPTION_ARG_NONE, &given.target_is_ids,
    "Lines of --target are token ids, each a word", NULL },
  HEED_OPTIONS_LINKS (&given_links),
  { "words", 0, 0, G_OPTION_ARG_NONE, &given.words, "Link what spaces separate (default)", NULL },
  { "pieces", 0, 0, G_OPTION_ARG_NONE, &given.pieces, "Link the model's tokens", NULL },
  { "reverse", 0, 0, G_OPTION_ARG_FILENAME, &given.reverse,
    "A model of the other direction, to agree with", "MODEL" },
  { "symmetrise", 0, 0, G_OPTION_ARG_FILENAME, &given.symmetrise,
    "intersection, union, grow-diag or grow-diag-final-and (default) of both", "HOW" },
  { "gold", 0, 0, G_OPTION_ARG_FILENAME, &given.gold,
    "The right links: says on standard error how good they are", "FILE" },
  { "gold-one-based", 0, 0, G_OPTION_ARG_NONE, &given.gold_one_based,
    "Words of --gold count from 1", NULL },
  { "max-aer", 0, 0, G_OPTION_ARG_DOUBLE, &given.max_aer,
    "Exit status 1 if the error rate is above X", "X" },
  { "jobs", 'j', 0, G_OPTION_ARG_INT, &given.jobs, "Threads that align (default 1)", "N" },
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

/* A model, and which of its attentions makes links. */
typedef struct {
  HeedModel         *model;
  HeedAttentionSite  site;
} Aligner;

typedef struct {
  Aligner              forward;
  Aligner              backward;   /* model NULL without --reverse */
  HeedSymmetrisation   how;
  HeedSiteChoice       choice;
  HeedLinkOptions      links;
  HeedPairPaths        paths;

  guint64              n_pairs;    /* the finisher's, like the next */
  guint64              n_failed;
  guint64              n_gold_failed;
  HeedLinkOrigin       found_origin;
  HeedLinkOrigin       gold_origin;
  HeedAlignmentCounts  counts;
} Job;

static void
clear_job (Job *job)
{
  g_clear_pointer (&job->forward.model, heed_model_unref);
  g_clear_pointer (&job->backward.model, heed_model_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, clear_job)

/* --- Pairs ----------------------------------------------------------------- */

/* What is made of a block: n_pairs of HeedAlignment; NULL where a pair has a problem. */
static void
unref_links (gpointer data)
{
  g_clear_pointer ((HeedAlignment **) &data, heed_alignment_unref);
}

static void
unref_all_links (gpointer data)
{
  g_ptr_array_unref (data);
}

static HeedGivenPair
give_pair (const HeedPairLine *pair,
           gboolean            is_backward)
{
  const HeedGivenAs as[] = {
    given.source_is_ids ? HEED_GIVEN_IDS : HEED_GIVEN_TEXT,
    given.target_is_ids ? HEED_GIVEN_IDS : HEED_GIVEN_TEXT,
  };
  const char *const texts[] = { pair->source, pair->target };

  return (HeedGivenPair) {
    { HEED_SIDE_SOURCE, as[is_backward], given.pieces, texts[is_backward] },
    { HEED_SIDE_TARGET, as[!is_backward], given.pieces, texts[!is_backward] },
  };
}

/* What the attention links, or why there is none; takes the problem of forced. */
static HeedAlignment *
link_words (const Job             *job,
            HeedForced            *forced,
            const HeedForcedView  *view,
            GError               **error)
{
  HeedLinkOptions links = job->links;
  HeedMatrix *attention;

  if (forced->problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&forced->problem));
      return NULL;
    }

  attention = heed_forced_get (forced, view, 0, links.shift);
  if (attention == NULL)
    return heed_alignment_new (NULL, 0);

  links.shift = 0;  /* the rows are shifted already */

  return heed_alignment_from_attention (attention, &links);
}

/* Of every pair that has no problem yet; links go to links[i]. */
static void
align_one_way (const Job      *job,
               HeedPairBlock  *block,
               gboolean        is_backward,
               HeedAlignment **links)
{
  const Aligner *aligner = is_backward ? &job->backward : &job->forward;
  const HeedForcedView view = { &aligner->site, 1, job->links.shift + 1, FALSE };
  g_autofree HeedGivenPair *pairs = g_new (HeedGivenPair, block->n_pairs);
  g_autofree HeedForced *forced = g_new (HeedForced, block->n_pairs);
  g_autofree guint *places = g_new (guint, block->n_pairs);
  guint n = 0;

  for (guint i = 0; i < block->n_pairs; i++)
    if (block->pairs[i].problem == NULL)
      {
        pairs[n] = give_pair (&block->pairs[i], is_backward);
        places[n++] = i;
      }

  heed_forced_read (forced, aligner->model, pairs, n, &view);
  for (guint i = 0; i < n; i++)
    {
      links[places[i]] =
        link_words (job, &forced[i], &view, &block->pairs[places[i]].problem);
      heed_forced_clear (&forced[i]);
    }
}

static HeedAlignment *
agree (const Job     *job,
       HeedAlignment *forward,
       HeedAlignment *backward)
{
  g_autoptr(HeedAlignment) turned = heed_alignment_transpose (backward);

  return heed_alignment_symmetrise (forward, turned, job->how);
}

/* On any thread: models are shared, all else is this block's own. */
static gpointer
align_block (HeedPairBlock *block,
             gpointer       data)
{
  const Job *job = data;
  GPtrArray *found = g_ptr_array_new_with_free_func (unref_links);
  g_autofree HeedAlignment **forward = g_new0 (HeedAlignment *, block->n_pairs);
  g_autofree HeedAlignment **backward = g_new0 (HeedAlignment *, block->n_pairs);

  align_one_way (job, block, FALSE, forward);
  if (job->backward.model != NULL)
    align_one_way (job, block, TRUE, backward);

  for (guint i = 0; i < block->n_pairs; i++)
    {
      if (block->pairs[i].problem != NULL)
        g_ptr_array_add (found, NULL);
      else
        g_ptr_array_add (found, backward[i] != NULL ? agree (job, forward[i], backward[i])
                                                    : heed_alignment_ref (forward[i]));
      g_clear_pointer (&forward[i], heed_alignment_unref);
      g_clear_pointer (&backward[i], heed_alignment_unref);
    }

  return found;
}

/* --- Results, in order ----------------------------------------------------- */

/* Gold links of other sentences, or counted from 1, would be scored in silence. */
static gboolean
check_range (const HeedAlignment  *gold,
             const HeedPairLine   *pair,
             GError              **error)
{
  guint n_source = heed_words_count (pair->source);
  guint n_target = heed_words_count (pair->target);
  guint first = given.gold_one_based ? 1 : 0;

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

  gold = heed_alignment_parse (pair->gold, given.gold_one_based ? 1 : 0, error);
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

static gboolean
finish_pair (Job                 *job,
             const HeedPairLine  *pair,
             HeedAlignment       *links,
             GError             **error)
{
  g_autoptr(HeedAlignment) found =
    links != NULL ? heed_alignment_ref (links) : heed_alignment_new (NULL, 0);
  g_autoptr(GError) gold_problem = NULL;
  g_autofree char *text = heed_alignment_dup_text (found);
  g_autofree char *line = g_strconcat (text, "\n", NULL);

  job->n_pairs++;
  if (links == NULL)
    {
      job->n_failed++;
      warn_of (pair, heed_pair_paths_name (&job->paths), pair->problem);
    }

  if (!count_pair (job, pair, found, &gold_problem))
    {
      job->n_gold_failed++;
      warn_of (pair, given.gold, gold_problem);
    }

  return heed_output_write (line, strlen (line), error);
}

static gboolean
finish_block (HeedPairBlock  *block,
              gpointer        data,
              GError        **error)
{
  GPtrArray *links = block->result;

  for (guint i = 0; i < block->n_pairs; i++)
    if (!finish_pair (data, &block->pairs[i], g_ptr_array_index (links, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
judge (const Job  *job,
       GError    **error)
{
  HeedAlignmentScore score = heed_alignment_score_counts (&job->counts);
  g_autofree char *message = NULL;

  if (given.gold == NULL)
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
  if (!given.gold_one_based)
    heed_link_origin_warn (&job->gold_origin, "--gold", &job->found_origin);

  if (job->n_gold_failed > 0)
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA,
                   "%s: expected gold links on every line, found %" G_GUINT64_FORMAT
                   " of %" G_GUINT64_FORMAT " that are none; the rates are those of the others",
                   given.gold, job->n_gold_failed, job->n_pairs);
      return FALSE;
    }

  return heed_options_check_most ("AER", score.error_rate, given.max_aer, error);
}

/* --- What is asked for ----------------------------------------------------- */

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
  if (given.pieces && given.words)
    return fail_use ("--words: expected without --pieces, found both", error);
  if (given.pieces && given.reverse != NULL)
    return fail_use (
      "--reverse: expected without --pieces, since two models split differently, found both",
      error);
  if (given.symmetrise != NULL && given.reverse == NULL)
    return fail_use ("--symmetrise: expected with --reverse, found alone", error);
  if (given.gold == NULL && (given.gold_one_based || given.max_aer < NO_LIMIT))
    return fail_use ("--max-aer or --gold-one-based: expected with --gold, found without", error);

  return TRUE;
}

static gboolean
understand_options (Job     *job,
                    GError **error)
{
  guint how;

  if (!heed_pair_paths_check (&job->paths, error) ||
      !heed_options_check_range ("--jobs", given.jobs, 1, MAX_JOBS, error) ||
      !heed_options_parse_choice ("--symmetrise", given.symmetrise, symmetrisations, &how, error) ||
      !heed_link_options_parse (&given_links, &job->links, &job->choice, error))
    return FALSE;

  job->how = symmetrisation_values[how];

  return check_combinations (error);
}

static gboolean
load_aligner (Aligner       *aligner,
              const Job     *job,
              const char    *name_or_path,
              GCancellable  *cancellable,
              GError       **error)
{
  aligner->model =
    heed_model_option_load_to_read (name_or_path, given.max_source_length, cancellable, error);

  return aligner->model != NULL &&
         heed_link_options_find_site (aligner->model, &job->choice, &aligner->site, error);
}

static gboolean
run (char         **arguments,
     GCancellable  *cancellable,
     GError       **error)
{
  g_auto(Job) job = { .paths = { given.source, given.target, given.tsv, given.gold } };
  const HeedPairBlockFuncs funcs = { align_block, finish_block, unref_all_links, &job };

  if (!heed_options_check_no_arguments (arguments, error) || !understand_options (&job, error) ||
      !load_aligner (&job.forward, &job, given.model, cancellable, error) ||
      (given.reverse != NULL &&
       !load_aligner (&job.backward, &job, given.reverse, cancellable, error)))
    return FALSE;

  return heed_pair_blocks_run (&job.paths, (guint) given.jobs, &funcs, cancellable, error) &&
         heed_output_check_none_failed (heed_verb_align.name, job.n_failed, job.n_pairs, error) &&
         judge (&job, error);
}

const HeedVerb heed_verb_align = {
  .name = "align",
  .arguments = NULL,
  .summary = "says which word is a translation of which, by forced decoding",
  .options = options,
  .model = &given.model,
  .run = run,
};
