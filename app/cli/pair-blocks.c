/* pair-blocks.c — pairs of sentences in blocks, through several threads, in order
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/cli/pair-blocks.h"

#include "app/cli/options.h"
#include "app/cli/parallel-lines.h"
#include "app/cli/tsv-line.h"
#include "app/cli/verb.h"
#include "app/core/ordered-work.h"

/* Enough that those of one length make batches. */
#define BLOCK_PAIRS 512

typedef struct
{
  const HeedPairPaths      *paths;
  const HeedPairBlockFuncs *funcs;
  GCancellable             *cancellable;
} Run;

/* A block knows how to let go of what was made of it. */
typedef struct
{
  HeedPairBlock  block;
  GDestroyNotify free_result;
} Item;

gboolean
heed_pair_paths_check (const HeedPairPaths  *paths,
                       gboolean              needs_target,
                       GError              **error)
{
  if (paths->tsv != NULL)
    return heed_options_refuse_together (paths->source != NULL || paths->target != NULL, "--tsv",
                                         "--source or --target", error);

  return heed_options_check_given ("--source", paths->source, error) &&
         (!needs_target || heed_options_check_given ("--target", paths->target, error));
}

const char *
heed_pair_paths_name (const HeedPairPaths *paths)
{
  return paths->tsv != NULL ? paths->tsv : paths->source;
}

/* --- Reading --------------------------------------------------------------- */

static void
read_line (HeedPairLine          *pair,
           const HeedPairPaths   *paths,
           const HeedLine *const *row)
{
  guint n = 0;
  const HeedLine *source = row[n++];
  const HeedLine *target = paths->target != NULL ? row[n++] : source;
  const char *problem = source->problem != NULL ? source->problem : target->problem;

  *pair = (HeedPairLine) { .number = source->number };
  if (problem == NULL && paths->tsv != NULL && !heed_tsv_line_split (source->text, &pair->source, &pair->target))
    problem = "line: " HEED_TSV_EXPECTED;

  if (problem != NULL)
    pair->problem = g_error_new_literal (HEED_CLI_ERROR, HEED_CLI_ERROR_DATA, problem);
  if (pair->source == NULL)
    {
      pair->source = g_strdup (paths->tsv == NULL ? source->text : "");
      pair->target = paths->target != NULL ? g_strdup (target->text)
                     : paths->tsv != NULL  ? g_strdup ("") : NULL;
    }
  if (paths->gold != NULL)
    pair->gold = g_strdup (row[n]->text);
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
      g_clear_error (&pair->problem);
    }

  if (item->block.result != NULL)
    item->free_result (item->block.result);
  g_free (item->block.pairs);
  g_free (item);
}

/* Without pairs at the end. */
static Item *
read_item (const Run          *run,
           HeedParallelLines  *lines,
           GError            **error)
{
  Item *item = g_new0 (Item, 1);
  const HeedLine *const *row;

  item->free_result = run->funcs->free_result;
  item->block.pairs = g_new (HeedPairLine, BLOCK_PAIRS);
  while (item->block.n_pairs < BLOCK_PAIRS &&
         (row = heed_parallel_lines_read (lines, run->cancellable, error)) != NULL)
    read_line (&item->block.pairs[item->block.n_pairs++], run->paths, row);

  return item;
}

/* --- All blocks ------------------------------------------------------------ */

static void
work_item (gpointer data,
           gpointer user_data)
{
  const Run *run = user_data;
  Item *item = data;

  if (!g_cancellable_is_cancelled (run->cancellable))
    item->block.result = run->funcs->work (&item->block, run->funcs->data);
}

/* What was done before an interrupt is written all the same. */
static gboolean
finish_item (gpointer   data,
             gpointer   user_data,
             GError   **error)
{
  const Run *run = user_data;
  Item *item = data;

  if (item->block.result == NULL && g_cancellable_set_error_if_cancelled (run->cancellable, error))
    return FALSE;

  return run->funcs->finish (&item->block, run->funcs->data, error);
}

static HeedParallelLines *
open_lines (const HeedPairPaths  *paths,
            GError              **error)
{
  const char *all[4] = { NULL };
  guint n = 0;

  all[n++] = heed_pair_paths_name (paths);
  if (paths->target != NULL)
    all[n++] = paths->target;
  if (paths->gold != NULL)
    all[n++] = paths->gold;

  return heed_parallel_lines_open (all, error);
}

/**
 * heed_pair_blocks_run:
 * @paths: checked ones
 * @n_threads: how many work
 *
 * Errors: those of reading, of finish, and %G_IO_ERROR_CANCELLED
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
  Run run = { paths, funcs, cancellable };
  const HeedOrderedWorkFuncs work_funcs = { work_item, finish_item, free_item, &run };
  g_autoptr(HeedParallelLines) lines = open_lines (paths, error);
  g_autoptr(GError) problem = NULL;
  HeedOrderedWork *work;
  gboolean goes_on = TRUE;

  if (lines == NULL)
    return FALSE;

  work = heed_ordered_work_new (n_threads, &work_funcs);
  while (goes_on && problem == NULL)
    {
      Item *item = read_item (&run, lines, &problem);

      if (item->block.n_pairs > 0)
        goes_on = heed_ordered_work_push (work, item);
      else
        {
          free_item (item);
          goes_on = FALSE;
        }
    }

  if (!heed_ordered_work_end (work, error))
    return FALSE;

  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}
