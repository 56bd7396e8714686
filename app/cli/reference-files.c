/* reference-files.c — reads sentences and their references from files
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A line that is not valid text, or not in the required form, is an error: a score of the remaining
 * lines could be taken for one of all lines.
 */

#include "app/cli/reference-files.h"

#include "app/cli/parallel-lines.h"
#include "app/cli/tsv-line.h"
#include "app/core/words/words.h"

static HeedReferences *
read_rows (const char *const   *paths,
           HeedRowFunc          add_row,
           GCancellable        *cancellable,
           GError             **error)
{
  g_autoptr(HeedReferences) references = heed_references_new ();

  if (!heed_parallel_lines_each (paths, add_row, references, cancellable, error))
    return NULL;

  return g_steal_pointer (&references);
}

/* --- Source and targets in files of their own ------------------------------ */

static gboolean
add_files_row (HeedParallelLines      *lines,
               const HeedLine *const  *row,
               gpointer                data,
               GError                **error)
{
  heed_references_begin (data, row[0]->text);
  for (guint i = 1; i < heed_parallel_lines_get_n_files (lines); i++)
    heed_references_add (data, row[i]->text);

  return TRUE;
}

/**
 * heed_references_read_files:
 * @source: a file, or "-"
 * @targets: (array zero-terminated=1): at least one file
 *
 * Errors: %HEED_CLI_ERROR_DATA for a line that is not valid text, and for files of different
 *   lengths; those of GIO
 *
 * Returns: (transfer full): one sentence per line
 */
HeedReferences *
heed_references_read_files (const char         *source,
                            const char *const  *targets,
                            GCancellable       *cancellable,
                            GError            **error)
{
  g_autoptr(GPtrArray) paths = g_ptr_array_new ();

  g_ptr_array_add (paths, (gpointer) source);
  for (; *targets != NULL; targets++)
    g_ptr_array_add (paths, (gpointer) *targets);
  g_ptr_array_add (paths, NULL);

  return read_rows ((const char *const *) paths->pdata, add_files_row, cancellable, error);
}

/* --- Both in one file ------------------------------------------------------ */

static gboolean
add_tsv_row (HeedParallelLines      *lines,
             const HeedLine *const  *row,
             gpointer                data,
             GError                **error)
{
  g_autofree char *source = NULL;
  g_autofree char *target = NULL;

  if (heed_tsv_line_split (row[0]->text, &source, &target))
    heed_references_add_pair (data, source, target);
  else if (heed_words_count (row[0]->text) > 0)
    {
      heed_parallel_lines_fail (lines, 0, HEED_TSV_EXPECTED, error);
      return FALSE;
    }

  return TRUE;
}

/**
 * heed_references_read_tsv:
 * @path: a file, or "-"
 *
 * Empty lines are skipped.
 *
 * Errors: %HEED_CLI_ERROR_DATA for a line that is not valid text or not a pair; those of GIO
 *
 * Returns: (transfer full): the sentences, in the order of their first lines
 */
HeedReferences *
heed_references_read_tsv (const char    *path,
                          GCancellable  *cancellable,
                          GError       **error)
{
  const char *const paths[] = { path, NULL };

  return read_rows (paths, add_tsv_row, cancellable, error);
}
