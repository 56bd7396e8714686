/* corpus-as-page.c — what the window knows of the page Corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <glib/gi18n.h>

#include "app/window/pages/corpus/corpus-opening.h"
#include "app/window/pages/corpus/corpus-page-private.h"
#include "app/window/pages/corpus/corpus-session.h"
#include "app/window/pages/parts/gold-words.h"

static void
set_document (HeedPage     *page,
              HeedDocument *document)
{
  heed_corpus_page_set_document (HEED_CORPUS_PAGE (page), document);
}

static void
focus (HeedPage *page,
       gboolean  select_all)
{
  HeedCorpusPage *self = HEED_CORPUS_PAGE (page);

  if (self->corpus != NULL && heed_corpus_get_files (self->corpus) != NULL)
    heed_corpus_table_focus (self->table);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->invitation));
}

static gboolean
open_files (HeedPage          *page,
            const char *const *paths)
{
  HeedCorpusPage *self = HEED_CORPUS_PAGE (page);

  if (self->corpus == NULL)
    return FALSE;

  for (guint i = 0; paths[i] != NULL; i++)
    if (!heed_corpus_opening_is_text (paths[i]) && !heed_corpus_opening_is_dump (paths[i]))
      return FALSE;

  heed_corpus_open (self->corpus, paths);

  return TRUE;
}

static HeedGoldFile *
get_gold_file (HeedPage *page)
{
  HeedCorpus *corpus = HEED_CORPUS_PAGE (page)->corpus;
  HeedCorpusFiles *files = corpus != NULL ? heed_corpus_get_files (corpus) : NULL;

  return files != NULL ? heed_corpus_files_get_gold (files) : NULL;
}

/* The edits of gold links stay in the corpus when a pair is closed on the page Translate. */
static char **
list_unsaved (HeedPage *page)
{
  HeedGoldFile *file = get_gold_file (page);
  char **unsaved = g_new0 (char *, 2);

  if (file != NULL && heed_gold_file_get_n_changed (file) > 0)
    unsaved[0] = heed_gold_words_new_loss (file);

  return unsaved;
}

static void
save_unsaved (HeedPage *page)
{
  g_autoptr(GError) error = NULL;

  if (!heed_gold_file_save (get_gold_file (page), &error))
    gtk_widget_activate_action (GTK_WIDGET (page), "win.report", "(ss)",
                                _("The gold links could not be saved."), error->message);
}

static void
take_session (HeedPage          *page,
              HeedSessionBeside *beside)
{
  if (HEED_CORPUS_PAGE (page)->corpus != NULL)
    heed_corpus_session_take (HEED_CORPUS_PAGE (page)->corpus, beside);
}

static gboolean
put_session (HeedPage                *page,
             const HeedSessionBeside *beside,
             GError                 **error)
{
  return HEED_CORPUS_PAGE (page)->corpus == NULL ||
         heed_corpus_session_put (HEED_CORPUS_PAGE (page)->corpus, beside, error);
}

void
heed_corpus_page_implement (HeedPageInterface *iface)
{
  iface->take_session = take_session;
  iface->put_session = put_session;
  iface->set_document = set_document;
  iface->focus = focus;
  iface->open_files = open_files;
  iface->list_unsaved = list_unsaved;
  iface->save_unsaved = save_unsaved;
}
