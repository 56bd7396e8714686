/* pair-file.c — reading a user's file of sentence pairs: TSV or CSV of any program
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The column separator is detected from the first lines: a tab, a semicolon (written by
 * spreadsheets in locales with a decimal comma) or a comma. With the last two, quotes
 * are those of RFC 4180: a quoted text may contain the separator, line ends, and doubled
 * quotes. Line ends are LF, CR LF or CR; a byte order mark is removed, and UTF-16 with
 * one is read too. A line that is not a valid pair is skipped and reported with its line
 * number in the file.
 */

#include "app/core/files/pair-file.h"

#include <stdlib.h>
#include <string.h>

#include "engine/heed.h"

#define MAX_BYTES   ((gsize) 512 * 1024 * 1024)
#define BLOCK_BYTES 65536
#define CHUNK_BYTES 65536
#define N_SAMPLED   200    /* records from which the separator is detected */
#define MAX_COLUMNS 16
#define FEW         100    /* one pair in this many may be longer than the reported length */

/* --- Bytes to text ------------------------------------------------------- */

static gboolean
is_zipped (const char *path)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileInputStream) stream = g_file_read (file, NULL, NULL);
  guchar magic[2] = { 0 };

  return stream != NULL &&
         g_input_stream_read_all (G_INPUT_STREAM (stream), magic, 2, NULL, NULL, NULL) &&
         magic[0] == 0x1f && magic[1] == 0x8b;
}

static GInputStream *
open_stream (const char    *path,
             GCancellable  *cancellable,
             GError       **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr(GZlibDecompressor) unzip = NULL;

  if (stream == NULL || !is_zipped (path))
    return (GInputStream *) g_steal_pointer (&stream);

  unzip = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);

  return g_converter_input_stream_new (G_INPUT_STREAM (stream), G_CONVERTER (unzip));
}

static GString *
read_bytes (const char    *path,
            GCancellable  *cancellable,
            GError       **error)
{
  g_autoptr(GInputStream) stream = open_stream (path, cancellable, error);
  g_autoptr(GString) bytes = g_string_new (NULL);
  g_autofree char *block = g_malloc (BLOCK_BYTES);
  gssize n_read;

  if (stream == NULL)
    return NULL;

  while ((n_read = g_input_stream_read (stream, block, BLOCK_BYTES, cancellable, error)) > 0)
    {
      g_string_append_len (bytes, block, n_read);
      if (bytes->len > MAX_BYTES)
        {
          g_set_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE,
                       "%s: expected at most 512 MiB of text, found more", path);
          return NULL;
        }
    }

  return n_read == 0 ? g_steal_pointer (&bytes) : NULL;
}

static gboolean
convert (GString     *bytes,
         const char  *charset,
         const char  *path,
         GError     **error)
{
  gsize n_bytes;
  g_autofree char *text = g_convert (bytes->str + 2, (gssize) bytes->len - 2, "UTF-8", charset,
                                     NULL, &n_bytes, NULL);

  if (text == NULL)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED, "%s: expected %s, found something else",
                   path, charset);
      return FALSE;
    }

  g_string_truncate (bytes, 0);
  g_string_append_len (bytes, text, (gssize) n_bytes);

  return TRUE;
}

/* Removes the byte order mark, and converts UTF-16 to UTF-8. */
static gboolean
decode (GString     *bytes,
        const char  *path,
        GError     **error)
{
  const char *charset = g_str_has_prefix (bytes->str, "\xff\xfe") ? "UTF-16LE"
                        : g_str_has_prefix (bytes->str, "\xfe\xff") ? "UTF-16BE"
                                                                    : NULL;

  if (charset != NULL && !convert (bytes, charset, path, error))
    return FALSE;

  if (g_str_has_prefix (bytes->str, "\xef\xbb\xbf"))
    g_string_erase (bytes, 0, 3);

  if (memchr (bytes->str, '\0', bytes->len) != NULL)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                   "%s: expected lines of text, found bytes that are none", path);
      return FALSE;
    }

  return TRUE;
}

