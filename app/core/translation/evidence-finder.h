/* evidence-finder.h — computing evidence of effect in the background
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/changes/changes.h"
#include "app/core/work/engine-worker.h"

G_BEGIN_DECLS

/* Called on the main thread. @matrix is over tokens, as heed_evidence_dup_matrix() returns it,
 * and borrowed: take a reference to keep it. NULL if there is none; @error may say why. */
typedef void (*HeedEvidenceFunc) (const HeedEvidenceWish *wish,
                                  HeedMatrix             *matrix,
                                  const GError           *error,
                                  gpointer                user_data);

typedef struct _HeedEvidenceFinder HeedEvidenceFinder;

HeedEvidenceFinder *heed_evidence_finder_new  (HeedEngineWorker        *worker,
                                               HeedEvidenceFunc         callback,
                                               gpointer                 user_data);
void                heed_evidence_finder_free (HeedEvidenceFinder      *self);

/* A request: the translation, and the evidence wanted of it; everything is copied. */
typedef struct {
  HeedModel          *model;
  const char         *text;
  const HeedChanges  *changes;   /* the changes it was made with */
  const guint32      *tokens;    /* the n_tokens tokens of the translation */
  guint               n_tokens;
  guint               number;    /* identifies the translation; differs for another one */
  HeedEvidenceWish    wish;
} HeedEvidenceAsked;

/* Only the newest request is answered; earlier ones are dropped. */
void                heed_evidence_finder_ask  (HeedEvidenceFinder      *self,
                                               const HeedEvidenceAsked *asked);
void                heed_evidence_finder_stop (HeedEvidenceFinder      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedEvidenceFinder, heed_evidence_finder_free)

G_END_DECLS
