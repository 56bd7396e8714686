/* document.h — the model, sentence and translation that the user is looking at
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/changes/change-list.h"
#include "app/core/translation/decoding.h"
#include "app/core/translation/questions.h"
#include "app/core/translation/translation.h"
#include "app/core/work/engine-worker.h"
#include "app/window/document/document-view.h"

G_BEGIN_DECLS

typedef enum {
  HEED_DOCUMENT_EMPTY,     /* no model, or no sentence */
  HEED_DOCUMENT_DECODING,  /* more steps will follow */
  HEED_DOCUMENT_FINISHED,
  HEED_DOCUMENT_FAILED     /* the translation has the error */
} HeedDocumentState;

#define HEED_TYPE_DOCUMENT_STATE (heed_document_state_get_type ())
GType heed_document_state_get_type (void);

#define HEED_TYPE_DOCUMENT (heed_document_get_type ())
G_DECLARE_FINAL_TYPE (HeedDocument, heed_document, HEED, DOCUMENT, GObject)

HeedDocument      *heed_document_new                 (HeedEngineWorker   *worker);

HeedEngineWorker  *heed_document_get_worker          (HeedDocument       *self);

/* The model. */
HeedModel         *heed_document_get_model           (HeedDocument       *self);
const char        *heed_document_get_model_path      (HeedDocument       *self);
gboolean           heed_document_has_attention       (HeedDocument       *self);

/* The sentence. */
const char        *heed_document_get_text            (HeedDocument       *self);
void               heed_document_set_text            (HeedDocument       *self,
                                                      const char         *text);

/* The translation. */
HeedDocumentState  heed_document_get_state           (HeedDocument       *self);
const HeedTranslation *heed_document_get_translation     (HeedDocument       *self);
guint              heed_document_get_n_steps         (HeedDocument       *self);

/* The changes of the translation, and the free translation without them. */
HeedChangeList    *heed_document_get_changes         (HeedDocument       *self);
const HeedTranslation *heed_document_get_free_translation (HeedDocument  *self);
gboolean           heed_document_get_shows_before    (HeedDocument       *self);
void               heed_document_set_shows_before    (HeedDocument       *self,
                                                      gboolean            shows_before);

/* Opens a channel for questions about the translation; the caller closes it before the document is
 * disposed. */
HeedQuestions     *heed_document_open_questions      (HeedDocument           *self,
                                                      const HeedQuestionKind *kind,
                                                      HeedAnswerFunc          callback,
                                                      gpointer                user_data);

/* The displayed attention and the selection. */
HeedDocumentView  *heed_document_get_view            (HeedDocument       *self);

G_END_DECLS
