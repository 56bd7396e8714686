/* example-corpus.c — the example corpus that is installed with Heed
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Thirty everyday sentences, in a folder beside that of the models. The translation of
 * one of them lacks a clause on purpose, for the user to find.
 */

#include "app/core/corpus/example-corpus.h"

#include "app/core/models/model-library.h"

#define FOLDER "examples"
#define PAIRS  "everyday.en-fr"
#define GOLD   "everyday.gold"

gboolean
heed_example_corpus_fits (const HeedModelInfo *info)
{
  return g_strcmp0 (info->source_language, "en") == 0 &&
         g_strcmp0 (info->target_language, "fr") == 0;
}

char **
heed_example_corpus_list_files (void)
{
  g_autofree char *above = g_path_get_dirname (heed_model_library_get_folder ());
  g_autofree char *pairs = g_build_filename (above, FOLDER, PAIRS, NULL);
  g_autofree char *gold = g_build_filename (above, FOLDER, GOLD, NULL);
  char **files;

  if (!g_file_test (pairs, G_FILE_TEST_IS_REGULAR) || !g_file_test (gold, G_FILE_TEST_IS_REGULAR))
    return NULL;

  files = g_new0 (char *, 3);
  files[0] = g_steal_pointer (&pairs);
  files[1] = g_steal_pointer (&gold);

  return files;
}
