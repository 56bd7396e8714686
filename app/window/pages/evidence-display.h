/* evidence-display.h — evidence of effect in the place of the attention
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "app/window/pages/translate-parts.h"

G_BEGIN_DECLS

/* Whether a person wants to see some, and it fits the attention that is looked at: only
 * norms are of the two that look at their own sentence. */
gboolean    heed_evidence_display_is_wanted (const HeedTranslateParts *parts);

/* Asks for what is wanted and not known. */
void        heed_evidence_display_ask       (const HeedTranslateParts *parts);

/* As tokens are shown now; NULL: not known, or none. */
HeedMatrix *heed_evidence_display_dup       (const HeedTranslateParts *parts,
                                             HeedEvidenceKind          kind);

/* In the heatmap, after the attention was, in the legend, and in the place of the
 * verdict what it says of the attention. */
void        heed_evidence_display_show      (const HeedTranslateParts *parts);

/* What the selected step rests on. */
void        heed_evidence_display_select    (const HeedTranslateParts *parts);

G_END_DECLS
