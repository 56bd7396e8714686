/* encode-lines.c — prints the ids of every line that it reads
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *     encode-lines MODEL [VOCABULARY] < LINES
 *
 * Ids are separated by spaces; a tab comes before what they decode to. They are
 * the model's own, or those of a vocab.json as MarianMT has it.
 */

#include <stdio.h>
#include <string.h>

#include "engine/formats/folders/token-list.h"
#include "engine/text/tokenizer.h"

#define MAX_VOCABULARY 4000000

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

static GBytes *
map (const char  *path,
     GError     **error)
{
  g_autoptr(GMappedFile) file = g_mapped_file_new (path, FALSE, error);

  return file != NULL ? g_mapped_file_get_bytes (file) : NULL;
}

static HeedTokenizer *
load_numbered (GBytes      *model,
               const char  *path,
               GError     **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *around = g_path_get_dirname (path);
  g_autoptr(HeedFolder) folder = heed_folder_open (around, error);
  g_autoptr(HeedTokenList) list = NULL;
  HeedSpecialTokens special = { HEED_NO_TOKEN, HEED_NO_TOKEN, HEED_NO_TOKEN, HEED_NO_TOKEN };

  if (folder == NULL ||
      (list = heed_token_list_load_numbered (folder, name, MAX_VOCABULARY, error)) == NULL ||
      !heed_token_list_fill (list, heed_token_list_get_n (list), name, error))
    return NULL;

  special.unknown = heed_token_list_find (list, "<unk>");

  return heed_token_list_dup_tokenizer (list, model, HEED_TEXT_LANGUAGE_CODE, &special, error);
}

static gboolean
print_lines (const char  *model_path,
             const char  *vocabulary_path,
             GError     **error)
{
  g_autoptr(GBytes) model = map (model_path, error);
  g_autoptr(HeedTokenizer) tokenizer = NULL;
  char line[65536];

  if (model == NULL)
    return FALSE;

  tokenizer = vocabulary_path != NULL
              ? load_numbered (model, vocabulary_path, error)
              : heed_tokenizer_new_sentencepiece (HEED_TEXT_AS_IS, model, error);
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

  if (argc != 2 && argc != 3)
    {
      fprintf (stderr, "Usage: encode-lines MODEL [VOCABULARY] < LINES\n");
      return 2;
    }

  if (!print_lines (argv[1], argv[2], &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return 1;
    }

  return 0;
}
