/* document-private.h — the members of a document, for its implementation files
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/translation/decoder.h"
#include "app/window/document/document.h"
#include "app/window/document/shown-translation.h"
#include "app/window/document/weight-explanation.h"

G_BEGIN_DECLS

/**
 * HeedDocument:
 *
 * One model, one sentence, its translation so far, and a view of it. For the main
 * thread; the engine runs on its own thread.
 */
struct _HeedDocument
{
  GObject            parent_instance;

  HeedEngineWorker  *worker;
  HeedDecoder       *decoder;

  HeedModel         *model;      /* NULL until one is opened */
  char              *model_path;
  char              *model_description;  /* of model, if the weights fit several; or NULL */
  char              *opening_description;  /* of the model being opened; or NULL */
  GCancellable      *opening;    /* NULL if no model is being opened */

  char              *text;       /* never NULL */
  HeedChangeList    *list;       /* the user's changes */
  HeedChanges       *changes;    /* those of list that are switched on */

  HeedDecoding       decoding;

  HeedDocumentState  state;
  HeedShownTranslation shown;
  HeedDocumentView  *view;

  HeedWeightExplanation *explanation;
};

void             heed_document_take_model        (HeedDocument *self,
                                                  HeedModel    *model,
                                                  const char   *path);
void             heed_document_decode            (HeedDocument *self);
HeedDecoderWish  heed_document_make_wish         (HeedDocument *self);
void             heed_document_show_translation  (HeedDocument *self);

G_END_DECLS
