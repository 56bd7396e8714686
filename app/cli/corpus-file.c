/* corpus-file.c — the output file of heed-cli corpus, and what an earlier run left in it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Line n is pair n, so the file itself shows how far an earlier run got: an incomplete line, or the
 * totals, comes after the last pair and is written again. The values needed for the totals are read
 * back from the lines, one at a time.
 */

/* For ftruncate(). */
#define _DEFAULT_SOURCE

#include "app/cli/corpus-file.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/cli/lines.h"
#include "app/cli/output.h"
#include "app/cli/verb.h"
#include "app/core/words/words.h"
#include "engine/files/json-fields.h"

#define LINE_START "{\"line\": "

struct _HeedCorpusFile
{
  char      *path;    /* NULL for standard output */
  FILE      *stream;
  guint64    n_done;
  HeedLines *done;    /* reader of the lines already written; NULL if there are none */
};

static gboolean
fail_io (HeedCorpusFile  *file,
         const char      *expected,
         GError         **error)
{
  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA, "%s: expected %s, found: %s",
               file->path, expected, g_strerror (errno));
  return FALSE;
}

/* Counts the complete lines of pairs, and returns the offset of their end. */
static off_t
count_done (FILE    *stream,
            guint64 *n_done)
{
  char *line = NULL;
  size_t n_room = 0;
  ssize_t n_bytes;
  off_t end = 0;

  while ((n_bytes = getline (&line, &n_room, stream)) > 0)
    {
      g_autofree char *start =
        g_strdup_printf (LINE_START "%" G_GUINT64_FORMAT ",", *n_done + 1);

      if (line[n_bytes - 1] != '\n' || !g_str_has_prefix (line, start))
        break;

      ++*n_done;
      end += n_bytes;
    }

  free (line);

  return end;
}

static gboolean
find_done (HeedCorpusFile  *file,
           GError         **error)
{
  off_t end = count_done (file->stream, &file->n_done);

  clearerr (file->stream);
  if (fflush (file->stream) != 0 || ftruncate (fileno (file->stream), end) != 0 ||
      fseeko (file->stream, end, SEEK_SET) != 0)
    return fail_io (file, "a file that can be cut behind its last whole line", error);

  if (file->n_done > 0)
    file->done = heed_lines_open (file->path, error);

  return file->n_done == 0 || file->done != NULL;
}

/**
 * heed_corpus_file_open:
 * @path: (nullable): a file; %NULL for standard output, which cannot be resumed
 *
 * Errors: %HEED_CLI_ERROR_DATA
 */
HeedCorpusFile *
heed_corpus_file_open (const char  *path,
                       gboolean     resumes,
                       GError     **error)
{
  g_autoptr(HeedCorpusFile) file = g_new0 (HeedCorpusFile, 1);

  if (path == NULL)
    return g_steal_pointer (&file);

  file->path = g_strdup (path);
  if (resumes)
    file->stream = fopen (path, "r+");
  if (file->stream != NULL)
    return find_done (file, error) ? g_steal_pointer (&file) : NULL;

  if (!resumes || errno == ENOENT)
    file->stream = fopen (path, "w");
  if (file->stream != NULL)
    return g_steal_pointer (&file);

  fail_io (file, "a file that can be written", error);

  return NULL;
}

void
heed_corpus_file_free (HeedCorpusFile *file)
{
  if (file->stream != NULL)
    fclose (file->stream);
  g_clear_pointer (&file->done, heed_lines_free);
  g_free (file->path);
  g_free (file);
}

guint64
heed_corpus_file_get_n (HeedCorpusFile *file)
{
  return file->n_done;
}

/* --- Reading records ------------------------------------------------------- */

/* Returns NAN if the member is missing or null. */
static double
get_number (const HeedJson *record,
            const char     *name)
{
  double value = NAN;

  heed_json_get_number (heed_json_get_member (record, name), &value);

  return value;
}

static void
read_flags (HeedCorpusLine *line,
            const HeedJson *record)
{
  static const struct { const char *name; HeedCorpusFlags flag; } names[] = {
    { "unread", HEED_FLAG_UNREAD }, { "loop", HEED_FLAG_LOOP }, { "copied", HEED_FLAG_COPIED },
    { "hallucination", HEED_FLAG_HALLUCINATION },
  };
  const HeedJson *flags = heed_json_get_member (record, "flags");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (heed_json_get_member (flags, names[i].name) != NULL)
      line->flags |= names[i].flag;
}

