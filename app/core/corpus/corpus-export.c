/* corpus-export.c — exporting the results of a corpus for other programs and for people
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Links are read again from the stored attention, one pair at a time, so that memory does not grow
 * with the number of pairs.
 */

#define _DEFAULT_SOURCE /* fdopen(), fsync() */
#define _XOPEN_SOURCE 700

#include "app/core/corpus/corpus-export.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/core/corpus/corpus-filter.h"
#include "engine/files/json-writer.h"

/* The state of writing one file. */
typedef struct
{
  const HeedCorpusExport *corpus;
  FILE                   *file;
  GCancellable           *cancellable;
} Writing;

/* The data of a pair that is not in its row. */
typedef struct
{
  HeedCorpusPair texts;
  HeedPairLinks  pair_links;  /* all NULL if the pair is not kept */
} Known;

/* Appends one pair to the text. */
typedef void (*WritePair) (GString                *text,
                           const Writing          *writing,
                           const HeedExportedPair *pair,
                           const Known            *known);

typedef struct
{
  const char *ending;
  WritePair   write_pair;
  char     *(*new_head) (const HeedCorpusExport *corpus);  /* or NULL */
  char     *(*new_end)  (void);                            /* or NULL */
  guint       max_pairs;
} Form;

/* --- Links ----------------------------------------------------------------- */

static void
append_links (GString     *text,
              const Known *known)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  const HeedAlignment *links = known->pair_links.links;
  const HeedMatrix *weights = known->pair_links.weights;

  for (guint k = 0; links != NULL && weights != NULL && k < links->n_links; k++)
    {
      const HeedLink *link = &links->links[k];
      double weight = weights->values[link->target * weights->n_columns + link->source];

      g_string_append_printf (text, "%s%u-%u:%s", k > 0 ? " " : "", link->source, link->target,
                              g_ascii_formatd (digits, sizeof digits, "%.9g", weight));
    }
}

static void
write_links (GString                *text,
             const Writing          *writing,
             const HeedExportedPair *pair,
             const Known            *known)
{
  append_links (text, known);
  g_string_append_c (text, '\n');
}

/* --- A table --------------------------------------------------------------- */

/* Quotes fields as described in RFC 4180. */
static void
append_quoted (GString    *text,
               const char *field)
{
  g_auto(GStrv) parts = g_strsplit (field != NULL ? field : "", "\"", -1);
  g_autofree char *doubled = g_strjoinv ("\"\"", parts);

  g_string_append_printf (text, ",\"%s\"", doubled);
}

/* Uses the units of heed-cli: natural logarithms. */
static double
get_value (const HeedExportedPair *pair,
           HeedMeasure             measure)
{
  double value = heed_corpus_row_get (&pair->row, measure);

  return measure == HEED_MEASURE_ENTROPY ? value * G_LN2 : value;
}

static char *
new_csv_head (const HeedCorpusExport *corpus)
{
  GString *text = g_string_new ("line,source,target");

  for (guint i = HEED_MEASURE_ERROR_RATE; i < HEED_N_MEASURES; i++)
    g_string_append_printf (text, ",%s", heed_measure_get_name ((HeedMeasure) i));
  g_string_append (text, ",links\r\n");

  return g_string_free (text, FALSE);
}

static void
write_csv (GString                *text,
           const Writing          *writing,
           const HeedExportedPair *pair,
           const Known            *known)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  g_autoptr(GString) links = g_string_new (NULL);

  g_string_append_printf (text, "%u", pair->i + 1);
  append_quoted (text, known->texts.source);
  append_quoted (text, known->texts.target);
  for (guint i = HEED_MEASURE_ERROR_RATE; i < HEED_N_MEASURES; i++)
    {
      double value = get_value (pair, (HeedMeasure) i);

      g_string_append_printf (text, ",%s", isnan (value) ? "" : g_ascii_formatd (
                                digits, sizeof digits, "%.9g", value));
    }

  append_links (links, known);
  append_quoted (text, links->str);
  g_string_append (text, "\r\n");
}

/* --- JSON ------------------------------------------------------------------ */

/* Writes the flags that are set. heed-cli also writes their positions, which are not kept. */
static void
add_flags (HeedJsonWriter      *json,
           const HeedCorpusRow *row)
{
  static const struct {
    HeedCorpusFlags  flag;
    const char      *name;
  } flags[] = {
    { HEED_FLAG_UNREAD, "unread" },
    { HEED_FLAG_LOOP, "loop" },
    { HEED_FLAG_COPIED, "copied" },
    { HEED_FLAG_HALLUCINATION, "hallucination" },
  };

  heed_json_writer_begin_object (json, "flags");
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if (heed_corpus_row_get_flags (row) & flags[i].flag)
      heed_json_writer_add_boolean (json, flags[i].name, TRUE);
  heed_json_writer_end_object (json);
}

