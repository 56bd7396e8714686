/* corpus-page-private.h — what the files of the page Corpus share
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/page.h"
#include "app/window/pages/corpus/corpus-analyses.h"
#include "app/window/pages/corpus/corpus-invitation.h"
#include "app/window/pages/corpus/corpus-links.h"
#include "app/window/pages/corpus/corpus-page.h"
#include "app/window/pages/corpus/corpus-probe-bar.h"
#include "app/window/pages/corpus/corpus-search.h"
#include "app/window/pages/corpus/corpus-sentence.h"
#include "app/window/pages/corpus/corpus-summary.h"

G_BEGIN_DECLS

struct _HeedCorpusPage
{
  GtkWidget              parent_instance;

  GtkWidget             *stack;
  HeedCorpusInvitation  *invitation;
  GtkWidget             *open;
  GtkWidget             *files;
  GtkWidget             *files_button;
  GtkWidget             *progress;
  GtkWidget             *words;
  GtkWidget             *stop;
  GtkWidget             *columns;
  GtkWidget             *wrong;
  GtkWidget             *paned;
  HeedCorpusTable       *table;
  HeedCorpusSearch      *search;
  HeedCorpusProbeBar    *probes;
  HeedCorpusSummaryCard *summary;
  HeedCorpusSentence    *sentence;
  HeedCorpusLinks       *links;
  HeedCorpusAnalyses     analyses;

  HeedDocument          *document;  /* or NULL */
  HeedCorpus            *corpus;    /* likewise */
  HeedGoldFile          *gold_file; /* NULL if the corpus has none */
  HeedGold              *gold;      /* of the displayed pair; NULL if it has none */
  GtkWidget             *files_dialog;  /* NULL while it is not open */
  gboolean               is_placed; /* the divider between the table and the rest has been
                                     * positioned */
};

/* document may be NULL. */
void heed_corpus_page_set_document (HeedCorpusPage    *self,
                                    HeedDocument      *document);
void heed_corpus_page_implement    (HeedPageInterface *iface);

G_END_DECLS
