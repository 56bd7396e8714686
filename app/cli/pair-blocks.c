/* pair-blocks.c — processes pairs of sentences in blocks, in several threads, in order
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/pair-blocks.h"

#include <math.h>
#include <unistd.h>

#include "app/cli/options.h"
#include "app/cli/parallel-lines.h"
#include "app/cli/progress.h"
#include "app/cli/tsv-line.h"
#include "app/cli/verb.h"
#include "app/core/work/ordered-work.h"

typedef struct
{
  const HeedPairPaths      *paths;
  const HeedPairBlockFuncs *funcs;
  GCancellable             *cancellable;
  HeedParallelLines        *lines;       /* NULL if there are no files */
  guint64                   n_read;      /* number of pairs read */
  HeedProgress             *progress;    /* NULL if not shown; the finisher's, like the next */
  guint64                   n_finished;
  guint64                   n_all;       /* 0 if not known */
  gint64                    start_us;
} Run;

/* A block with the function that frees its result. */
typedef struct
{
  HeedPairBlock  block;
  GDestroyNotify free_result;
} Item;

gboolean
heed_pair_paths_check (const HeedPairPaths  *paths,
                       gboolean              needs_target,
                       gboolean              needs_nothing,
                       GError              **error)
{
  if (paths->tsv != NULL)
    return heed_options_refuse_together (paths->source != NULL || paths->target != NULL, "--tsv",
                                         "--source or --target", error);

  if (needs_nothing)
    return TRUE;

  return heed_options_check_given ("--source", paths->source, error) &&
         (!needs_target || heed_options_check_given ("--target", paths->target, error));
}

const char *
heed_pair_paths_name (const HeedPairPaths *paths)
{
  return paths->tsv != NULL ? paths->tsv : paths->source != NULL ? paths->source : "pairs";
}

/* --- Reading --------------------------------------------------------------- */

/* Returns the next line of a row, for a path that is set; NULL if there is no such file. */
static const HeedLine *
take_line (const char            *path,
           const HeedLine *const *row,
           guint                 *n)
{
  return path != NULL ? row[(*n)++] : NULL;
}

static void
note_problem (HeedPairLine   *pair,
              const HeedLine *line)
{
  if (line != NULL && line->problem != NULL && pair->problem == NULL)
    pair->problem = g_error_new_literal (HEED_CLI_ERROR, HEED_CLI_ERROR_DATA, line->problem);
}

static char *
dup_text (const HeedLine *line)
{
  return line != NULL ? g_strdup (line->text) : NULL;
}

static void
read_line (HeedPairLine          *pair,
           guint64                number,
           const HeedPairPaths   *paths,
           const HeedLine *const *row)
{
  guint n = 0;
  const HeedLine *both = take_line (paths->tsv, row, &n);
  const HeedLine *source = take_line (paths->source, row, &n);
  const HeedLine *target = take_line (paths->target, row, &n);

  *pair = (HeedPairLine) {
    .number = number,
    .source = dup_text (source),
    .target = dup_text (target),
    .gold = dup_text (take_line (paths->gold, row, &n)),
    .gold_probabilities = dup_text (take_line (paths->gold_probabilities, row, &n)),
  };
  note_problem (pair, both);
  note_problem (pair, source);
  note_problem (pair, target);

  if (both != NULL && !heed_tsv_line_split (both->text, &pair->source, &pair->target))
    {
      if (pair->problem == NULL)
        pair->problem = g_error_new_literal (HEED_CLI_ERROR, HEED_CLI_ERROR_DATA,
                                             "line: " HEED_TSV_EXPECTED);
      pair->source = g_strdup ("");
      pair->target = g_strdup ("");
    }
}

static void
free_item (gpointer data)
{
  Item *item = data;

  for (guint i = 0; i < item->block.n_pairs; i++)
    {
      HeedPairLine *pair = &item->block.pairs[i];

      g_free (pair->source);
      g_free (pair->target);
      g_free (pair->gold);
      g_free (pair->gold_probabilities);
      g_clear_error (&pair->problem);
    }

  if (item->block.result != NULL)
    item->free_result (item->block.result);
  g_free (item->block.pairs);
  g_free (item);
}

static gboolean
fail_length (const Run  *run,
             GError    **error)
{
  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA,
               "%s: expected %u lines, one for each sentence of the attention, found %s",
               heed_pair_paths_name (run->paths), run->paths->n_pairs,
               run->n_read == run->paths->n_pairs ? "more" : "fewer");
  return FALSE;
}

/* Reads the next pair; FALSE at the end, and with an error if reading failed. */
static gboolean
read_pair (Run           *run,
           HeedPairLine  *pair,
           GError       **error)
{
  const HeedPairPaths *paths = run->paths;
  gboolean is_over = paths->is_counted && run->n_read == paths->n_pairs;
  g_autoptr(GError) problem = NULL;
  const HeedLine *const *row = NULL;

  if (run->lines != NULL)
    row = heed_parallel_lines_read (run->lines, run->cancellable, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }

  if (run->lines != NULL && paths->is_counted && (row == NULL) != is_over)
    return fail_length (run, error);

  if (is_over || (run->lines != NULL && row == NULL))
    return FALSE;

  read_line (pair, ++run->n_read, paths, row);

  return TRUE;
}

