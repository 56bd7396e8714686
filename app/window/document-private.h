/* document-private.h — what is in a document, for the files that work on it
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/decoder.h"
#include "app/core/weight-question.h"
#include "app/window/document.h"
#include "app/window/free-translation.h"

G_BEGIN_DECLS

/**
 * HeedDocument:
 *
 * One model, one sentence, its translation so far, and a view of it. Everything
 * happens on the main thread; the engine works elsewhere.
 */
struct _HeedDocument
{
  GObject            parent_instance;

  HeedEngineWorker  *worker;
  HeedDecoder       *decoder;

  HeedModel         *model;      /* NULL until one was opened */
  char              *model_path;
  char              *model_description;  /* chosen among those that the weights fit; or NULL */
  char              *opening_description;  /* of the model that is being opened */
  GCancellable      *opening;    /* NULL: no model is being opened */

  char              *text;       /* never NULL */
  HeedChangeList    *list;       /* what the person changed */
  HeedChanges       *changes;    /* what of it is switched on */

  HeedDecoding       decoding;

  HeedDocumentState  state;
  HeedTranslation   *translation;
  const HeedBeamNode *branch;    /* of its tree, where its steps end; NULL: the best one */
  HeedFreeTranslation *free;     /* without what is changed; known once something is */
  gboolean           shows_before;
  HeedDocumentView  *view;

  HeedQuestions     *weights;       /* how they came about */
  HeedArithmetic    *arithmetic;    /* the newest that came, or NULL */
  gboolean           has_asked;     /* for that of asked_row and asked_key, as it now is */
  guint              asked_row;
  guint              asked_key;
};

void             heed_document_take_model        (HeedDocument *self,
                                                  HeedModel    *model,
                                                  const char   *path);
void             heed_document_decode            (HeedDocument *self);
HeedDecoderWish  heed_document_make_wish         (HeedDocument *self);
void             heed_document_show_translation  (HeedDocument *self);

G_END_DECLS
