/* evidence-finder.h — evidence of effect, found in the background
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/core/changes.h"
#include "app/core/engine-worker.h"

G_BEGIN_DECLS

/* On the main thread. @matrix is of tokens, to be kept a reference of; NULL: there is
 * none, and @error may say why. */
typedef void (*HeedEvidenceFunc) (const HeedEvidenceWish *wish,
                                  HeedMatrix             *matrix,
                                  const GError           *error,
                                  gpointer                user_data);

typedef struct _HeedEvidenceFinder HeedEvidenceFinder;

HeedEvidenceFinder *heed_evidence_finder_new  (HeedEngineWorker        *worker,
                                               HeedEvidenceFunc         callback,
                                               gpointer                 user_data);
void                heed_evidence_finder_free (HeedEvidenceFinder      *self);

/* Of which translation, and what of it; all of it is copied. */
typedef struct {
  HeedModel          *model;
  const char         *text;
  const HeedChanges  *changes;   /* what it is made with */
  const guint32      *tokens;    /* n_tokens: what it became */
  guint               n_tokens;
  guint               number;    /* of the translation: another one has another */
  HeedEvidenceWish    wish;
} HeedEvidenceAsked;

/* Only the newest counts: it is answered, and nothing older is heard of again. */
void                heed_evidence_finder_ask  (HeedEvidenceFinder      *self,
                                               const HeedEvidenceAsked *asked);
void                heed_evidence_finder_stop (HeedEvidenceFinder      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeedEvidenceFinder, heed_evidence_finder_free)

G_END_DECLS
