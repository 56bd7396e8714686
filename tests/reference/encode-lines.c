/* encode-lines.c — prints the ids of every line that it reads
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     encode-lines MODEL < LINES
 *
 * Ids are separated by spaces; a tab comes before what they decode to.
 */

#include <stdio.h>
#include <string.h>

#include "engine/text/tokenizer.h"

static gboolean
print_line (HeedTokenizer  *tokenizer,
            const char     *line,
            GError        **error)
{
  g_autofree guint32 *ids = NULL;
  g_autofree char *text = NULL;
  guint n_ids;

  ids = heed_tokenizer_encode (tokenizer, line, &n_ids, error);
  if (ids == NULL)
    return FALSE;

  for (guint i = 0; i < n_ids; i++)
    printf (i == 0 ? "%u" : " %u", ids[i]);

  text = heed_tokenizer_decode (tokenizer, ids, n_ids);
  printf ("\t%s\n", text);

  return TRUE;
}

static gboolean
print_lines (const char  *path,
             GError     **error)
{
  g_autoptr(GMappedFile) file = g_mapped_file_new (path, FALSE, error);
  g_autoptr(GBytes) model = NULL;
  g_autoptr(HeedTokenizer) tokenizer = NULL;
  char line[65536];

  if (file == NULL)
    return FALSE;

  model = g_mapped_file_get_bytes (file);
  tokenizer = heed_tokenizer_new_sentencepiece (HEED_TEXT_AS_IS, model, error);
  if (tokenizer == NULL)
    return FALSE;

  while (fgets (line, sizeof line, stdin) != NULL)
    {
      line[strcspn (line, "\n")] = '\0';

      if (!print_line (tokenizer, line, error))
        return FALSE;
    }

  return TRUE;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;

  if (argc != 2)
    {
      fprintf (stderr, "Usage: encode-lines MODEL < LINES\n");
      return 2;
    }

  if (!print_lines (argv[1], &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return 1;
    }

  return 0;
}
