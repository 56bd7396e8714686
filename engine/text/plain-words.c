/* plain-words.c — splitting text that Moses' tokenizer handles without its lists of abbreviations
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Moses has lists for each language that decide whether a full stop belongs to its word and where
 * an apostrophe splits. Letters, digits, commas, ! and ? are handled in the same way in all
 * languages: a mark is a token, except for a comma between two digits. Other text is refused.
 *
 * Source: normalize() and tokenize() of sacremoses 0.1, as Argos Translate calls them
 */

#include "engine/text/plain-words.h"

#include <string.h>

#include "engine/heed.h"

static gboolean
is_mark (gunichar c)
{
  return c == ',' || c == '!' || c == '?';
}

/* Wide characters are letters for Moses only in their own languages. */
static gboolean
is_plain (gunichar c)
{
  gboolean is_letter = g_unichar_isalpha (c) && !g_unichar_iswide (c);

  return c == ' ' || is_mark (c) || is_letter || g_unichar_isdigit (c);
}

static gboolean
check (const char  *text,
       GError     **error)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!is_plain (g_utf8_get_char (p)))
      {
        g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                     "text: expected words of letters and digits, commas, ! and ?, since Moses' "
                     "tokenizer, which this model's text went through, is not applied here, found "
                     "%.*s",
                     (int) (g_utf8_next_char (p) - p), p);
        return FALSE;
      }

  return TRUE;
}

/* Reduces several spaces to one, and removes spaces at the ends and before a mark. */
static char *
close_up (const char *text)
{
  GString *closed = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    {
      gsize n_spaces = strspn (p, " ");
      const char *next = p + n_spaces;

      if (n_spaces > 0 && closed->len > 0 && *next != '\0' && !is_mark ((guchar) *next))
        g_string_append_c (closed, ' ');
      if (*next == '\0')
        break;

      g_string_append_c (closed, *next);
      p = next;
    }

  return g_string_free (closed, FALSE);
}

static gboolean
has_digit_before (const char *text,
                  const char *p)
{
  return p > text && g_unichar_isdigit (g_utf8_get_char (g_utf8_find_prev_char (text, p)));
}

/**
 * heed_plain_words_part:
 * @text: valid UTF-8
 *
 * Errors: %HEED_ERROR_UNSUPPORTED if Moses would need a list to split it
 *
 * Returns: (transfer full): text such as "Yes , 3,500 ? No !"
 */
char *
heed_plain_words_part (const char  *text,
                       GError     **error)
{
  g_autofree char *closed = NULL;
  GString *parted;

  if (!check (text, error))
    return NULL;

  closed = close_up (text);
  parted = g_string_new (NULL);
  for (const char *p = closed; *p != '\0'; p = g_utf8_next_char (p))
    {
      const char *next = g_utf8_next_char (p);
      gboolean is_in_number =
        *p == ',' && has_digit_before (closed, p) && g_unichar_isdigit (g_utf8_get_char (next));

      if (is_mark ((guchar) *p) && !is_in_number)
        g_string_append_printf (parted, " %c ", *p);
      else
        g_string_append_len (parted, p, (gssize) (next - p));
    }

  return g_string_free (parted, FALSE);
}
