/* corpus-as-page.c — what the window knows of the page Corpus
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/corpus/corpus-opening.h"
#include "app/window/pages/corpus/corpus-page-private.h"
#include "app/window/pages/corpus/corpus-session.h"

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
}
