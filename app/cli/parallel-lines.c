/* parallel-lines.c — files that are read in parallel, line by line
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * If a line were missing in one file, every later line would be paired with the wrong one and still
 * yield a score, so files of different lengths are an error.
 */

#include "app/cli/parallel-lines.h"

#include "app/cli/verb.h"

struct _HeedParallelLines
{
  char            **paths;
  guint             n_files;
  HeedLines       **files;    /* n_files of them; NULL if not opened */
  const HeedLine  **current;  /* n_files of them */
  guint64           number;   /* of the current line, from 1 */
};

static gboolean
check_standard_input (const char *const  *paths,
                      GError            **error)
{
  guint n_times = 0;

  for (; *paths != NULL; paths++)
    n_times += g_str_equal (*paths, "-");

  if (n_times <= 1)
    return TRUE;

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_USE,
               "standard input: expected as one file, found as %u", n_times);
  return FALSE;
}

/**
 * heed_parallel_lines_open:
 * @paths: (array zero-terminated=1): files; one may be "-"
 *
 * Errors: %HEED_CLI_ERROR_USE if "-" is given twice; those of GIO
 *
 * Returns: (transfer full): a reader of their lines
 */
HeedParallelLines *
heed_parallel_lines_open (const char *const  *paths,
                          GError            **error)
{
  g_autoptr(HeedParallelLines) lines = NULL;

  if (!check_standard_input (paths, error))
    return NULL;

  lines = g_new0 (HeedParallelLines, 1);
  lines->paths = g_strdupv ((char **) paths);
  lines->n_files = g_strv_length (lines->paths);
  lines->files = g_new0 (HeedLines *, lines->n_files);
  lines->current = g_new0 (const HeedLine *, lines->n_files);

  for (guint i = 0; i < lines->n_files; i++)
    {
      lines->files[i] = heed_lines_open (paths[i], error);
      if (lines->files[i] == NULL)
        return NULL;
    }

  return g_steal_pointer (&lines);
}

void
heed_parallel_lines_free (HeedParallelLines *lines)
{
  for (guint i = 0; i < lines->n_files; i++)
    g_clear_pointer (&lines->files[i], heed_lines_free);

  g_free (lines->files);
  g_free (lines->current);
  g_strfreev (lines->paths);
  g_free (lines);
}

guint
heed_parallel_lines_get_n_files (HeedParallelLines *lines)
{
  return lines->n_files;
}

/* Checks that all files have another line or all have ended. */
static gboolean
check_same_length (HeedParallelLines  *lines,
                   GError            **error)
{
  for (guint i = 1; i < lines->n_files; i++)
    if ((lines->current[i] == NULL) != (lines->current[0] == NULL))
      {
        guint shorter = lines->current[0] == NULL ? 0 : i;

        g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA,
                     "%s: expected as many lines as in %s, found %" G_GUINT64_FORMAT,
                     lines->paths[shorter], lines->paths[shorter == 0 ? i : 0], lines->number - 1);
        return FALSE;
      }

  return TRUE;
}

/**
 * heed_parallel_lines_read:
 * @cancellable: (nullable): interrupts waiting for input
 *
 * Errors: %HEED_CLI_ERROR_DATA if one file has fewer lines than another; those
 *   of heed_lines_read()
 *
 * Returns: (transfer none) (nullable): one line of each file, in the order of the paths; %NULL at
 *   the end, and with @error set if reading failed
 */
const HeedLine *const *
heed_parallel_lines_read (HeedParallelLines  *lines,
                          GCancellable       *cancellable,
                          GError            **error)
{
  lines->number++;

  for (guint i = 0; i < lines->n_files; i++)
    {
      g_autoptr(GError) problem = NULL;

      lines->current[i] = heed_lines_read (lines->files[i], cancellable, &problem);
      if (problem != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&problem));
          return NULL;
        }
    }

  if (!check_same_length (lines, error) || lines->current[0] == NULL)
    return NULL;

  return lines->current;
}

void
heed_parallel_lines_fail (HeedParallelLines  *lines,
                          guint               file,
                          const char         *problem,
                          GError            **error)
{
  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA,
               "%s line %" G_GUINT64_FORMAT ": %s", lines->paths[file], lines->number, problem);
}

static gboolean
check_text (HeedParallelLines  *lines,
            GError            **error)
{
  for (guint i = 0; i < lines->n_files; i++)
    if (lines->current[i]->problem != NULL)
      {
        heed_parallel_lines_fail (lines, i, lines->current[i]->problem, error);
        return FALSE;
      }

  return TRUE;
}

/**
 * heed_parallel_lines_each:
 * @paths: (array zero-terminated=1): files; one may be "-"
 * @func: called with one line of each file
 *
 * Errors: those of heed_parallel_lines_open(), heed_parallel_lines_read() and @func, and
 *   %HEED_CLI_ERROR_DATA for a line that is not valid text
 *
 * Returns: whether all lines were read
 */
gboolean
heed_parallel_lines_each (const char *const  *paths,
                          HeedRowFunc         func,
                          gpointer            data,
                          GCancellable       *cancellable,
                          GError            **error)
{
  g_autoptr(HeedParallelLines) lines = heed_parallel_lines_open (paths, error);
  g_autoptr(GError) problem = NULL;
  const HeedLine *const *row;

  if (lines == NULL)
    return FALSE;

  while ((row = heed_parallel_lines_read (lines, cancellable, &problem)) != NULL)
    if (!check_text (lines, error) || !func (lines, row, data, error))
      return FALSE;

  if (problem == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}
