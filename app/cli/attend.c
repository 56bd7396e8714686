/* attend.c — heed-cli attend: decodes sentences and prints their attention
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Each sentence is decoded and its record is written before the next sentence is read. A sentence
 * that cannot be decoded has a record too, which gives the reason.
 */

#include "app/cli/attend-formats.h"
#include "app/cli/change-options.h"
#include "app/cli/lines.h"
#include "app/cli/model-option.h"
#include "app/cli/options.h"
#include "app/cli/output.h"
#include "app/cli/search-options.h"
#include "app/cli/tsv-line.h"
#include "app/cli/verb.h"
#include "app/core/changes/input-tokens.h"

#define MAX_CANDIDATES 256

/* As given on the command line. */
static struct
{
  char     *model;
  int       max_source_length;
  char     *target;
  char     *tsv;
  char     *sites;
  int       layer;
  char     *head;
  gboolean  scores;
  int       top;
  gboolean  pieces;
  gboolean  words;
  char    **evidence;
  char    **masks;
  char    **pins;
  char    **forces;
  char     *format;
  gboolean  source_is_tokens;
  gboolean  source_is_ids;
  gboolean  target_is_ids;
  char     *target_ids;
} given = { .max_source_length = HEED_MAX_SOURCE_LENGTH, .layer = HEED_EVERY_LAYER, .top = 5 };

static HeedSearchOptions search = HEED_SEARCH_OPTIONS_DEFAULT;

static gboolean
target_ids_cb (const char  *option,
               const char  *value,
               gpointer     data,
               GError     **error)
{
  given.target_is_ids = TRUE;
  g_free (given.target_ids);
  given.target_ids = g_strdup (value);

  return TRUE;
}

static const GOptionEntry options[] = {
  HEED_OPTION_MODEL (&given.model),
  HEED_OPTION_MAX_SOURCE_LENGTH (&given.max_source_length),
  { "target", 't', 0, G_OPTION_ARG_FILENAME, &given.target,
    "Force these target tokens instead of the model's own choices", "TEXT" },
  { "tsv", 0, 0, G_OPTION_ARG_FILENAME, &given.tsv,
    "Lines of source, tab or \" ||| \", and target to force; - is standard input", "FILE" },
  HEED_OPTIONS_SEARCH (&search),
  { "sites", 0, 0, G_OPTION_ARG_FILENAME, &given.sites,
    "cross (default): cross-attention only; all: self-attention too", "cross|all" },
  { "layer", 'l', 0, G_OPTION_ARG_INT, &given.layer, "Only this layer, counted from 0", "L" },
  { "head", 'H', 0, G_OPTION_ARG_FILENAME, &given.head,
    "Only this head, counted from 0, or the mean of all", "H|mean" },
  { "scores", 0, 0, G_OPTION_ARG_NONE, &given.scores,
    "Also print the scores before the softmax", NULL },
  { "top", 0, 0, G_OPTION_ARG_INT, &given.top, "Candidates per step (default 5)", "N" },
  { "pieces", 0, 0, G_OPTION_ARG_NONE, &given.pieces, "Print the model's tokens (default)",
    NULL },
  { "words", 0, 0, G_OPTION_ARG_NONE, &given.words,
    "Merge tokens into words: sums over source columns, means over target rows", NULL },
  { "evidence", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &given.evidence,
    "Also print the effect of each source token on each target token; only with json",
    "occlusion|gradient|norm|share" },
  { "mask", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &given.masks,
    "Hide these source tokens, counted from 0",
    "I[,J…]" },
  { "pin", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &given.pins,
    "In a step, give a source token this weight (default 1); the others share the rest",
    "STEP:KEY[:WEIGHT]" },
  { "force", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &given.forces,
    "In a step, take this token (or #ID)", "STEP:TOKEN" },
  { "format", 'f', 0, G_OPTION_ARG_FILENAME, &given.format, "The output format (default json)",
    "json|text|csv" },
  { "source-tokens", 0, 0, G_OPTION_ARG_NONE, &given.source_is_tokens,
    "TEXT consists of tokens separated by spaces; no tokenizer is used", NULL },
  { "source-ids", 0, 0, G_OPTION_ARG_NONE, &given.source_is_ids,
    "TEXT consists of token ids separated by spaces", NULL },
  { "target-ids", 0, G_OPTION_FLAG_OPTIONAL_ARG, G_OPTION_ARG_CALLBACK, (gpointer) target_ids_cb,
    "The targets (--target, --tsv, or IDS) are token ids", "IDS" },
  G_OPTION_ENTRY_NULL
};

/* The parsed options, and the counts of sentences. */
typedef struct {
  HeedModel              *model;
  HeedInputForm           source_as;
  HeedWalk                walk;
  HeedChanges            *changes;
  guint32                *target;     /* ids, for every sentence; or NULL */
  HeedAttendOptions       attend;
  const HeedAttendFormat *format;
  gboolean                warns_of_unknown;
  guint64                 n_sentences;
  guint64                 n_failed;
} Job;

