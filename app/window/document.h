/* document.h — what the person is looking at
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/change-list.h"
#include "app/core/decoding.h"
#include "app/core/engine-worker.h"
#include "app/core/translation.h"
#include "app/window/document-view.h"

G_BEGIN_DECLS

typedef enum {
  HEED_DOCUMENT_EMPTY,     /* no model, or no sentence */
  HEED_DOCUMENT_DECODING,  /* more steps will come */
  HEED_DOCUMENT_FINISHED,
  HEED_DOCUMENT_FAILED     /* the translation says why */
} HeedDocumentState;

#define HEED_TYPE_DOCUMENT_STATE (heed_document_state_get_type ())
GType heed_document_state_get_type (void);

#define HEED_TYPE_DOCUMENT (heed_document_get_type ())
G_DECLARE_FINAL_TYPE (HeedDocument, heed_document, HEED, DOCUMENT, GObject)

HeedDocument      *heed_document_new                 (HeedEngineWorker   *worker);

HeedEngineWorker  *heed_document_get_worker          (HeedDocument       *self);

/* The model. */
void               heed_document_open                (HeedDocument       *self,
                                                      const char         *path);
void               heed_document_open_as             (HeedDocument       *self,
                                                      const char         *path,
                                                      const char         *description);
gboolean           heed_document_get_is_opening      (HeedDocument       *self);
HeedModel         *heed_document_get_model           (HeedDocument       *self);
const char        *heed_document_get_model_path      (HeedDocument       *self);
gboolean           heed_document_has_attention       (HeedDocument       *self);

/* The sentence. */
const char        *heed_document_get_text            (HeedDocument       *self);
void               heed_document_set_text            (HeedDocument       *self,
                                                      const char         *text);
gboolean           heed_document_get_hidden          (HeedDocument       *self,
                                                      guint               position);
void               heed_document_set_hidden          (HeedDocument       *self,
                                                      guint               position,
                                                      gboolean            is_hidden);

/* The translation. */
HeedDocumentState  heed_document_get_state           (HeedDocument       *self);
const HeedTranslation *heed_document_get_translation     (HeedDocument       *self);
guint              heed_document_get_n_steps         (HeedDocument       *self);
void               heed_document_choose              (HeedDocument       *self,
                                                      guint               position,
                                                      guint32             token_id);

/* How tokens are chosen; and which of a beam's hypotheses is shown: the best at
 * first, or the one that ends at a node of the translation's tree. */
const HeedDecoding *heed_document_get_decoding       (HeedDocument       *self);
void               heed_document_set_decoding        (HeedDocument       *self,
                                                      const HeedDecoding *decoding);
const HeedBeamNode *heed_document_get_branch         (HeedDocument       *self);
void               heed_document_show_branch         (HeedDocument       *self,
                                                      const HeedBeamNode *node);
void               heed_document_take_branch         (HeedDocument       *self,
                                                      const HeedBeamNode *node);

/* What is different about it, and what it would be otherwise. */
HeedChangeList    *heed_document_get_changes         (HeedDocument       *self);
const HeedTranslation *heed_document_get_free_translation (HeedDocument  *self);
gboolean           heed_document_get_shows_before    (HeedDocument       *self);
void               heed_document_set_shows_before    (HeedDocument       *self,
                                                      gboolean            shows_before);

/* How one of its weights came about. */
void               heed_document_explain             (HeedDocument       *self,
                                                      guint               row,
                                                      guint               key);
HeedArithmetic    *heed_document_get_arithmetic      (HeedDocument       *self);

/* Where in it. */
HeedDocumentView  *heed_document_get_view            (HeedDocument       *self);

G_END_DECLS
