/* attention-dump.c — reading attention from files that other programs wrote
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file is scanned once to find its sentences; a sentence is parsed only when it is
 * requested, so that of 100,000 sentences only their positions are in memory. The weights
 * are checked against the tokens: a matrix must have a row and a column for each, and may
 * have one more for the end of the sentence.
 */

#include "engine/heed.h"

#include <string.h>

#include "engine/dumps/dump.h"
#include "engine/files/gunzip.h"
#include "engine/files/mapped-file.h"
#include "engine/text/piece-marks.h"

#define GZIP_MAGIC  "\x1f\x8b"
#define CHUNK_BYTES 65536
#define END         "</s>"

/* Maximum size after unzipping. */
#define MOST_UNZIPPED (G_GUINT64_CONSTANT (1) << 32)

struct _HeedAttentionDump
{
  GBytes                *bytes;
  HeedDumpFormat         format;
  const HeedDumpReader  *reader;
  GArray                *parts;   /* of HeedDumpPart */
};

/* In the order of HeedDumpFormat without HEED_DUMP_GUESSED, which stands first; the first format
 * that matches is used. */
static const struct {
  const char           *name;
  const HeedDumpReader *reader;
} formats[] = {
  { "numpy", &heed_dump_array },
  { "json", &heed_dump_records },
  { "nematus", &heed_dump_blocks },
  { "marian", &heed_dump_rows },
  { "opennmt", &heed_dump_tables },
};

/**
 * heed_dump_format_get_name:
 * @format: a format
 *
 * Returns: a name such as "nematus"; "auto" for %HEED_DUMP_GUESSED
 */
const char *
heed_dump_format_get_name (HeedDumpFormat format)
{
  g_return_val_if_fail (format < HEED_N_DUMP_FORMATS, NULL);

  return format == HEED_DUMP_GUESSED ? "auto" : formats[format - 1].name;
}

/* --- The file -------------------------------------------------------------- */

static GBytes *
unzip (const char    *path,
       GCancellable  *cancellable,
       GError       **error)
{
  g_autoptr(HeedGunzip) gunzip = heed_gunzip_open (path, error);
  g_autoptr(GByteArray) all = g_byte_array_new ();
  guint8 chunk[CHUNK_BYTES];
  gssize n_bytes = -1;

  while (gunzip != NULL &&
         (n_bytes = heed_gunzip_read (gunzip, chunk, sizeof chunk, cancellable, error)) > 0)
    {
      if (all->len + (guint64) n_bytes >= MIN (MOST_UNZIPPED, G_MAXUINT))
        {
          g_set_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE,
                       "gzip: expected less than 4 GiB unzipped, found more");
          return NULL;
        }
      g_byte_array_append (all, chunk, (guint) n_bytes);
    }

  return n_bytes == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&all)) : NULL;
}

/* Errors begin with the path. */
static GBytes *
load (const char    *path,
      GCancellable  *cancellable,
      GError       **error)
{
  g_autoptr(GBytes) bytes = heed_mapped_file_load (path, error);
  const char *data;
  gsize n_bytes;

  if (bytes == NULL)
    return NULL;

  data = g_bytes_get_data (bytes, &n_bytes);
  if (n_bytes >= strlen (GZIP_MAGIC) && memcmp (data, GZIP_MAGIC, strlen (GZIP_MAGIC)) == 0)
    {
      GBytes *unzipped = unzip (path, cancellable, error);

      if (unzipped == NULL)
        g_prefix_error (error, "%s: ", path);
      return unzipped;
    }

  return g_steal_pointer (&bytes);
}

static HeedDumpFormat
guess (HeedDumpLines lines)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (formats[i].reader->looks (lines))
      return (HeedDumpFormat) (i + 1);

  return HEED_DUMP_GUESSED;
}

/**
 * heed_attention_dump_new:
 * @bytes: a whole file
 * @format: its format; %HEED_DUMP_GUESSED to detect it
 *
 * Errors: %HEED_ERROR_DAMAGED, %HEED_ERROR_UNSUPPORTED if no format is detected
 *
 * Returns: (transfer full): the sentences of the file, none of them parsed yet
 */
