/* evidence-display.h — displays evidence of effect in place of the attention
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/translate/translate-parts.h"

G_BEGIN_DECLS

/* Returns whether evidence is chosen and fits the kind of the displayed attention: self-attention
 * has only evidence by norms. */
gboolean    heed_evidence_display_is_wanted (const HeedTranslateParts *parts);

/* Requests the chosen evidence if it is not known yet. */
void        heed_evidence_display_ask       (const HeedTranslateParts *parts);

/* Returns the evidence in displayed words; NULL if not known, or if there is none. */
HeedMatrix *heed_evidence_display_dup       (const HeedTranslateParts *parts,
                                             HeedEvidenceKind          kind);

/* Updates the heatmap, which must show the attention already, the legend, and, in place of the
 * verdict, the sentence that compares evidence and attention. */
void        heed_evidence_display_show      (const HeedTranslateParts *parts);

/* Displays the shares of source and target for the selected step. */
void        heed_evidence_display_select    (const HeedTranslateParts *parts);

G_END_DECLS
