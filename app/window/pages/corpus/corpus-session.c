/* corpus-session.c — saving and restoring the corpus of the page Corpus in a session
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/corpus/corpus-session.h"

/* While a corpus is being opened, the session keeps its previous value. */
void
heed_corpus_session_take (HeedCorpus        *corpus,
                          HeedSessionBeside *beside)
{
  const HeedLinkSettings *link_settings = heed_corpus_get_link_settings (corpus);
  HeedCorpusRoles roles;

  if (heed_corpus_get_state (corpus) == HEED_CORPUS_OPENING)
    return;

  if (!heed_corpus_get_roles (corpus, &roles))
    return;

  heed_corpus_roles_clear (&beside->corpus);
  g_clear_pointer (&beside->link_settings, heed_link_settings_free);
  g_free (beside->reverse);
  beside->has_corpus = TRUE;
  beside->corpus = roles;
  beside->link_settings = link_settings != NULL ? heed_link_settings_copy (link_settings) : NULL;
  beside->reverse = g_strdup (heed_corpus_reverse_get_path (heed_corpus_get_reverse (corpus)));
}

static gboolean
check_path (const char  *path,
            GError     **error)
{
  if (path == NULL || g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;

  g_set_error (error, HEED_ERROR, HEED_ERROR_UNSUPPORTED,
               "%s: expected the file of a corpus, found none", path);
  return FALSE;
}

gboolean
heed_corpus_session_put (HeedCorpus               *corpus,
                         const HeedSessionBeside  *beside,
                         GError                  **error)
{
  const HeedCorpusPaths *paths = &beside->corpus.paths;
  const char *reverse =
    beside->reverse != NULL && g_file_test (beside->reverse, G_FILE_TEST_EXISTS)
    ? beside->reverse : NULL;

  if (!beside->has_corpus)
    return TRUE;

  if (!check_path (paths->source, error) || !check_path (paths->target, error) ||
      !check_path (paths->gold, error) || !check_path (paths->dump, error) ||
      !check_path (paths->probabilities, error))
    return FALSE;

  heed_corpus_restore (corpus, &beside->corpus, beside->link_settings, reverse);

  return TRUE;
}