/* --- Separators ---------------------------------------------------------- */

static gboolean
is_pair (const HeedPairRecord *record)
{
  return record->flaw == HEED_PAIR_FLAW_NONE && record->fields->len >= 2 &&
         *heed_pair_record_get (record, 0) != '\0' && *heed_pair_record_get (record, 1) != '\0';
}

/* Counts the pairs among the first records, and finds their most frequent number of columns. */
static guint
count_pairs (const GString *text,
             char           separator,
             guint         *n_columns)
{
  HeedPairReader reader = { text->str, text->str + text->len, 1, separator };
  g_autoptr(HeedPairRecord) record = heed_pair_record_new ();
  guint counts[MAX_COLUMNS + 1] = { 0 };
  guint n_pairs = 0;

  for (guint i = 0; i < N_SAMPLED && heed_pair_reader_next (&reader, record); i++)
    if (record->kind == HEED_PAIR_RECORD_COLUMNS && is_pair (record))
      {
        counts[MIN (record->fields->len, MAX_COLUMNS)]++;
        n_pairs++;
      }

  *n_columns = 2;
  for (guint i = 2; i <= MAX_COLUMNS; i++)
    if (counts[i] > counts[*n_columns])
      *n_columns = i;

  return n_pairs;
}

static char
find_separator (const GString *text,
                guint         *n_columns)
{
  static const char separators[] = { '\t', ';', ',' };
  char best = '\t';
  guint n_best = count_pairs (text, '\t', n_columns);

  for (guint i = 1; i < G_N_ELEMENTS (separators); i++)
    {
      guint n_found;
      guint n_pairs = count_pairs (text, separators[i], &n_found);

      if (n_pairs > n_best)
        {
          best = separators[i];
          n_best = n_pairs;
          *n_columns = n_found;
        }
    }

  return best;
}

static gboolean
is_name (const char *field)
{
  static const char *const names[] = { "source",  "target",     "src",     "tgt",    "trg",
                                       "input",   "output",     "english", "french", "chinese",
                                       "german",  "spanish",    "en",      "fr",     "zh",
                                       "de",      "es",         "text",    "sentence",
                                       "translation", "question", "answer", NULL };
  g_autofree char *lower = g_utf8_strdown (field, -1);

  return g_strv_contains (names, lower);
}

/* --- Pairs --------------------------------------------------------------- */

/* With commas or semicolons, a line with too many columns is a flaw, because it is unclear which
 * separator divides the pair. With tabs, further columns are ignored as the user's notes. */
static HeedPairFlaw
find_flaw (const HeedPairRecord *record,
           char                  separator,
           guint                 n_columns)
{
  if (record->flaw != HEED_PAIR_FLAW_NONE)
    return record->flaw;
  if (record->fields->len < 2)
    return HEED_PAIR_FLAW_ONE_COLUMN;

  for (guint i = n_columns; separator != '\t' && i < record->fields->len; i++)
    if (*heed_pair_record_get (record, i) != '\0')
      return HEED_PAIR_FLAW_COLUMNS;

  if (*heed_pair_record_get (record, 0) == '\0')
    return HEED_PAIR_FLAW_NO_SOURCE;

  return *heed_pair_record_get (record, 1) == '\0' ? HEED_PAIR_FLAW_NO_TARGET
                                                   : HEED_PAIR_FLAW_NONE;
}

static void
skip (HeedPairFile *file,
      guint64       line,
      HeedPairFlaw  why)
{
  if (file->n_skipped < HEED_PAIR_FILE_MAX_SKIPS)
    file->skips[file->n_skipped] = (HeedPairSkip) { line, why };

  file->n_skipped++;
}

static void
add_pair (HeedPairFile         *file,
          const HeedPairRecord *record)
{
  const char *source = heed_pair_record_get (record, 0);
  const char *target = heed_pair_record_get (record, 1);
  gboolean is_first = file->pairs->len == 0 && file->n_skipped == 0 && !file->has_names;

  if (is_first && is_name (source) && is_name (target))
    {
      file->has_names = TRUE;
      return;
    }

  g_array_append_vals (file->pairs,
                       &(HeedFilePair) { g_string_chunk_insert (file->texts, source),
                                         g_string_chunk_insert (file->texts, target),
                                         record->line },
                       1);
}

