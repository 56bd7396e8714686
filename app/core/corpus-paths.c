/* corpus-paths.c — which file of a corpus holds what
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Links are known by their look. Of two files of text the source is the one whose name
 * ends in the language that the model reads, else the one that was named first.
 */

#include "app/core/corpus-files.h"

#include <string.h>

#include "app/core/gold-line.h"
#include "app/core/line-store.h"

#define N_SAMPLED 50  /* lines */

/* How many links are on a line; -1: it is none of links. */
static int
count_links (const char *line)
{
  g_autoptr(HeedAlignment) links = heed_alignment_parse (line, 0, NULL);
  HeedGoldRow row;

  return links != NULL ? (int) links->n_links : heed_gold_row_parse (line, &row) ? 1 : -1;
}

/* Whether all of the first lines are links, and some line has one. */
static gboolean
holds_links (HeedLineStore *store)
{
  guint n = MIN (heed_line_store_get_n_lines (store), N_SAMPLED);
  guint n_links = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *line = heed_line_store_dup_line (store, i, NULL);
      int n_on_line = line != NULL ? count_links (line) : -1;

      if (n_on_line < 0)
        return FALSE;

      n_links += (guint) n_on_line;
    }

  return n_links > 0;
}

/* Whether a part of the file's name is the language: test.en, en.txt, train.fr-en.en.gz. */
static gboolean
is_named (const char *path,
          const char *language)
{
  g_autofree char *name = g_path_get_basename (path);
  gsize n = strcspn (language, "-");
  g_auto(GStrv) parts = g_strsplit_set (name, ".", -1);

  for (guint i = 0; n > 0 && parts[i] != NULL; i++)
    if (g_ascii_strncasecmp (parts[i], language, n) == 0 && parts[i][n] == '\0')
      return TRUE;

  return FALSE;
}

static void
take_text (HeedCorpusPaths           *paths,
           const char                *path,
           const HeedCorpusLanguages *languages)
{
  char **place = paths->source == NULL ? &paths->source : &paths->target;

  *place = g_strdup (path);
  if (paths->target != NULL && (is_named (paths->target, languages->source_language) ||
                                is_named (paths->source, languages->target_language)) &&
      !is_named (paths->source, languages->source_language))
    {
      char *source = paths->target;

      paths->target = paths->source;
      paths->source = source;
    }
}

/**
 * heed_corpus_paths_find:
 * @paths: (out): cleared with heed_corpus_paths_clear(), whatever is returned
 * @given: (array zero-terminated=1): one to three files
 *
 * Errors: those of heed_line_store_open(); %HEED_ERROR_UNSUPPORTED if there are more
 *   than two files of one kind, or links alone
 * Cost:   reads all files
 */
gboolean
heed_corpus_paths_find (HeedCorpusPaths            *paths,
                        const char *const          *given,
                        const HeedCorpusLanguages  *languages,
                        GCancellable               *cancellable,
                        GError                    **error)
{
  *paths = (HeedCorpusPaths) { NULL };

  for (; *given != NULL; given++)
    {
      g_autoptr(HeedLineStore) store = heed_line_store_open (*given, cancellable, error);

      if (store == NULL)
        return FALSE;

      if (paths->gold == NULL && holds_links (store))
        paths->gold = g_strdup (*given);
      else if (paths->target == NULL)
        take_text (paths, *given, languages);
      else
        {
          g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
                       "%s: expected links beside two files of sentences, found a third one",
                       *given);
          return FALSE;
        }
    }

  if (paths->source != NULL)
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
}
