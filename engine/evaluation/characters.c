/* characters.c — splitting a line into characters, and into words at white space
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Published scores come from Python programs, so white space is defined as in Python:
 * unlike g_unichar_isspace(), it includes the separators U+001C to U+001F, U+000B and
 * U+0085. French text has a no-break space before "?" and "!", so the number of tokens
 * depends on this.
 */

#include "engine/evaluation/characters.h"

#include <string.h>

#define REPLACEMENT 0xfffd

/**
 * heed_character_is_space:
 *
 * Source: Python's str.isspace(), https://docs.python.org/3/library/stdtypes.html
 *
 * Returns: whether str.split() splits at @character
 */
gboolean
heed_character_is_space (gunichar character)
{
  return (character >= 0x09 && character <= 0x0d) ||
         (character >= 0x1c && character <= 0x20) ||
         character == 0x85 || character == 0xa0 || character == 0x1680 ||
         (character >= 0x2000 && character <= 0x200a) ||
         character == 0x2028 || character == 0x2029 || character == 0x202f ||
         character == 0x205f || character == 0x3000;
}

/**
 * heed_character_next:
 * @line: (inout): where to read; moved past the character, but not past the end
 *
 * A byte that is not UTF-8 is read as one replacement character.
 *
 * Returns: the character at @line
 */
gunichar
heed_character_next (const char **line)
{
  gunichar character = g_utf8_get_char_validated (*line, -1);

  if (character >= (gunichar) -2)
    {
      *line += 1;
      return REPLACEMENT;
    }

  *line = g_utf8_next_char (*line);

  return character;
}

/**
 * heed_characters_read:
 * @line: UTF-8
 * @n_characters: (out): number of characters
 *
 * Returns: (transfer full): every character of @line
 */
gunichar *
heed_characters_read (const char *line,
                      guint      *n_characters)
{
  gunichar *characters = g_new (gunichar, strlen (line) + 1);
  guint n = 0;

  while (*line != '\0')
    characters[n++] = heed_character_next (&line);

  *n_characters = n;

  return characters;
}

/**
 * heed_characters_split:
 * @line: UTF-8
 *
 * Returns: (transfer full): the words of @line, %NULL-terminated
 */
char **
heed_characters_split (const char *line)
{
  GPtrArray *words = g_ptr_array_new ();
  const char *start = line;

  for (const char *at = line; ; )
    {
      const char *end = at;
      gboolean is_last = *at == '\0';

      if (!is_last && !heed_character_is_space (heed_character_next (&at)))
        continue;

      if (end > start)
        g_ptr_array_add (words, g_strndup (start, end - start));
      start = at;

      if (is_last)
        break;
    }

  g_ptr_array_add (words, NULL);

  return (char **) g_ptr_array_free (words, FALSE);
}