static gboolean
add_records (HeedPairFile  *file,
             const GString *text,
             guint          n_columns,
             GCancellable  *cancellable,
             GError       **error)
{
  HeedPairReader reader = { text->str, text->str + text->len, 1, file->separator };
  g_autoptr(HeedPairRecord) record = heed_pair_record_new ();

  while (heed_pair_reader_next (&reader, record))
    {
      HeedPairFlaw flaw;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      file->n_empty += record->kind == HEED_PAIR_RECORD_EMPTY;
      file->n_comments += record->kind == HEED_PAIR_RECORD_COMMENT;
      if (record->kind != HEED_PAIR_RECORD_COLUMNS)
        continue;

      flaw = find_flaw (record, file->separator, n_columns);
      if (flaw != HEED_PAIR_FLAW_NONE)
        skip (file, record->line, flaw);
      else
        add_pair (file, record);
    }

  return TRUE;
}

/* --- Lengths ------------------------------------------------------------- */

/* Counts words; punctuation counts separately, as it will be a token of its own. */
static guint
count_words (const char *text)
{
  gboolean is_inside = FALSE;
  guint n_words = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_letter = g_unichar_isalnum (c);

      if (!g_unichar_isspace (c))
        n_words += !is_letter || !is_inside || g_unichar_iswide (c);
      is_inside = is_letter;
    }

  return n_words;
}

static guint
count_characters (const char *text)
{
  return (guint) g_utf8_strlen (text, -1);
}

static int
compare_counts (gconstpointer a,
                gconstpointer b)
{
  guint left = *(const guint *) a, right = *(const guint *) b;

  return (left > right) - (left < right);
}

static guint
find_usual_most (const HeedPairFile *file,
                 guint             (*count) (const char *text))
{
  g_autofree guint *counts = g_new (guint, file->pairs->len + 1);
  guint n_pairs = file->pairs->len;

  for (guint i = 0; i < n_pairs; i++)
    {
      const HeedFilePair *pair = &g_array_index (file->pairs, HeedFilePair, i);

      counts[i] = MAX (count (pair->source), count (pair->target));
    }

  qsort (counts, n_pairs, sizeof *counts, compare_counts);

  return n_pairs > 0 ? counts[n_pairs - 1 - n_pairs / FEW] : 0;
}

/**
 * heed_pair_file_read:
 * @path: a text file of two columns or more, gzipped or not
 *
 * Cost: the whole file is held in memory
 *
 * Errors: #GIOErrorEnum; %HEED_ERROR_DAMAGED if it is not text; %HEED_ERROR_TOO_LARGE
 *   beyond 512 MiB. A line that is not a pair is not an error.
 *
 * Returns: (transfer full): the pairs; may be empty
 */
HeedPairFile *
heed_pair_file_read (const char    *path,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr(HeedPairFile) file = NULL;
  g_autoptr(GString) text = NULL;
  guint n_columns;

  g_return_val_if_fail (path != NULL, NULL);

  text = read_bytes (path, cancellable, error);
  if (text == NULL || !decode (text, path, error))
    return NULL;

  file = g_new0 (HeedPairFile, 1);
  file->path = g_strdup (path);
  file->pairs = g_array_new (FALSE, FALSE, sizeof (HeedFilePair));
  file->texts = g_string_chunk_new (CHUNK_BYTES);
  file->separator = find_separator (text, &n_columns);
  if (!add_records (file, text, n_columns, cancellable, error))
    return NULL;

  file->n_words = find_usual_most (file, count_words);
  file->n_characters = find_usual_most (file, count_characters);

  return g_steal_pointer (&file);
}

void
heed_pair_file_free (HeedPairFile *file)
{
  g_free (file->path);
  g_array_unref (file->pairs);
  g_string_chunk_free (file->texts);
  g_free (file);
}
