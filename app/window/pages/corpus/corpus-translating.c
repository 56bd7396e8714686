/* corpus-translating.c — opening a pair of a corpus on the page Translate
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "app/window/pages/corpus/corpus-translating.h"

#include <glib/gi18n.h>

#include "app/window/corpus/open-corpus.h"
#include "app/window/document/forced-target.h"
#include "app/window/document/open-gold.h"

/* Opens a pair with its gold links, which can be edited there; FALSE if it has none. */
static gboolean
open_with_gold (HeedCorpus           *corpus,
                HeedDocument         *document,
                guint                 pair,
                const HeedCorpusPair *texts)
{
  HeedGoldFile *file = heed_corpus_files_get_gold (heed_corpus_get_files (corpus));
  g_autoptr(HeedGold) gold = NULL;

  if (file == NULL || pair >= heed_gold_file_get_n (file))
    return FALSE;

  gold = heed_gold_new_in_file (file, pair, texts->source, texts->target, NULL);

  return gold != NULL && heed_open_gold_show (heed_open_gold_of (document), gold, NULL);
}

static gboolean
open_texts (HeedDocument          *document,
            const HeedCorpusPair  *texts,
            GError               **error)
{
  heed_document_set_text (document, texts->source);
  if (texts->target != NULL)
    return heed_forced_target_set_text (document, texts->target, error);

  heed_forced_target_remove (document);

  return TRUE;
}

void
heed_corpus_translate_pair (GtkWidget    *page,
                            HeedCorpus   *corpus,
                            HeedDocument *document,
                            guint         pair)
{
  g_auto(HeedCorpusPair) texts = { NULL, NULL };
  g_autoptr(GError) error = NULL;

  if (heed_corpus_get_model (corpus) == NULL)
    {
      gtk_widget_activate_action (page, "win.note", "s",
                                  _("The attention was read from a file: there is no model to "
                                    "step through it."));
      return;
    }

  if (!heed_corpus_files_read (heed_corpus_get_files (corpus), pair, &texts, &error))
    {
      gtk_widget_activate_action (page, "win.report", "(ss)", _("This corpus cannot be opened."),
                                  error->message);
      return;
    }

  if ((texts.target == NULL || !open_with_gold (corpus, document, pair, &texts)) &&
      !open_texts (document, &texts, &error))
    gtk_widget_activate_action (page, "win.report", "(ss)", _("This target cannot be forced."),
                                error->message);

  heed_open_corpus_set_pair (heed_open_corpus_of (document), pair);
  gtk_widget_activate_action (page, "win.show-page", "s", "translate");
}
