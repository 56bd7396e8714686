/* subword-nmt.c — splitting words by the BPE codes of subword-nmt
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     #version: 0.2      in merges, the last character of a word is "e</w>"
 *     t h                two pieces to merge; earlier lines come first
 *     th e</w>
 *
 * Without the first line it is version 0.1, in which "</w>" is a separate character
 * after the word.
 *
 * Source: apply_bpe.py of subword-nmt 0.3; Sennrich et al. 2016
 */

#include "engine/text/subword-nmt.h"

#include <string.h>

#include "engine/heed.h"
#include "engine/text/merges.h"
#include "engine/text/split.h"

#define WORD_END        "</w>"
#define SEPARATOR       "@@"
#define VERSION         "#version:"
#define MAX_CODES_BYTES (64 * 1024 * 1024)
#define MAX_LINE_BYTES  1024

struct _HeedSubwordNmt
{
  HeedMerges *merges;
  gboolean    ends_apart;  /* version 0.1: "</w>" is a separate character */
};

/* --- Codes ------------------------------------------------------------------ */

static gboolean
read_version (HeedSubwordNmt  *self,
              const char      *line,
              GError         **error)
{
  const char *space = strrchr (line, ' ');
  const char *version = space != NULL ? space + 1 : line + strlen (VERSION);

  self->ends_apart = g_str_equal (version, "0.1");
  if (self->ends_apart || g_str_equal (version, "0.2"))
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
               "codes: expected version 0.1 or 0.2 of subword-nmt, found %.20s", version);

  return FALSE;
}

static gboolean
read_merge (HeedSubwordNmt  *self,
            char            *line,
            guint            number,
            GError         **error)
{
  char *space = strchr (line, ' ');
  g_autofree char *merged = NULL;

  if (space == NULL || space == line || space[1] == '\0' || strchr (space + 1, ' ') != NULL ||
      strlen (line) > MAX_LINE_BYTES)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                   "codes: line %u: expected two pieces with a space between them, found %.40s",
                   number, line);
      return FALSE;
    }

  *space = '\0';
  merged = g_strconcat (line, space + 1, NULL);
  heed_merges_add (self->merges, line, space + 1, merged);

  return TRUE;
}

static char *
strip_line (char *line)
{
  gsize n_bytes;

  line += strspn (line, "\r ");
  n_bytes = strlen (line);
  while (n_bytes > 0 && strchr ("\r ", line[n_bytes - 1]) != NULL)
    line[--n_bytes] = '\0';

  return line;
}

static gboolean
read_codes (HeedSubwordNmt  *self,
            const char      *text,
            GError         **error)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  guint n_lines = g_strv_length (lines);
  gboolean has_version = n_lines > 0 && g_str_has_prefix (lines[0], VERSION);

  while (n_lines > 0 && *lines[n_lines - 1] == '\0')
    n_lines--;

  self->ends_apart = !has_version;
  if (has_version && !read_version (self, strip_line (lines[0]), error))
    return FALSE;

  for (guint i = has_version; i < n_lines; i++)
    if (!read_merge (self, strip_line (lines[i]), i + 1, error))
      return FALSE;

  return TRUE;
}

/**
 * heed_subword_nmt_new:
 * @codes: the file, not trusted
 *
 * Errors: %HEED_ERROR_DAMAGED if it is not such a file, %HEED_ERROR_UNSUPPORTED if it
 * has another version; %HEED_ERROR_TOO_LARGE.
 *
 * Returns: (transfer full): a splitter with these codes
 */
HeedSubwordNmt *
heed_subword_nmt_new (GBytes  *codes,
                      GError **error)
{
  g_autoptr(HeedSubwordNmt) self = g_new0 (HeedSubwordNmt, 1);
  gsize n_bytes;
  const char *data = g_bytes_get_data (codes, &n_bytes);
  g_autofree char *text = NULL;

  self->merges = heed_merges_new ();
  if (n_bytes > MAX_CODES_BYTES)
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_TOO_LARGE,
                   "codes: expected at most %d bytes, found %" G_GSIZE_FORMAT, MAX_CODES_BYTES,
                   n_bytes);
      return NULL;
    }

  if (n_bytes == 0 || memchr (data, '\0', n_bytes) != NULL ||
      !g_utf8_validate_len (data, n_bytes, NULL))
    {
      g_set_error (error, HEED_ERROR, HEED_ERROR_DAMAGED,
                   "codes: expected merges as text, found %s",
                   n_bytes == 0 ? "nothing" : "something that is not UTF-8");
      return NULL;
    }

  text = g_strndup (data, n_bytes);

  return read_codes (self, text, error) ? g_steal_pointer (&self) : NULL;
}

void
heed_subword_nmt_free (HeedSubwordNmt *self)
{
  heed_merges_free (self->merges);
  g_free (self);
}

/* --- A word ----------------------------------------------------------------- */