HeedAttentionDump *
heed_attention_dump_new (GBytes          *bytes,
                         HeedDumpFormat   format,
                         GError         **error)
{
  g_autoptr(HeedAttentionDump) dump = NULL;
  HeedDumpPart all = { .line = 1 };

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (format < HEED_N_DUMP_FORMATS, NULL);

  all.bytes = g_bytes_get_data (bytes, &all.n_bytes);
  if (format == HEED_DUMP_GUESSED && all.n_bytes > 0)
    format = guess (heed_dump_lines_of (&all));
  if (format == HEED_DUMP_GUESSED)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                   "attention: expected what Nematus, Sockeye, Marian, OpenNMT or Neural Monkey "
                   "write, or JSON lines, found %s",
                   all.n_bytes == 0 ? "an empty file" : "something else");
      return NULL;
    }

  dump = g_new0 (HeedAttentionDump, 1);
  dump->bytes = g_bytes_ref (bytes);
  dump->format = format;
  dump->reader = formats[format - 1].reader;
  dump->parts = g_array_new (FALSE, FALSE, sizeof (HeedDumpPart));

  return dump->reader->index (heed_dump_lines_of (&all), dump->parts, error)
         ? g_steal_pointer (&dump) : NULL;
}

/**
 * heed_attention_dump_open:
 * @path: a file, gzipped or not
 * @format: as for heed_attention_dump_new()
 * @cancellable: (nullable): cancels unzipping
 *
 * Errors: those of heed_attention_dump_new() and of GIO, with the path as prefix
 *
 * Returns: (transfer full): the sentences of the file
 */
HeedAttentionDump *
heed_attention_dump_open (const char      *path,
                          HeedDumpFormat   format,
                          GCancellable    *cancellable,
                          GError         **error)
{
  g_autoptr(GBytes) bytes = NULL;
  HeedAttentionDump *dump;

  g_return_val_if_fail (path != NULL, NULL);

  bytes = load (path, cancellable, error);
  if (bytes == NULL)
    return NULL;

  dump = heed_attention_dump_new (bytes, format, error);
  if (dump == NULL)
    g_prefix_error (error, "%s: ", path);

  return dump;
}

/**
 * heed_attention_dump_free:
 * @dump: (transfer full) (nullable): must not be in use by any thread
 */
void
heed_attention_dump_free (HeedAttentionDump *dump)
{
  if (dump == NULL)
    return;

  g_array_unref (dump->parts);
  g_bytes_unref (dump->bytes);
  g_free (dump);
}

/**
 * heed_attention_dump_get_format:
 * @dump: a dump
 *
 * Returns: its format, never %HEED_DUMP_GUESSED
 */
HeedDumpFormat
heed_attention_dump_get_format (HeedAttentionDump *dump)
{
  g_return_val_if_fail (dump != NULL, HEED_DUMP_GUESSED);

  return dump->format;
}

/**
 * heed_attention_dump_get_n:
 * @dump: a dump
 *
 * Returns: the number of its sentences
 */
guint
heed_attention_dump_get_n (HeedAttentionDump *dump)
{
  g_return_val_if_fail (dump != NULL, 0);

  return dump->parts->len;
}

/* --- Tokens ---------------------------------------------------------------- */

static gboolean
is_special (const char *text)
{
  static const char *const names[] = { "<s>", END, "<bos>", "<eos>", "<EOS>", "<pad>", "<blank>" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], text))
      return TRUE;

  return FALSE;
}

/* Tokens with equal text get the same id, so that repetitions can be found. */
static HeedToken *
make_tokens (char **texts,
             guint  n_texts)
{
  HeedPieceMarks marks = heed_piece_marks_detect ((const char *const *) texts, n_texts);
  g_autoptr(GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  HeedToken *tokens = g_new0 (HeedToken, MAX (n_texts, 1));

  for (guint i = 0; i < n_texts; i++)
    {
      tokens[i].text = g_strdup (texts[i]);
      tokens[i].is_special = is_special (texts[i]);
      tokens[i].starts_word = TRUE;
      if (!g_hash_table_contains (ids, texts[i]))
        g_hash_table_insert (ids, texts[i], GUINT_TO_POINTER (i));
      tokens[i].id = GPOINTER_TO_UINT (g_hash_table_lookup (ids, texts[i]));
      if (!tokens[i].is_special)
        heed_piece_marks_describe (marks, &tokens[i]);
    }

  return tokens;
}

/* Makes tokens of the texts, and one for the end if the matrix has one position more. */
static gboolean
fit_tokens (const char   *side,
            const char   *place,
            char        **texts,
            guint         n_positions,
            HeedToken   **tokens,
            GError      **error)
{
  guint n_texts = g_strv_length (texts);
  g_autoptr(GPtrArray) all = g_ptr_array_new ();

  if (n_positions != n_texts && n_positions != n_texts + 1)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_SHAPE,
                   "%s: expected weights for %u %s tokens, or for one more, found for %u", place,
                   n_texts, side, n_positions);
      return FALSE;
    }

  for (guint i = 0; i < n_texts; i++)
    g_ptr_array_add (all, texts[i]);
  g_ptr_array_add (all, (gpointer) END);

  *tokens = make_tokens ((char **) all->pdata, n_positions);

  return TRUE;
}