static void
clear_job (Job *job)
{
  g_clear_pointer (&job->model, heed_model_unref);
  g_clear_pointer (&job->changes, heed_changes_free);
  g_free (job->target);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, clear_job)

/* Fails if an option would contradict the one that gives the target. */
static gboolean
check_target_alone (const char  *option,
                    GError     **error)
{
  return heed_options_refuse_together (search.beam > 1, option, "--beam", error) &&
         heed_options_refuse_together (search.sample, option, "--sample", error) &&
         heed_options_refuse_together (given.forces != NULL, option, "--force", error) &&
         heed_options_refuse_together (search.max_length > 0, option, "--max-length", error);
}

static gboolean
check_combinations (GError **error)
{
  return heed_options_refuse_together (given.pieces && given.words, "--pieces", "--words", error) &&
         heed_options_refuse_together (given.scores && given.words, "--scores", "--words", error) &&
         heed_options_refuse_together (given.source_is_tokens && given.source_is_ids,
                                       "--source-tokens", "--source-ids", error) &&
         heed_options_refuse_together (given.target != NULL && given.tsv != NULL, "--target",
                                       "--tsv", error) &&
         (given.target == NULL || check_target_alone ("--target", error)) &&
         (given.tsv == NULL || check_target_alone ("--tsv", error));
}

static gboolean
understand_format (Job     *job,
                   GError **error)
{
  static const char *const names[] = { "json", "text", "csv", NULL };
  const HeedAttendFormat *formats[] = { &heed_attend_json, &heed_attend_text, &heed_attend_csv };
  guint choice;

  if (!heed_options_parse_choice ("--format", given.format, names, &choice, error))
    return FALSE;

  job->format = formats[choice];
  if (job->format == &heed_attend_text)
    {
      job->warns_of_unknown = !given.source_is_tokens && !given.source_is_ids;
      job->attend.one_map =
        given.sites == NULL && (given.layer == HEED_EVERY_LAYER || given.head == NULL);
      if (heed_output_has_color ())
        job->format = &heed_attend_color;
    }

  return TRUE;
}

static gboolean
understand_sites (Job     *job,
                  GError **error)
{
  static const char *const names[] = { "cross", "all", NULL };
  guint choice;

  if (!heed_options_parse_choice ("--sites", given.sites, names, &choice, error) ||
      !heed_sites_parse (given.layer, given.head, &job->attend.choice, error))
    return FALSE;

  job->attend.every_kind = choice == 1;
  job->attend.scores = given.scores;
  job->attend.words = given.words;

  return TRUE;
}

static gboolean
understand_evidence (Job     *job,
                     GError **error)
{
  const char *names[HEED_N_EVIDENCE_KINDS + 1] = { NULL };

  for (guint kind = 0; kind < HEED_N_EVIDENCE_KINDS; kind++)
    names[kind] = heed_evidence_get_info (kind)->name;

  for (guint i = 0; given.evidence != NULL && given.evidence[i] != NULL; i++)
    {
      guint choice;

      if (!heed_options_parse_choice ("--evidence", given.evidence[i], names, &choice, error))
        return FALSE;

      job->attend.evidence[choice] = TRUE;
    }

  if (given.evidence != NULL && job->format != &heed_attend_json)
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
                   "--evidence: expected --format json, found another");
      return FALSE;
    }

  return TRUE;
}

/* Parses everything that can be parsed before a model is loaded. */
static gboolean
understand_options (Job     *job,
                    GError **error)
{
  if (!heed_options_check_range ("--top", given.top, 0, MAX_CANDIDATES, error) ||
      !heed_search_options_parse (&search, &job->walk, error) || !check_combinations (error) ||
      !understand_sites (job, error) || !understand_format (job, error) ||
      !understand_evidence (job, error) ||
      !heed_options_check_text ("--target", given.target, error))
    return FALSE;

  job->source_as = given.source_is_tokens ? HEED_INPUT_TOKENS
                   : given.source_is_ids  ? HEED_INPUT_IDS
                                          : HEED_INPUT_TEXT;
  job->changes = heed_change_options_parse (given.masks, given.pins, given.forces, error);
  job->walk.changes = job->changes;

  return job->changes != NULL;
}

/* Sets the target tokens of walk; the caller frees target, which owns them. */
static gboolean
read_target (HeedModel   *model,
             const char  *text,
             HeedWalk    *walk,
             guint32    **target,
             GError     **error)
{
  HeedInputForm input_form = given.target_is_ids ? HEED_INPUT_IDS : HEED_INPUT_TEXT;

  *target = heed_input_tokens_parse_target (model, input_form, text, &walk->n_target, error);
  walk->target = *target;

  return *target != NULL;
}

static gboolean
understand_target (Job     *job,
                   GError **error)
{
  return given.target == NULL ||
         read_target (job->model, given.target, &job->walk, &job->target, error);
}

/* Only for the text format; the others are read by programs, which see
 * the id of the unknown token. */
