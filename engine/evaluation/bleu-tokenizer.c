/* bleu-tokenizer.c — the tokenizers of BLEU
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * BLEU scores are comparable only with the same tokenizer, so each tokenizer here gives
 * the same result as sacreBLEU's of the same name, oddities included:
 *
 *   13a   the tokenizer of NIST's mteval-v13a: marks are split off, but not a
 *         period or comma between digits; SGML entities become characters
 *   zh    each Chinese character is a token; the rest is split as in 13a, but
 *         without its entities and without the spaces it puts at both ends
 *   char  each character is a token
 *   none  split at spaces only
 *
 * The rules are regular expressions there and passes over a line here, one pass per
 * rule, in the same order. A match consumes its characters: the search continues after
 * them, so "a..b" is not split like ". .". Every rule is about ASCII or "not a digit",
 * so it can work on bytes without splitting a UTF-8 sequence.
 *
 * Source: sacreBLEU 2, sacrebleu/tokenizers/tokenizer_{13a,re,zh,char}.py.
 */

#include "engine/evaluation/bleu-tokenizer.h"

#include <string.h>

#include "engine/evaluation/characters.h"

/* The characters that the zh tokenizer takes for Chinese. sacreBLEU is meant to include U+20000
 * to U+2A6D6 and U+2F800 to U+2FA1D too, but in Python "\u20000" is U+2000 followed by a zero.
 * Since it compares single characters with these strings of two, the ranges that it really
 * accepts are U+2001 to U+2A6D and U+2F81 to U+2FA1; published scores were computed with them. */
static const struct {
  gunichar first;
  gunichar last;
} chinese[] = {
  { 0x2001, 0x2a6d },
  { 0x2e80, 0x2eff },  /* radicals */
  { 0x2f00, 0x2fdf },
  { 0x2ff0, 0x303f },  /* ideographic description, punctuation */
  { 0x3100, 0x312f },  /* phonetic symbols */
  { 0x31a0, 0x31bf },
  { 0x31c0, 0x31ef },  /* strokes */
  { 0x3200, 0x33ff },
  { 0x3400, 0x4db5 },  /* ideographs */
  { 0x4e00, 0x9fbb },
  { 0xf900, 0xfa2d },
  { 0xfa30, 0xfa6a },
  { 0xfa70, 0xfad9 },
  { 0xfe10, 0xfe1f },
  { 0xfe30, 0xfe4f },
  { 0xff00, 0xffef },  /* full-width ASCII, half-width kana */
};

static gboolean
is_chinese (gunichar character)
{
  for (guint i = 0; i < G_N_ELEMENTS (chinese); i++)
    if (character >= chinese[i].first && character <= chinese[i].last)
      return TRUE;

  return FALSE;
}

/* All ASCII punctuation except ' , - and the period. */
static gboolean
is_mark (char byte)
{
  return g_ascii_ispunct (byte) && strchr ("'-.,", byte) == NULL;
}

static gboolean
is_point (char byte)
{
  return byte == '.' || byte == ',';
}

/* --- The passes ------------------------------------------------------------ */

/* ([{-~[-` -&(-+:-@/])  ->  " \1 " */
static void
split_marks (GString    *out,
             const char *in)
{
  for (; *in != '\0'; in++)
    if (is_mark (*in))
      g_string_append_printf (out, " %c ", *in);
    else
      g_string_append_c (out, *in);
}

/* ([^0-9])([.,])  ->  "\1 \2 " */
static void
split_points_after_text (GString    *out,
                         const char *in)
{
  for (; *in != '\0'; in++)
    {
      g_string_append_c (out, *in);

      if (!g_ascii_isdigit (in[0]) && is_point (in[1]))
        g_string_append_printf (out, " %c ", *++in);
    }
}

/* ([.,])([^0-9])  ->  " \1 \2" */
static void
split_points_before_text (GString    *out,
                          const char *in)
{
  for (; *in != '\0'; in++)
    if (is_point (in[0]) && in[1] != '\0' && !g_ascii_isdigit (in[1]))
      {
        g_string_append_printf (out, " %c %c", in[0], in[1]);
        in++;
      }
    else
      g_string_append_c (out, *in);
}

/* ([0-9])(-)  ->  "\1 \2 " */
static void
split_dashes_after_digits (GString    *out,
                           const char *in)
{
  for (; *in != '\0'; in++)
    {
      g_string_append_c (out, *in);

      if (g_ascii_isdigit (in[0]) && in[1] == '-')
        g_string_append_printf (out, " %c ", *++in);
    }
}

static char **
split_by_rules (const char *line)
{
  static void (*const passes[]) (GString *, const char *) = {
    split_marks,
    split_points_after_text,
    split_points_before_text,
    split_dashes_after_digits,
  };
  g_autoptr(GString) in = g_string_new (line);

  for (guint i = 0; i < G_N_ELEMENTS (passes); i++)
    {
      g_autoptr(GString) out = g_string_sized_new (2 * in->len);

      passes[i] (out, in->str);
      g_string_assign (in, out->str);
    }

  return heed_characters_split (in->str);
}

/* --- The tokenizers -------------------------------------------------------- */

/* Strips white space at the end. */
static char *
strip_end (const char *line)
{
  const char *end = line;

  for (const char *at = line; *at != '\0'; )
    if (!heed_character_is_space (heed_character_next (&at)))
      end = at;

  return g_strndup (line, end - line);
}

static char **
tokenize_13a (const char *line)
{
  static const struct {
    const char *from;
    const char *to;
  } replacements[] = {
    { "<skipped>", "" }, { "-\n", "" }, { "\n", " " },
    { "&quot;", "\"" }, { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" },
  };
  g_autofree char *stripped = strip_end (line);
  g_autoptr(GString) text = g_string_new (stripped);

  for (guint i = 0; i < G_N_ELEMENTS (replacements); i++)
    g_string_replace (text, replacements[i].from, replacements[i].to, 0);

  g_string_prepend_c (text, ' ');
  g_string_append_c (text, ' ');

  return split_by_rules (text->str);
}

static char **
tokenize_zh (const char *line)
{
  g_autofree char *stripped = strip_end (line);
  g_autoptr(GString) spaced = g_string_new (NULL);

  for (const char *at = stripped; *at != '\0'; )
    {
      gunichar character = heed_character_next (&at);
      const char *space = is_chinese (character) ? " " : "";

      /* Also strips white space at the start: as long as spaced is empty, there was nothing
       * else. */
      if (spaced->len == 0 && heed_character_is_space (character))
        continue;

      g_string_append (spaced, space);
      g_string_append_unichar (spaced, character);
      g_string_append (spaced, space);
    }

  return split_by_rules (spaced->str);
}

static char **
tokenize_char (const char *line)
{
  g_autoptr(GString) spaced = g_string_new (NULL);

  while (*line != '\0')
    {
      g_string_append_unichar (spaced, heed_character_next (&line));
      g_string_append_c (spaced, ' ');
    }

  return heed_characters_split (spaced->str);
}

/**
 * heed_bleu_tokenize:
 * @line: UTF-8
 * @tokenizer: which tokenizer
 *
 * Returns: (transfer full): the tokens, %NULL-terminated
 */
char **
heed_bleu_tokenize (const char        *line,
                    HeedBleuTokenizer  tokenizer)
{
  switch (tokenizer)
    {
    case HEED_BLEU_13A:
      return tokenize_13a (line);
    case HEED_BLEU_ZH:
      return tokenize_zh (line);
    case HEED_BLEU_CHAR:
      return tokenize_char (line);
    case HEED_BLEU_NONE:
      break;
    }

  return heed_characters_split (line);
}
