/* shown-evidence.h — the evidence of effect for the translation that is shown
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/document.h"

G_BEGIN_DECLS

#define HEED_TYPE_SHOWN_EVIDENCE (heed_shown_evidence_get_type ())
G_DECLARE_FINAL_TYPE (HeedShownEvidence, heed_shown_evidence, HEED, SHOWN_EVIDENCE, GObject)

HeedShownEvidence *heed_shown_evidence_new    (HeedEngineWorker  *worker);

/* What of it is wanted: bit k is the kind k. What is known of the translation stays;
 * the rest is found in the background, one kind after the other. */
void               heed_shown_evidence_update (HeedShownEvidence *self,
                                               HeedDocument      *document,
                                               guint              kinds);

/* Of tokens; NULL: not known yet, or there is none. */
HeedMatrix        *heed_shown_evidence_get    (HeedShownEvidence *self,
                                               HeedEvidenceKind   kind);

/* Whether it is still being found; an error if there is none. */
gboolean           heed_shown_evidence_is_coming (HeedShownEvidence *self,
                                               HeedEvidenceKind   kind);
const GError      *heed_shown_evidence_get_error (HeedShownEvidence *self,
                                               HeedEvidenceKind   kind);

G_END_DECLS
