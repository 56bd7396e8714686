/* evidence-button.h — a menu to choose between attention and evidence of effect
 *
 * Copyright 2026 The Heed authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define HEED_TYPE_EVIDENCE_BUTTON (heed_evidence_button_get_type ())
G_DECLARE_FINAL_TYPE (HeedEvidenceButton, heed_evidence_button, HEED, EVIDENCE_BUTTON, GtkWidget)

/* title is the name of the displayed evidence; NULL if the attention is displayed. */
void heed_evidence_button_set_title (HeedEvidenceButton *self,
                                     const char         *title);

G_END_DECLS