static gboolean
read_attention (HeedCorpusLine       *line,
                const HeedJson       *record,
                const HeedAlignment  *gold,
                GError              **error)
{
  const char *links = heed_json_get_text (heed_json_get_member (record, "links"));
  double unaligned = get_number (record, "unaligned");

  line->has_attention = links != NULL;
  line->links = heed_alignment_parse (links != NULL ? links : "", 0, error);
  if (line->links == NULL)
    return FALSE;

  line->measures.confidence = get_number (record, "confidence");
  if (!isnan (unaligned))
    line->n_unaligned = (guint) CLAMP (unaligned * line->n_target_words + 0.5, 0.0,
                                       line->n_target_words);
  line->has_gold = gold != NULL;
  if (gold != NULL)
    heed_alignment_count (&line->counts, line->links, gold);

  return TRUE;
}

static gboolean
read_record (HeedCorpusLine       *line,
             const HeedJson       *record,
             const HeedAlignment  *gold,
             GError              **error)
{
  const char *source = heed_json_get_text (heed_json_get_member (record, "source"));
  const char *target = heed_json_get_text (heed_json_get_member (record, "target"));
  gint64 n_steps = 0;

  heed_json_get_whole (heed_json_get_member (record, "steps"), &n_steps);
  *line = (HeedCorpusLine) {
    .n_source_words = source != NULL ? heed_words_count (source) : 0,
    .n_target_words = target != NULL ? heed_words_count (target) : 0,
    .n_steps = (guint) CLAMP (n_steps, 0, G_MAXINT),
    .log_prob = get_number (record, "log_prob"),
    .entropy = get_number (record, "entropy"),
  };
  read_flags (line, record);
  line->probe.source_share = get_number (record, "source_share");
  line->has_probe = !isnan (line->probe.source_share);

  return read_attention (line, record, gold, error);
}

/* Without this check, a run could be resumed silently with a file of other pairs. */
static gboolean
check_source (HeedCorpusFile      *file,
              const HeedPairLine  *pair,
              const HeedJson      *record,
              GError             **error)
{
  const char *source = heed_json_get_text (heed_json_get_member (record, "source"));

  if (pair->source == NULL || pair->problem != NULL || g_strcmp0 (source, pair->source) == 0)
    return TRUE;

  g_set_error (error, HEED_CLI_ERROR, HEED_CLI_ERROR_DATA,
               "%s line %" G_GUINT64_FORMAT ": expected the pair that is there now, found “%s”",
               file->path, pair->number, source != NULL ? source : "");
  return FALSE;
}

gboolean
heed_corpus_file_add_done (HeedCorpusFile       *file,
                           const HeedPairLine   *pair,
                           const HeedAlignment  *gold,
                           HeedCorpusTotals     *totals,
                           GError              **error)
{
  const HeedLine *text = heed_lines_read (file->done, NULL, error);
  g_autofree char *what =
    g_strdup_printf ("%s line %" G_GUINT64_FORMAT, file->path, pair->number);
  g_autoptr(HeedJson) record = NULL;
  HeedCorpusLine line;

  if (text == NULL)
    return FALSE;

  record = heed_json_parse_object (what, text->text, strlen (text->text), NULL, error);
  if (record == NULL || !check_source (file, pair, record, error))
    return FALSE;

  if (heed_json_get_member (record, "error") != NULL)
    {
      heed_corpus_totals_add (totals, NULL);
      return TRUE;
    }

  if (!read_record (&line, record, gold, error))
    return FALSE;

  heed_corpus_totals_add (totals, &line);
  heed_corpus_line_clear (&line);

  return TRUE;
}

/* --- Writing records ------------------------------------------------------- */

gboolean
heed_corpus_file_write (HeedCorpusFile  *file,
                        const char      *text,
                        GError         **error)
{
  gsize n_bytes = strlen (text);

  if (file->path == NULL)
    return heed_output_write (text, n_bytes, error);

  return (fwrite (text, 1, n_bytes, file->stream) == n_bytes && fflush (file->stream) == 0) ||
         fail_io (file, "room for a line", error);
}