static void
append_part (HeedSubwordNmt *self,
             GArray         *parts,
             const char     *word,
             const char     *begin,
             const char     *end,
             const char     *behind)
{
  g_autofree char *bare = g_strndup (begin, (gsize) (end - begin));
  g_autofree char *text = g_strconcat (bare, behind, NULL);
  HeedWordPart part = {
    heed_merges_find_symbol (self->merges, text), (guint32) (begin - word), (guint32) (end - begin)
  };

  g_array_append_val (parts, part);
}

/* Merges the characters of a word of several characters as far as possible; "</w>" has no bytes. */
static GArray *
merge_word (HeedSubwordNmt *self,
            const char     *word)
{
  GArray *parts = g_array_new (FALSE, FALSE, sizeof (HeedWordPart));

  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *end = g_utf8_next_char (p);

      append_part (self, parts, word, p, end, *end == '\0' && !self->ends_apart ? WORD_END : "");
    }

  if (self->ends_apart)
    append_part (self, parts, word, word + strlen (word), word + strlen (word), WORD_END);

  heed_merges_apply (self->merges, parts, TRUE);
  if (g_array_index (parts, HeedWordPart, parts->len - 1).n_bytes == 0)
    g_array_set_size (parts, parts->len - 1);

  return parts;
}

static gboolean
is_known (HeedVocabulary *vocabulary,
          const char     *piece,
          gboolean        is_last)
{
  g_autofree char *token = g_strconcat (piece, is_last ? "" : SEPARATOR, NULL);
  guint32 id;

  return heed_vocabulary_find (vocabulary, token, &id);
}

/* Returns a last half without "</w>", of which unusual codes may have split off a part. */
static char *
drop_word_end (const char *half)
{
  return g_strndup (half, strlen (half) - MIN (strlen (half), strlen (WORD_END)));
}

/* Undoes merges of a piece until all parts are in the vocabulary, or nothing can be undone. Each
 * half is shorter than the whole, so this terminates. */
static void
append_known (HeedSubwordNmt *self,
              HeedVocabulary *vocabulary,
              const char     *piece,
              gboolean        is_last,
              GPtrArray      *out)
{
  g_autofree char *whole = g_strconcat (piece, is_last ? WORD_END : "", NULL);
  g_autofree char *last_half = NULL;
  const char *left, *right;

  if (*piece == '\0')
    return;

  if (is_known (vocabulary, piece, is_last) ||
      !heed_merges_find_halves (self->merges, whole, &left, &right))
    {
      g_ptr_array_add (out, g_strdup (piece));
      return;
    }

  last_half = is_last ? drop_word_end (right) : g_strdup (right);
  append_known (self, vocabulary, left, FALSE, out);
  append_known (self, vocabulary, last_half, is_last, out);
}

static GPtrArray *
split_word (HeedSubwordNmt *self,
            const char     *word,
            HeedVocabulary *vocabulary)
{
  GPtrArray *pieces = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GArray) parts = NULL;

  if (*g_utf8_next_char (word) == '\0')
    {
      g_ptr_array_add (pieces, g_strdup (word));
      return pieces;
    }

  parts = merge_word (self, word);
  for (guint i = 0; i < parts->len; i++)
    {
      const HeedWordPart *part = &g_array_index (parts, HeedWordPart, i);
      g_autofree char *piece = g_strndup (word + part->begin, part->n_bytes);

      if (vocabulary != NULL)
        append_known (self, vocabulary, piece, i + 1 == parts->len, pieces);
      else
        g_ptr_array_add (pieces, g_steal_pointer (&piece));
    }

  return pieces;
}

/* --- A text ----------------------------------------------------------------- */

static char **
split_at_spaces (const char *text)
{
  GPtrArray *tokens = g_ptr_array_new ();
  g_autoptr(GString) token = g_string_new (NULL);

  while (heed_text_split (HEED_TOKENIZER_WORD, &text, token))
    g_ptr_array_add (tokens, g_strdup (token->str));
  g_ptr_array_add (tokens, NULL);

  return (char **) g_ptr_array_free (tokens, FALSE);
}

/**
 * heed_subword_nmt_split:
 * @text: valid UTF-8
 * @vocabulary: (nullable): its words include the separators
 *
 * As in subword-nmt, only U+0020 separates words; other kinds of space separate the
 * pieces afterwards, as in programs that read the output of subword-nmt.
 *
 * Returns: (transfer full): the pieces
 */
char **
heed_subword_nmt_split (HeedSubwordNmt *self,
                        const char     *text,
                        HeedVocabulary *vocabulary)
{
  g_auto(GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr(GString) line = g_string_new (NULL);

  for (char **word = words; *word != NULL; word++)
    {
      g_autoptr(GPtrArray) pieces = **word != '\0' ? split_word (self, *word, vocabulary) : NULL;

      for (guint i = 0; pieces != NULL && i < pieces->len; i++)
        g_string_append_printf (line, "%s%s ", (const char *) pieces->pdata[i],
                                i + 1 < pieces->len ? SEPARATOR : "");
    }

  return split_at_spaces (line->str);
}
