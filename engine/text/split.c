/* split.c — splitting text into words or characters
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Words are separated by any number of spaces of any kind. A character is a Unicode
 * scalar value, including spaces, as in Python's list().
 */

#include "engine/text/split.h"

static const char *
skip_spaces (const char *p)
{
  while (*p != '\0' && g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  return p;
}

static const char *
skip_word (const char *p)
{
  while (*p != '\0' && !g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);

  return p;
}

/**
 * heed_text_split:
 * @kind: %HEED_TOKENIZER_WORD or %HEED_TOKENIZER_CHARACTER
 * @p: (inout): position in valid UTF-8
 * @token: set to the token
 *
 * Returns: whether there was a token
 */
gboolean
heed_text_split (HeedTokenizerKind   kind,
                 const char        **p,
                 GString            *token)
{
  const char *begin = kind == HEED_TOKENIZER_WORD ? skip_spaces (*p) : *p;
  const char *end;

  if (*begin == '\0')
    return FALSE;

  end = kind == HEED_TOKENIZER_WORD ? skip_word (begin) : g_utf8_next_char (begin);

  g_string_truncate (token, 0);
  g_string_append_len (token, begin, end - begin);
  *p = end;

  return TRUE;
}
