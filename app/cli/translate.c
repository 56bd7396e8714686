/* translate.c — heed-cli translate: text in, text out
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Line n of the output is the translation of line n of the input, always: what
 * cannot be translated gives an empty line and a message, and a line without
 * text stays one.
 */

#include <string.h>

#include "app/cli/decoding.h"
#include "app/cli/lines.h"
#include "app/cli/model-option.h"
#include "app/cli/options.h"
#include "app/cli/ordered-work.h"
#include "app/cli/output.h"
#include "app/cli/verb.h"

#define MAX_JOBS 256

/* As given on the command line. */
static struct
{
  char   *model;
  int     beam;
  double  length_penalty;
  int     max_length;
  int     jobs;
} given = { .beam = 1, .length_penalty = 1.0, .jobs = 1 };

static const GOptionEntry options[] = {
  HEED_OPTION_MODEL (&given.model),
  { "beam", 'b', 0, G_OPTION_ARG_INT, &given.beam, "Hypotheses kept at each step (default 1: greedy)", "N" },
  { "length-penalty", 0, 0, G_OPTION_ARG_DOUBLE, &given.length_penalty,
    "Hypotheses are compared by log-probability / length ^ A (default 1)", "A" },
  { "max-length", 0, 0, G_OPTION_ARG_INT, &given.max_length, "Stop after N target tokens", "N" },
  { "jobs", 'j', 0, G_OPTION_ARG_INT, &given.jobs, "Threads that translate (default 1)", "N" },
  G_OPTION_ENTRY_NULL
};

typedef struct {
  HeedModel           *model;
  HeedDecodingOptions  decoding;
  GCancellable        *cancellable;
  guint64              n_lines;   /* finisher only, like the next */
  guint64              n_failed;
} Job;

typedef struct {
  guint64  number;
  char    *text;
  char    *translation;  /* or NULL */
  GError  *problem;      /* or NULL */
} Line;

static void
free_line (gpointer data)
{
  Line *line = data;

  g_free (line->text);
  g_free (line->translation);
  g_clear_error (&line->problem);
  g_free (line);
}

static gboolean
is_blank (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return FALSE;

  return TRUE;
}

/* On any thread: the model is shared, the session is this line's own. */
static void
translate_line (gpointer item,
                gpointer data)
{
  Line *line = item;
  const Job *job = data;

  if (line->problem != NULL)
    return;

  if (is_blank (line->text))
    line->translation = g_strdup ("");
  else
    line->translation = heed_decoding_translate (job->model, line->text, &job->decoding,
                                                 job->cancellable, &line->problem);
}

static void
warn_of (const Line *line)
{
  g_autofree char *message = g_strdup_printf ("line %" G_GUINT64_FORMAT ": %s",
                                              line->number, line->problem->message);

  heed_output_warn (message);
}

static gboolean
print_line (gpointer   item,
            gpointer   data,
            GError   **error)
{
  Line *line = item;
  Job *job = data;
  g_autofree char *printed = NULL;

  if (g_error_matches (line->problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&line->problem));
      return FALSE;
    }

  job->n_lines++;
  if (line->problem != NULL)
    {
      job->n_failed++;
      warn_of (line);
    }

  printed = g_strconcat (line->translation != NULL ? line->translation : "", "\n", NULL);

  return heed_output_write (printed, strlen (printed), error);
}

static Line *
copy_line (const HeedLine *read)
{
  Line *line = g_new0 (Line, 1);

  line->number = read->number;
  line->text = g_strdup (read->text);
  if (read->problem != NULL)
    line->problem = g_error_new_literal (HEED_CLI_ERROR, HEED_CLI_ERROR_DATA, read->problem);

  return line;
}

static gboolean
translate_lines (Job        *job,
                 HeedLines  *lines,
                 GError    **error)
{
  const HeedOrderedWorkFuncs funcs = {
    .work = translate_line,
    .finish = print_line,
    .free = free_line,
    .data = job,
  };
  HeedOrderedWork *work = heed_ordered_work_new ((guint) given.jobs, &funcs);
  g_autoptr(GError) problem = NULL;
  const HeedLine *read;

  while ((read = heed_lines_read (lines, job->cancellable, &problem)) != NULL)
    if (!heed_ordered_work_push (work, copy_line (read)))
      break;

  if (!heed_ordered_work_end (work, error))
    return FALSE;

  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  return heed_output_check_none_failed (heed_verb_translate.name, job->n_failed, job->n_lines, error);
}

static gboolean
check_options (GError **error)
{
  if (!(given.length_penalty >= 0.0 && given.length_penalty <= 100.0))
    {
      g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
                   "--length-penalty: expected 0 to 100, found %g", given.length_penalty);
      return FALSE;
    }

  return heed_options_check_range ("--beam", given.beam, 1, HEED_BEAM_MAX_WIDTH, error) &&
         heed_options_check_range ("--max-length", given.max_length, 0, HEED_MAX_LENGTH_LIMIT, error) &&
         heed_options_check_range ("--jobs", given.jobs, 1, MAX_JOBS, error);
}

static gboolean
run (char         **arguments,
     GCancellable  *cancellable,
     GError       **error)
{
  g_autoptr(HeedModel) model = NULL;
  g_autoptr(HeedLines) lines = NULL;
  Job job = { .cancellable = cancellable };

  if (!check_options (error))
    return FALSE;

  model = heed_model_option_load (given.model, cancellable, error);
  if (model == NULL)
    return FALSE;

  job.model = model;
  job.decoding.beam = (guint) given.beam;
  job.decoding.length_penalty = given.length_penalty;
  job.decoding.max_length = (guint) given.max_length;
  lines = heed_lines_new (arguments);

  return translate_lines (&job, lines, error);
}

const HeedVerb heed_verb_translate = {
  .name = "translate",
  .arguments = "[TEXT…|-]",
  .summary = "translates each line, prints text only",
  .options = options,
  .run = run,
};
