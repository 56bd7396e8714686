/* shown-evidence.h — the evidence of effect for the displayed translation
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/document/document.h"

G_BEGIN_DECLS

#define HEED_TYPE_SHOWN_EVIDENCE (heed_shown_evidence_get_type ())
G_DECLARE_FINAL_TYPE (HeedShownEvidence, heed_shown_evidence, HEED, SHOWN_EVIDENCE, GObject)

HeedShownEvidence *heed_shown_evidence_new    (HeedEngineWorker  *worker);

/* Requests kinds of evidence: bit k is the kind k. Results for the same translation are kept;
 * missing ones are computed in the background, one kind at a time. */
void               heed_shown_evidence_update (HeedShownEvidence *self,
                                               HeedDocument      *document,
                                               guint              kinds);

/* Between tokens; NULL if not known yet, or if there is none. */
HeedMatrix        *heed_shown_evidence_get    (HeedShownEvidence *self,
                                               HeedEvidenceKind   kind);

/* Whether it is still being computed; and the error if it failed, or NULL. */
gboolean           heed_shown_evidence_is_coming (HeedShownEvidence *self,
                                               HeedEvidenceKind   kind);
const GError      *heed_shown_evidence_get_error (HeedShownEvidence *self,
                                               HeedEvidenceKind   kind);

G_END_DECLS
