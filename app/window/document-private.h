/* document-private.h — what the files of the document share
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/decoder.h"
#include "app/window/document.h"

G_BEGIN_DECLS

/**
 * HeedDocument:
 *
 * One model, one sentence, its translation so far, and where in it the person
 * is. Everything happens on the main thread; the engine works elsewhere.
 */
struct _HeedDocument
{
  GObject            parent_instance;

  HeedEngineWorker  *worker;
  HeedDecoder       *decoder;

  HeedModel         *model;      /* NULL until one was opened */
  char              *model_path;
  GCancellable      *opening;    /* NULL: no model is being opened */

  char              *text;       /* never NULL */
  HeedChanges       *changes;

  HeedDocumentState  state;
  HeedTranslation   *translation;

  HeedAttentionSite  site;             /* chosen; the translation says which is shown */
  GHashTable        *sites;            /* char * to HeedAttentionSite *: of each model, by its path */
  guint              selected_step;    /* wished for; there may be fewer */
  guint              selected_source;  /* that looks at others, in the encoder; wished for */
  int                selected_column;  /* -1: none */
  guint              n_played;         /* or HEED_DOCUMENT_PLAYED_ALL */
};

/* document-view.c: the attention to begin with, of a model that was opened. */
HeedAttentionSite heed_document_recall_site (HeedDocument *self);

G_END_DECLS
