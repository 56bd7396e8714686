/* corpus-paths.c — the paths of the files of a corpus, by the role of each
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/core/corpus/corpus-detection.h"

static gboolean
add_file (HeedCorpusPaths   *paths,
          HeedDetectedFile  *file,
          GError           **error)
{
  char **place = file->role == HEED_ROLE_TARGET          ? &paths->target
                 : file->role == HEED_ROLE_DUMP          ? &paths->dump
                 : file->role == HEED_ROLE_PROBABILITIES ? &paths->probabilities
                 : file->role == HEED_ROLE_GOLD_FROM_0 ||
                   file->role == HEED_ROLE_GOLD_FROM_1   ? &paths->gold : &paths->source;

  if (file->problem != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&file->problem));
      return FALSE;
    }

  if (file->role != HEED_ROLE_NONE)
    {
      *place = g_strdup (file->path);
      return TRUE;
    }

  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
               "%s: expected links beside two files of sentences, found a third one", file->path);
  return FALSE;
}

/**
 * heed_corpus_paths_find:
 * @paths: (out): cleared with heed_corpus_paths_clear(), in any case
 * @files: (array zero-terminated=1): one to three files
 *
 * Errors: those of heed_line_store_open(); %HEED_ERROR_UNSUPPORTED if there are more than
 * two files of one kind, or only links
 * Cost:   reads all files
 */
gboolean
heed_corpus_paths_find (HeedCorpusPaths            *paths,
                        const char *const          *files,
                        const HeedCorpusLanguages  *languages,
                        GCancellable               *cancellable,
                        GError                    **error)
{
  g_autoptr(GArray) detected = heed_detected_files_new (files, languages, cancellable);

  *paths = (HeedCorpusPaths) { NULL };
  for (guint i = 0; i < detected->len; i++)
    if (!add_file (paths, &g_array_index (detected, HeedDetectedFile, i), error))
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
  g_clear_pointer (&paths->probabilities, g_free);
}