static void
free_tokens (HeedToken *tokens,
             guint      n_tokens)
{
  for (guint i = 0; tokens != NULL && i < n_tokens; i++)
    g_free ((char *) tokens[i].text);
  g_free (tokens);
}

/**
 * heed_dumped_attention_free:
 * @attention: (transfer full) (nullable): its tokens must not be in use any more
 */
void
heed_dumped_attention_free (HeedDumpedAttention *attention)
{
  if (attention == NULL)
    return;

  free_tokens (attention->source, attention->n_source);
  free_tokens (attention->target, attention->n_target);
  g_clear_pointer (&attention->weights, heed_matrix_unref);
  g_free (attention);
}

/* --- A sentence ------------------------------------------------------------ */

static HeedDumpedAttention *
fit (const HeedDumpPart   *part,
     guint                 number,
     const HeedDumpAsked  *asked,
     const HeedDumpFound  *found,
     GError              **error)
{
  g_autoptr(HeedDumpedAttention) attention = NULL;
  g_autofree char *place = NULL;
  char **source = asked->source != NULL ? asked->source : found->source;
  char **target = asked->target != NULL ? asked->target : found->target;

  if (found->n_rows == 0 || found->n_columns == 0)
    {
      heed_dump_fail (part->line, "a row of weights for each target token", NULL, error);
      return NULL;
    }
  if (source == NULL)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_SHAPE,
                   "source: expected tokens beside the attention, which has none, found none");
      return NULL;
    }

  place = part->line > 0 ? g_strdup_printf ("line %" G_GUINT64_FORMAT, part->line)
                         : g_strdup_printf ("sentence %u", number + 1);
  attention = g_new0 (HeedDumpedAttention, 1);
  if (!fit_tokens ("source", place, source, found->n_columns, &attention->source, error))
    return NULL;
  attention->n_source = found->n_columns;

  if (!fit_tokens ("target", place, target, found->n_rows, &attention->target, error))
    return NULL;
  attention->n_target = found->n_rows;
  attention->weights = heed_matrix_new (found->n_rows, found->n_columns, found->values);

  return g_steal_pointer (&attention);
}

static gboolean
check_text (const HeedDumpPart  *part,
            GError             **error)
{
  if (part->line == 0 || g_utf8_validate_len (part->bytes, part->n_bytes, NULL))
    return TRUE;

  return heed_dump_fail (part->line, "UTF-8", "other bytes", error);
}

/**
 * heed_attention_dump_read:
 * @number: from 0, below heed_attention_dump_get_n()
 * @source: (nullable): the tokens of the columns, separated by white space, if the dump
 *   has none or others
 * @target: (nullable): the tokens of the rows, likewise
 * @site: the layer, or %HEED_DUMP_LAST_LAYER, and the head, or the mean of all, for a
 *   dump that has several
 *
 * Errors: %HEED_ERROR_DAMAGED, naming the line, what was expected and what was found;
 *   %HEED_ERROR_SHAPE if the numbers of weights and tokens differ
 * Thread: any; several threads may read one dump
 *
 * Returns: (transfer full): the sentence
 */
HeedDumpedAttention *
heed_attention_dump_read (HeedAttentionDump        *dump,
                          guint                     number,
                          const char               *source,
                          const char               *target,
                          const HeedAttentionSite  *site,
                          GError                  **error)
{
  const HeedDumpPart *part;
  g_auto(GStrv) source_tokens = source != NULL ? heed_dump_split_words (source) : NULL;
  g_auto(GStrv) target_tokens = target != NULL ? heed_dump_split_words (target) : NULL;
  HeedDumpAsked asked = { source_tokens, target_tokens, { 0 } };
  HeedDumpFound found = { 0 };
  HeedDumpedAttention *attention = NULL;

  g_return_val_if_fail (dump != NULL && number < dump->parts->len, NULL);
  g_return_val_if_fail (site != NULL, NULL);

  asked.site = *site;
  part = &g_array_index (dump->parts, HeedDumpPart, number);
  if (check_text (part, error) && dump->reader->read (part, number, &asked, &found, error))
    attention = fit (part, number, &asked, &found, error);
  heed_dump_found_clear (&found);

  return attention;
}
