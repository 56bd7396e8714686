/* byte-level.c — bytes as the printable characters of byte-level vocabularies
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Source: bytes_to_unicode() in encoder.py of openai/gpt-2
 */

#include "engine/text/byte-level.h"

#include <string.h>

/* Printable bytes stand for themselves; the others are numbered from U+0100 on. */
static gunichar
get_character_of_byte (guint byte)
{
  guint n_before = 0;

  if ((byte >= '!' && byte <= '~') || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae)
    return byte;

  for (guint other = 0; other < byte; other++)
    n_before +=
      !((other >= '!' && other <= '~') || (other >= 0xa1 && other <= 0xac) || other >= 0xae);

  return 0x100 + n_before;
}

char *
heed_byte_level_write (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  for (; *text != '\0'; text++)
    g_string_append_unichar (out, get_character_of_byte (*(const guint8 *) text));

  return g_string_free (out, FALSE);
}

GBytes *
heed_byte_level_parse (const char *text)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);
      guint byte = 0;
      guint8 found;

      while (byte < 256 && get_character_of_byte (byte) != c)
        byte++;
      if (byte == 256)
        return NULL;

      found = (guint8) byte;
      g_byte_array_append (bytes, &found, 1);
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