/* Reads the next block, which has no pairs at the end. */
static Item *
read_item (Run     *run,
           GError **error)
{
  Item *item = g_new0 (Item, 1);

  item->free_result = run->funcs->free_result;
  item->block.pairs = g_new (HeedPairLine, run->funcs->n_at_once);
  while (item->block.n_pairs < run->funcs->n_at_once &&
         read_pair (run, &item->block.pairs[item->block.n_pairs], error))
    item->block.n_pairs++;

  return item;
}

/* --- One block ------------------------------------------------------------- */

static void
work_item (gpointer data,
           gpointer user_data)
{
  const Run *run = user_data;
  Item *item = data;

  if (!g_cancellable_is_cancelled (run->cancellable))
    item->block.result = run->funcs->work (&item->block, run->funcs->data);
}

/* --- Progress -------------------------------------------------------------- */

/* The number of lines of a regular file; 0 if it cannot be read twice. */
static guint64
count_lines (const char   *path,
             GCancellable *cancellable)
{
  g_autoptr(HeedLines) lines = NULL;
  guint64 n = 0;

  if (path == NULL || !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return 0;

  lines = heed_lines_open (path, NULL);
  while (lines != NULL && heed_lines_read (lines, cancellable, NULL) != NULL)
    n++;

  return n;
}

static void
start_progress (Run *run)
{
  if (!isatty (STDERR_FILENO) || (isatty (STDOUT_FILENO) && !run->funcs->is_quiet))
    return;

  run->progress = heed_progress_new ();
  run->start_us = g_get_monotonic_time ();
  run->n_all = run->paths->is_counted
               ? run->paths->n_pairs
               : count_lines (run->paths->tsv != NULL ? run->paths->tsv : run->paths->source,
                              run->cancellable);
}

static void
show_progress (Run *run)
{
  double seconds = (double) (g_get_monotonic_time () - run->start_us) / G_USEC_PER_SEC;
  double rate = seconds > 0.0 ? (double) run->n_finished / seconds : 0.0;
  double n_left = run->n_all > run->n_finished ? (double) (run->n_all - run->n_finished) : 0.0;
  g_autofree char *left =
    heed_progress_format_seconds (run->n_all > 0 && rate > 0.0 ? n_left / rate : NAN);
  g_autofree char *text =
    g_strdup_printf ("%" G_GUINT64_FORMAT " pairs, %.0f a second, %s left", run->n_finished, rate,
                     left);

  heed_progress_show (run->progress,
                      run->n_all > 0 ? (double) run->n_finished / (double) run->n_all : NAN, text);
}

/* --- All blocks ------------------------------------------------------------ */

/* Blocks that were completed before an interrupt are still written. */
static gboolean
finish_item (gpointer   data,
             gpointer   user_data,
             GError   **error)
{
  Run *run = user_data;
  Item *item = data;

  if (item->block.result == NULL && g_cancellable_set_error_if_cancelled (run->cancellable, error))
    return FALSE;

  if (run->progress != NULL)
    heed_progress_hide (run->progress);
  if (!run->funcs->finish (&item->block, run->funcs->data, error))
    return FALSE;

  run->n_finished += item->block.n_pairs;
  if (run->progress != NULL)
    show_progress (run);

  return TRUE;
}

/* Opens the given files; lines stays NULL if there are none. */
static gboolean
open_lines (const HeedPairPaths  *paths,
            HeedParallelLines   **lines,
            GError              **error)
{
  const char *const given[] = { paths->tsv, paths->source, paths->target, paths->gold,
                                paths->gold_probabilities };
  const char *all[G_N_ELEMENTS (given) + 1] = { NULL };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (given); i++)
    if (given[i] != NULL)
      all[n++] = given[i];

  if (n > 0)
    *lines = heed_parallel_lines_open (all, error);

  return n == 0 || *lines != NULL;
}

/**
 * heed_pair_blocks_run:
 * @paths: paths that heed_pair_paths_check() has accepted
 * @n_threads: number of worker threads
 *
 * Errors: those of reading, those of @funcs' finish, and %G_IO_ERROR_CANCELLED
 *
 * Returns: whether every pair was finished
 */
gboolean
heed_pair_blocks_run (const HeedPairPaths       *paths,
                      guint                      n_threads,
                      const HeedPairBlockFuncs  *funcs,
                      GCancellable              *cancellable,
                      GError                   **error)
{
  g_autoptr(HeedParallelLines) lines = NULL;
  Run run = { .paths = paths, .funcs = funcs, .cancellable = cancellable };
  const HeedOrderedWorkFuncs work_funcs = { work_item, finish_item, free_item, &run };
  g_autoptr(GError) problem = NULL;
  HeedOrderedWork *work;
  gboolean goes_on = TRUE;
  gboolean is_done;

  if (!open_lines (paths, &lines, error))
    return FALSE;

  run.lines = lines;
  start_progress (&run);
  work = heed_ordered_work_new (n_threads, &work_funcs);
  while (goes_on && problem == NULL)
    {
      Item *item = read_item (&run, &problem);

      if (item->block.n_pairs > 0)
        goes_on = heed_ordered_work_push (work, item);
      else
        {
          free_item (item);
          goes_on = FALSE;
        }
    }

  is_done = heed_ordered_work_end (work, error);
  g_clear_pointer (&run.progress, heed_progress_free);
  if (!is_done || problem == NULL)
    return is_done;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}
