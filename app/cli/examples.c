/* examples.c — sentences and what they should become
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A line that is no text, or not of the form asked for, is an error: a score over
 * the other lines would look like one over all.
 */

#include "app/cli/examples.h"

#include "app/cli/parallel-lines.h"

struct _HeedExamples
{
  GPtrArray  *sources;     /* of char* */
  GPtrArray  *references;  /* for each source a GPtrArray of char* */
  gpointer   *lists;       /* the same, as lists ended by NULL; NULL until asked for */
  GHashTable *by_source;   /* source -> its references; NULL for files */
};

static HeedExamples *
create_examples (void)
{
  HeedExamples *examples = g_new0 (HeedExamples, 1);

  examples->sources = g_ptr_array_new_with_free_func (g_free);
  examples->references = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);

  return examples;
}

void
heed_examples_free (HeedExamples *examples)
{
  g_clear_pointer (&examples->by_source, g_hash_table_unref);
  g_ptr_array_unref (examples->sources);
  g_ptr_array_unref (examples->references);
  g_free (examples->lists);
  g_free (examples);
}

/* Returns where its references go. */
static GPtrArray *
add_source (HeedExamples *examples,
            const char   *source)
{
  GPtrArray *references = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (examples->sources, g_strdup (source));
  g_ptr_array_add (examples->references, references);

  return references;
}

static HeedExamples *
read_rows (HeedExamples        *empty,
           const char *const   *paths,
           HeedRowFunc          add_row,
           GCancellable        *cancellable,
           GError             **error)
{
  g_autoptr(HeedExamples) examples = empty;

  if (!heed_parallel_lines_each (paths, add_row, examples, cancellable, error))
    return NULL;

  return g_steal_pointer (&examples);
}

/* --- Source and targets in files of their own ------------------------------ */

static gboolean
add_files_row (HeedParallelLines      *lines,
               const HeedLine *const  *row,
               gpointer                data,
               GError                **error)
{
  GPtrArray *references = add_source (data, row[0]->text);

  for (guint i = 1; i < heed_parallel_lines_get_n_files (lines); i++)
    g_ptr_array_add (references, g_strdup (row[i]->text));

  return TRUE;
}

/**
 * heed_examples_read_files:
 * @source: a file, or "-"
 * @targets: (array zero-terminated=1): at least one file
 *
 * Errors: %HEED_CLI_ERROR_DATA for a line that is no text, and for files of
 *   different length; those of GIO
 *
 * Returns: (transfer full): one sentence a line
 */
HeedExamples *
heed_examples_read_files (const char         *source,
                          const char *const  *targets,
                          GCancellable       *cancellable,
                          GError            **error)
{
  g_autoptr(GPtrArray) paths = g_ptr_array_new ();

  g_ptr_array_add (paths, (gpointer) source);
  for (; *targets != NULL; targets++)
    g_ptr_array_add (paths, (gpointer) *targets);
  g_ptr_array_add (paths, NULL);

  return read_rows (create_examples (), (const char *const *) paths->pdata, add_files_row, cancellable, error);
}

/* --- One by one ------------------------------------------------------------ */

HeedExamples *
heed_examples_new (void)
{
  HeedExamples *examples = create_examples ();

  examples->by_source = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return examples;
}

/**
 * heed_examples_add:
 * @examples: from heed_examples_new(), whose references nobody asked for yet
 * @source: a sentence
 * @reference: what it should become
 */
void
heed_examples_add (HeedExamples *examples,
                   const char   *source,
                   const char   *reference)
{
  GPtrArray *references;

  g_return_if_fail (examples->by_source != NULL && examples->lists == NULL);

  references = g_hash_table_lookup (examples->by_source, source);
  if (references == NULL)
    {
      references = add_source (examples, source);
      g_hash_table_insert (examples->by_source, g_strdup (source), references);
    }

  g_ptr_array_add (references, g_strdup (reference));
}

gboolean
heed_examples_has_source (HeedExamples *examples,
                          const char   *source)
{
  g_return_val_if_fail (examples->by_source != NULL, FALSE);

  return g_hash_table_contains (examples->by_source, source);
}

/* --- Both in one file ------------------------------------------------------ */

static gboolean
add_tsv_row (HeedParallelLines      *lines,
             const HeedLine *const  *row,
             gpointer                data,
             GError                **error)
{
  g_auto(GStrv) columns = g_strsplit (row[0]->text, "\t", 3);

  if (g_strv_length (columns) < 2)
    {
      heed_parallel_lines_fail (lines, 0, "expected source, tab, reference, found no tab", error);
      return FALSE;
    }

  heed_examples_add (data, columns[0], columns[1]);

  return TRUE;
}

/**
 * heed_examples_read_tsv:
 * @path: a file, or "-"
 *
 * Errors: %HEED_CLI_ERROR_DATA for a line that is no text or has no tab; those
 *   of GIO
 *
 * Returns: (transfer full): the sentences in the order of their first lines
 */
HeedExamples *
heed_examples_read_tsv (const char    *path,
                        GCancellable  *cancellable,
                        GError       **error)
{
  const char *const paths[] = { path, NULL };

  return read_rows (heed_examples_new (), paths, add_tsv_row, cancellable, error);
}

/* --- What was read --------------------------------------------------------- */

guint
heed_examples_get_n (HeedExamples *examples)
{
  return examples->sources->len;
}

const char *const *
heed_examples_get_sources (HeedExamples *examples)
{
  return (const char *const *) examples->sources->pdata;
}

const char *const *const *
heed_examples_get_references (HeedExamples *examples)
{
  if (examples->lists == NULL)
    {
      examples->lists = g_new (gpointer, examples->references->len);

      for (guint i = 0; i < examples->references->len; i++)
        {
          GPtrArray *references = g_ptr_array_index (examples->references, i);

          g_ptr_array_add (references, NULL);
          examples->lists[i] = references->pdata;
        }
    }

  return (const char *const *const *) examples->lists;
}
