/* corpus-paths.c — which file of a corpus holds what
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/corpus/corpus-looks.h"

static gboolean
take_look (HeedCorpusPaths  *paths,
           HeedCorpusLook   *look,
           GError          **error)
{
  char **place = look->part == HEED_PART_TARGET          ? &paths->target
                 : look->part == HEED_PART_DUMP          ? &paths->dump
                 : look->part == HEED_PART_GOLD_FROM_0 ||
                   look->part == HEED_PART_GOLD_FROM_1   ? &paths->gold : &paths->source;

  if (look->problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&look->problem));
      return FALSE;
    }

  if (look->part != HEED_PART_NONE)
    {
      *place = g_strdup (look->path);
      return TRUE;
    }

  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
               "%s: expected links beside two files of sentences, found a third one", look->path);
  return FALSE;
}

/**
 * heed_corpus_paths_find:
 * @paths: (out): cleared with heed_corpus_paths_clear(), in any case
 * @given: (array zero-terminated=1): one to three files
 *
 * Errors: those of heed_line_store_open(); %HEED_ERROR_UNSUPPORTED if there are more than
 * two files of one kind, or only links
 * Cost:   reads all files
 */
gboolean
heed_corpus_paths_find (HeedCorpusPaths            *paths,
                        const char *const          *given,
                        const HeedCorpusLanguages  *languages,
                        GCancellable               *cancellable,
                        GError                    **error)
{
  g_autoptr(GArray) looks = heed_corpus_looks_new (given, languages, cancellable);

  *paths = (HeedCorpusPaths) { NULL };
  for (guint i = 0; i < looks->len; i++)
    if (!take_look (paths, &g_array_index (looks, HeedCorpusLook, i), error))
      return FALSE;

  if (paths->source != NULL || paths->dump != NULL)
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
               "%s: expected sentences beside links, found links alone",
               paths->gold != NULL ? paths->gold : "corpus");
  return FALSE;
}

void
heed_corpus_paths_clear (HeedCorpusPaths *paths)
{
  g_clear_pointer (&paths->source, g_free);
  g_clear_pointer (&paths->target, g_free);
  g_clear_pointer (&paths->gold, g_free);
  g_clear_pointer (&paths->dump, g_free);
}