static void
add_probe (HeedJsonWriter      *json,
           const HeedCorpusRow *row)
{
  heed_json_writer_begin_object (json, "omission");
  heed_json_writer_add_number (json, "received", row->probe_received);
  heed_json_writer_add_number (json, "log_prob_change", row->probe_change);
  heed_json_writer_end_object (json);
  heed_json_writer_begin_object (json, "end");
  heed_json_writer_add_number (json, "probability", row->probe_end);
  heed_json_writer_end_object (json);
  heed_json_writer_add_number (json, "source_share", row->probe_share);
}

static void
add_numbers (HeedJsonWriter         *json,
             const HeedExportedPair *pair,
             const Known            *known)
{
  g_autoptr(GString) links = g_string_new (NULL);

  heed_json_writer_add_count (json, "steps", pair->row.n_steps);
  for (guint i = HEED_MEASURE_ERROR_RATE; i < HEED_N_MEASURES; i++)
    {
      double value = get_value (pair, (HeedMeasure) i);

      if (i < HEED_MEASURE_RECEIVED && !isnan (value))
        heed_json_writer_add_number (json, heed_measure_get_name ((HeedMeasure) i), value);
    }

  if (pair->row.probe_state == HEED_PROBE_FOUND)
    add_probe (json, &pair->row);
  add_flags (json, &pair->row);
  append_links (links, known);
  heed_json_writer_add_string (json, "links", links->str);
}

static void
write_json (GString                *text,
            const Writing          *writing,
            const HeedExportedPair *pair,
            const Known            *known)
{
  g_autoptr(HeedJsonWriter) json = heed_json_writer_new ();

  heed_json_writer_begin_object (json, NULL);
  heed_json_writer_add_count (json, "line", pair->i + 1);
  heed_json_writer_add_string (json, "source",
                               known->texts.source != NULL ? known->texts.source : "");
  if (known->texts.target != NULL)
    heed_json_writer_add_string (json, "target", known->texts.target);
  if (pair->row.state == HEED_ROW_DONE)
    add_numbers (json, pair, known);
  else
    heed_json_writer_add_string (json, "error", pair->row.state == HEED_ROW_FAILED
                                 ? "sentence: expected one that can be read, found another"
                                 : "sentence: expected one that was read, found one that waits");
  heed_json_writer_end_object (json);
  g_string_append_printf (text, "%s\n", heed_json_writer_get_text (json));
}

/* --- A page ---------------------------------------------------------------- */

static void
write_report (GString                *text,
              const Writing          *writing,
              const HeedExportedPair *pair,
              const Known            *known)
{
  const HeedReportedPair reported = { pair, &known->texts, known->pair_links.words,
                                      known->pair_links.links };
  g_autofree char *page = heed_corpus_report_new_pair (writing->corpus, &reported);

  g_string_append (text, page);
}

/* --- Writing the file ------------------------------------------------------ */

static const Form forms[] = {
  { ".links", write_links, NULL, NULL, G_MAXUINT },
  { ".csv", write_csv, new_csv_head, NULL, G_MAXUINT },
  { ".jsonl", write_json, NULL, NULL, G_MAXUINT },
  { ".html", write_report, heed_corpus_report_new_head, heed_corpus_report_new_end,
    HEED_CORPUS_REPORT_PAIRS },
};

static const Form *
find_form (const char *path)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_str_has_suffix (path, forms[i].ending))
      return &forms[i];

  return NULL;
}

gboolean
heed_corpus_export_can_write (const char *path)
{
  return find_form (path) != NULL;
}

static void
clear_known (Known *known)
{
  heed_corpus_pair_clear (&known->texts);
  heed_pair_links_clear (&known->pair_links);
}

static void
find_known (const Writing          *writing,
            const HeedExportedPair *pair,
            Known                  *known)
{
  const HeedCorpusExport *corpus = writing->corpus;

  *known = (Known) { { NULL, NULL }, { NULL } };
  heed_corpus_files_read (corpus->files, pair->i, &known->texts, NULL);
  heed_corpus_linker_read (corpus->linker, pair->i, &known->pair_links);
}

static void
set_write_error (GError **error)
{
  int number = errno;

  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (number),
               "file: expected to write, found “%s”", g_strerror (number));
}

