/* normalise.c — normalisation of text before it is split
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The output of a model must not depend on the locale, so lower-casing is implemented
 * here instead of using g_utf8_strdown(), which turns I into a dotless i in a Turkish
 * locale.
 *
 * Source: preprocess_nmt in Zhang et al., "Dive into Deep Learning", 10.5;
 * unicodeToAscii and normalizeString in "Translation with a Sequence to Sequence
 * Network and Attention" and "Chatbot Tutorial" on pytorch.org.
 */

#include "engine/text/normalise.h"

#include <string.h>

#define NO_BREAK_SPACE        0x00a0
#define NARROW_NO_BREAK_SPACE 0x202f
#define CAPITAL_I_WITH_DOT    0x0130
#define COMBINING_DOT_ABOVE   0x0307
#define CAPITAL_SIGMA         0x03a3
#define SMALL_FINAL_SIGMA     0x03c2

static const HeedTextRuleName rule_names[] = {
  { "lowercase", HEED_TEXT_LOWERCASE },
  { "space_punctuation", HEED_TEXT_SPACE_PUNCTUATION },
  { "language_code", HEED_TEXT_LANGUAGE_CODE },
  { "fold_accents", HEED_TEXT_FOLD_ACCENTS },
  { "letters_only", HEED_TEXT_LETTERS_ONLY },
  { "drop_full_stop", HEED_TEXT_DROP_FULL_STOP },
  { "only_words", HEED_TEXT_ONLY_WORDS },
  { "one_prefix", HEED_TEXT_ONE_PREFIX },
  { "plain_words", HEED_TEXT_PLAIN_WORDS },
};

/**
 * heed_text_rules_list:
 * @n_rules: (out): number of rules
 *
 * Returns: (transfer none) (array length=n_rules): all rules and their names
 */
const HeedTextRuleName *
heed_text_rules_list (guint *n_rules)
{
  *n_rules = G_N_ELEMENTS (rule_names);

  return rule_names;
}

/* A sigma is final if a letter precedes it and none follows. */
static gboolean
is_final (const char *text,
          const char *sigma)
{
  const char *before = g_utf8_find_prev_char (text, sigma);
  const char *after = g_utf8_next_char (sigma);

  return before != NULL && g_unichar_isalpha (g_utf8_get_char (before)) &&
         !g_unichar_isalpha (g_utf8_get_char (after));
}

static void
append_lowercase (GString    *out,
                  const char *text,
                  const char *p,
                  gunichar    c)
{
  if (c == CAPITAL_I_WITH_DOT)
    {
      g_string_append_c (out, 'i');
      g_string_append_unichar (out, COMBINING_DOT_ABOVE);
    }
  else if (c == CAPITAL_SIGMA && is_final (text, p))
    g_string_append_unichar (out, SMALL_FINAL_SIGMA);
  else
    g_string_append_unichar (out, g_unichar_tolower (c));
}

static gboolean
is_spaced_mark (gunichar c)
{
  return c == ',' || c == '.' || c == '!' || c == '?';
}

static char *
space_and_lower (const char    *text,
                 HeedTextRules  rules)
{
  GString *out = g_string_sized_new (strlen (text) + 16);
  gunichar previous = ' ';

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (rules & HEED_TEXT_SPACE_PUNCTUATION)
        {
          if (c == NO_BREAK_SPACE || c == NARROW_NO_BREAK_SPACE)
            c = ' ';

          if (is_spaced_mark (c) && previous != ' ')
            g_string_append_c (out, ' ');
        }

      if (rules & HEED_TEXT_LOWERCASE)
        append_lowercase (out, text, p, c);
      else
        g_string_append_unichar (out, c);

      previous = c;
    }

  return g_string_free (out, FALSE);
}

/* Decomposes letters into base letters and marks, and drops the marks. */
static char *
fold_accents (const char *text)
{
  g_autofree char *apart = g_utf8_normalize (text, -1, G_NORMALIZE_NFD);
  GString *out = g_string_sized_new (strlen (text));

  for (const char *p = apart; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_type (g_utf8_get_char (p)) != G_UNICODE_NON_SPACING_MARK)
      g_string_append_unichar (out, g_utf8_get_char (p));

  return g_string_free (out, FALSE);
}

static char *
keep_letters (const char *text,
              const char *marks)
{
  GString *out = g_string_sized_new (strlen (text));

  for (; *text != '\0'; text++)
    {
      gboolean is_kept = g_ascii_isalpha (*text) || strchr (marks, *text) != NULL;

      if (is_kept)
        g_string_append_c (out, *text);
      else if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }

  return g_strchomp (g_string_free (out, FALSE));
}

/**
 * heed_text_normalise:
 * @text: valid UTF-8
 *
 * Returns: (transfer full): the text after applying the rules; free with g_free()
 */
char *
heed_text_normalise (const char    *text,
                     HeedTextRules  rules)
{
  g_autofree char *normal = space_and_lower (text, rules);

  if (rules & HEED_TEXT_FOLD_ACCENTS)
    {
      char *folded = fold_accents (normal);

      g_free (normal);
      normal = folded;
    }

  return rules & HEED_TEXT_LETTERS_ONLY
         ? keep_letters (normal, rules & HEED_TEXT_DROP_FULL_STOP ? "!?" : ".!?")
         : g_steal_pointer (&normal);
}
