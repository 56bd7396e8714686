/* piece-marks.c — the marks that show which pieces form a word
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     ka@@ tze        subword-nmt: a piece that ends in @@ continues in the next
 *     ▁ka tze         SentencePiece: a piece that begins with ▁ begins a word
 *     ka tze▁         SentencePiece with treat_whitespace_as_suffix
 *     ka ##tze        WordPiece: a piece that begins with ## continues the last
 *     ka ￭tze  ka￭ tze   OpenNMT's Tokenizer: ￭ is written where there is no space
 *
 * Source: Sennrich et al. 2016 and apply_bpe.py of subword-nmt;
 * https://github.com/OpenNMT/Tokenizer, docs/options.md.
 */

#include "engine/text/piece-marks.h"

#include <string.h>

#define SEPARATOR "@@"
#define WORD_MARK "▁"
#define HASHES    "##"
#define JOINER    "￭"

#define LEAST_SHARE 20  /* one in so many words must be marked */

static const char *const names[] = { "none", SEPARATOR, WORD_MARK, WORD_MARK " behind",
                                     HASHES, JOINER };

const char *
heed_piece_marks_get_name (HeedPieceMarks marks)
{
  return names[marks];
}

gboolean
heed_piece_marks_parse (const char     *name,
                        HeedPieceMarks *marks)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], name))
      {
        *marks = (HeedPieceMarks) i;
        return TRUE;
      }

  return FALSE;
}

/* The mark must be followed by something else: a line of dashes or hashes is a word. */
static gboolean
begins_with (const char *text,
             const char *mark)
{
  return g_str_has_prefix (text, mark) && text[strlen (mark)] != '\0' &&
         text[strlen (mark)] != mark[0];
}

static gboolean
ends_with (const char *text,
           const char *mark)
{
  gsize n_bytes = strlen (text);

  return n_bytes > strlen (mark) && g_str_has_suffix (text, mark) && !begins_with (text, mark);
}

/* --- Which of them ---------------------------------------------------------- */

static HeedPieceMarks
find_marks (const char *word)
{
  if (begins_with (word, JOINER) || ends_with (word, JOINER))
    return HEED_PIECES_JOINER;

  if (begins_with (word, WORD_MARK))
    return HEED_PIECES_WORD_START;

  if (ends_with (word, WORD_MARK))
    return HEED_PIECES_WORD_END;

  if (ends_with (word, SEPARATOR))
    return HEED_PIECES_SEPARATOR;

  return begins_with (word, HASHES) ? HEED_PIECES_HASHES : HEED_PIECES_NONE;
}

HeedPieceMarks
heed_piece_marks_detect (const char *const *words,
                         guint              n_words)
{
  guint n_marked[G_N_ELEMENTS (names)] = { 0 };
  guint most = HEED_PIECES_NONE;

  for (guint i = 0; i < n_words; i++)
    n_marked[find_marks (words[i])]++;

  n_marked[HEED_PIECES_NONE] = n_words / LEAST_SHARE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (n_marked[i] > n_marked[most])
      most = i;

  return (HeedPieceMarks) most;
}

/* --- One token -------------------------------------------------------------- */

static guint8
measure_before (const char *text,
                const char *mark)
{
  return g_str_has_prefix (text, mark) ? (guint8) strlen (mark) : 0;
}

static guint8
measure_after (const char *text,
               const char *mark)
{
  return strlen (text) > strlen (mark) && g_str_has_suffix (text, mark) ? (guint8) strlen (mark)
                                                                        : 0;
}

void
heed_piece_marks_describe (HeedPieceMarks  marks,
                           HeedToken      *token)
{
  switch (marks)
    {
    case HEED_PIECES_NONE:
      break;

    case HEED_PIECES_SEPARATOR:
      token->n_after = measure_after (token->text, SEPARATOR);
      token->goes_on = token->n_after > 0;
      break;

    case HEED_PIECES_WORD_START:
      token->n_before = measure_before (token->text, WORD_MARK);
      token->starts_word = token->n_before > 0;
      break;

    case HEED_PIECES_WORD_END:
      token->n_after = measure_after (token->text, WORD_MARK);
      token->goes_on = token->n_after == 0 && !g_str_equal (token->text, WORD_MARK);
      break;

    case HEED_PIECES_HASHES:
      token->n_before = begins_with (token->text, HASHES) ? strlen (HASHES) : 0;
      token->starts_word = token->n_before == 0;
      break;

    case HEED_PIECES_JOINER:
      token->n_before = measure_before (token->text, JOINER);
      token->n_after = measure_after (token->text, JOINER);
      token->starts_word = token->n_before == 0;
      token->goes_on = token->n_after > 0 || g_str_equal (token->text, JOINER);
      break;
    }
}

/* --- All of them ------------------------------------------------------------ */

static char *
replace (const char *text,
         const char *from,
         const char *to)
{
  g_auto(GStrv) parts = g_strsplit (text, from, -1);

  return g_strjoinv (to, parts);
}

/* Same result as sed 's/(@@ )|(@@ ?$)//g'. */
static char *
join_separated (const char *const *pieces)
{
  g_autofree char *spaced = g_strjoinv (" ", (char **) pieces);
  char *text = replace (spaced, SEPARATOR " ", "");

  if (g_str_has_suffix (text, SEPARATOR))
    text[strlen (text) - strlen (SEPARATOR)] = '\0';

  return text;
}

static char *
join_marked (const char *const *pieces)
{
  g_autofree char *joined = g_strjoinv ("", (char **) pieces);

  return g_strstrip (replace (joined, WORD_MARK, " "));
}

/* A joiner removes the space next to it. */
static char *
join_joined (const char *const *pieces)
{
  g_autoptr(GString) text = g_string_new (NULL);
  gboolean is_glued = TRUE;

  for (; *pieces != NULL; pieces++)
    {
      HeedToken piece = { .text = *pieces };

      heed_piece_marks_describe (HEED_PIECES_JOINER, &piece);
      if (!is_glued && piece.n_before == 0)
        g_string_append_c (text, ' ');

      g_string_append_len (text, *pieces + piece.n_before,
                           (gssize) strlen (*pieces) - piece.n_before - piece.n_after);
      is_glued = piece.goes_on;
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
join_hashed (const char *const *pieces)
{
  g_autofree char *spaced = g_strjoinv (" ", (char **) pieces);

  return replace (spaced, " " HASHES, "");
}

char *
heed_piece_marks_join (HeedPieceMarks     marks,
                       const char *const *pieces)
{
  switch (marks)
    {
    case HEED_PIECES_SEPARATOR:
      return join_separated (pieces);

    case HEED_PIECES_WORD_START:
    case HEED_PIECES_WORD_END:
      return join_marked (pieces);

    case HEED_PIECES_HASHES:
      return join_hashed (pieces);

    case HEED_PIECES_JOINER:
      return join_joined (pieces);

    case HEED_PIECES_NONE:
      break;
    }

  return g_strjoinv (" ", (char **) pieces);
}