static gboolean
put (const Writing  *writing,
     const char     *text,
     GError        **error)
{
  if (g_cancellable_set_error_if_cancelled (writing->cancellable, error))
    return FALSE;

  if (fputs (text, writing->file) >= 0)
    return TRUE;

  set_write_error (error);

  return FALSE;
}

static gboolean
put_pair (const Writing           *writing,
          const Form              *form,
          const HeedExportedPair  *pair,
          GError                 **error)
{
  g_autoptr(GString) text = g_string_new (NULL);
  Known known;

  find_known (writing, pair, &known);
  form->write_pair (text, writing, pair, &known);
  clear_known (&known);

  return put (writing, text->str, error);
}

static gboolean
put_all (const Writing  *writing,
         const Form     *form,
         GError        **error)
{
  g_autofree char *head = form->new_head != NULL ? form->new_head (writing->corpus) : NULL;
  g_autofree char *end = form->new_end != NULL ? form->new_end () : NULL;
  guint n = MIN (writing->corpus->pairs->len, form->max_pairs);

  if (head != NULL && !put (writing, head, error))
    return FALSE;

  for (guint k = 0; k < n; k++)
    if (!put_pair (writing, form, &g_array_index (writing->corpus->pairs, HeedExportedPair, k),
                   error))
      return FALSE;

  return end == NULL || put (writing, end, error);
}

/* Opens a temporary file beside the final one, which it replaces when it is complete. */
static FILE *
open_beside (const char  *path,
             char       **beside,
             GError     **error)
{
  int file;

  *beside = g_strconcat (path, ".XXXXXX", NULL);
  file = g_mkstemp_full (*beside, O_WRONLY | O_CLOEXEC, 0666);
  if (file >= 0)
    return fdopen (file, "w");

  set_write_error (error);

  return NULL;
}

static gboolean
finish (FILE        *file,
        const char  *beside,
        const char  *path,
        GError     **error)
{
  gboolean is_whole = *error == NULL && fflush (file) == 0 && fsync (fileno (file)) == 0;

  if (*error == NULL && !is_whole)
    set_write_error (error);
  fclose (file);
  if (is_whole && g_rename (beside, path) != 0)
    {
      set_write_error (error);
      is_whole = FALSE;
    }

  if (!is_whole)
    g_unlink (beside);

  return is_whole;
}

/**
 * heed_corpus_export_write:
 * @path: ends in .links, .csv, .jsonl or .html
 *
 * Errors: %HEED_ERROR_UNSUPPORTED for another ending; those of GIO
 * Thread: any
 */
gboolean
heed_corpus_export_write (const HeedCorpusExport  *self,
                          const char              *path,
                          GCancellable            *cancellable,
                          GError                 **error)
{
  const Form *form = find_form (path);
  g_autofree char *beside = NULL;
  g_autoptr(GError) problem = NULL;
  gboolean is_whole = FALSE;
  Writing writing = { self, NULL, cancellable };

  if (form == NULL)
    {
      g_set_error_literal (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                           "file name: expected one that ends in .links, .csv, .jsonl or .html, "
                           "found another");
      return FALSE;
    }

  writing.file = open_beside (path, &beside, &problem);
  if (writing.file != NULL)
    {
      put_all (&writing, form, &problem);
      is_whole = finish (writing.file, beside, path, &problem);
    }

  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));

  return is_whole;
}

/* --- On a thread ----------------------------------------------------------- */

typedef struct
{
  HeedCorpusExport  corpus;
  char             *settings;
  char             *path;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  heed_corpus_files_unref (job->corpus.files);
  heed_corpus_linker_unref (job->corpus.linker);
  g_clear_pointer (&job->corpus.model, heed_model_unref);
  g_array_unref (job->corpus.pairs);
  g_free (job->settings);
  g_free (job->path);
  g_free (job);
}

static void
export_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  const Job *job = task_data;
  GError *error = NULL;

  if (heed_corpus_export_write (&job->corpus, job->path, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
heed_corpus_export_async (const HeedCorpusExport *self,
                          const char             *path,
                          GCancellable           *cancellable,
                          GAsyncReadyCallback     callback,
                          gpointer                user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->corpus = *self;
  heed_corpus_files_ref (self->files);
  heed_corpus_linker_ref (self->linker);
  if (self->model != NULL)
    heed_model_ref (self->model);
  g_array_ref (self->pairs);
  job->settings = g_strdup (self->settings);
  job->corpus.settings = job->settings;
  job->path = g_strdup (path);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, export_thread);
}

gboolean
heed_corpus_export_finish (GAsyncResult  *result,
                           GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