static void
warn_of_unknown (const Job  *job,
                 const char *text,
                 guint64     number)
{
  g_auto(GStrv) unknown = heed_model_list_unknown (job->model, text);
  g_autofree char *list = NULL;
  g_autofree char *visible = NULL;
  g_autofree char *message = NULL;

  if (unknown[0] == NULL)
    return;

  list = g_strjoinv (" ", unknown);
  visible = heed_output_dup_visible (list);
  message = g_strdup_printf ("line %" G_GUINT64_FORMAT
                             ": not in the vocabulary of the model, read as unknown: %s",
                             number, visible);
  heed_output_warn (message);
}

static HeedAttendRecord *
decode (const Job       *job,
        const HeedWalk  *walk,
        const char      *text,
        guint64          number,
        GCancellable    *cancellable,
        GError         **error)
{
  HeedSession *session = heed_walk_start (job->model, text, job->source_as, error);

  if (session == NULL)
    return NULL;

  if (job->warns_of_unknown)
    warn_of_unknown (job, text, number);

  heed_session_set_n_candidates (session, (guint) given.top);
  session = heed_walk_run (session, walk, cancellable, error);

  return session != NULL ? heed_attend_record_new (session, text, number, &job->attend, error)
                         : NULL;
}

static HeedAttendRecord *
decode_pair (const Job       *job,
             const HeedLine  *line,
             GCancellable    *cancellable,
             GError         **error)
{
  HeedWalk walk = job->walk;
  g_autofree char *source = NULL;
  g_autofree char *text = NULL;
  g_autofree guint32 *target = NULL;

  if (!heed_tsv_line_split (line->text, &source, &text))
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA, "line: " HEED_TSV_EXPECTED);
      return NULL;
    }

  return read_target (job->model, text, &walk, &target, error)
         ? decode (job, &walk, source, line->number, cancellable, error) : NULL;
}

/* Always appends a record; returns FALSE only if the user interrupted. */
static gboolean
attend_line (Job             *job,
             const HeedLine  *line,
             GString         *out,
             GCancellable    *cancellable,
             GError         **error)
{
  g_autoptr(HeedAttendRecord) record = NULL;
  g_autoptr(GError) problem = NULL;

  if (line->problem == NULL)
    record = given.tsv != NULL ? decode_pair (job, line, cancellable, &problem)
                               : decode (job, &job->walk, line->text, line->number, cancellable,
                                         &problem);

  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  job->n_sentences++;
  if (record != NULL)
    {
      job->format->write (out, record);
      return TRUE;
    }

  job->n_failed++;
  if (line->problem != NULL)
    job->format->fail (out, line->number, NULL, line->problem);
  else
    job->format->fail (out, line->number, line->text, problem->message);

  return TRUE;
}

static gboolean
attend_lines (Job           *job,
              HeedLines     *lines,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autoptr(GString) out = g_string_new (NULL);
  g_autoptr(GError) problem = NULL;
  const HeedLine *line;

  if (job->format->begin != NULL)
    job->format->begin (out);

  while ((line = heed_lines_read (lines, cancellable, &problem)) != NULL)
    {
      if (!attend_line (job, line, out, cancellable, error) ||
          !heed_output_write (out->str, out->len, error))
        return FALSE;

      g_string_truncate (out, 0);
    }

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  return heed_output_write (out->str, out->len, error) &&
         heed_output_check_none_failed (heed_verb_attend.name, job->n_failed, job->n_sentences,
                                        error);
}

/* A value after --target-ids is the target. If --target is given too, the value is
 * the first sentence instead. */
static char **
collect_sentences (char **arguments)
{
  GPtrArray *sentences = g_ptr_array_new ();

  if (given.target_ids != NULL && given.target != NULL)
    g_ptr_array_add (sentences, g_strdup (given.target_ids));
  else if (given.target_ids != NULL)
    given.target = g_strdup (given.target_ids);

  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (sentences, g_strdup (arguments[i]));
  g_ptr_array_add (sentences, NULL);

  return (char **) g_ptr_array_free (sentences, FALSE);
}

static gboolean
run (char         **arguments,
     GCancellable  *cancellable,
     GError       **error)
{
  g_auto(GStrv) sentences = collect_sentences (arguments);
  g_auto(Job) job = { 0 };
  g_autoptr(HeedLines) lines = NULL;

  if (given.target_is_ids && given.target == NULL && given.tsv == NULL)
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
                   "--target-ids: expected ids after it, in --target or in --tsv, found none");
      return FALSE;
    }

  if ((given.tsv != NULL && !heed_options_check_no_arguments (sentences, error)) ||
      !understand_options (&job, error))
    return FALSE;

  job.model =
    heed_model_option_load_to_read (given.model, given.max_source_length, cancellable, error);
  if (job.model == NULL ||
      !heed_sites_check (job.model, &job.attend.choice, job.attend.every_kind, error) ||
      !understand_target (&job, error))
    return FALSE;

  lines = given.tsv != NULL ? heed_lines_open (given.tsv, error) : heed_lines_new (sentences);

  return lines != NULL && attend_lines (&job, lines, cancellable, error);
}

const HeedVerb heed_verb_attend = {
  .name = "attend",
  .arguments = "[TEXT…|-]",
  .summary = "decodes each sentence and prints its tokens and attention",
  .options = options,
  .model = &given.model,
  .run = run,
};
